"""The numbers a score is made of: those in force on a day, and those a finished run went by."""

from datetime import date

from sqlmodel import Session

from matcher.pairing.calibration import Bands
from matcher.pairing.params import MatchParams
from models.run import MatchingRun


def params_on(_session: Session, day: date) -> MatchParams:
    """The parameters in force on a day."""
    return MatchParams.on(day)


def bands_of_run(run: MatchingRun) -> Bands:
    """The bands in which a run's chances are shown: its own; those of its day for a run kept before it had any."""
    kept = (run.report or {}).get("params", {}).get("bands")
    return MatchParams.from_mapping({"bands": kept} if kept else {}, run.as_of).bands
