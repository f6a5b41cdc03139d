"""The numbers a score is made of: those in force on a day, and those a finished run went by."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from sqlmodel import Session

from api.matching.frames import worker_row
from api.vacancies.index import IndexShelf
from matcher.pairing.calibration import Bands
from matcher.pairing.params import MatchParams
from matcher.pairing.search import weigh_pair
from models.chance_model import chance_model_on
from models.run import MatchingRun


def params_on(session: Session, on: date, asked: Mapping[str, Any] | None = None) -> MatchParams:
    """The parameters in force on a day (the dated table, with what an accepted model learnt), then as asked for."""
    model = session.exec(chance_model_on(on)).first()
    learnt = {**model.params, "weights": model.name} if model else {}
    return MatchParams.from_mapping(learnt, on).changed(asked or {})


def pair_breakdown(
    session: Session, shelf: IndexShelf, worker_id: int, vacancy_id: int, today: date
) -> dict[str, object] | None:
    """What the score of one pair is made of today, among all vacancies on offer, as a run of today would keep it.

    None when a hard rule or a missing consent stands against the pair.
    """
    worker = worker_row(session, worker_id, today)
    if worker is None:
        return None
    index, params = shelf.index(session, today), params_on(session, today)
    found = weigh_pair(worker, index, str(vacancy_id), params, as_of=today)
    return found.as_dict(0) if found else None


def bands_of_run(run: MatchingRun) -> Bands:
    """The bands in which a run's chances are shown: its own; those of its day for a run kept before it had any."""
    kept = (run.report or {}).get("params", {}).get("bands")
    return MatchParams.from_mapping({"bands": kept} if kept else {}, run.as_of).bands
