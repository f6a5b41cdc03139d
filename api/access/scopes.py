"""Which rows a scope reaches, as SQL conditions: the other half of `table`.

One small function per table says what each scope means for it; `reach` adds up the scopes of the line. A scope a table
knows nothing of reaches no row.
"""

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, TypeVar

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from api.access.table import Access, Scope
from api.fields.types import LARGEST_ID
from api.refusals import BadField, NotThere
from models.account import Account
from models.advert import Advert
from models.employer import Employer, SpecialistAssignment
from models.imported import ImportedFile
from models.referral import Referral, ReferralOrigin, ReferralState
from models.referral_standing import repeated
from models.registration import EmployerRegistration
from models.review import Review
from models.run import RunListLine, RunPair, RunUnmatched
from models.swap import Swap
from models.swap_member import SwapMember
from models.swap_need import SwapNeed
from models.swap_offer import Shutdown, SwapOffer
from models.vacancy import Vacancy, on_offer
from models.worker import Worker

Condition = sa.ColumnElement[bool]
Reach = Callable[[Account, date], Condition]
Row = TypeVar("Row", bound=SQLModel)


def served_employers(account: Account, today: date) -> sa.Select[Any]:
    """Ids of the employers a specialist serves today."""
    return (
        sa.select(col(SpecialistAssignment.employer_id))
        .where(col(SpecialistAssignment.account_id) == account.id)
        .where(col(SpecialistAssignment.valid_from) <= today)
        .where(sa.or_(col(SpecialistAssignment.valid_to).is_(None), col(SpecialistAssignment.valid_to) >= today))
    )


def open_to_all(today: date) -> Condition:
    """Vacancies anybody may read: those on offer."""
    return on_offer(today)


def _street_vacancy(account: Account) -> Condition:
    """Work in the street, or an employer of the street."""
    employers = sa.select(col(Employer.id)).where(col(Employer.street_code) == account.street_code)
    return sa.or_(col(Vacancy.street_code) == account.street_code, col(Vacancy.employer_id).in_(employers))


def _of_street_employer(account: Account) -> Condition:
    """Registrations for the street's employers: where the firm is on file decides, not the street the form named."""
    employers = sa.select(col(Employer.id)).where(col(Employer.street_code) == account.street_code)
    return col(EmployerRegistration.employer_id).in_(employers)


def _street_vacancies(account: Account) -> sa.Select[Any]:
    return sa.select(col(Vacancy.id)).where(_street_vacancy(account))


def _vacancies_of(employers: Callable[[Account, date], sa.Select[Any]]) -> Callable[[Account, date], sa.Select[Any]]:
    return lambda account, today: sa.select(col(Vacancy.id)).where(
        col(Vacancy.employer_id).in_(employers(account, today))
    )


_served_vacancies = _vacancies_of(served_employers)


def _own_vacancies(account: Account) -> sa.Select[Any]:
    return sa.select(col(Vacancy.id)).where(col(Vacancy.employer_id) == account.employer_id)


def _street_worker(account: Account, _today: date) -> Condition:
    """Living in the street, or of no known street and registered by this account."""
    return sa.or_(
        col(Worker.street_code) == account.street_code,
        sa.and_(col(Worker.street_code).is_(None), col(Worker.registered_by) == account.id),
    )


def _street_workers(account: Account, today: date) -> sa.Select[Any]:
    return sa.select(col(Worker.id)).where(_street_worker(account, today))


def _shown_to_employer(account: Account, _today: date) -> Condition:
    """An employer sees a referral once its worker has been told, or has applied in person; who applied twice once."""
    return sa.and_(
        col(Referral.vacancy_id).in_(_own_vacancies(account)),
        sa.or_(col(Referral.state) != ReferralState.PROPOSED, col(Referral.origin) == ReferralOrigin.WORKER),
        sa.not_(repeated()),
    )


def _street_employers(account: Account, _today: date) -> sa.Select[Any]:
    return sa.select(col(Employer.id)).where(col(Employer.street_code) == account.street_code)


def _of_employers(employer_id: Any) -> Mapping[Scope, Reach]:
    """Rows that an employer wrote of itself: its own, those of the firms served, those of the street's firms."""
    return {
        Scope.STREET: lambda account, today: col(employer_id).in_(_street_employers(account, today)),
        Scope.EMPLOYER: lambda account, _: col(employer_id) == account.employer_id,
        Scope.NAMED: lambda account, today: col(employer_id).in_(served_employers(account, today)),
    }


def _of_either_side(employers: Callable[[Account, date], sa.Select[Any]]) -> Reach:
    """Swaps in which one of the employers lends or borrows."""
    return lambda account, today: sa.or_(
        col(Swap.lender_id).in_(employers(account, today)), col(Swap.borrower_id).in_(employers(account, today))
    )


def _own_swap(account: Account, _today: date) -> Condition:
    return sa.or_(col(Swap.lender_id) == account.employer_id, col(Swap.borrower_id) == account.employer_id)


