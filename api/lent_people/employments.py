"""People whom a lender states as its employees: found among those on file, or filed, each with the contract stated.

A lender's word makes or completes a file, but never overwrites one: what the worker or the office wrote stands.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api.lent_people.stating import Stated
from api.refusals import BadField
from models.account import Account
from models.duplicate import merged_away
from models.employment import Employment, employment_of
from models.worker import (
    IdKind,
    Sex,
    Worker,
    WorkerCertificate,
    WorkerSkill,
    WorkerStatus,
    certificates_of,
    skills_of,
)

CHANNEL = "余缺调剂"
KINDS = {kind.label: kind for kind in IdKind}


@dataclass(frozen=True, slots=True)
class Said:
    """Which employer says it, by whose account, when."""

    employer_id: int
    by: int | None
    at: datetime


def employ(session: Session, stated: Stated, said: Said) -> tuple[Worker, Employment]:
    """File the person if need be and write down the contract; raises `BadField` where it cannot be this person."""
    worker = _known(session, stated, said) or _filed(session, stated, said)
    if _elsewhere(session, worker, said):
        raise BadField.of("name", "这个人登记的劳动合同不在本单位，请核对；没有写错就请区就业科核实")
    _complete(session, worker, stated, said)
    return worker, _contract(session, worker, stated, said)


def _known(session: Session, stated: Stated, said: Said) -> Worker | None:
    """By the number of the paper, else by phone and name; of several files the one the lender or its owner uses."""
    standing = select(Worker).where(col(Worker.erased_at).is_(None), col(Worker.id).not_in(merged_away()))
    if stated.identity:
        by_number = session.exec(standing.where(Worker.id_number == stated.identity.text)).first()
        if by_number:
            if by_number.name != stated.name:
                raise BadField.of("identity", "姓名和证件号对不上，请照证件核对；没有写错就请区就业科核实")
            return by_number
    phones = [col(Worker.phone).contains(number, autoescape=True) for number in stated.phone.split("/")]
    alike = session.exec(standing.where(Worker.name == stated.name, sa.or_(*phones))).all()
    found = sorted(alike, key=lambda worker: _rank(session, worker, said))
    usable = [worker for worker in found if not _someone_else(worker, stated)]
    if found and not usable:
        raise BadField.of("identity", "姓名、手机和证件号（出生日期）对不上，请照证件核对；没有写错就请区就业科核实")
    return usable[0] if usable else None


def _someone_else(worker: Worker, stated: Stated) -> bool:
    other_number = stated.identity and worker.id_number and worker.id_number != stated.identity.text
    return bool(other_number) or worker.birth_date not in (None, stated.birth_date)


def _rank(session: Session, worker: Worker, said: Said) -> tuple[bool, bool, int]:
    own = session.exec(employment_of(worker.id or 0, said.employer_id)).first()
    account = session.exec(select(Account.id).where(Account.worker_id == worker.id)).first()
    return own is None, account is None, worker.id or 0


def _filed(session: Session, stated: Stated, said: Said) -> Worker:
    """A new file; nobody has agreed to be recommended by it."""
    worker = Worker(
        name=stated.name,
        phone=stated.phone,
        status=WorkerStatus.EMPLOYED,
        channel=CHANNEL,
        registered_by=said.by,
        registered_at=said.at,
        updated_at=said.at,
    )
    session.add(worker)
    session.flush()
    return worker


def _complete(session: Session, worker: Worker, stated: Stated, said: Said) -> None:
    """Fill what the file does not know yet; certificates and skills are added, none is taken away."""
    before = worker.id_number, worker.birth_date, worker.sex
    if stated.identity and worker.id_number is None:
        worker.id_number, worker.id_kind = stated.identity.text, KINDS.get(stated.identity.kind, IdKind.OTHER)
    worker.birth_date = worker.birth_date or stated.birth_date
    if worker.sex in (Sex.UNKNOWN, Sex.UNSTATED):
        worker.sex = stated.sex
    key = worker.id or 0
    held = {row.words for row in session.exec(certificates_of([key]))}
    able = {row.words for row in session.exec(skills_of([key]))}
    added = [
        *(WorkerCertificate(worker_id=key, words=words) for words in stated.certificates if words not in held),
        *(WorkerSkill(worker_id=key, words=words) for words in stated.skills if words not in able),
    ]
    if added or before != (worker.id_number, worker.birth_date, worker.sex):
        worker.updated_at = said.at
    session.add_all([worker, *added])


def _elsewhere(session: Session, worker: Worker, said: Said) -> bool:
    """Whether another employer has a contract with this worker that runs."""
    asked = select(Employment.id).where(
        Employment.worker_id == worker.id,
        Employment.employer_id != said.employer_id,
        col(Employment.ended_on).is_(None),
        sa.or_(col(Employment.until).is_(None), col(Employment.until) >= said.at.date()),
    )
    return session.exec(asked.limit(1)).first() is not None


def _contract(session: Session, worker: Worker, stated: Stated, said: Said) -> Employment:
    row = session.exec(employment_of(worker.id or 0, said.employer_id)).first()
    row = row or Employment(
        worker_id=worker.id or 0, employer_id=said.employer_id, created_at=said.at, updated_at=said.at
    )
    row.kind, row.until, row.dispatched = stated.kind, stated.until, stated.dispatched
    row.post, row.wage_fen, row.updated_at = stated.post, stated.wage_fen, said.at
    if stated.injury_insured is not None:
        row.injury_insured = stated.injury_insured
    session.add(row)
    session.flush()
    return row


def known_employees(session: Session, employer_id: int) -> Sequence[tuple[Worker, Employment]]:
    """People an employer has stated before and whose contract goes on, the latest stated first."""
    return session.exec(
        select(Worker, Employment)
        .join(Employment, col(Employment.worker_id) == Worker.id)
        .where(Employment.employer_id == employer_id, col(Employment.ended_on).is_(None))
        .where(col(Worker.erased_at).is_(None), col(Worker.id).not_in(merged_away()))
        .order_by(col(Employment.id).desc())
    ).all()
