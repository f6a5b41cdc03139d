"""A need is declared, changed and withdrawn: lawful in its words, wage and hours, and never below what is promised."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from api.refusals import BadField, Conflict
from api.reviews.screening import Found
from api.swap_needs.from_vacancies import turnable
from api.swap_needs.lawful import check_lawful
from api.swap_needs.terms import LISTS, NeedTerms, changed_labels
from api.swap_offers.promised import cannot_shrink, promises_on, words_of
from api.swaps.changing import need_changed
from api.swaps.moving import By
from models.employer import Employer
from models.reference import Street
from models.swap import SwapLoan
from models.swap_need import SwapNeed


def declare(
    session: Session,
    employer: Employer,
    terms: NeedTerms,
    *,
    by: int | None,
    today: date,
    now: datetime,
    vacancy_id: int | None = None,
) -> tuple[SwapNeed, list[Found]]:
    """Store a new need, with what the office will want to read twice in its words.

    Raises `BadField` for what the law forbids, `Conflict` for one that stands already.
    """
    found = _checked(session, employer, terms)
    if vacancy_id is not None and vacancy_id not in {row.id for row in turnable(session, employer.id or 0, today)}:
        raise Conflict("这个岗位已经变成借用需求，或者不在招、不接受共享用工，没有再存。请从“借用需求”里改。")
    if same := _same(session, employer, terms):
        raise Conflict(f"同样的一条已经登记过了（第 {same.id} 条），没有再存。人数要加，请在那一条里改。")
    need = SwapNeed(
        employer_id=employer.id or 0,
        vacancy_id=vacancy_id,
        made_up=employer.made_up,
        created_at=now,
        updated_at=now,
        account_id=by,
        **_columns(terms),
        **_place(employer, terms),
    )
    session.add(need)
    session.flush()
    return need, found


def change(session: Session, need: SwapNeed, terms: NeedTerms, by: By) -> list[Found]:
    """Whoever agreed to go there is asked again when what they were told changes.

    Raises `BadField` for what the law or a swap that goes on forbids, `Conflict` for a need that was withdrawn.
    """
    if need.withdrawn_at is not None:
        raise Conflict("这一条已经撤回，不能再改。还缺人，请重新登记一条。")
    employer = session.get_one(Employer, need.employer_id)
    found = _checked(session, employer, terms)
    promises = promises_on(session, SwapLoan.need_id, need.id or 0)
    if terms.trade != need.trade and any(one.binds for one in promises):
        raise BadField.of("trade", f"已经有调剂按“{need.trade}”安排，岗位不能改；别的岗位请另登记一条")
    before = (need.people, need.from_day, need.to_day)
    field, why = cannot_shrink(promises, before, (terms.people, terms.from_day, terms.to_day), by.today)
    if field:
        raise BadField.of(field, why)
    moved = (need.street_code, need.address) != (terms.street_code, terms.address)
    place = _place(employer, terms) if moved else {}
    retold = changed_labels(need, terms)
    need.sqlmodel_update({**_columns(terms), **place}, update={"updated_at": by.now})
    session.add(need)
    session.flush()
    if retold:
        need_changed(session, need.id or 0, by, f"借入单位改了{'、'.join(retold)}")
    return found


def withdraw(session: Session, need: SwapNeed, *, today: date, now: datetime) -> None:
    """Nobody is planned for it any more; raises `Conflict` while swaps rest on it. Twice is once."""
    bound = [one for one in promises_on(session, SwapLoan.need_id, need.id or 0) if one.binds]
    if bound:
        raise Conflict(
            f"不能撤回，已经安排了：{'；'.join(words_of(bound, today))}。"
            "不用那么多人了，把人数改小就行；都不要了，请联系区人社局先把调剂作废。"
        )
    if need.withdrawn_at is None:
        need.withdrawn_at = need.updated_at = now
        session.add(need)
        session.flush()


def _checked(session: Session, employer: Employer, terms: NeedTerms) -> list[Found]:
    if terms.street_code is not None and session.get(Street, terms.street_code) is None:
        raise BadField.of("street_code", "没有这条街道，请在列表里选")
    return check_lawful(session, employer, terms)


def _columns(terms: NeedTerms) -> dict[str, Any]:
    columns = asdict(terms)
    return columns | {name: list(columns[name]) for name in LISTS}


def _place(employer: Employer, terms: NeedTerms) -> dict[str, Any]:
    """Coordinates: the firm's where the work is in it, else unknown; the plan then takes the street's or the firm's."""
    street = terms.street_code in (None, employer.street_code)
    at_home = street and terms.address in ("", employer.address)
    return {"lng": employer.lng, "lat": employer.lat} if at_home else {"lng": None, "lat": None}


def _same(session: Session, employer: Employer, terms: NeedTerms) -> SwapNeed | None:
    """The standing need that says the same: a form sent twice."""
    told = _columns(terms)
    rows = select(SwapNeed).where(SwapNeed.employer_id == employer.id, col(SwapNeed.withdrawn_at).is_(None))
    return next((row for row in session.exec(rows) if all(getattr(row, name) == told[name] for name in told)), None)
