"""An offer is declared, changed and withdrawn: never more people than the firm has, never fewer than are promised."""

from dataclasses import asdict
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from api import wording
from api.refusals import BadField, Conflict
from api.swap_offers.promised import cannot_shrink, promises_on, words_of
from api.swap_offers.terms import OfferTerms
from models.employer import Employer
from models.swap import SwapLoan
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer
from models.vacancy import Vacancy, VacancyState


def declare(
    session: Session,
    employer: Employer,
    terms: OfferTerms,
    *,
    by: int | None,
    today: date,
    now: datetime,
    shutdown_id: int | None = None,
) -> SwapOffer:
    """Store a new offer. Raises `BadField` for too many people, `Conflict` for one that stands already."""
    check_staff(session, employer, terms, today)
    if same := _same(session, employer, terms):
        raise Conflict(f"同样的一条已经登记过了（第 {same.id} 条），没有再存。人数要加，请在那一条里改。")
    offer = SwapOffer(
        employer_id=employer.id or 0,
        shutdown_id=shutdown_id,
        made_up=employer.made_up,
        created_at=now,
        updated_at=now,
        account_id=by,
        **asdict(terms),
    )
    session.add(offer)
    session.flush()
    return offer


def change(session: Session, offer: SwapOffer, terms: OfferTerms, *, today: date, now: datetime) -> None:
    """Raises `BadField` for what swaps that go on forbid, `Conflict` for an offer that was withdrawn."""
    if offer.withdrawn_at is not None:
        raise Conflict("这一条已经撤回，不能再改。要再借出，请重新登记一条。")
    check_staff(session, session.get_one(Employer, offer.employer_id), terms, today, besides=offer.id)
    promises = promises_on(session, SwapLoan.offer_id, offer.id or 0)
    if terms.trade != offer.trade and any(one.binds for one in promises):
        raise BadField.of("trade", f"已经有调剂按“{offer.trade}”安排，岗位不能改；别的岗位请另登记一条")
    before = (offer.people, offer.from_day, offer.to_day)
    field, why = cannot_shrink(promises, before, (terms.people, terms.from_day, terms.to_day), today)
    if field:
        raise BadField.of(field, why)
    offer.sqlmodel_update(asdict(terms), update={"updated_at": now})
    session.add(offer)
    session.flush()


def withdraw(session: Session, offer: SwapOffer, *, today: date, now: datetime) -> None:
    """Nobody is planned with it any more; raises `Conflict` while swaps rest on it. Twice is once."""
    bound = [one for one in promises_on(session, SwapLoan.offer_id, offer.id or 0) if one.binds]
    if bound:
        raise Conflict(
            f"不能撤回，已经安排了：{'；'.join(words_of(bound, today))}。"
            "多出来的人不借了，把人数改小就行；都不借了，请联系区人社局先把调剂作废。"
        )
    if offer.withdrawn_at is None:
        offer.withdrawn_at = offer.updated_at = now
        session.add(offer)
        session.flush()


def check_staff(
    session: Session, employer: Employer, terms: OfferTerms, today: date, *, besides: int | None = None
) -> None:
    """Raises `BadField` when all that the firm offers on one day is more people than it has."""
    if employer.staff_total is None:
        return
    if terms.people > employer.staff_total:
        why = f"登记的职工总数是 {employer.staff_total} 人，借不出 {terms.people} 人；总数不对，请先在单位资料里改"
        raise BadField.of("people", why)
    others = _standing(session, employer, besides)
    for day in (terms.from_day + timedelta(days=passed) for passed in range((terms.to_day - terms.from_day).days + 1)):
        already = sum(one.people for one in others if one.from_day <= day <= one.to_day)
        if already + terms.people > employer.staff_total:
            why = (
                f"{wording.day(day, today)}别的几条已经登记 {already} 人，再加 {terms.people} 人"
                f"就超过职工总数 {employer.staff_total} 人；请改人数或日子"
            )
            raise BadField.of("people", why)


def both_sides(
    session: Session, employer_id: int, trade: str, first: date, last: date, other: type[SwapNeed] | type[SwapOffer]
) -> str:
    """What to tell a firm that offers and needs one post on the same days (S26); "" for the usual one."""
    statement = select(other).where(
        other.employer_id == employer_id,
        other.trade == trade,
        col(other.withdrawn_at).is_(None),
        other.from_day <= last,
        other.to_day >= first,
    )
    if session.exec(statement.limit(1)).first() is None:
        return ""
    said = "又登记了借用需求" if other is SwapNeed else "又登记了可借出人员"
    return f"同一段日子您的“{trade}”{said}，请核对是不是有一条该撤回。"


def recruits_same(session: Session, offer: SwapOffer) -> str:
    """What to tell a lender that recruits for the post it lends (S26)."""
    same = select(Vacancy.id).where(
        Vacancy.employer_id == offer.employer_id, Vacancy.title == offer.trade, Vacancy.state == VacancyState.OPEN
    )
    if session.exec(same.limit(1)).first() is None:
        return ""
    return f"您还在招“{offer.trade}”：一边招一边借出，协调员会来问原因。"


def _same(session: Session, employer: Employer, terms: OfferTerms) -> SwapOffer | None:
    """The standing offer that says the same of the same people: a form sent twice."""
    told = asdict(terms)
    return next(
        (row for row in _standing(session, employer, None) if all(getattr(row, name) == told[name] for name in told)),
        None,
    )


def _standing(session: Session, employer: Employer, besides: int | None) -> list[SwapOffer]:
    rows = select(SwapOffer).where(SwapOffer.employer_id == employer.id, col(SwapOffer.withdrawn_at).is_(None))
    return [row for row in session.exec(rows.order_by(col(SwapOffer.id))) if row.id != besides]
