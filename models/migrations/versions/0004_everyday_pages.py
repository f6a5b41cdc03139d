"""Everyday pages: needs, adverts, reviews, registrations, consents, saved searches, merges, the key ledger.

Names carry how they sound. Employers that stand in the store already count as verified.

Revision ID: 0004
Revises: 0003
"""

import sqlalchemy as sa
from alembic import op

from models.sounds import sounds_of

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "saved_search",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=True),
        sa.Column("browser", sa.String(length=64), nullable=True),
        sa.Column("query", sa.String(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(worker_id IS NULL) <> (browser IS NULL)", name=op.f("ck_saved_search_one_owner")),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_saved_search_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_saved_search")),
        sa.UniqueConstraint("browser", "query", name=op.f("uq_saved_search_browser_query")),
        sa.UniqueConstraint("worker_id", "query", name=op.f("uq_saved_search_worker_id_query")),
    )
    op.create_table(
        "advert",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("text", sa.String(), nullable=False),
        sa.Column("answers", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_advert_account_id"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_advert_employer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_advert_vacancy_id"), ondelete="SET NULL"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_advert")),
    )
    op.create_index(op.f("ix_advert_employer_id"), "advert", ["employer_id"], unique=False)
    op.create_index(op.f("ix_advert_vacancy_id"), "advert", ["vacancy_id"], unique=False)
    op.create_table(
        "consent_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("given", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("channel", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_consent_entry_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_consent_entry_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_consent_entry")),
    )
    op.create_index(op.f("ix_consent_entry_worker_id_at"), "consent_entry", ["worker_id", "at"], unique=False)
    op.create_table(
        "employer_registration",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("uscc", sa.String(length=18), nullable=False),
        sa.Column("street_code", sa.String(), nullable=True),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.CheckConstraint(
            "(state = 'waiting') = (decided_at IS NULL)", name=op.f("ck_employer_registration_decided_at_a_moment")
        ),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_employer_registration_account_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["decided_by"], ["account.id"], name=op.f("fk_employer_registration_decided_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_employer_registration_employer_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["street_code"], ["street.code"], name=op.f("fk_employer_registration_street_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer_registration")),
    )
    op.create_index(op.f("ix_employer_registration_account_id"), "employer_registration", ["account_id"], unique=False)
    op.create_index(op.f("ix_employer_registration_asked_at"), "employer_registration", ["asked_at"], unique=False)
    op.create_index(
        op.f("ix_employer_registration_employer_id"), "employer_registration", ["employer_id"], unique=False
    )
    op.create_index(
        op.f("ix_employer_registration_street_code"), "employer_registration", ["street_code"], unique=False
    )
    op.create_index(op.f("ix_employer_registration_uscc"), "employer_registration", ["uscc"], unique=False)
    op.create_table(
        "kept_apart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("first_id", sa.Integer(), nullable=False),
        sa.Column("second_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("first_id < second_id", name=op.f("ck_kept_apart_lower_first")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_kept_apart_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["first_id"], ["worker.id"], name=op.f("fk_kept_apart_first_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["second_id"], ["worker.id"], name=op.f("fk_kept_apart_second_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_apart")),
        sa.UniqueConstraint("first_id", "second_id", name=op.f("uq_kept_apart_first_id_second_id")),
    )
    op.create_index(op.f("ix_kept_apart_second_id"), "kept_apart", ["second_id"], unique=False)
    op.create_table(
        "key_ledger_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Date(), nullable=False),
        sa.Column("capacity", sa.String(), nullable=False),
        sa.Column("staff_total", sa.Integer(), nullable=True),
        sa.Column("needed", sa.Integer(), nullable=True),
        sa.Column("on_post", sa.Integer(), nullable=True),
        sa.Column("difficulties", sa.String(), nullable=False),
        sa.Column("owner", sa.String(), nullable=False),
        sa.Column("due", sa.Date(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.CheckConstraint("needed >= 0", name=op.f("ck_key_ledger_line_needed_not_negative")),
        sa.CheckConstraint("on_post >= 0", name=op.f("ck_key_ledger_line_on_post_not_negative")),
        sa.CheckConstraint("staff_total >= 0", name=op.f("ck_key_ledger_line_staff_not_negative")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_key_ledger_line_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_key_ledger_line_employer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_ledger_line")),
        sa.UniqueConstraint("employer_id", "day", name=op.f("uq_key_ledger_line_employer_id_day")),
    )
    op.create_index(op.f("ix_key_ledger_line_day"), "key_ledger_line", ["day"], unique=False)
    op.create_table(
        "need_report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("openings", sa.Integer(), nullable=False),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("openings >= 0", name=op.f("ck_need_report_openings_not_negative")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_need_report_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_need_report_vacancy_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_need_report")),
    )
    op.create_index(
        op.f("ix_need_report_vacancy_id_reported_at"), "need_report", ["vacancy_id", "reported_at"], unique=False
    )
    op.create_table(
        "review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_by", sa.Integer(), nullable=True),
        sa.Column("verdict", sa.String(length=20), nullable=False),
        sa.Column("findings", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("decision", sa.String(length=20), nullable=True),
        sa.Column("decided_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("decided_by", sa.Integer(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.CheckConstraint("(decision IS NULL) = (decided_at IS NULL)", name=op.f("ck_review_decided_at_a_moment")),
        sa.ForeignKeyConstraint(["decided_by"], ["account.id"], name=op.f("fk_review_decided_by"), ondelete="SET NULL"),
        sa.ForeignKeyConstraint(
            ["submitted_by"], ["account.id"], name=op.f("fk_review_submitted_by"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_review_vacancy_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_review")),
    )
    op.create_index(op.f("ix_review_submitted_at"), "review", ["submitted_at"], unique=False)
    op.create_index(op.f("ix_review_vacancy_id"), "review", ["vacancy_id"], unique=False)
    op.create_index(
        "uq_review_waiting",
        "review",
        ["vacancy_id"],
        unique=True,
        sqlite_where=sa.text("decision IS NULL"),
        postgresql_where=sa.text("decision IS NULL"),
    )
    op.create_table(
        "worker_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kept_id", sa.Integer(), nullable=False),
        sa.Column("gone_id", sa.Integer(), nullable=False),
        sa.Column("moved", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("filled", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("undone_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("undone_by", sa.Integer(), nullable=True),
        sa.CheckConstraint("kept_id <> gone_id", name=op.f("ck_worker_merge_two_files")),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_worker_merge_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(["gone_id"], ["worker.id"], name=op.f("fk_worker_merge_gone_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["kept_id"], ["worker.id"], name=op.f("fk_worker_merge_kept_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["undone_by"], ["account.id"], name=op.f("fk_worker_merge_undone_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_merge")),
    )
    op.create_index(op.f("ix_worker_merge_at"), "worker_merge", ["at"], unique=False)
    op.create_index(op.f("ix_worker_merge_kept_id"), "worker_merge", ["kept_id"], unique=False)
    op.create_index(
        "uq_worker_merge_live",
        "worker_merge",
        ["gone_id"],
        unique=True,
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.add_column("employer", sa.Column("sounds", sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("employer", sa.Column("verified", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.create_index(op.f("ix_employer_sounds"), "employer", ["sounds"], unique=False)
    op.add_column("vacancy", sa.Column("fresh_until", sa.Date(), nullable=True))
    op.add_column("worker", sa.Column("sounds", sa.String(), server_default=sa.text("''"), nullable=False))
    op.add_column("worker", sa.Column("personal_ranking", sa.Boolean(), server_default=sa.true(), nullable=False))
    op.create_index(op.f("ix_worker_sounds"), "worker", ["sounds"], unique=False)
    for name in ("employer", "worker"):
        _fill_sounds(name)


def _fill_sounds(name: str) -> None:
    table = sa.table(name, sa.column("id", sa.Integer), sa.column("name", sa.String), sa.column("sounds", sa.String))
    store = op.get_bind()
    rows = [{"key": row.id, "heard": sounds_of(row.name)} for row in store.execute(sa.select(table.c.id, table.c.name))]
    if rows:
        store.execute(
            sa.update(table).where(table.c.id == sa.bindparam("key")).values(sounds=sa.bindparam("heard")), rows
        )


def downgrade() -> None:

    op.drop_index(op.f("ix_worker_sounds"), table_name="worker")
    op.drop_column("worker", "personal_ranking")
    op.drop_column("worker", "sounds")
    op.drop_column("vacancy", "fresh_until")
    op.drop_index(op.f("ix_employer_sounds"), table_name="employer")
    op.drop_column("employer", "verified")
    op.drop_column("employer", "sounds")
    op.drop_index(
        "uq_worker_merge_live",
        table_name="worker_merge",
        sqlite_where=sa.text("undone_at IS NULL"),
        postgresql_where=sa.text("undone_at IS NULL"),
    )
    op.drop_index(op.f("ix_worker_merge_kept_id"), table_name="worker_merge")
    op.drop_index(op.f("ix_worker_merge_at"), table_name="worker_merge")
    op.drop_table("worker_merge")
    op.drop_index(
        "uq_review_waiting",
        table_name="review",
        sqlite_where=sa.text("decision IS NULL"),
        postgresql_where=sa.text("decision IS NULL"),
    )
    op.drop_index(op.f("ix_review_vacancy_id"), table_name="review")
    op.drop_index(op.f("ix_review_submitted_at"), table_name="review")
    op.drop_table("review")
    op.drop_index(op.f("ix_need_report_vacancy_id_reported_at"), table_name="need_report")
    op.drop_table("need_report")
    op.drop_index(op.f("ix_key_ledger_line_day"), table_name="key_ledger_line")
    op.drop_table("key_ledger_line")
    op.drop_index(op.f("ix_kept_apart_second_id"), table_name="kept_apart")
    op.drop_table("kept_apart")
    op.drop_index(op.f("ix_employer_registration_uscc"), table_name="employer_registration")
    op.drop_index(op.f("ix_employer_registration_street_code"), table_name="employer_registration")
    op.drop_index(op.f("ix_employer_registration_employer_id"), table_name="employer_registration")
    op.drop_index(op.f("ix_employer_registration_asked_at"), table_name="employer_registration")
    op.drop_index(op.f("ix_employer_registration_account_id"), table_name="employer_registration")
    op.drop_table("employer_registration")
    op.drop_index(op.f("ix_consent_entry_worker_id_at"), table_name="consent_entry")
    op.drop_table("consent_entry")
    op.drop_index(op.f("ix_advert_vacancy_id"), table_name="advert")
    op.drop_index(op.f("ix_advert_employer_id"), table_name="advert")
    op.drop_table("advert")
    op.drop_table("saved_search")
