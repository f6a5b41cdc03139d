"""Weights of the chance learnt from results: proposed with their evaluation, in force once a person accepts them.

Each decision is kept with who took it and why. To go back to weights that were in force before is to put them in force
anew: a row of its own, with days of its own, that names the model it restores.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS, Labelled, coded
from models.errors import EvaluationStale, ModelNotProven, NotTheFormerModel
from models.transitions import require_step


class ChanceModelState(Labelled):
    PROPOSED = "proposed", "待启用"
    IN_FORCE = "in_force", "使用中"
    RETIRED = "retired", "已停用"


_IN_FORCE = f"state = '{ChanceModelState.IN_FORCE}'"
_DAYS_OF_STATE = (
    f"(state = '{ChanceModelState.PROPOSED}' AND in_force_from IS NULL AND in_force_until IS NULL)"
    f" OR (state = '{ChanceModelState.IN_FORCE}' AND in_force_from IS NOT NULL AND in_force_until IS NULL)"
    f" OR (state = '{ChanceModelState.RETIRED}' AND (in_force_from IS NULL) = (in_force_until IS NULL))"
)

NEXT: dict[ChanceModelState, frozenset[ChanceModelState]] = {
    ChanceModelState.PROPOSED: frozenset({ChanceModelState.IN_FORCE, ChanceModelState.RETIRED}),
    ChanceModelState.IN_FORCE: frozenset({ChanceModelState.RETIRED}),
    ChanceModelState.RETIRED: frozenset(),
}


class ChanceModel(SQLModel, table=True):
    """`params` are parameters of a matching run, `metrics` what the evaluation found; both are plain values.

    `judged_against` names the weights that it was compared with, `better` whether it was found better than they are. In
    force on the days from `in_force_from` on and before `in_force_until`; neither is set while it is proposed, nor ever
    for one that was turned down. `restores` is the model whose weights were put in force again.
    """

    __tablename__ = "chance_model"
    __table_args__ = (
        sa.Index(
            "uq_chance_model_in_force",
            "state",
            unique=True,
            sqlite_where=sa.text(_IN_FORCE),
            postgresql_where=sa.text(_IN_FORCE),
        ),
        sa.CheckConstraint("in_force_until IS NULL OR in_force_until >= in_force_from", name="days_in_order"),
        sa.CheckConstraint(_DAYS_OF_STATE, name="days_of_state"),
    )

    id: int | None = Field(default=None, primary_key=True)
    made_at: datetime = Field(index=True)
    results: int
    first_result: date
    last_result: date
    params: dict[str, Any] = Field(sa_type=WORDS)
    metrics: dict[str, Any] = Field(sa_type=WORDS)
    better: bool
    judged_against: str
    state: ChanceModelState = Field(default=ChanceModelState.PROPOSED, sa_type=coded(ChanceModelState))
    state_since: datetime
    decided_by: int | None = Field(default=None, foreign_key="account.id", index=True, ondelete="SET NULL")
    in_force_from: date | None = None
    in_force_until: date | None = None
    restores: int | None = Field(default=None, foreign_key="chance_model.id", index=True)

    @property
    def name(self) -> str:
        """What runs call the weights they went by; weights put in force again keep their name."""
        return f"learnt-{self.restores or self.id}"


class ChanceModelLog(SQLModel, table=True):
    """One decision on one model: by whom, and why."""

    __tablename__ = "chance_model_log"

    id: int | None = Field(default=None, primary_key=True)
    chance_model_id: int = Field(foreign_key="chance_model.id", index=True, ondelete="CASCADE")
    from_state: ChanceModelState | None = Field(default=None, sa_type=coded(ChanceModelState))
    to_state: ChanceModelState = Field(sa_type=coded(ChanceModelState))
    at: datetime
    account_id: int | None = Field(default=None, foreign_key="account.id", ondelete="SET NULL")
    because: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision:
    """Who decides, why, on which day and at what moment."""

    by: int | None
    because: str
    today: date
    now: datetime


def chance_model_on(day: date) -> SelectOfScalar[ChanceModel]:
    """The model in force on a day, if there was one: of several, the one that began last."""
    ends = sa.or_(col(ChanceModel.state) == ChanceModelState.IN_FORCE, col(ChanceModel.in_force_until) > day)
    return (
        select(ChanceModel)
        .where(col(ChanceModel.in_force_from) <= day, ends)
        .order_by(col(ChanceModel.in_force_from).desc(), col(ChanceModel.id).desc())
        .limit(1)
    )


def former_model() -> SelectOfScalar[ChanceModel]:
    """The model whose days in force ended last; of several that ended on one day, the latest."""
    return (
        select(ChanceModel)
        .where(col(ChanceModel.in_force_until).is_not(None))
        .order_by(col(ChanceModel.in_force_until).desc(), col(ChanceModel.id).desc())
        .limit(1)
    )


def decisions() -> SelectOfScalar[ChanceModelLog]:
    """Every decision, the latest first."""
    return select(ChanceModelLog).order_by(col(ChanceModelLog.id).desc())


def accept(session: Session, model: ChanceModel, decided: Decision, *, by_hand: str) -> None:
    """Put a proposal in force from today on; the model in force and all other proposals are retired.

    `by_hand` names the weights that hold today when no model is in force. `IllegalTransition` for what is no proposal,
    `ModelNotProven` for one not found better, `EvaluationStale` for one judged against other weights than today's.
    """
    everything = _as_they_stand(session)
    require_step("新权重", NEXT, model.state, ChanceModelState.IN_FORCE)
    in_force = next((other.name for other in everything if other.state == ChanceModelState.IN_FORCE), by_hand)
    if not model.better:
        raise ModelNotProven
    if model.judged_against != in_force:
        raise EvaluationStale(model.judged_against, in_force)
    _make_way(session, [other for other in everything if other is not model], decided, model.name)
    _put_in_force(session, model, decided)


def retire(session: Session, model: ChanceModel, decided: Decision) -> None:
    """Turn a proposal down, or take a model out of force from today on; `IllegalTransition` for a retired one."""
    _as_they_stand(session)
    _end(session, model, decided)


def restore(session: Session, model: ChanceModel, decided: Decision) -> ChanceModel:
    """Put the weights of the former model in force again; a model of any other time is `NotTheFormerModel`.

    What is in force, and every proposal, is retired: the proposals were judged against what goes.
    """
    everything = _as_they_stand(session)
    former = session.exec(former_model()).first()
    in_force = {other.name for other in everything if other.state == ChanceModelState.IN_FORCE}
    if former is None or former is not model or model.name in in_force:
        raise NotTheFormerModel(model.name)
    _make_way(session, everything, decided, model.name)
    kept = model.model_dump(exclude={"id", "state", "in_force_from", "in_force_until", "restores"})
    again = ChanceModel(**kept, restores=model.restores or model.id)
    session.add(again)
    session.flush()
    _put_in_force(session, again, decided)
    return again


def _as_they_stand(session: Session) -> Sequence[ChanceModel]:
    """Every model, read anew and locked: who decides at the same moment waits, and then sees what was decided.

    Locked in one order, so that two never wait for each other. (SQLite has no such lock; there a transaction that
    writes keeps all others out from its start.)
    """
    rows = select(ChanceModel).order_by(col(ChanceModel.id)).with_for_update()
    return session.exec(rows.execution_options(populate_existing=True)).all()


def _make_way(session: Session, others: Sequence[ChanceModel], decided: Decision, name: str) -> None:
    """Only one is in force at a time: the index would refuse the other order."""
    why = replace(decided, because=f"启用 {name}，自动停用：{decided.because}")
    for other in others:
        if other.state != ChanceModelState.RETIRED:
            _end(session, other, why)
    session.flush()


def _put_in_force(session: Session, model: ChanceModel, decided: Decision) -> None:
    _log(session, model, ChanceModelState.IN_FORCE, decided)
    model.in_force_from = decided.today


def _end(session: Session, model: ChanceModel, decided: Decision) -> None:
    if model.in_force_from is not None and model.in_force_until is None:
        model.in_force_until = max(decided.today, model.in_force_from)
    _log(session, model, ChanceModelState.RETIRED, decided)


def _log(session: Session, model: ChanceModel, to: ChanceModelState, decided: Decision) -> None:
    """Take the step and write it down; raises `IllegalTransition`."""
    require_step("新权重", NEXT, model.state, to)
    step = ChanceModelLog(
        chance_model_id=model.id or 0,
        from_state=model.state,
        to_state=to,
        at=decided.now,
        account_id=decided.by,
        because=decided.because,
    )
    session.add(step)
    model.state, model.state_since, model.decided_by = to, decided.now, decided.by
    session.add(model)
