"""Weights of the chance learnt from results: proposed with their evaluation, in force once a person accepts them."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS, Labelled, coded
from models.errors import EvaluationStale, ModelNotProven
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

    `judged_against` names the weights that it was compared with. In force on the days from `in_force_from` on and
    before `in_force_until`; neither is set while it is proposed, nor ever for one that was turned down.
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
    not_worse: bool
    judged_against: str
    state: ChanceModelState = Field(default=ChanceModelState.PROPOSED, sa_type=coded(ChanceModelState))
    state_since: datetime
    decided_by: int | None = Field(default=None, foreign_key="account.id", index=True, ondelete="SET NULL")
    in_force_from: date | None = None
    in_force_until: date | None = None

    @property
    def name(self) -> str:
        """What runs call the weights they went by."""
        return f"learnt-{self.id}"


def chance_model_on(day: date) -> SelectOfScalar[ChanceModel]:
    """The model in force on a day, if there was one: of several, the one that began last."""
    ends = sa.or_(col(ChanceModel.state) == ChanceModelState.IN_FORCE, col(ChanceModel.in_force_until) > day)
    return (
        select(ChanceModel)
        .where(col(ChanceModel.in_force_from) <= day, ends)
        .order_by(col(ChanceModel.in_force_from).desc(), col(ChanceModel.id).desc())
        .limit(1)
    )


def accept(session: Session, model: ChanceModel, *, by_hand: str, by: int | None, today: date, now: datetime) -> None:
    """Put a proposal in force from today on; the model in force and all other proposals are retired.

    `by_hand` names the weights that hold today when no model is in force. `IllegalTransition` for what is no proposal,
    `ModelNotProven` for one that was found worse, `EvaluationStale` for one judged against other weights than today's.
    """
    others = [other for other in _as_they_stand(session) if other is not model]
    require_step("新权重", NEXT, model.state, ChanceModelState.IN_FORCE)
    in_force = next((other.name for other in others if other.state == ChanceModelState.IN_FORCE), by_hand)
    if not model.not_worse:
        raise ModelNotProven
    if model.judged_against != in_force:
        raise EvaluationStale(model.judged_against, in_force)
    for other in others:
        if other.state != ChanceModelState.RETIRED:
            _end(session, other, by=by, today=today, now=now)
    session.flush()  # only one at a time: the index would refuse the other order
    model.state, model.state_since, model.decided_by = ChanceModelState.IN_FORCE, now, by
    model.in_force_from = today
    session.add(model)


def retire(session: Session, model: ChanceModel, *, by: int | None, today: date, now: datetime) -> None:
    """Turn a proposal down, or take a model out of force from today on; `IllegalTransition` for a retired one."""
    _as_they_stand(session)
    require_step("新权重", NEXT, model.state, ChanceModelState.RETIRED)
    _end(session, model, by=by, today=today, now=now)


def _as_they_stand(session: Session) -> Sequence[ChanceModel]:
    """Every model, read anew and locked: who decides at the same moment waits, and then sees what was decided.

    Locked in one order, so that two never wait for each other. (SQLite has no such lock; there a transaction that
    writes keeps all others out from its start.)
    """
    rows = select(ChanceModel).order_by(col(ChanceModel.id)).with_for_update()
    return session.exec(rows.execution_options(populate_existing=True)).all()


def _end(session: Session, model: ChanceModel, *, by: int | None, today: date, now: datetime) -> None:
    if model.in_force_from is not None:
        model.in_force_until = max(today, model.in_force_from)
    model.state, model.state_since, model.decided_by = ChanceModelState.RETIRED, now, by
    session.add(model)
