"""Learning from the results of referrals: what the store holds of them, and the proposal that comes of it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from math import prod
from typing import Any

import pandas as pd
from sqlmodel import Session

from api.matching.weighing import params_on
from matcher.evaluation.chance import Comparison, compare
from matcher.pairing.comparisons import CHANCE
from matcher.pairing.learning.evidence import COLUMNS, Outcomes, read_outcomes
from matcher.pairing.learning.refit import learn, learning_on
from matcher.pairing.params import MatchParams
from models.chance_model import ChanceModel
from models.days import day_of
from models.referral_results import results

LEARNT = ("chance", "calibration", "bands")  # the parameters of a run that a model sets


@dataclass(frozen=True, slots=True)
class Learnt:
    """What came of one attempt to learn; without a proposal ``why`` says what is lacking."""

    speaks_of: dict[str, int]  # results by what they speak of, and those of which not all was kept
    comparison: Comparison | None
    model: ChanceModel | None
    why: str


def learn_now(session: Session, today: date, now: datetime) -> Learnt:
    """Learn from every result until now and store the proposal, if there is enough to judge it by."""
    frame, untold = outcomes_frame(session)
    outcomes, counted = read_outcomes(frame)
    speaks_of = {**counted, "untold": untold}
    table, by_hand, in_force = learning_on(today), MatchParams.on(today), params_on(session, today)
    comparison = compare(outcomes, by_hand, in_force, table)
    if comparison is None:
        need = f"录用、未录用各至少 {table.least_hired}、{table.least_refused} 人次，先后两段都要够"
        return Learnt(speaks_of, None, None, f"可用的推荐结果还太少（{len(outcomes)} 人次；{need}），继续用现行权重。")
    model = _proposal(outcomes, learn(outcomes, by_hand, table), comparison, in_force.weights, now)
    session.add(model)
    session.flush()
    return Learnt(speaks_of, comparison, model, "")


def outcomes_frame(session: Session) -> tuple[pd.DataFrame, int]:
    """Ended referrals with their criteria as they were when proposed, and how many are kept without all of them."""
    rows = session.execute(results()).all()
    told = [
        {
            "day": day_of(at),
            "result": state.value,
            "reason": reason.value if reason else "",
            "gate": prod(kept["gates"].values()),
            **{name: kept["values"][name] for name in CHANCE},
        }
        for state, at, reason, kept in rows
        if kept is not None and _tells_all(kept)
    ]
    return pd.DataFrame(told, columns=list(COLUMNS)), len(rows) - len(told)


def _tells_all(kept: Mapping[str, Any]) -> bool:
    """Whether a kept breakdown has every criterion of today; one of before a criterion was added does not."""
    return "gates" in kept and kept.get("values", {}).keys() >= CHANCE.keys()


def _proposal(
    outcomes: Outcomes, learnt: MatchParams, comparison: Comparison, judged_against: str, now: datetime
) -> ChanceModel:
    params = learnt.as_dict()
    return ChanceModel(
        made_at=now,
        results=len(outcomes),
        first_result=outcomes.day[0],
        last_result=outcomes.day[-1],
        params={name: params[name] for name in LEARNT},
        metrics=comparison.as_dict(),
        better=comparison.better,
        judged_against=judged_against,
        state_since=now,
    )
