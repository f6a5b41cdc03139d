"""When the people on post were counted, and that a specialist will be away.

Revision ID: 0006
Revises: 0005
"""

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.add_column("key_ledger_line", sa.Column("counted_at", sa.DateTime(timezone=True), nullable=True))
    op.add_column("specialist_assignment", sa.Column("leaves_on", sa.Date(), nullable=True))
    op.add_column(
        "specialist_assignment", sa.Column("leaving_note", sa.String(), server_default=sa.text("''"), nullable=False)
    )


def downgrade() -> None:
    op.drop_column("specialist_assignment", "leaving_note")
    op.drop_column("specialist_assignment", "leaves_on")
    op.drop_column("key_ledger_line", "counted_at")
