"""What the specialists report of the key employers, and where in its building each of them sits."""

from random import Random

from sqlmodel import Session, col, select

from api.key_ledger.firms import posts_of
from api.key_ledger.reporting import counted_when
from api.story.cast import Cast
from models.employer import SpecialistAssignment
from models.key_ledger import KeyLedgerLine
from seed_data.generator import AS_OF
from seed_data.story.ledger import lines


def tell_lines(session: Session, players: Cast, rng: Random) -> None:
    served = dict(
        session.exec(
            select(SpecialistAssignment.employer_id, SpecialistAssignment.account_id).where(
                col(SpecialistAssignment.valid_to).is_(None)
            )
        ).all()
    )
    posts = posts_of(session, players.key_employers, AS_OF)
    for place, number in enumerate(players.key_employers):
        employer = players.employers[number]
        employer.address = f"{employer.address}{rng.randint(1, 5)}栋{rng.randint(2, 8)}0{rng.randint(1, 6)}房"
        session.add(employer)
        last: KeyLedgerLine | None = None
        short = sum(post.free for post in posts.get(number, ()) if not post.stale)
        for line in lines(rng, place, employer.staff_total, short):
            counted = counted_when(last, line.values["on_post"], counted=False, now=line.at)
            last = KeyLedgerLine(
                employer_id=number,
                day=line.day,
                reported_at=line.at,
                counted_at=counted,
                account_id=served.get(number),
                **line.values,
            )
            session.add(last)
    session.flush()
