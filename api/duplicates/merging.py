"""Makes one file of two, keeps note of all it moved, and can take it back."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from api.accounts.lookup_codes import close_codes
from api.duplicates.clashes import check_lists, check_promises
from api.refusals import Conflict
from models.account import Account
from models.assistance import WorkerAssistance
from models.consent import ConsentEntry
from models.duplicate import KeptApart, WorkerMerge
from models.employment import Employment, employment_of
from models.ledger import PromisedBy, Reservation, release
from models.referral import ENDED, Referral, ReferralState, move
from models.saved_search import SavedSearch
from models.swap_member import SwapMember
from models.worker import Sex, Worker, WorkerCertificate, WorkerExperience, WorkerSkill, WorkerWish

# Rows that simply change their file. Results of matching runs stay with the file they were computed for.
MOVED: tuple[type[SQLModel], ...] = (
    Referral,
    Reservation,
    WorkerSkill,
    WorkerCertificate,
    WorkerAssistance,
    ConsentEntry,
    Account,
    SwapMember,
)
PLACED: Mapping[type[SQLModel], int] = {WorkerWish: 3, WorkerExperience: 99}  # and how many places there are
# What the kept file does not know it takes from the other. What was agreed to is never taken over.
FILLED = (
    "id_kind",
    "id_number",
    "birth_date",
    "hukou_code",
    "hukou_kind",
    "street_code",
    "address",
    "lng",
    "lat",
    "phone",
    "education",
    "school",
    "major",
    "graduated_on",
    "skill_level",
    "skill_trade",
    "status",
    "unemployed_since",
    "words",
    "wage_min_fen",
    "shifts",
    "needs_lodging",
    "available_from",
    "stays",
    "leaves_on",
    "returns_on",
    "needs_transport",
)
LENT_UNDER = "swap_member_contract"  # among what was moved: who was lent under a contract that stayed behind
UNIQUE = "id_number"  # cannot stand in two files, so it leaves the one for the other


def merge(session: Session, kept: Worker, gone: Worker, *, by: int | None, now: datetime) -> WorkerMerge:
    """File `gone` goes into `kept`; raises `Conflict` where both are promised for the same days.

    Whoever applied under a known name and phone must not come into the file behind them: lookup codes of both end, and
    the counter gives out a new one to the person it sees.
    """
    check_promises(session, kept, gone)
    check_lists(session, kept, gone)
    close_codes(session, {kept.id or 0, gone.id or 0}, now)
    _withdraw_twins(session, kept, gone, by, now)
    moved: dict[str, Any] = {_name(table): _hand_over(session, table, gone.id, kept.id) for table in MOVED}
    moved |= {_name(table): _place(session, table, most, gone.id, kept.id) for table, most in PLACED.items()}
    moved[_name(SavedSearch)] = _searches(session, gone.id, kept.id)
    moved[_name(Employment)] = _contracts(session, gone.id, kept.id)
    moved[LENT_UNDER] = _lent_under(session, gone.id, kept.id)
    filled = _fill(session, kept, gone)
    kept.updated_at = gone.updated_at = now
    row = WorkerMerge(kept_id=kept.id or 0, gone_id=gone.id or 0, moved=moved, filled=filled, at=now, account_id=by)
    session.add_all([kept, gone, row])
    session.flush()
    return row


def undo(session: Session, merged: WorkerMerge, kept: Worker, gone: Worker, *, by: int | None, now: datetime) -> None:
    """Two files again: what came from `gone` goes back, unless it has been changed or deleted since."""
    if merged.undone_at is not None:
        raise Conflict("这次合并已经撤销过了。")
    handed_over: tuple[type[SQLModel], ...] = (*MOVED, SavedSearch, Employment)
    for table in handed_over:
        _return(session, table, merged.moved.get(_name(table), []), kept.id, gone.id)
    _lent_again(session, merged.moved.get(LENT_UNDER, []), gone.id)
    for table in PLACED:
        _unplace(session, table, merged.moved.get(_name(table), []), kept.id, gone.id)
    _empty(session, merged, kept, gone)
    kept.updated_at = gone.updated_at = now
    merged.undone_at, merged.undone_by = now, by
    session.add_all([kept, gone, merged])
    session.flush()


def keep_apart(session: Session, one: Worker, other: Worker, *, by: int | None, now: datetime) -> None:
    """Two people after all; said twice it stands once."""
    first, second = sorted((one.id or 0, other.id or 0))
    known = select(KeptApart).where(KeptApart.first_id == first, KeptApart.second_id == second)
    if session.exec(known).first() is None:
        session.add(KeptApart(first_id=first, second_id=second, at=now, account_id=by))
        session.flush()


def _name(table: type[SQLModel]) -> str:
    return str(table.__tablename__)


def _columns(table: type[SQLModel]) -> Any:
    return sa.inspect(table).columns


def _withdraw_twins(session: Session, kept: Worker, gone: Worker, by: int | None, now: datetime) -> None:
    """One person stands before a vacancy once: of two live referrals that of the kept file goes on."""
    live = select(Referral).where(col(Referral.state).not_in(ENDED))
    before = {row.vacancy_id for row in session.exec(live.where(Referral.worker_id == kept.id))}
    for twin in session.exec(live.where(Referral.worker_id == gone.id, col(Referral.vacancy_id).in_(before))).all():
        move(session, twin, ReferralState.WITHDRAWN, now=now, by=by, note="同一个人的另一份档案，合并后只留一条推荐")
        release(session, PromisedBy.REFERRAL, twin.id or 0, now=now)
    session.flush()


def _hand_over(session: Session, table: type[SQLModel], from_id: int | None, to_id: int | None) -> list[int]:
    """Change the file of all rows of a table; their ids."""
    columns = _columns(table)
    ids = list(
        session.execute(sa.select(columns.id).where(columns.worker_id == from_id).order_by(columns.id)).scalars()
    )
    if ids:
        session.execute(sa.update(table).where(columns.id.in_(ids)).values(worker_id=to_id))
    return ids


def _place(
    session: Session, table: type[SQLModel], most: int, from_id: int | None, to_id: int | None
) -> list[list[int]]:
    """Put rows behind those of the kept file while there are places; ids with their old places."""
    columns = _columns(table)
    taken = session.execute(sa.select(sa.func.max(columns.position)).where(columns.worker_id == to_id)).scalar() or 0
    rows = session.execute(
        sa.select(columns.id, columns.position).where(columns.worker_id == from_id).order_by(columns.position)
    ).all()
    placed = [list(row) for row in rows][: max(0, most - taken)]
    for behind, (key, _) in enumerate(placed, start=1):
        session.execute(sa.update(table).where(columns.id == key).values(worker_id=to_id, position=taken + behind))
    return placed


def _searches(session: Session, from_id: int | None, to_id: int | None) -> list[int]:
    """Saved searches the kept file has not got already."""
    known = set(session.exec(select(SavedSearch.query).where(SavedSearch.worker_id == to_id)))
    rows = session.exec(select(SavedSearch).where(SavedSearch.worker_id == from_id)).all()
    taken = [row for row in rows if row.query not in known]
    for row in taken:
        row.worker_id = to_id
        session.add(row)
    session.flush()
    return [row.id or 0 for row in taken]


def _contracts(session: Session, from_id: int | None, to_id: int | None) -> list[int]:
    """Contracts with employers that the kept file has none in force with; their ids."""
    running = select(Employment.employer_id).where(Employment.worker_id == to_id, col(Employment.ended_on).is_(None))
    known = set(session.exec(running))
    rows = session.exec(select(Employment).where(Employment.worker_id == from_id)).all()
    taken = [row for row in rows if row.ended_on is not None or row.employer_id not in known]
    for row in taken:
        row.worker_id = to_id or 0
        session.add(row)
    session.flush()
    return [row.id or 0 for row in taken]


def _lent_under(session: Session, from_id: int | None, to_id: int | None) -> list[list[int]]:
    """Who is lent under a contract that both files have is lent under that of the kept one; members, old contracts."""
    stayed = select(Employment).where(Employment.worker_id == from_id, col(Employment.ended_on).is_(None))
    same = {
        row.id: session.exec(employment_of(to_id or 0, row.employer_id)).one().id for row in session.exec(stayed).all()
    }
    under = col(SwapMember.employment_id).in_(same)
    lent = session.exec(select(SwapMember).where(SwapMember.worker_id == to_id, under)).all()
    before = [[row.id or 0, row.employment_id or 0] for row in lent]
    for row in lent:
        row.employment_id = same[row.employment_id]
        session.add(row)
    session.flush()
    return before


def _lent_again(session: Session, before: list[list[int]], from_id: int | None) -> None:
    """Back under the contract of the file that is one of its own again, if both still are."""
    for member_id, contract_id in before:
        member, contract = session.get(SwapMember, member_id), session.get(Employment, contract_id)
        if member and contract and member.worker_id == contract.worker_id == from_id:
            member.employment_id = contract_id
            session.add(member)
    session.flush()


def _fill(session: Session, kept: Worker, gone: Worker) -> dict[str, bool]:
    """Take over what the kept file does not know; the names of those fields."""
    names = [name for name in FILLED if not _known(kept, name) and _known(gone, name)]
    if ("lng" in names) != ("lat" in names):
        names = [name for name in names if name not in ("lng", "lat")]
    values = {name: getattr(gone, name) for name in names}
    if kept.sex == Sex.UNKNOWN and gone.sex != Sex.UNKNOWN:
        values["sex"] = gone.sex
    if UNIQUE in values:
        setattr(gone, UNIQUE, None)
        session.add(gone)
        session.flush()
    for name, value in values.items():
        setattr(kept, name, value)
    return dict.fromkeys(values, True)


def _known(worker: Worker, name: str) -> bool:
    return getattr(worker, name) not in (None, "", [])


def _return(session: Session, table: type[SQLModel], ids: list[int], from_id: int | None, to_id: int | None) -> None:
    columns = _columns(table)
    here = columns.id.in_(ids), columns.worker_id == from_id
    session.execute(sa.update(table).where(*here).values(worker_id=to_id))


def _unplace(
    session: Session, table: type[SQLModel], placed: list[list[int]], from_id: int | None, to_id: int | None
) -> None:
    columns = _columns(table)
    for key, position in placed:
        here = columns.id == key, columns.worker_id == from_id
        session.execute(sa.update(table).where(*here).values(worker_id=to_id, position=position))


def _empty(session: Session, merged: WorkerMerge, kept: Worker, gone: Worker) -> None:
    """Take back what was filled in, where it still is what it was."""
    blank = {"sex": Sex.UNKNOWN, "shifts": [], "address": "", "phone": "", "school": "", "major": ""}
    blank |= {"skill_trade": "", "words": ""}
    moved_number = kept.id_number if UNIQUE in merged.filled else None
    for name in merged.filled:
        if name == UNIQUE or getattr(kept, name) == getattr(gone, name):
            setattr(kept, name, blank.get(name))
    session.add(kept)
    session.flush()
    if moved_number:
        gone.id_number = moved_number
