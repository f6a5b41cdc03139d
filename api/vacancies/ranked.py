"""Open vacancies ranked for somebody's own words, with the rules, criteria and reasons of a matching run."""

from collections.abc import Collection, Hashable
from dataclasses import dataclass
from datetime import date
from math import isnan
from typing import Any

from sqlmodel import Session, col, select

from api.access.table import Access
from api.paging import Paging
from api.vacancies.index import IndexShelf
from api.vacancies.ranking import Ranking
from api.vacancies.reading import shown
from api.vacancies.reasons import reasons_and_notes
from api.vacancies.schemas import InList, Ranked, Refused, Search
from matcher.language.requests import Request, understand
from models.reference import streets
from models.vacancy import Vacancy

MOST = 1000
SHIFTS = {"day": "白班", "night": "夜班", "rotating": "轮班"}


@dataclass(frozen=True, slots=True)
class Hit:
    vacancy_id: int
    score: float
    chance: float
    expected_applicants: float | None
    openings: int
    reasons: str


def search(
    session: Session,
    shelf: IndexShelf,
    words: str,
    wanted: Collection[int],
    paging: Paging,
    access: Access,
    today: date,
) -> Search:
    """One page of the ranking; ``wanted`` are the ids that the request's filters leave."""
    names = {street.name: street.code for street in session.exec(streets())}
    heard = understand(words, streets=names)
    ranked = Ranking.of(session, shelf, access, today).best(_row(heard), MOST)
    hits = [_hit(row) for row in ranked.to_dict("records") if int(row["vacancy_id"]) in wanted]
    start = (paging.page - 1) * paging.page_size
    return Search(
        items=_items(session, hits[start : start + paging.page_size], start, access, today),
        total=len(hits),
        page=paging.page,
        page_size=paging.page_size,
        understood=_in_words(heard, names),
        refused=[Refused(why=why, count=count) for why, count in ranked.attrs["refused"].items()],
    )


def _hit(row: dict[Hashable, Any]) -> Hit:
    """A line of the ranking; without a run nobody knows who else applies."""
    expected = row["expected_applicants"]
    return Hit(
        vacancy_id=int(row["vacancy_id"]),
        score=row["score"],
        chance=row["chance"],
        expected_applicants=None if isnan(expected) else expected,
        openings=row["openings"],
        reasons=row["reasons"],
    )


def _row(heard: Request) -> dict[str, object]:
    """The request as a worker of the matching contract."""
    return {
        "wishes": list(heard.wishes),
        "wage_min": heard.wage_min,
        "needs_lodging": int(heard.lodging) if heard.lodging is not None else None,
        "shifts": sorted(heard.shifts),
        "street": heard.street,
    }


def _items(session: Session, hits: list[Hit], start: int, access: Access, today: date) -> list[Ranked]:
    rows = session.exec(select(Vacancy).where(col(Vacancy.id).in_([hit.vacancy_id for hit in hits]))).all()
    by_id = {vacancy.id: vacancy for vacancy in shown(session, rows, access, today)}
    return [
        _ranked(place, hit, by_id[hit.vacancy_id])
        for place, hit in enumerate(hits, start=start + 1)
        if hit.vacancy_id in by_id
    ]


def _ranked(place: int, hit: Hit, vacancy: InList) -> Ranked:
    reasons, notes = reasons_and_notes(hit.reasons)
    return Ranked(
        rank=place,
        score=hit.score,
        chance=hit.chance,
        expected_applicants=hit.expected_applicants,
        openings=hit.openings,
        reasons=reasons,
        notes=notes,
        vacancy=vacancy,
    )


def _in_words(heard: Request, names: dict[str, str]) -> list[str]:
    """What was understood, one condition a line, for the reader to check."""
    places = {code: name for name, code in names.items()}
    said = [f"想做：{wish}" for wish in heard.wishes]
    said += [f"月薪不低于 {heard.wage_min} 元"] if heard.wage_min else []
    said += ["包住" if heard.lodging else "不要住宿"] if heard.lodging is not None else []
    said += ["包吃"] if heard.meals else []
    said += [SHIFTS[shift] for shift in sorted(heard.shifts)]
    return said + ([places.get(heard.street, heard.street)] if heard.street else [])
