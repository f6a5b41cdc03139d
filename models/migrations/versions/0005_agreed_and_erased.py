"""When a worker agreed to a referral, and when a worker's file was erased.

An application in person is agreed to from its first moment.

Revision ID: 0005
Revises: 0004
"""

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("referral", sa.Column("agreed_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("worker", sa.Column("erased_at", sa.DateTime(timezone=True), nullable=True))
    referral = sa.table("referral", sa.column("agreed_at"), sa.column("created_at"), sa.column("origin"))
    op.execute(referral.update().where(referral.c.origin == "worker").values(agreed_at=referral.c.created_at))


def downgrade() -> None:
    op.drop_column("worker", "erased_at")
    op.drop_column("referral", "agreed_at")
