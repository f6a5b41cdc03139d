"""Complaints about vacancies, what the office asks of employers, and the day an employer was last verified.

An employer that was verified before is taken to have been on the day the office last decided so, else when it was
filed.

Revision ID: 0007
Revises: 0006
"""

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "complaint",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("reporter", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.String(length=20), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("made_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.CheckConstraint(
            "(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_complaint_decided_at_a_moment")
        ),
        sa.CheckConstraint(
            "decision IS NULL OR (phone = '' AND reporter = '')", name=op.f("ck_complaint_nameless_once_decided")
        ),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_complaint_vacancy_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_complaint_decided_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_complaint")),
    )
    op.create_index(op.f("ix_complaint_vacancy_id"), "complaint", ["vacancy_id"], unique=False)
    op.create_index(op.f("ix_complaint_made_at"), "complaint", ["made_at"], unique=False)
    _one_only("complaint", "uq_complaint_undecided", ["vacancy_id", "reporter"], "decision IS NULL")
    op.create_table(
        "inquiry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("asked_by", sa.Integer(), nullable=True),
        sa.Column("answer", sa.String(), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint("(answer = '') = (answered_at IS NULL)", name=op.f("ck_inquiry_answered_at_a_moment")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_inquiry_vacancy_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_inquiry_asked_by"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_inquiry")),
    )
    op.create_index(op.f("ix_inquiry_vacancy_id"), "inquiry", ["vacancy_id"], unique=False)
    _one_only("inquiry", "uq_inquiry_unanswered", ["vacancy_id"], "answered_at IS NULL")
    op.add_column("employer", sa.Column("verified_on", sa.Date(), nullable=True))
    _date_the_verified()


def _one_only(table: str, name: str, columns: list[str], where: str) -> None:
    op.create_index(
        name, table, columns, unique=True, sqlite_where=sa.text(where), postgresql_where=sa.text(where)
    )


def _date_the_verified() -> None:
    employer = sa.table(
        "employer", *(sa.column(name) for name in ("id", "verified", "verified_on", "registered_at"))
    )
    registration = sa.table(
        "employer_registration", *(sa.column(name) for name in ("employer_id", "state", "decided_at"))
    )
    decided = (
        sa.select(sa.func.max(registration.c.decided_at))
        .where(registration.c.employer_id == employer.c.id, registration.c.state == "verified")
        .scalar_subquery()
    )
    dated = sa.func.date(sa.func.coalesce(decided, employer.c.registered_at))
    op.execute(employer.update().where(employer.c.verified).values(verified_on=dated))


def downgrade() -> None:
    op.drop_column("employer", "verified_on")
    op.drop_table("inquiry")
    op.drop_table("complaint")
