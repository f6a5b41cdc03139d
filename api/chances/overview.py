"""What the office reads of learnt weights: what was learnt from, how proposals compare, what was decided and why."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from api import wording
from api.chances.learning import outcomes_frame
from api.chances.verdict import verdict
from api.matching.lines import names_of
from api.matching.weighing import params_on
from matcher.pairing.learning.evidence import DECLINED, evidence_on, read_outcomes
from matcher.pairing.weights import weights_on
from models.chance_model import ChanceModel, ChanceModelLog, ChanceModelState, chance_model_on, decisions, former_model
from models.referral import ReferralReason, ReferralState
from models.referral_results import counted_results

RECENT = 50  # decisions shown
SPEAKS = {"chance": "能否录用", "utility": "是否愿意", "none": "两者都不说明", "untold": "没有留下完整的评分明细"}
CRITERIA = {
    "skills": "技能",
    "title": "岗位与意向",
    "trade": "同一行业",
    "certificates": "证书",
    "education": "学历",
}
FIGURES = {
    "brier": ("Brier 分", "越小越好"),
    "log_loss": ("对数损失", "越小越好"),
    "calibration_error": ("校准误差", "越小越好"),
    "auc": ("排序正确率", "越大越好"),
}


@dataclass(frozen=True, slots=True)
class Ended:
    """Results of one kind, and what they speak of."""

    how: str
    reason: str
    number: str
    speaks_of: str


@dataclass(frozen=True, slots=True)
class Figure:
    name: str
    better: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Weight:
    criterion: str
    old: str
    new: str


@dataclass(frozen=True, slots=True)
class Proposal:
    id: int
    name: str
    about: str
    verdict: str
    may_accept: bool
    stale: str
    figures: list[Figure]
    weights: list[Weight]


@dataclass(frozen=True, slots=True)
class InForce:
    """The weights that hold today; ``id`` is None for those set by hand."""

    id: int | None
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Former:
    id: int
    name: str
    about: str


@dataclass(frozen=True, slots=True)
class Decided:
    name: str
    what: str
    kind: str
    by: str
    at: str
    because: str


def learnt_from(session: Session) -> list[tuple[str, str]]:
    """How many results speak of what."""
    frame, untold = outcomes_frame(session)
    _, counted = read_outcomes(frame)
    return [(wording.count({**counted, "untold": untold}[name]), words) for name, words in SPEAKS.items()]


def ended(session: Session, today: date) -> list[Ended]:
    """Every way a referral ended, with the number of them."""
    table = evidence_on(today)
    return [_ended(state, reason, number, table) for state, reason, number in session.execute(counted_results())]


def _ended(
    state: ReferralState, reason: ReferralReason | None, number: int, table: Mapping[tuple[str, str], str]
) -> Ended:
    hired = state == ReferralState.HIRED
    said = "chance" if hired else table.get((DECLINED[state.value], reason.value if reason else ""), "none")
    return Ended(state.label, reason.label if reason else "", wording.count(number), SPEAKS[said])


def in_force(session: Session, today: date) -> InForce:
    model = session.exec(chance_model_on(today)).first()
    if model is None:
        return InForce(None, weights_on(today).name, "人工设定的权重")
    since = wording.day(model.in_force_from, today)
    return InForce(model.id, model.name, f"{since}起使用，从 {wording.count(model.results)} 个结果学来")


def former(session: Session, now: InForce, today: date) -> Former | None:
    """The weights that may be restored; None where there are none, or they hold already."""
    model = session.exec(former_model()).first()
    if model is None or model.name == now.name:
        return None
    days = f"{wording.day(model.in_force_from, today)}至{wording.day(model.in_force_until, today)}使用过"
    return Former(model.id or 0, model.name, days)


def proposals(session: Session, now: InForce, today: date) -> list[Proposal]:
    """What waits to be decided, the newest first."""
    waiting = select(ChanceModel).where(ChanceModel.state == ChanceModelState.PROPOSED)
    old = asdict(params_on(session, today).chance)
    rows = session.exec(waiting.order_by(col(ChanceModel.id).desc())).all()
    return [_proposal(model, now, old, today) for model in rows]


def _proposal(model: ChanceModel, now: InForce, old: Mapping[str, float], today: date) -> Proposal:
    stale = model.judged_against != now.name
    span = f"{wording.day(model.first_result, today)}至{wording.day(model.last_result, today)}"
    return Proposal(
        id=model.id or 0,
        name=model.name,
        about=f"从 {span}的 {wording.count(model.results)} 个结果学来，{wording.moment(model.made_at, today)}",
        verdict=verdict(model.metrics, model.better),
        may_accept=model.better and not stale,
        stale=f"评估时比的是 {model.judged_against}，现在用的是 {now.name}，要重新学习。" if stale else "",
        figures=_figures(model.metrics),
        weights=_weights(old, model.params.get("chance", {})),
    )


def _figures(metrics: Mapping[str, Any]) -> list[Figure]:
    before, after = metrics.get("old", {}), metrics.get("new", {})
    return [
        Figure(words, better, f"{before[name]:.4f}", f"{after[name]:.4f}")
        for name, (words, better) in FIGURES.items()
        if name in before and name in after
    ]


def _weights(old: Mapping[str, float], new: Mapping[str, float]) -> list[Weight]:
    return [
        Weight(words, _share(name, old), _share(name, new))
        for name, words in CRITERIA.items()
        if name in old and name in new
    ]


def _share(name: str, weights: Mapping[str, float]) -> str:
    return wording.percent(weights[name], sum(weights.values()))


def history(session: Session, today: date) -> list[Decided]:
    """What was decided, the latest first."""
    rows = session.exec(decisions().limit(RECENT)).all()
    models = {row.id: row for row in session.exec(select(ChanceModel)).all()}
    people = names_of(session, [row.account_id for row in rows])
    return [_decided(row, models[row.chance_model_id], people, today) for row in rows]


def _decided(row: ChanceModelLog, model: ChanceModel, people: Mapping[int, str], today: date) -> Decided:
    what, kind = _what(row, model)
    by = people.get(row.account_id or 0, "系统")
    return Decided(model.name, what, kind, by, wording.moment(row.at, today), row.because)


def _what(row: ChanceModelLog, model: ChanceModel) -> tuple[str, str]:
    if row.to_state == ChanceModelState.IN_FORCE:
        return ("恢复使用" if model.restores else "启用"), "ok"
    return ("停用" if row.from_state == ChanceModelState.IN_FORCE else "没有采用"), ""