REACH: Mapping[type[SQLModel], Mapping[Scope, Reach]] = {
    Vacancy: {
        Scope.PUBLIC: lambda _account, today: open_to_all(today),
        Scope.STREET: lambda account, _: _street_vacancy(account),
        Scope.EMPLOYER: lambda account, _: col(Vacancy.employer_id) == account.employer_id,
        Scope.NAMED: lambda account, today: col(Vacancy.employer_id).in_(served_employers(account, today)),
    },
    Employer: {
        Scope.STREET: lambda account, _: col(Employer.street_code) == account.street_code,
        Scope.EMPLOYER: lambda account, _: col(Employer.id) == account.employer_id,
        Scope.NAMED: lambda account, today: col(Employer.id).in_(served_employers(account, today)),
    },
    Worker: {
        Scope.STREET: _street_worker,
        Scope.SELF: lambda account, _: col(Worker.id) == account.worker_id,
    },
    Referral: {
        Scope.STREET: lambda account, today: col(Referral.worker_id).in_(_street_workers(account, today)),
        Scope.EMPLOYER: _shown_to_employer,
        Scope.NAMED: lambda account, today: col(Referral.vacancy_id).in_(_served_vacancies(account, today)),
        Scope.SELF: lambda account, _: col(Referral.worker_id) == account.worker_id,
    },
    RunPair: {
        Scope.STREET: lambda account, today: col(RunPair.worker_id).in_(_street_workers(account, today)),
        Scope.NAMED: lambda account, today: col(RunPair.vacancy_id).in_(_served_vacancies(account, today)),
    },
    RunListLine: {
        Scope.STREET: lambda account, today: col(RunListLine.worker_id).in_(_street_workers(account, today)),
        Scope.NAMED: lambda account, today: col(RunListLine.vacancy_id).in_(_served_vacancies(account, today)),
        Scope.SELF: lambda account, _: col(RunListLine.worker_id) == account.worker_id,
    },
    RunUnmatched: {
        Scope.STREET: lambda account, today: sa.or_(
            col(RunUnmatched.worker_id).in_(_street_workers(account, today)),
            col(RunUnmatched.vacancy_id).in_(_street_vacancies(account)),
        ),
        Scope.NAMED: lambda account, today: col(RunUnmatched.vacancy_id).in_(_served_vacancies(account, today)),
    },
    Advert: {Scope.EMPLOYER: lambda account, _: col(Advert.employer_id) == account.employer_id},
    Review: {Scope.STREET: lambda account, _: col(Review.vacancy_id).in_(_street_vacancies(account))},
    EmployerRegistration: {
        Scope.STREET: lambda account, _: _of_street_employer(account),
    },
    Shutdown: _of_employers(Shutdown.employer_id),
    SwapOffer: _of_employers(SwapOffer.employer_id),
    SwapNeed: _of_employers(SwapNeed.employer_id),
    Swap: {
        Scope.STREET: _of_either_side(_street_employers),
        Scope.EMPLOYER: _own_swap,
        Scope.NAMED: _of_either_side(served_employers),
    },
    # A worker sees what they were asked; that somebody put them on a list is not yet anything to answer.
    SwapMember: {
        Scope.SELF: lambda account, _: sa.and_(
            col(SwapMember.worker_id) == account.worker_id, col(SwapMember.asked_at).is_not(None)
        ),
        Scope.EMPLOYER: lambda account, today: col(SwapMember.swap_id).in_(
            sa.select(col(Swap.id)).where(_own_swap(account, today))
        ),
    },
    Account: {Scope.SELF: lambda account, _: col(Account.id) == account.id},
    ImportedFile: {Scope.SELF: lambda account, _: col(ImportedFile.account_id) == account.id},
}

_NOBODY = Account(id=-1, login="", name="", role="worker", password_hash="", created_at=None)  # type: ignore[arg-type]


def reach(table: type[SQLModel], access: Access, today: date) -> Condition:
    """The condition under which a row of the table is within the reader's scope."""
    if Scope.ALL in access.scope:
        return sa.true()
    meanings = REACH[table]
    account = access.account or _NOBODY
    return sa.or_(sa.false(), *(meanings[scope](account, today) for scope in access.scope if scope in meanings))


def within(table: type[Row], access: Access, today: date) -> SelectOfScalar[Row]:
    """Select the rows in scope; compose further conditions onto it."""
    return select(table).where(reach(table, access, today))


def one(session: Session, table: type[Row], key: int, access: Access, today: date, *, lock: bool = False) -> Row:
    """The row with this id if it is in scope; raises `NotThere` otherwise, whatever the cause.

    ``lock`` keeps other writers from it until this transaction ends, so that what is decided by its state holds.
    (SQLite knows no such lock; there a request that writes keeps all others out from its start.)
    """
    rows = within(table, access, today).where(_id(table) == key)
    row = None
    if 0 < key <= LARGEST_ID:
        row = session.exec(rows.with_for_update(key_share=True) if lock else rows).one_or_none()
    if row is None:
        raise NotThere(WHAT.get(table, "记录"), key)
    return row


def named(session: Session, table: type[Row], key: int, access: Access, today: date, field: str) -> Row:
    """Like `one` for an id written in a field of the body; raises `BadField`."""
    try:
        return one(session, table, key, access, today)
    except NotThere as absent:
        raise BadField.of(field, absent.detail) from None


def _id(table: type[SQLModel]) -> Any:
    return table.__table__.c.id  # type: ignore[attr-defined]


WHAT: Mapping[type[SQLModel], str] = {
    Vacancy: "岗位",
    Employer: "用人单位",
    Worker: "求职者",
    Referral: "推荐",
    Account: "账号",
    ImportedFile: "导入记录",
    Advert: "草稿",
    Review: "审核",
    EmployerRegistration: "登记",
    Shutdown: "停工计划",
    SwapOffer: "可借出人员",
    SwapNeed: "借用需求",
    Swap: "调剂",
    SwapMember: "借出人员",
}
