"""Posts that wait for the office with what the screening finds in them; one of them stale, one still being written."""

from random import Random
from typing import Any

from sqlmodel import Session

from api.needs.reporting import report_need
from api.reviews.deciding import publish
from api.reviews.handing_in import screen_stored
from api.story.cast import Cast
from models.account import Role
from models.advert import Advert
from models.employer import Employer
from models.vacancy import EmploymentKind, Vacancy, VacancyState
from seed_data.generator import AS_OF
from seed_data.story import posts as told
from seed_data.story.moments import day_before, moment

FEN = 100
NEED_DAYS, NEED_NOTE = 2, "今晚起夜班再要人"


def tell_posts(session: Session, players: Cast, rng: Random) -> None:
    by = players.accounts["employer"].id
    stale = _stored(session, players.own, told.OWN_STALE, rng)
    publish(session, stale, by=None, today=day_before(told.OWN_STALE.days), now=stale.created_at)
    _hand_in(session, players.own, told.OWN_IN_REVIEW, by, rng)
    for post, employer in zip(told.IN_REVIEW, _others(players, rng), strict=False):
        _hand_in(session, employer, post, None, rng)
    _begin_advert(session, players, rng)
    _need_more(session, players, rng)


def _stored(session: Session, employer: Employer, post: told.Post, rng: Random) -> Vacancy:
    now = moment(post.days, rng)
    where: dict[str, Any] = {name: getattr(employer, name) for name in ("street_code", "address", "lng", "lat")}
    vacancy = Vacancy(
        employer_id=employer.id or 0,
        title=post.title,
        duties=post.duties,
        openings=post.openings,
        employment_kind=EmploymentKind.FULL_TIME,
        wage_low_fen=post.low * FEN,
        wage_high_fen=post.high * FEN,
        contact=employer.contact,
        phone=employer.phone,
        state_since=now,
        created_at=now,
        updated_at=now,
        made_up=True,
        **where,
    )
    session.add(vacancy)
    session.flush()
    return vacancy


def _hand_in(session: Session, employer: Employer, post: told.Post, by: int | None, rng: Random) -> None:
    vacancy = _stored(session, employer, post, rng)
    screen_stored(session, vacancy, Role.EMPLOYER, by=by, today=AS_OF, now=vacancy.created_at)


def _others(players: Cast, rng: Random) -> list[Employer]:
    """Employers but for the demonstration's own, those of the demonstration street first."""
    others = [employer for employer in players.employers.values() if employer.id != players.own.id]
    rng.shuffle(others)
    return sorted(others, key=lambda employer: employer.street_code != players.street)


def _begin_advert(session: Session, players: Cast, rng: Random) -> None:
    own, now = players.own, moment(1, rng)
    answers = {**told.OWN_DRAFT_ANSWERS, "contact": own.contact, "phone": own.phone}
    by = players.accounts["employer"].id
    session.add(
        Advert(
            employer_id=own.id or 0,
            account_id=by,
            text=told.OWN_DRAFT,
            answers=answers,
            created_at=now,
            updated_at=now,
        )
    )
    session.flush()


def _need_more(session: Session, players: Cast, rng: Random) -> None:
    """“Five tonight, not two from last week.”"""
    for post in [one for one in players.posts if one.employer_id == players.own.id and one.state == VacancyState.OPEN][
        :1
    ]:
        by = players.accounts["employer"].id
        today, now = day_before(NEED_DAYS), moment(NEED_DAYS, rng)
        report_need(session, post, post.openings + 3, by=by, today=today, now=now, note=NEED_NOTE)
