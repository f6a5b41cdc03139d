"""Plans of the optimiser for the whole district: what was asked, how far it is, what came out."""

from typing import Any, ClassVar

import sqlalchemy as sa
from sqlmodel import Field, col, select
from sqlmodel.sql.expression import SelectOfScalar

from models.columns import WORDS
from models.run import Attended


class SwapPlan(Attended, table=True):
    """`instance` and `result` are the JSON of the command `swap`; ids in them are those of offers and needs.

    An offer whose people are partly promised stands there in pieces, `o12/1` and `o12/2`: free days of the same people.
    `left_out` are offers and needs that lack something without which they cannot be planned with.
    """

    __tablename__ = "swap_plan"
    __table_args__ = (sa.CheckConstraint("progress BETWEEN 0 AND 1", name="progress_is_a_share"),)
    SUBJECT: ClassVar[str] = "调剂方案"

    seconds_asked: float
    instance: dict[str, Any] | None = Field(default=None, sa_type=WORDS)
    left_out: list[dict[str, Any]] = Field(default_factory=list, sa_type=WORDS)
    result: dict[str, Any] | None = Field(default=None, sa_type=WORDS)

    def _start_over(self) -> None:
        super()._start_over()
        self.instance, self.left_out, self.result = None, [], None


def swap_plans() -> SelectOfScalar[SwapPlan]:
    """Plans, the latest first."""
    return select(SwapPlan).order_by(col(SwapPlan.asked_at).desc(), col(SwapPlan.id).desc())
