"""Labour swap: contracts, shutdowns, offers, needs, plans, swaps with their people and papers, and their settlement.

Revision ID: 0008
Revises: 0007
"""

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None


def upgrade() -> None:
    _employment()
    _shutdown()
    _swap_need()
    _swap_plan()
    _swap()
    _swap_offer()
    _swap_cost()
    _swap_loan()
    _swap_log()
    _swap_signature()
    _swap_member()
    _swap_work_month()
    _idle_staff_become_offers()
    standing = sa.Column("standing", sa.String(length=20), server_default=sa.text("'active'"), nullable=False)
    op.add_column("employer", standing)


def _employment() -> None:
    op.create_table("employment",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("worker_id", sa.Integer(), nullable=False),
    sa.Column("employer_id", sa.Integer(), nullable=False),
    sa.Column("kind", sa.String(length=20), nullable=True),
    sa.Column("from_day", sa.Date(), nullable=True),
    sa.Column("until", sa.Date(), nullable=True),
    sa.Column("ended_on", sa.Date(), nullable=True),
    sa.Column("dispatched", sa.Boolean(), nullable=True),
    sa.Column("post", sa.String(), nullable=False),
    sa.Column("wage_fen", sa.Integer(), nullable=True),
    sa.Column("injury_insured", sa.Boolean(), nullable=True),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    sa.CheckConstraint("kind <> 'open' OR until IS NULL", name=op.f("ck_employment_open_has_no_end")),
    sa.CheckConstraint("wage_fen >= 0", name=op.f("ck_employment_wage_not_negative")),
    sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_employment_employer_id"), ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_employment_worker_id"), ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_employment"))
    )
    op.create_index(op.f("ix_employment_employer_id"), "employment", ["employer_id"], unique=False)
    op.create_index(op.f("ix_employment_worker_id"), "employment", ["worker_id"], unique=False)
    op.create_index("uq_employment_live", "employment", ["worker_id", "employer_id"], unique=True, sqlite_where=sa.text("ended_on IS NULL"), postgresql_where=sa.text("ended_on IS NULL"))


def _shutdown() -> None:
    op.create_table("shutdown",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("employer_id", sa.Integer(), nullable=False),
    sa.Column("from_day", sa.Date(), nullable=False),
    sa.Column("to_day", sa.Date(), nullable=False),
    sa.Column("posts", sa.JSON(), nullable=False),
    sa.Column("note", sa.String(), nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("account_id", sa.Integer(), nullable=True),
    sa.Column("offered_at", sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("to_day >= from_day", name=op.f("ck_shutdown_days_in_order")),
    sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_shutdown_account_id"), ondelete="SET NULL"),
    sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_shutdown_employer_id"), ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_shutdown"))
    )
    op.create_index(op.f("ix_shutdown_employer_id"), "shutdown", ["employer_id"], unique=False)


def _swap_need() -> None:
    op.create_table("swap_need",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("employer_id", sa.Integer(), nullable=False),
    sa.Column("vacancy_id", sa.Integer(), nullable=True),
    sa.Column("trade", sa.String(), nullable=False),
    sa.Column("people", sa.Integer(), nullable=False),
    sa.Column("from_day", sa.Date(), nullable=False),
    sa.Column("to_day", sa.Date(), nullable=False),
    sa.Column("wage_fen", sa.Integer(), nullable=True),
    sa.Column("min_days", sa.Integer(), nullable=False),
    sa.Column("urgent", sa.Boolean(), nullable=False),
    sa.Column("street_code", sa.String(), nullable=True),
    sa.Column("address", sa.String(), nullable=False),
    sa.Column("lng", sa.Float(), nullable=True),
    sa.Column("lat", sa.Float(), nullable=True),
    sa.Column("hours_day", sa.Float(), nullable=True),
    sa.Column("hours_week", sa.Float(), nullable=True),
    sa.Column("overtime_day", sa.Float(), nullable=True),
    sa.Column("overtime_month", sa.Float(), nullable=True),
    sa.Column("hazards", sa.JSON(), nullable=False),
    sa.Column("protection", sa.JSON(), nullable=False),
    sa.Column("certificates", sa.JSON(), nullable=False),
    sa.Column("work", sa.String(), nullable=False),
    sa.Column("conditions", sa.String(), nullable=False),
    sa.Column("hazards_told", sa.String(), nullable=False),
    sa.Column("safety", sa.String(), nullable=False),
    sa.Column("pay", sa.String(), nullable=False),
    sa.Column("house_rules", sa.String(), nullable=False),
    sa.Column("board", sa.String(), nullable=False),
    sa.Column("transport", sa.String(), nullable=False),
    sa.Column("made_up", sa.Boolean(), nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("account_id", sa.Integer(), nullable=True),
    sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(lng IS NULL) = (lat IS NULL)", name=op.f("ck_swap_need_both_coordinates")),
    sa.CheckConstraint("min_days >= 1", name=op.f("ck_swap_need_at_least_a_day")),
    sa.CheckConstraint("people >= 1", name=op.f("ck_swap_need_people_at_least_one")),
    sa.CheckConstraint("to_day >= from_day", name=op.f("ck_swap_need_days_in_order")),
    sa.CheckConstraint("wage_fen >= 0", name=op.f("ck_swap_need_wage_not_negative")),
    sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_swap_need_account_id"), ondelete="SET NULL"),
    sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_swap_need_employer_id"), ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["street_code"], ["street.code"], name=op.f("fk_swap_need_street_code")),
    sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_swap_need_vacancy_id"), ondelete="SET NULL"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_swap_need"))
    )
    op.create_index(op.f("ix_swap_need_employer_id"), "swap_need", ["employer_id"], unique=False)
    op.create_index(op.f("ix_swap_need_from_day"), "swap_need", ["from_day"], unique=False)
    op.create_index(op.f("ix_swap_need_street_code"), "swap_need", ["street_code"], unique=False)
    op.create_index(op.f("ix_swap_need_vacancy_id"), "swap_need", ["vacancy_id"], unique=False)


