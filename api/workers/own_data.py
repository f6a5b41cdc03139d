"""Everything kept about one worker, for the worker: the file, what was agreed to and proposed, who has read it."""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import aliased
from sqlmodel import Session, SQLModel, col, select

from api.access.audit import MOST_IDS
from api.forms.writing import Table, Value, workbook
from api.workers.own_data_columns import NAMES
from models.account import Account, Token
from models.assistance import WorkerAssistance
from models.audit import AuditEntry
from models.consent import consents_of
from models.days import SHANGHAI
from models.employer import Employer
from models.employment import Employment
from models.ledger import Reservation
from models.referral import Referral, ReferralLog
from models.run import RunListLine, RunPair, RunUnmatched
from models.saved_search import searches_of
from models.swap import Swap, SwapLoan
from models.swap_member import SwapMember
from models.swap_need import SwapNeed
from models.vacancy import Vacancy
from models.worker import Worker, certificates_of, experience_of, skills_of, wishes_of

Record = dict[str, Any]
LONG_READING = 2 * MOST_IDS  # characters of an audit row that names as many people as one may


@dataclass(frozen=True, slots=True)
class Section:
    """One kind of records under its Chinese name."""

    key: str
    name: str
    rows: list[Record]


def own_data(session: Session, worker: Worker) -> list[Section]:
    """All sections, the file first; an empty one is there too, so that it is seen to be empty."""
    key = worker.id or 0
    parts: Sequence[tuple[str, str, Callable[[], list[Record]]]] = (
        ("file", "个人档案", lambda: [_record(worker, {"row_key", "sounds", "registered_by"})]),
        ("wishes", "求职意向", lambda: _rows(session, wishes_of([key]))),
        ("skills", "技能", lambda: _rows(session, skills_of([key]))),
        ("certificates", "证书", lambda: _rows(session, certificates_of([key]))),
        ("experience", "工作经历", lambda: _rows(session, experience_of([key]))),
        ("assistance", "帮扶认定", lambda: _rows(session, _of(WorkerAssistance, key))),
        ("consents", "同意与取消", lambda: _rows(session, consents_of(key))),
        ("referrals", "申请与推荐", lambda: _referrals(session, key)),
        ("steps", "申请与推荐的经过", lambda: _steps(session, key)),
        ("contracts", "劳动合同（单位登记的）", lambda: _contracts(session, key)),
        ("swaps", "借到别的单位", lambda: _swaps(session, key)),
        ("promises", "留给您的名额", lambda: _rows(session, _of(Reservation, key))),
        ("pairs", "匹配选中的岗位", lambda: _rows(session, _of(RunPair, key))),
        ("lists", "匹配推荐的岗位", lambda: _rows(session, _of(RunListLine, key))),
        ("unmatched", "没有匹配上的原因", lambda: _rows(session, _of(RunUnmatched, key))),
        ("searches", "保存的查找", lambda: _rows(session, searches_of(worker_id=key))),
        ("accounts", "登录账号", lambda: _accounts(session, key)),
        ("sign_ins", "登录记录", lambda: _sign_ins(session, key)),
        ("readers", "谁看过、改过", lambda: readers(session, key)),
    )
    return [Section(name, words, found()) for name, words, found in parts]


def as_json(sections: Sequence[Section], made_at: datetime) -> bytes:
    """One JSON document, readable by people and machines."""
    told = {"made_at": _plain(made_at), **{section.key: section.rows for section in sections}}
    return json.dumps(told, ensure_ascii=False, indent=2).encode()


def as_workbook(sections: Sequence[Section]) -> bytes:
    """One sheet a section; an empty one says so."""
    return workbook([_sheet(section) for section in sections])


def _sheet(section: Section) -> Table:
    if not section.rows:
        return Table(section.name, ["没有记录"], [])
    columns = list(section.rows[0])
    header = [NAMES.get(column, column) for column in columns]
    return Table(section.name, header, [[_cell(row[column]) for column in columns] for row in section.rows])


def _cell(value: Any) -> Value:
    if isinstance(value, bool):
        return "是" if value else "否"
    return value if value is None or isinstance(value, str | int | float) else json.dumps(value, ensure_ascii=False)


def _of(table: Any, worker_id: int) -> Any:
    return select(table).where(table.worker_id == worker_id)


def _rows(session: Session, asked: Any) -> list[Record]:
    return [_record(row, {"id", "worker_id"}) for row in session.exec(asked).all()]


def _record(row: SQLModel, without: set[str]) -> Record:
    return {name: _plain(value) for name, value in row.model_dump(exclude=without).items()}


