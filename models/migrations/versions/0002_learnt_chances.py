"""Learnt chances: models with their evaluation; what the score of a pair and of a referral was made of.

The lines of a vacancy in a run are found by an index.

Revision ID: 0002
Revises: 0001
"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "chance_model",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("results", sa.Integer(), nullable=False),
        sa.Column("first_result", sa.Date(), nullable=False),
        sa.Column("last_result", sa.Date(), nullable=False),
        sa.Column("params", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("metrics", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("not_worse", sa.Boolean(), nullable=False),
        sa.Column("judged_against", sa.String(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("in_force_from", sa.Date(), nullable=True),
        sa.Column("in_force_until", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "in_force_until IS NULL OR in_force_until >= in_force_from", name=op.f("ck_chance_model_days_in_order")
        ),
        sa.CheckConstraint(
            "(state = 'proposed' AND in_force_from IS NULL AND in_force_until IS NULL)"
            " OR (state = 'in_force' AND in_force_from IS NOT NULL AND in_force_until IS NULL)"
            " OR (state = 'retired' AND (in_force_from IS NULL) = (in_force_until IS NULL))",
            name=op.f("ck_chance_model_days_of_state"),
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_chance_model_decided_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_chance_model")),
    )
    op.create_index(op.f("ix_chance_model_decided_by"), "chance_model", ["decided_by"], unique=False)
    op.create_index(op.f("ix_chance_model_made_at"), "chance_model", ["made_at"], unique=False)
    op.create_index(
        "uq_chance_model_in_force",
        "chance_model",
        ["state"],
        unique=True,
        sqlite_where=sa.text("state = 'in_force'"),
        postgresql_where=sa.text("state = 'in_force'"),
    )
    op.add_column("referral", sa.Column("breakdown", sa.JSON(none_as_null=True), nullable=True))
    op.add_column("run_pair", sa.Column("breakdown", sa.JSON(none_as_null=True), nullable=True))
    op.create_index(op.f("ix_run_list_line_run_id_vacancy_id"), "run_list_line", ["run_id", "vacancy_id"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_run_list_line_run_id_vacancy_id"), table_name="run_list_line")
    op.drop_column("run_pair", "breakdown")
    op.drop_column("referral", "breakdown")
    op.drop_table("chance_model")
