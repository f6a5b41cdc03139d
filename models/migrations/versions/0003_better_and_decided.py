"""Learnt weights have to be better, not only not worse; each decision on them is kept with who and why.

What was judged by the older rule is judged by the newer from the figures kept with it. Weights that were in force stay
so. A model put back in force names the one it is.

Revision ID: 0003
Revises: 0002
"""

import json
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MODELS = sa.table("chance_model", sa.column("id"), sa.column("metrics"), sa.column("better"))
MOST_CALIBRATION_ERROR = 0.01  # more than before


def upgrade() -> None:
    with op.batch_alter_table("chance_model") as models:
        models.alter_column("not_worse", new_column_name="better", existing_type=sa.Boolean(), existing_nullable=False)
        models.add_column(sa.Column("restores", sa.Integer(), nullable=True))
        models.create_foreign_key(op.f("fk_chance_model_restores"), "chance_model", ["restores"], ["id"])
        models.create_index(op.f("ix_chance_model_restores"), ["restores"], unique=False)
    op.create_table(
        "chance_model_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("chance_model_id", sa.Integer(), nullable=False),
        sa.Column("from_state", sa.String(length=20), nullable=True),
        sa.Column("to_state", sa.String(length=20), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("because", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_chance_model_log_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["chance_model_id"],
            ["chance_model.id"],
            name=op.f("fk_chance_model_log_chance_model_id"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chance_model_log")),
    )
    op.create_index(op.f("ix_chance_model_log_chance_model_id"), "chance_model_log", ["chance_model_id"], unique=False)
    _judge_anew()


def _judge_anew() -> None:
    connection = op.get_bind()
    for key, kept in connection.execute(sa.select(MODELS.c.id, MODELS.c.metrics)).all():
        metrics = json.loads(kept) if isinstance(kept, str) else kept
        connection.execute(MODELS.update().where(MODELS.c.id == key).values(better=_better(metrics)))


def _better(metrics: dict[str, Any]) -> bool:
    """Whether the figures say so; those that lack one say nothing."""
    try:
        highest = max(metrics["brier_difference"][2], metrics["log_loss_difference"][2])
        risen = metrics["new"]["calibration_error"] - metrics["old"]["calibration_error"]
    except (KeyError, IndexError, TypeError):
        return False
    return bool(highest < 0 and risen <= MOST_CALIBRATION_ERROR)


def downgrade() -> None:
    op.drop_index(op.f("ix_chance_model_log_chance_model_id"), table_name="chance_model_log")
    op.drop_table("chance_model_log")
    with op.batch_alter_table("chance_model") as models:
        models.drop_index(op.f("ix_chance_model_restores"))
        models.drop_constraint(op.f("fk_chance_model_restores"), type_="foreignkey")
        models.drop_column("restores")
        models.alter_column("better", new_column_name="not_worse", existing_type=sa.Boolean(), existing_nullable=False)