def _plain(value: Any) -> Any:
    """Moments by the clock in Guangzhou, codes as their words."""
    if isinstance(value, datetime):
        return f"{value.astimezone(SHANGHAI):%Y-%m-%d %H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    return getattr(value, "label", str(value)) if isinstance(value, StrEnum) else value


def _referrals(session: Session, worker_id: int) -> list[Record]:
    found = session.exec(
        select(Referral, Vacancy.title, Employer.name)
        .join(Vacancy, col(Vacancy.id) == Referral.vacancy_id)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
        .where(Referral.worker_id == worker_id)
        .order_by(col(Referral.id))
    )
    return [
        {"title": title, "employer": employer, **_record(row, {"worker_id", "vacancy_id"})}
        for row, title, employer in found
    ]


def _steps(session: Session, worker_id: int) -> list[Record]:
    found = session.exec(
        select(ReferralLog, col(Account.role))
        .join(Referral, col(Referral.id) == ReferralLog.referral_id)
        .outerjoin(Account, col(Account.id) == ReferralLog.account_id)
        .where(Referral.worker_id == worker_id)
        .order_by(col(ReferralLog.id))
    )
    return [{**_record(row, {"id", "account_id"}), "by": role.label if role else "程序"} for row, role in found]


def _contracts(session: Session, worker_id: int) -> list[Record]:
    found = session.exec(
        select(Employment, Employer.name)
        .join(Employer, col(Employer.id) == Employment.employer_id)
        .where(Employment.worker_id == worker_id)
        .order_by(col(Employment.id))
    )
    return [{"employer": name, **_record(row, {"id", "worker_id", "employer_id"})} for row, name in found]


def _swaps(session: Session, worker_id: int) -> list[Record]:
    """Every list of a swap one stands or stood on: from where, to where, and what one answered to what."""
    lender = aliased(Employer)
    found = session.exec(
        select(SwapMember, lender.name, Employer.name, SwapNeed.trade)
        .join(SwapLoan, col(SwapLoan.id) == SwapMember.loan_id)
        .join(SwapNeed, col(SwapNeed.id) == SwapLoan.need_id)
        .join(Swap, col(Swap.id) == SwapMember.swap_id)
        .join(lender, col(lender.id) == Swap.lender_id)
        .join(Employer, col(Employer.id) == Swap.borrower_id)
        .where(SwapMember.worker_id == worker_id)
        .order_by(col(SwapMember.id))
    )
    hidden = {"id", "worker_id", "swap_id", "loan_id", "employment_id"}
    return [
        {"title": trade, "lender": own, "employer": there, **_record(row, hidden)} for row, own, there, trade in found
    ]


def _accounts(session: Session, worker_id: int) -> list[Record]:
    return [_record(row, {"id", "worker_id", "password_hash"}) for row in session.exec(_of(Account, worker_id))]


def _sign_ins(session: Session, worker_id: int) -> list[Record]:
    asked = select(Token).join(Account, col(Account.id) == Token.account_id).where(Account.worker_id == worker_id)
    kept = {"kind", "created_at", "last_used_at", "expires_at", "revoked_at"}
    return [
        {name: value for name, value in _record(row, set()).items() if name in kept}
        for row in session.exec(asked.order_by(col(Token.id)))
    ]


def readers(session: Session, worker_id: int) -> list[Record]:
    """Every reading and writing that opened this file, first to last.

    Of a reading of thousands at once the audit keeps the first ids only; such a one is listed as possible.
    """
    entry = sa.cast(col(AuditEntry.detail), sa.String)
    named = col(AuditEntry.subject_id) == worker_id
    concerned = (entry.like(f"%{worker_id}%"), named, sa.func.length(entry) > LONG_READING)
    asked = (
        select(AuditEntry, col(Account.role), col(Account.name))
        .outerjoin(Account, col(Account.id) == AuditEntry.account_id)
        .where(sa.or_(*concerned))
        .order_by(col(AuditEntry.id))
    )
    return [
        {"at": _plain(row.at), "by": f"{role.label} {name}" if role else "程序", "did": row.action, "note": certain}
        for row, role, name in session.exec(asked)
        if (certain := _concerns(row, worker_id)) is not None
    ]


def _concerns(entry: AuditEntry, worker_id: int) -> str | None:
    """ "" when the entry is about this worker, words when it may be, None when it is not."""
    detail = entry.detail
    named = detail.get("workers", [])
    written = detail.get("written", {}).get("worker", {})
    if worker_id in named or str(worker_id) in written or worker_id in written.get("first", []):
        return ""
    if entry.subject == "worker" and entry.subject_id == worker_id:
        return ""
    count = detail.get("workers_count", 0)
    return f"成批读取 {count} 人，可能包括您" if count > len(named) else None
