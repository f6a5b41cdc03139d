"""Weights of the chance learnt from results: proposed with their evaluation, in force once a person accepts them."""

from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlmodel import Field, Session, SQLModel, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS, Labelled, coded
from models.errors import ModelNotProven
from models.transitions import require_step


class ChanceModelState(Labelled):
    PROPOSED = "proposed", "待启用"
    IN_FORCE = "in_force", "使用中"
    RETIRED = "retired", "已停用"


_IN_FORCE = f"state = '{ChanceModelState.IN_FORCE}'"

NEXT: dict[ChanceModelState, frozenset[ChanceModelState]] = {
    ChanceModelState.PROPOSED: frozenset({ChanceModelState.IN_FORCE, ChanceModelState.RETIRED}),
    ChanceModelState.IN_FORCE: frozenset({ChanceModelState.RETIRED}),
    ChanceModelState.RETIRED: frozenset(),
}


class ChanceModel(SQLModel, table=True):
    """`params` are parameters of a matching run, `metrics` what the evaluation found; both are plain values.

    In force on the days from `in_force_from` on and before `in_force_until`; neither is set while it is proposed.
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
    )

    id: int | None = Field(default=None, primary_key=True)
    made_at: datetime = Field(index=True)
    results: int
    first_result: date
    last_result: date
    params: dict[str, Any] = Field(sa_type=WORDS)
    metrics: dict[str, Any] = Field(sa_type=WORDS)
    not_worse: bool
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
    return (
        select(ChanceModel)
        .where(col(ChanceModel.in_force_from) <= day)
        .where(sa.or_(col(ChanceModel.in_force_until).is_(None), col(ChanceModel.in_force_until) > day))
        .order_by(col(ChanceModel.in_force_from).desc(), col(ChanceModel.id).desc())
        .limit(1)
    )


def accept(session: Session, model: ChanceModel, *, by: int | None, today: date, now: datetime) -> None:
    """Put a proposal in force from today on, in place of the one there is.

    `IllegalTransition` for what is no proposal, `ModelNotProven` for one that was found worse.
    """
    require_step("新权重", NEXT, model.state, ChanceModelState.IN_FORCE)
    if not model.not_worse:
        raise ModelNotProven
    for before in session.exec(select(ChanceModel).where(ChanceModel.state == ChanceModelState.IN_FORCE)):
        retire(session, before, by=by, today=today, now=now)
    session.flush()  # only one at a time: the index would refuse the other order
    model.state, model.state_since, model.decided_by = ChanceModelState.IN_FORCE, now, by
    model.in_force_from = today
    session.add(model)


def retire(session: Session, model: ChanceModel, *, by: int | None, today: date, now: datetime) -> None:
    """Turn a proposal down, or take a model out of force from today on; `IllegalTransition` for a retired one."""
    require_step("新权重", NEXT, model.state, ChanceModelState.RETIRED)
    if model.in_force_from is not None:
        model.in_force_until = max(today, model.in_force_from)
    model.state, model.state_since, model.decided_by = ChanceModelState.RETIRED, now, by
    session.add(model)