def _swap_plan() -> None:
    op.create_table("swap_plan",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("as_of", sa.Date(), nullable=False),
    sa.Column("seconds_asked", sa.Float(), nullable=False),
    sa.Column("asked_by", sa.Integer(), nullable=True),
    sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("started_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("finished_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("heartbeat_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("state", sa.String(length=20), nullable=False),
    sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
    sa.Column("stage", sa.String(), nullable=False),
    sa.Column("progress", sa.Float(), nullable=False),
    sa.Column("cancel_requested", sa.Boolean(), nullable=False),
    sa.Column("input_sha256", sa.String(length=64), nullable=True),
    sa.Column("instance", sa.JSON(), nullable=True),
    sa.Column("left_out", sa.JSON(), nullable=False),
    sa.Column("result", sa.JSON(), nullable=True),
    sa.Column("error", sa.String(), nullable=True),
    sa.Column("attempt", sa.Integer(), nullable=False),
    sa.CheckConstraint("progress BETWEEN 0 AND 1", name=op.f("ck_swap_plan_progress_is_a_share")),
    sa.ForeignKeyConstraint(["asked_by"], ["account.id"], name=op.f("fk_swap_plan_asked_by"), ondelete="SET NULL"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_swap_plan"))
    )
    op.create_index(op.f("ix_swap_plan_asked_at"), "swap_plan", ["asked_at"], unique=False)
    op.create_index(op.f("ix_swap_plan_asked_by"), "swap_plan", ["asked_by"], unique=False)
    op.create_index(op.f("ix_swap_plan_state"), "swap_plan", ["state"], unique=False)


def _swap() -> None:
    op.create_table("swap",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("lender_id", sa.Integer(), nullable=False),
    sa.Column("borrower_id", sa.Integer(), nullable=False),
    sa.Column("plan_id", sa.Integer(), nullable=True),
    sa.Column("state", sa.String(length=20), nullable=False),
    sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("terms", sa.JSON(), nullable=False),
    sa.Column("extend_to", sa.Date(), nullable=True),
    sa.Column("lender_extends", sa.Boolean(), nullable=True),
    sa.Column("borrower_extends", sa.Boolean(), nullable=True),
    sa.Column("extended_from", sa.Date(), nullable=True),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("account_id", sa.Integer(), nullable=True),
    sa.CheckConstraint("lender_id <> borrower_id", name=op.f("ck_swap_two_firms")),
    sa.CheckConstraint("version >= 1", name=op.f("ck_swap_versions_count_from_one")),
    sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_swap_account_id"), ondelete="SET NULL"),
    sa.ForeignKeyConstraint(["borrower_id"], ["employer.id"], name=op.f("fk_swap_borrower_id")),
    sa.ForeignKeyConstraint(["lender_id"], ["employer.id"], name=op.f("fk_swap_lender_id")),
    sa.ForeignKeyConstraint(["plan_id"], ["swap_plan.id"], name=op.f("fk_swap_plan_id"), ondelete="SET NULL"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_swap"))
    )
    op.create_index(op.f("ix_swap_borrower_id"), "swap", ["borrower_id"], unique=False)
    op.create_index(op.f("ix_swap_lender_id"), "swap", ["lender_id"], unique=False)
    op.create_index(op.f("ix_swap_plan_id"), "swap", ["plan_id"], unique=False)
    op.create_index(op.f("ix_swap_state"), "swap", ["state"], unique=False)


def _swap_offer() -> None:
    op.create_table("swap_offer",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("employer_id", sa.Integer(), nullable=False),
    sa.Column("shutdown_id", sa.Integer(), nullable=True),
    sa.Column("trade", sa.String(), nullable=False),
    sa.Column("people", sa.Integer(), nullable=False),
    sa.Column("from_day", sa.Date(), nullable=False),
    sa.Column("to_day", sa.Date(), nullable=False),
    sa.Column("wage_fen", sa.Integer(), nullable=True),
    sa.Column("open_ended", sa.Boolean(), nullable=False),
    sa.Column("contract_until", sa.Date(), nullable=True),
    sa.Column("accepts_lower_wage", sa.Boolean(), nullable=False),
    sa.Column("dispatched", sa.Boolean(), nullable=True),
    sa.Column("lng", sa.Float(), nullable=True),
    sa.Column("lat", sa.Float(), nullable=True),
    sa.Column("note", sa.String(), nullable=False),
    sa.Column("made_up", sa.Boolean(), nullable=False),
    sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("account_id", sa.Integer(), nullable=True),
    sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
    sa.CheckConstraint("(lng IS NULL) = (lat IS NULL)", name=op.f("ck_swap_offer_both_coordinates")),
    sa.CheckConstraint("people >= 1", name=op.f("ck_swap_offer_people_at_least_one")),
    sa.CheckConstraint("to_day >= from_day", name=op.f("ck_swap_offer_days_in_order")),
    sa.CheckConstraint("wage_fen >= 0", name=op.f("ck_swap_offer_wage_not_negative")),
    sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_swap_offer_account_id"), ondelete="SET NULL"),
    sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_swap_offer_employer_id"), ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["shutdown_id"], ["shutdown.id"], name=op.f("fk_swap_offer_shutdown_id"), ondelete="SET NULL"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_swap_offer"))
    )
    op.create_index(op.f("ix_swap_offer_employer_id"), "swap_offer", ["employer_id"], unique=False)
    op.create_index(op.f("ix_swap_offer_from_day"), "swap_offer", ["from_day"], unique=False)
    op.create_index(op.f("ix_swap_offer_shutdown_id"), "swap_offer", ["shutdown_id"], unique=False)


def _swap_cost() -> None:
    op.create_table("swap_cost",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("swap_id", sa.Integer(), nullable=False),
    sa.Column("month", sa.String(length=7), nullable=False),
    sa.Column("words", sa.String(), nullable=False),
    sa.Column("receipt", sa.String(), nullable=False),
    sa.Column("charged_fen", sa.Integer(), nullable=False),
    sa.Column("paid_fen", sa.Integer(), nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("account_id", sa.Integer(), nullable=True),
    sa.CheckConstraint("charged_fen >= 0 AND paid_fen >= 0", name=op.f("ck_swap_cost_not_negative")),
    sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_swap_cost_account_id"), ondelete="SET NULL"),
    sa.ForeignKeyConstraint(["swap_id"], ["swap.id"], name=op.f("fk_swap_cost_swap_id"), ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_swap_cost"))
    )
    op.create_index(op.f("ix_swap_cost_swap_id"), "swap_cost", ["swap_id"], unique=False)


def _swap_loan() -> None:
    op.create_table("swap_loan",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("swap_id", sa.Integer(), nullable=False),
    sa.Column("offer_id", sa.Integer(), nullable=False),
    sa.Column("need_id", sa.Integer(), nullable=False),
    sa.Column("people", sa.Integer(), nullable=False),
    sa.Column("from_day", sa.Date(), nullable=False),
    sa.Column("to_day", sa.Date(), nullable=False),
    sa.Column("wage_fen", sa.Integer(), nullable=False),
    sa.CheckConstraint("people >= 1", name=op.f("ck_swap_loan_people_at_least_one")),
    sa.CheckConstraint("to_day >= from_day", name=op.f("ck_swap_loan_days_in_order")),
    sa.CheckConstraint("wage_fen >= 0", name=op.f("ck_swap_loan_wage_not_negative")),
    sa.ForeignKeyConstraint(["need_id"], ["swap_need.id"], name=op.f("fk_swap_loan_need_id")),
    sa.ForeignKeyConstraint(["offer_id"], ["swap_offer.id"], name=op.f("fk_swap_loan_offer_id")),
    sa.ForeignKeyConstraint(["swap_id"], ["swap.id"], name=op.f("fk_swap_loan_swap_id"), ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_swap_loan"))
    )
    op.create_index(op.f("ix_swap_loan_need_id"), "swap_loan", ["need_id"], unique=False)
    op.create_index(op.f("ix_swap_loan_offer_id"), "swap_loan", ["offer_id"], unique=False)
    op.create_index(op.f("ix_swap_loan_swap_id"), "swap_loan", ["swap_id"], unique=False)


def _swap_log() -> None:
    op.create_table("swap_log",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("swap_id", sa.Integer(), nullable=False),
    sa.Column("from_state", sa.String(length=20), nullable=True),
    sa.Column("to_state", sa.String(length=20), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("account_id", sa.Integer(), nullable=True),
    sa.Column("note", sa.String(), nullable=False),
    sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_swap_log_account_id"), ondelete="SET NULL"),
    sa.ForeignKeyConstraint(["swap_id"], ["swap.id"], name=op.f("fk_swap_log_swap_id"), ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_swap_log"))
    )
    op.create_index(op.f("ix_swap_log_swap_id"), "swap_log", ["swap_id"], unique=False)


def _swap_signature() -> None:
    op.create_table("swap_signature",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("swap_id", sa.Integer(), nullable=False),
    sa.Column("version", sa.Integer(), nullable=False),
    sa.Column("employer_id", sa.Integer(), nullable=False),
    sa.Column("signatory", sa.String(), nullable=False),
    sa.Column("signed_on", sa.Date(), nullable=False),
    sa.Column("at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("account_id", sa.Integer(), nullable=True),
    sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_swap_signature_account_id"), ondelete="SET NULL"),
    sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_swap_signature_employer_id")),
    sa.ForeignKeyConstraint(["swap_id"], ["swap.id"], name=op.f("fk_swap_signature_swap_id"), ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_swap_signature")),
    sa.UniqueConstraint("swap_id", "version", "employer_id", name=op.f("uq_swap_signature_swap_id_version_employer_id"))
    )
    op.create_index(op.f("ix_swap_signature_employer_id"), "swap_signature", ["employer_id"], unique=False)


def _swap_member() -> None:
    op.create_table("swap_member",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("swap_id", sa.Integer(), nullable=False),
    sa.Column("loan_id", sa.Integer(), nullable=False),
    sa.Column("worker_id", sa.Integer(), nullable=False),
    sa.Column("employment_id", sa.Integer(), nullable=True),
    sa.Column("state", sa.String(length=20), nullable=False),
    sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
    sa.Column("from_day", sa.Date(), nullable=False),
    sa.Column("to_day", sa.Date(), nullable=False),
    sa.Column("asked_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
    sa.Column("consent_version", sa.Integer(), nullable=True),
    sa.Column("facts_sha256", sa.String(length=64), nullable=True),
    sa.Column("asked_more", sa.String(), nullable=False),
    sa.Column("lower_wage", sa.Boolean(), nullable=False),
    sa.Column("channel", sa.String(), nullable=False),
    sa.Column("variation_signed_on", sa.Date(), nullable=True),
    sa.Column("stays_wanted", sa.Boolean(), nullable=True),
    sa.Column("returned_on", sa.Date(), nullable=True),
    sa.Column("return_reason", sa.String(), nullable=False),
    sa.Column("note", sa.String(), nullable=False),
    sa.CheckConstraint("(consent_version IS NULL) = (facts_sha256 IS NULL)", name=op.f("ck_swap_member_consent_to_what_was_shown")),
    sa.CheckConstraint("to_day >= from_day", name=op.f("ck_swap_member_days_in_order")),
    sa.ForeignKeyConstraint(["employment_id"], ["employment.id"], name=op.f("fk_swap_member_employment_id"), ondelete="SET NULL"),
    sa.ForeignKeyConstraint(["loan_id"], ["swap_loan.id"], name=op.f("fk_swap_member_loan_id"), ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["swap_id"], ["swap.id"], name=op.f("fk_swap_member_swap_id"), ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_swap_member_worker_id"), ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_swap_member"))
    )
    op.create_index(op.f("ix_swap_member_employment_id"), "swap_member", ["employment_id"], unique=False)
    op.create_index(op.f("ix_swap_member_loan_id"), "swap_member", ["loan_id"], unique=False)
    op.create_index(op.f("ix_swap_member_worker_id"), "swap_member", ["worker_id"], unique=False)
    op.create_index("uq_swap_member_live", "swap_member", ["swap_id", "worker_id"], unique=True, sqlite_where=sa.text("state <> 'dropped'"), postgresql_where=sa.text("state <> 'dropped'"))


def _swap_work_month() -> None:
    op.create_table("swap_work_month",
    sa.Column("id", sa.Integer(), nullable=False),
    sa.Column("swap_id", sa.Integer(), nullable=False),
    sa.Column("member_id", sa.Integer(), nullable=False),
    sa.Column("month", sa.String(length=7), nullable=False),
    sa.Column("days", sa.Float(), nullable=False),
    sa.Column("workday_hours", sa.Float(), nullable=False),
    sa.Column("restday_hours", sa.Float(), nullable=False),
    sa.Column("holiday_hours", sa.Float(), nullable=False),
    sa.Column("insurance_fen", sa.Integer(), nullable=False),
    sa.Column("housing_fund_fen", sa.Integer(), nullable=False),
    sa.Column("insurance_paid", sa.Boolean(), nullable=False),
    sa.Column("deducted_fen", sa.Integer(), nullable=False),
    sa.Column("paid_fen", sa.Integer(), nullable=True),
    sa.Column("settled_on", sa.Date(), nullable=True),
    sa.Column("paid_on", sa.Date(), nullable=True),
    sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
    sa.Column("account_id", sa.Integer(), nullable=True),
    sa.CheckConstraint("days >= 0 AND days <= 31", name=op.f("ck_swap_work_month_days_of_a_month")),
    sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_swap_work_month_account_id"), ondelete="SET NULL"),
    sa.ForeignKeyConstraint(["member_id"], ["swap_member.id"], name=op.f("fk_swap_work_month_member_id"), ondelete="CASCADE"),
    sa.ForeignKeyConstraint(["swap_id"], ["swap.id"], name=op.f("fk_swap_work_month_swap_id"), ondelete="CASCADE"),
    sa.PrimaryKeyConstraint("id", name=op.f("pk_swap_work_month")),
    sa.UniqueConstraint("member_id", "month", name=op.f("uq_swap_work_month_member_id_month"))
    )
    op.create_index(op.f("ix_swap_work_month_swap_id"), "swap_work_month", ["swap_id"], unique=False)


def _idle_staff_become_offers() -> None:
    """What was told of wage and contracts is nothing: such an offer is shown until its firm tells more."""
    op.execute(
        "INSERT INTO swap_offer (employer_id, trade, people, from_day, to_day, note, open_ended, accepts_lower_wage,"
        " made_up, created_at, updated_at)"
        " SELECT idle_staff.employer_id, trade, people, from_day, to_day, note, false, false,"
        " employer.made_up, employer.updated_at, employer.updated_at"
        " FROM idle_staff JOIN employer ON employer.id = idle_staff.employer_id ORDER BY idle_staff.id"
    )
    op.drop_table("idle_staff")


def _idle_staff() -> None:
    op.create_table(
        "idle_staff",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("trade", sa.String(), nullable=False),
        sa.Column("people", sa.Integer(), nullable=False),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("people >= 1", name=op.f("ck_idle_staff_people_at_least_one")),
        sa.CheckConstraint("to_day >= from_day", name=op.f("ck_idle_staff_days_in_order")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_idle_staff_employer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_idle_staff")),
    )
    op.create_index(op.f("ix_idle_staff_employer_id"), "idle_staff", ["employer_id"], unique=False)
    op.create_index(op.f("ix_idle_staff_from_day"), "idle_staff", ["from_day"], unique=False)


def _offers_become_idle_staff() -> None:
    _idle_staff()
    op.execute(
        "INSERT INTO idle_staff (employer_id, trade, people, from_day, to_day, note)"
        " SELECT employer_id, trade, people, from_day, to_day, note FROM swap_offer"
        " WHERE withdrawn_at IS NULL ORDER BY id"
    )


def downgrade() -> None:
    op.drop_column("employer", "standing")
    _offers_become_idle_staff()
    op.drop_table("swap_work_month")
    op.drop_table("swap_member")
    op.drop_table("swap_signature")
    op.drop_table("swap_log")
    op.drop_table("swap_loan")
    op.drop_table("swap_cost")
    op.drop_table("swap_offer")
    op.drop_table("swap")
    op.drop_table("swap_plan")
    op.drop_table("swap_need")
    op.drop_table("shutdown")
    op.drop_table("employment")
