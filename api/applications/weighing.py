"""What speaks for an application, as it is kept with it: the parts of the score, and the reasons in words."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from api.access.table import Access
from api.matching.frames import worker_row
from api.matching.weighing import params_on
from api.vacancies import asking
from api.vacancies.around import street_names
from api.vacancies.finding import MOST, request_row
from api.vacancies.index import IndexShelf
from api.vacancies.ranking import Ranking
from api.vacancies.reasons import reasons_and_notes
from matcher.pairing.search import weigh_pair


@dataclass(frozen=True, slots=True)
class Weighed:
    """`breakdown` is None, and there are no reasons, where a hard rule stands against it or nothing was understood."""

    breakdown: dict[str, Any] | None = None
    reasons: list[str] = field(default_factory=list)


def weigh(
    session: Session,
    shelf: IndexShelf,
    access: Access,
    words: str,
    vacancy_id: int,
    today: date,
    worker_id: int | None = None,
) -> Weighed:
    """By the file of who agrees to be recommended; of anybody else by what they say here and no more."""
    on_file = worker_row(session, worker_id, today) if worker_id else None
    row: Mapping[str, object] | None = on_file or _said(session, words)
    if row is None:
        return Weighed()
    found = weigh_pair(row, shelf.index(session, today), str(vacancy_id), params_on(session, today), as_of=today)
    if found is None:
        return Weighed()
    return Weighed(found.as_dict(0), _reasons(Ranking.of(session, shelf, access, today), row, vacancy_id))


def _said(session: Session, words: str) -> Mapping[str, object] | None:
    """The sentence as the search reads it; None when nothing of it was understood."""
    codes = {name: code for code, name in street_names(session).items()}
    asked = asking.read({"q": words}, [], codes)
    return None if asked.sets_nothing else request_row(asked)


def _reasons(ranking: Ranking, row: Mapping[str, object], vacancy_id: int) -> list[str]:
    """What the list would say of this vacancy, whether or not it was proposed before."""
    ranked = replace(ranking, settled=frozenset()).best(row, MOST)
    said = ranked.loc[ranked["vacancy_id"].astype(str) == str(vacancy_id), "reasons"].tolist()
    return reasons_and_notes(said[0])[0] if said else []
