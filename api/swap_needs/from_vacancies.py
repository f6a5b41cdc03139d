"""Vacancies that accept lent staff, as the need each would make."""

from collections.abc import Sequence
from datetime import date, timedelta

from sqlmodel import Session, col, select

from api import wording
from models.swap_need import SwapNeed
from models.vacancy import Vacancy, WageUnit, on_offer

DAYS = 14  # where nobody has said until when


def turnable(session: Session, employer_id: int, today: date) -> Sequence[Vacancy]:
    """Vacancies of an employer on offer that accept lent staff and have no standing need yet."""
    turned = select(SwapNeed.vacancy_id).where(
        col(SwapNeed.vacancy_id).is_not(None), col(SwapNeed.withdrawn_at).is_(None), SwapNeed.to_day >= today
    )
    rows = select(Vacancy).where(
        Vacancy.employer_id == employer_id,
        Vacancy.accepts_swap == True,  # noqa: E712  a condition of the statement
        on_offer(today),
        Vacancy.openings > 0,
        col(Vacancy.id).not_in(turned),
    )
    return session.exec(rows.order_by(col(Vacancy.id))).all()


def typed_from(vacancy: Vacancy, today: date) -> dict[str, str]:
    """What a vacancy already says, in the fields of a need."""
    first = max(today, vacancy.start_date or today)
    last = max(first, vacancy.open_until or first + timedelta(days=DAYS - 1))
    monthly = vacancy.wage_unit == WageUnit.MONTH and vacancy.wage_low_fen is not None
    return {
        "trade": vacancy.title[:40],
        "people": str(vacancy.openings),
        "from_day": first.isoformat(),
        "to_day": last.isoformat(),
        "wage_fen": wording.yuan(vacancy.wage_low_fen or 0) if monthly else "",
        "min_days": "1",
        "urgent": "yes" if vacancy.urgent else "",
        "street_code": vacancy.street_code or "",
        "address": vacancy.address,
        "hazards": "、".join(vacancy.hazards),
        "certificates": "、".join(vacancy.certificates_required),
        "work": vacancy.duties,
        "pay": wording.joined(wording.pay(vacancy), vacancy.wage_parts, vacancy.payday),
        "board": _board(vacancy),
    }


def _board(vacancy: Vacancy) -> str:
    said = {"包吃": vacancy.meals, "包住": vacancy.lodging}
    return "、".join(words for words, given in said.items() if given)
