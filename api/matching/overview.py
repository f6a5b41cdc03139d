"""The views of a result that look at the run as a whole: what is short, what priority costs, how even it is."""

from typing import Any

from sqlmodel import Session

from api.matching import fairness, priority, shortages, spread
from api.matching.lines import HERE
from api.matching.result import Report
from api.matching.weighing import bands_of_run
from models.run import MatchingRun

VIEWS = {"shortage": "缺在哪里", "priority": "优先的代价", "fairness": "公平核对"}


def views(run_id: int, view: str) -> list[dict[str, Any]]:
    """The chips that lead to these views."""
    return [
        {"link": f"{HERE}/{run_id}?view={name}", "words": words, "on": name == view} for name, words in VIEWS.items()
    ]


def values(session: Session, run: MatchingRun, report: Report, view: str) -> dict[str, Any]:
    """What the template of a view shows; empty for the views of rows."""
    match view:
        case "shortage":
            return {"fill": shortages.fill(report), "shortages": shortages.shortages(report)}
        case "priority":
            told = priority.key_employers(session, report)
            return {"key_employers": told, "not_told": priority.not_told(report, len(told))}
        case "fairness":
            return _fairness(session, run, report)
        case _:
            return {}


def _fairness(session: Session, run: MatchingRun, report: Report) -> dict[str, Any]:
    number = run.id or 0
    bound = report.part("congestion").get("applicants_per_opening_bound") or 0.0
    lines = fairness.lines_in_bands(session, number, bands_of_run(run))
    return {
        "chart": spread.histogram(spread.per_opening(session, number), float(bound)),
        "figures": spread.figures(report),
        "floor": fairness.floor(report),
        "ratios": fairness.ratios(report),
        "bands": fairness.band_rows(report, lines),
        "lots": fairness.lots(report),
    }
