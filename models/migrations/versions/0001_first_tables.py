"""First tables: reference codes, accounts, employers, vacancies, workers, referrals, runs, ledger, audit.

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "county",
        sa.Column("code", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("province", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_county")),
    )
    op.create_table(
        "education",
        sa.Column("code", sa.Integer(), autoincrement=False, nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_education")),
    )
    op.create_table(
        "industry",
        sa.Column("code", sa.String(length=8), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("parent", sa.String(length=8), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_industry")),
    )
    op.create_index(op.f("ix_industry_parent"), "industry", ["parent"], unique=False)
    op.create_table(
        "occupation",
        sa.Column("code", sa.String(length=10), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("level", sa.Integer(), nullable=False),
        sa.Column("parent", sa.String(length=10), nullable=True),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_occupation")),
    )
    op.create_index(op.f("ix_occupation_name"), "occupation", ["name"], unique=False)
    op.create_index(op.f("ix_occupation_parent"), "occupation", ["parent"], unique=False)
    op.create_table(
        "parameter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(), nullable=False),
        sa.Column("value", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("source", sa.String(), nullable=False),
        sa.Column("note", sa.String(), nullable=False),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_parameter_days_in_order")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_parameter")),
        sa.UniqueConstraint("key", "valid_from", name=op.f("uq_parameter_key_valid_from")),
    )
    op.create_table(
        "street",
        sa.Column("code", sa.String(length=9), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("pinyin", sa.String(), nullable=False),
        sa.Column("lng", sa.Float(), nullable=False),
        sa.Column("lat", sa.Float(), nullable=False),
        sa.Column("south_of_river", sa.Boolean(), nullable=False),
        sa.Column("placed_from", sa.String(), nullable=False),
        sa.PrimaryKeyConstraint("code", name=op.f("pk_street")),
    )
    op.create_table(
        "employer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("uscc", sa.String(length=18), nullable=True),
        sa.Column("legal_person", sa.String(), nullable=False),
        sa.Column("street_code", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("lng", sa.Float(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("industry_code", sa.String(), nullable=True),
        sa.Column("kind", sa.String(), nullable=False),
        sa.Column("size", sa.String(length=20), nullable=True),
        sa.Column("staff_total", sa.Integer(), nullable=True),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("urgent_goods", sa.Boolean(), nullable=False),
        sa.Column("dispatch_permit", sa.Boolean(), nullable=True),
        sa.Column("made_up", sa.Boolean(), nullable=False),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(lng IS NULL) = (lat IS NULL)", name=op.f("ck_employer_both_coordinates")),
        sa.CheckConstraint("staff_total >= 0", name=op.f("ck_employer_staff_not_negative")),
        sa.ForeignKeyConstraint(["industry_code"], ["industry.code"], name=op.f("fk_employer_industry_code")),
        sa.ForeignKeyConstraint(["street_code"], ["street.code"], name=op.f("fk_employer_street_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_employer")),
        sa.UniqueConstraint("uscc", name=op.f("uq_employer_uscc")),
    )
    op.create_index(op.f("ix_employer_industry_code"), "employer", ["industry_code"], unique=False)
    op.create_index(op.f("ix_employer_name"), "employer", ["name"], unique=False)
    op.create_index(op.f("ix_employer_street_code"), "employer", ["street_code"], unique=False)
    op.create_table(
        "worker",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("id_kind", sa.String(length=20), nullable=True),
        sa.Column("id_number", sa.String(length=32), nullable=True),
        sa.Column("sex", sa.String(length=20), nullable=False),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("hukou_code", sa.String(length=6), nullable=True),
        sa.Column("hukou_kind", sa.String(length=20), nullable=True),
        sa.Column("street_code", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("lng", sa.Float(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("education", sa.Integer(), nullable=True),
        sa.Column("school", sa.String(), nullable=False),
        sa.Column("major", sa.String(), nullable=False),
        sa.Column("graduated_on", sa.Date(), nullable=True),
        sa.Column("skill_level", sa.Integer(), nullable=True),
        sa.Column("skill_trade", sa.String(), nullable=False),
        sa.Column("status", sa.String(length=20), nullable=True),
        sa.Column("unemployed_since", sa.Date(), nullable=True),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("wage_min_fen", sa.Integer(), nullable=True),
        sa.Column("shifts", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("needs_lodging", sa.Boolean(), nullable=True),
        sa.Column("available_from", sa.Date(), nullable=True),
        sa.Column("stays", sa.Boolean(), nullable=True),
        sa.Column("leaves_on", sa.Date(), nullable=True),
        sa.Column("returns_on", sa.Date(), nullable=True),
        sa.Column("needs_transport", sa.Boolean(), nullable=True),
        sa.Column("consent_recommend", sa.Boolean(), nullable=False),
        sa.Column("consent_phone", sa.Boolean(), nullable=False),
        sa.Column("consent_sms", sa.Boolean(), nullable=False),
        sa.Column("channel", sa.String(), nullable=False),
        sa.Column("registered_by", sa.Integer(), nullable=True),
        sa.Column("registered_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_key", sa.String(), nullable=True),
        sa.Column("made_up", sa.Boolean(), nullable=False),
        sa.CheckConstraint("(lng IS NULL) = (lat IS NULL)", name=op.f("ck_worker_both_coordinates")),
        sa.CheckConstraint("wage_min_fen >= 0", name=op.f("ck_worker_wage_not_negative")),
        sa.ForeignKeyConstraint(["education"], ["education.code"], name=op.f("fk_worker_education")),
        sa.ForeignKeyConstraint(["street_code"], ["street.code"], name=op.f("fk_worker_street_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker")),
        sa.UniqueConstraint("id_number", name=op.f("uq_worker_id_number")),
        sa.UniqueConstraint("row_key", name=op.f("uq_worker_row_key")),
    )
    op.create_index(op.f("ix_worker_name"), "worker", ["name"], unique=False)
    op.create_index(op.f("ix_worker_phone"), "worker", ["phone"], unique=False)
    op.create_index(op.f("ix_worker_registered_at"), "worker", ["registered_at"], unique=False)
    op.create_index(op.f("ix_worker_status"), "worker", ["status"], unique=False)
    op.create_index(op.f("ix_worker_street_code"), "worker", ["street_code"], unique=False)
    op.create_table(
        "account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("login", sa.String(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("role", sa.String(length=20), nullable=False),
        sa.Column("password_hash", sa.String(), nullable=False),
        sa.Column("street_code", sa.String(), nullable=True),
        sa.Column("employer_id", sa.Integer(), nullable=True),
        sa.Column("worker_id", sa.Integer(), nullable=True),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.Column("made_up", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint(
            "role <> 'employer' OR employer_id IS NOT NULL", name=op.f("ck_account_employer_has_employer")
        ),
        sa.CheckConstraint(
            "role <> 'street_staff' OR street_code IS NOT NULL", name=op.f("ck_account_street_staff_has_street")
        ),
        sa.CheckConstraint("role <> 'worker' OR worker_id IS NOT NULL", name=op.f("ck_account_worker_has_worker")),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_account_employer_id")),
        sa.ForeignKeyConstraint(["street_code"], ["street.code"], name=op.f("fk_account_street_code")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_account_worker_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_account")),
        sa.UniqueConstraint("login", name=op.f("uq_account_login")),
    )
    op.create_index(op.f("ix_account_employer_id"), "account", ["employer_id"], unique=False)
    op.create_index(op.f("ix_account_role"), "account", ["role"], unique=False)
    op.create_index(op.f("ix_account_street_code"), "account", ["street_code"], unique=False)
    op.create_index(op.f("ix_account_worker_id"), "account", ["worker_id"], unique=False)
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
    op.create_table(
        "key_listing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("key_class", sa.String(length=20), nullable=False),
        sa.Column("level", sa.String(length=20), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("removed_reason", sa.String(), nullable=False),
        sa.CheckConstraint("key_class <> 'K0'", name=op.f("ck_key_listing_class_is_key")),
        sa.CheckConstraint("valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_key_listing_days_in_order")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_key_listing_employer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_key_listing")),
        sa.UniqueConstraint(
            "employer_id", "key_class", "valid_from", name=op.f("uq_key_listing_employer_id_key_class_valid_from")
        ),
    )
    op.create_index(op.f("ix_key_listing_employer_id"), "key_listing", ["employer_id"], unique=False)
    op.create_table(
        "vacancy",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(), nullable=False),
        sa.Column("occupation_code", sa.String(), nullable=True),
        sa.Column("openings", sa.Integer(), nullable=False),
        sa.Column("employment_kind", sa.String(length=20), nullable=True),
        sa.Column("contract_months", sa.Integer(), nullable=True),
        sa.Column("duties", sa.String(), nullable=False),
        sa.Column("street_code", sa.String(), nullable=True),
        sa.Column("address", sa.String(), nullable=False),
        sa.Column("lng", sa.Float(), nullable=True),
        sa.Column("lat", sa.Float(), nullable=True),
        sa.Column("shift", sa.String(length=20), nullable=True),
        sa.Column("hours", sa.String(), nullable=False),
        sa.Column("rest_days", sa.String(), nullable=False),
        sa.Column("wage_low_fen", sa.Integer(), nullable=True),
        sa.Column("wage_high_fen", sa.Integer(), nullable=True),
        sa.Column("wage_unit", sa.String(length=20), nullable=False),
        sa.Column("wage_parts", sa.String(), nullable=False),
        sa.Column("payday", sa.String(), nullable=False),
        sa.Column("social_insurance", sa.Boolean(), nullable=True),
        sa.Column("meals", sa.Boolean(), nullable=True),
        sa.Column("lodging", sa.Boolean(), nullable=True),
        sa.Column("education_min", sa.Integer(), nullable=True),
        sa.Column("skill_level_min", sa.Integer(), nullable=True),
        sa.Column("experience", sa.String(), nullable=False),
        sa.Column("skills_required", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("certificates_required", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("hazards", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("works_in_festival", sa.Boolean(), nullable=True),
        sa.Column("festival_pay", sa.String(), nullable=False),
        sa.Column("start_date", sa.Date(), nullable=True),
        sa.Column("open_until", sa.Date(), nullable=True),
        sa.Column("contact", sa.String(), nullable=False),
        sa.Column("phone", sa.String(), nullable=False),
        sa.Column("interview", sa.String(), nullable=False),
        sa.Column("accepts_swap", sa.Boolean(), nullable=True),
        sa.Column("urgent", sa.Boolean(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("row_key", sa.String(), nullable=True),
        sa.Column("made_up", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("updated_at", sa.DateTime(timezone=True), nullable=False),
        sa.CheckConstraint("(lng IS NULL) = (lat IS NULL)", name=op.f("ck_vacancy_both_coordinates")),
        sa.CheckConstraint("openings >= 0", name=op.f("ck_vacancy_openings_not_negative")),
        sa.CheckConstraint("wage_high_fen >= wage_low_fen", name=op.f("ck_vacancy_wage_in_order")),
        sa.CheckConstraint("wage_low_fen >= 0", name=op.f("ck_vacancy_wage_not_negative")),
        sa.ForeignKeyConstraint(["education_min"], ["education.code"], name=op.f("fk_vacancy_education_min")),
        sa.ForeignKeyConstraint(["employer_id"], ["employer.id"], name=op.f("fk_vacancy_employer_id")),
        sa.ForeignKeyConstraint(["occupation_code"], ["occupation.code"], name=op.f("fk_vacancy_occupation_code")),
        sa.ForeignKeyConstraint(["street_code"], ["street.code"], name=op.f("fk_vacancy_street_code")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vacancy")),
        sa.UniqueConstraint("row_key", name=op.f("uq_vacancy_row_key")),
    )
    op.create_index(op.f("ix_vacancy_created_at"), "vacancy", ["created_at"], unique=False)
    op.create_index(op.f("ix_vacancy_employer_id"), "vacancy", ["employer_id"], unique=False)
    op.create_index(op.f("ix_vacancy_occupation_code"), "vacancy", ["occupation_code"], unique=False)
    op.create_index(op.f("ix_vacancy_state_open_until"), "vacancy", ["state", "open_until"], unique=False)
    op.create_index(op.f("ix_vacancy_street_code"), "vacancy", ["street_code"], unique=False)
    op.create_index(op.f("ix_vacancy_title"), "vacancy", ["title"], unique=False)
    op.create_index(op.f("ix_vacancy_wage_high_fen"), "vacancy", ["wage_high_fen"], unique=False)
    op.create_index(op.f("ix_vacancy_wage_low_fen"), "vacancy", ["wage_low_fen"], unique=False)
    op.create_table(
        "worker_assistance",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(length=20), nullable=False),
        sa.Column("evidence", sa.String(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_worker_assistance_days_in_order")
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_worker_assistance_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_assistance")),
    )
    op.create_index(op.f("ix_worker_assistance_worker_id"), "worker_assistance", ["worker_id"], unique=False)
    op.create_table(
        "worker_certificate",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_worker_certificate_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_certificate")),
    )
    op.create_index(op.f("ix_worker_certificate_worker_id"), "worker_certificate", ["worker_id"], unique=False)
    op.create_table(
        "worker_experience",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("employer", sa.String(), nullable=False),
        sa.Column("post", sa.String(), nullable=False),
        sa.Column("from_month", sa.String(length=7), nullable=True),
        sa.Column("to_month", sa.String(length=7), nullable=True),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_worker_experience_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_experience")),
        sa.UniqueConstraint("worker_id", "position", name=op.f("uq_worker_experience_worker_id_position")),
    )
    op.create_table(
        "worker_skill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_worker_skill_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_skill")),
    )
    op.create_index(op.f("ix_worker_skill_worker_id"), "worker_skill", ["worker_id"], unique=False)
    op.create_table(
        "worker_wish",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("words", sa.String(), nullable=False),
        sa.Column("occupation_code", sa.String(), nullable=True),
        sa.CheckConstraint("position BETWEEN 1 AND 3", name=op.f("ck_worker_wish_at_most_three")),
        sa.ForeignKeyConstraint(["occupation_code"], ["occupation.code"], name=op.f("fk_worker_wish_occupation_code")),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_worker_wish_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_worker_wish")),
        sa.UniqueConstraint("worker_id", "position", name=op.f("uq_worker_wish_worker_id_position")),
    )
    op.create_index(op.f("ix_worker_wish_occupation_code"), "worker_wish", ["occupation_code"], unique=False)
    op.create_table(
        "audit_entry",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(), nullable=False),
        sa.Column("subject", sa.String(), nullable=False),
        sa.Column("subject_id", sa.Integer(), nullable=True),
        sa.Column("detail", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("request_id", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_audit_entry_account_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_audit_entry")),
    )
    op.create_index(op.f("ix_audit_entry_account_id"), "audit_entry", ["account_id"], unique=False)
    op.create_index(op.f("ix_audit_entry_at"), "audit_entry", ["at"], unique=False)
    op.create_index(op.f("ix_audit_entry_subject_subject_id"), "audit_entry", ["subject", "subject_id"], unique=False)
    op.create_table(
        "imported_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("filename", sa.String(), nullable=False),
        sa.Column("sha256", sa.String(length=64), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("taken", sa.Integer(), nullable=False),
        sa.Column("unchanged", sa.Integer(), nullable=False),
        sa.Column("refused", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("refused_rows", sa.LargeBinary(), nullable=True),
        sa.Column("dry_run", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_imported_file_account_id"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_imported_file")),
    )
    op.create_index(op.f("ix_imported_file_account_id"), "imported_file", ["account_id"], unique=False)
    op.create_index(op.f("ix_imported_file_at"), "imported_file", ["at"], unique=False)
    op.create_index(op.f("ix_imported_file_sha256"), "imported_file", ["sha256"], unique=False)
    op.create_table(
        "matching_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("as_of", sa.Date(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("params", sa.JSON(none_as_null=True), nullable=False),
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
        sa.Column("report", sa.JSON(none_as_null=True), nullable=True),
        sa.Column("error", sa.String(), nullable=True),
        sa.Column("attempt", sa.Integer(), nullable=False),
        sa.CheckConstraint("progress BETWEEN 0 AND 1", name=op.f("ck_matching_run_progress_is_a_share")),
        sa.ForeignKeyConstraint(
            ["asked_by"], ["account.id"], name=op.f("fk_matching_run_asked_by"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_matching_run")),
    )
    op.create_index(op.f("ix_matching_run_asked_at"), "matching_run", ["asked_at"], unique=False)
    op.create_index(op.f("ix_matching_run_asked_by"), "matching_run", ["asked_by"], unique=False)
    op.create_index(op.f("ix_matching_run_state"), "matching_run", ["state"], unique=False)
    op.create_table(
        "reservation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=True),
        sa.Column("opening_no", sa.Integer(), nullable=True),
        sa.Column("from_day", sa.Date(), nullable=False),
        sa.Column("to_day", sa.Date(), nullable=True),
        sa.Column("promised_by", sa.String(length=20), nullable=False),
        sa.Column("promised_id", sa.Integer(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("released_at", sa.DateTime(timezone=True), nullable=True),
        sa.CheckConstraint(
            "(vacancy_id IS NULL) = (opening_no IS NULL)", name=op.f("ck_reservation_opening_of_a_vacancy")
        ),
        sa.CheckConstraint("opening_no >= 1", name=op.f("ck_reservation_openings_count_from_one")),
        sa.CheckConstraint("to_day IS NULL OR to_day >= from_day", name=op.f("ck_reservation_days_in_order")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_reservation_vacancy_id")),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_reservation_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_reservation")),
    )
    op.create_index(
        op.f("ix_reservation_promised_by_promised_id"), "reservation", ["promised_by", "promised_id"], unique=False
    )
    op.create_index(op.f("ix_reservation_vacancy_id"), "reservation", ["vacancy_id"], unique=False)
    op.create_index(op.f("ix_reservation_worker_id"), "reservation", ["worker_id"], unique=False)
    op.create_index(
        "uq_reservation_live_opening",
        "reservation",
        ["vacancy_id", "opening_no"],
        unique=True,
        sqlite_where=sa.text("released_at IS NULL"),
        postgresql_where=sa.text("released_at IS NULL"),
    )
    op.create_table(
        "specialist_assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("employer_id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=False),
        sa.Column("valid_to", sa.Date(), nullable=True),
        sa.Column("handover_note", sa.String(), nullable=False),
        sa.CheckConstraint(
            "valid_to IS NULL OR valid_to >= valid_from", name=op.f("ck_specialist_assignment_days_in_order")
        ),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_specialist_assignment_account_id")),
        sa.ForeignKeyConstraint(
            ["employer_id"], ["employer.id"], name=op.f("fk_specialist_assignment_employer_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_specialist_assignment")),
    )
    op.create_index(op.f("ix_specialist_assignment_account_id"), "specialist_assignment", ["account_id"], unique=False)
    op.create_index(
        op.f("ix_specialist_assignment_employer_id"), "specialist_assignment", ["employer_id"], unique=False
    )
    op.create_index(
        "uq_specialist_assignment_active",
        "specialist_assignment",
        ["employer_id"],
        unique=True,
        sqlite_where=sa.text("valid_to IS NULL"),
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.create_table(
        "token",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("family", sa.String(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("last_used_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("expires_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("revoked_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["account_id"], ["account.id"], name=op.f("fk_token_account_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_token")),
        sa.UniqueConstraint("digest", name=op.f("uq_token_digest")),
    )
    op.create_index(op.f("ix_token_account_id"), "token", ["account_id"], unique=False)
    op.create_index(op.f("ix_token_expires_at"), "token", ["expires_at"], unique=False)
    op.create_index(op.f("ix_token_family"), "token", ["family"], unique=False)
    op.create_table(
        "referral",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=True),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column(
            "state",
            sa.String(length=20),
            nullable=False,
        ),
        sa.Column("state_since", sa.DateTime(timezone=True), nullable=False),
        sa.Column("score", sa.Float(), nullable=True),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("reasons", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("origin", sa.String(length=20), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["matching_run.id"], name=op.f("fk_referral_run_id")),
        sa.ForeignKeyConstraint(["vacancy_id"], ["vacancy.id"], name=op.f("fk_referral_vacancy_id")),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_referral_worker_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral")),
    )
    op.create_index(op.f("ix_referral_created_at"), "referral", ["created_at"], unique=False)
    op.create_index(op.f("ix_referral_run_id"), "referral", ["run_id"], unique=False)
    op.create_index(op.f("ix_referral_state_state_since"), "referral", ["state", "state_since"], unique=False)
    op.create_index(op.f("ix_referral_vacancy_id"), "referral", ["vacancy_id"], unique=False)
    op.create_index(op.f("ix_referral_worker_id"), "referral", ["worker_id"], unique=False)
    op.create_index(
        "uq_referral_live",
        "referral",
        ["worker_id", "vacancy_id"],
        unique=True,
        sqlite_where=sa.text(
            "state <> 'declined_by_employer' AND state <> 'declined_by_worker'"
            " AND state <> 'hired' AND state <> 'withdrawn'"
        ),
        postgresql_where=sa.text(
            "state <> 'declined_by_employer' AND state <> 'declined_by_worker'"
            " AND state <> 'hired' AND state <> 'withdrawn'"
        ),
    )
    op.create_table(
        "run_frame",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["matching_run.id"], name=op.f("fk_run_frame_run_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run_id", "name", name=op.f("pk_run_frame")),
    )
    op.create_table(
        "run_list_line",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("rank", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("chance", sa.Float(), nullable=True),
        sa.Column("expected_applicants", sa.Float(), nullable=True),
        sa.Column("openings", sa.Integer(), nullable=True),
        sa.Column("reasons", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["run_id"], ["matching_run.id"], name=op.f("fk_run_list_line_run_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_run_list_line_vacancy_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_run_list_line_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("run_id", "worker_id", "rank", name=op.f("pk_run_list_line")),
    )
    op.create_index(op.f("ix_run_list_line_vacancy_id"), "run_list_line", ["vacancy_id"], unique=False)
    op.create_index(op.f("ix_run_list_line_worker_id"), "run_list_line", ["worker_id"], unique=False)
    op.create_table(
        "run_pair",
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=False),
        sa.Column("vacancy_id", sa.Integer(), nullable=False),
        sa.Column("score", sa.Float(), nullable=False),
        sa.Column("tier", sa.String(), nullable=False),
        sa.Column("reason", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(["run_id"], ["matching_run.id"], name=op.f("fk_run_pair_run_id"), ondelete="CASCADE"),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_run_pair_vacancy_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(["worker_id"], ["worker.id"], name=op.f("fk_run_pair_worker_id"), ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("run_id", "worker_id", name=op.f("pk_run_pair")),
    )
    op.create_index(op.f("ix_run_pair_vacancy_id"), "run_pair", ["vacancy_id"], unique=False)
    op.create_index(op.f("ix_run_pair_worker_id"), "run_pair", ["worker_id"], unique=False)
    op.create_table(
        "run_unmatched",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("run_id", sa.Integer(), nullable=False),
        sa.Column("worker_id", sa.Integer(), nullable=True),
        sa.Column("vacancy_id", sa.Integer(), nullable=True),
        sa.Column("why", sa.String(), nullable=False),
        sa.Column("what_would_help", sa.String(), nullable=False),
        sa.CheckConstraint("(worker_id IS NULL) <> (vacancy_id IS NULL)", name=op.f("ck_run_unmatched_one_subject")),
        sa.ForeignKeyConstraint(
            ["run_id"], ["matching_run.id"], name=op.f("fk_run_unmatched_run_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["vacancy_id"], ["vacancy.id"], name=op.f("fk_run_unmatched_vacancy_id"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["worker_id"], ["worker.id"], name=op.f("fk_run_unmatched_worker_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_unmatched")),
    )
    op.create_index(op.f("ix_run_unmatched_run_id"), "run_unmatched", ["run_id"], unique=False)
    op.create_index(op.f("ix_run_unmatched_vacancy_id"), "run_unmatched", ["vacancy_id"], unique=False)
    op.create_index(op.f("ix_run_unmatched_worker_id"), "run_unmatched", ["worker_id"], unique=False)
    op.create_table(
        "referral_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("referral_id", sa.Integer(), nullable=False),
        sa.Column(
            "from_state",
            sa.String(length=20),
            nullable=True,
        ),
        sa.Column(
            "to_state",
            sa.String(length=20),
            nullable=False,
        ),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("account_id", sa.Integer(), nullable=True),
        sa.Column("reason_code", sa.String(length=20), nullable=True),
        sa.Column("note", sa.String(), nullable=False),
        sa.ForeignKeyConstraint(
            ["account_id"], ["account.id"], name=op.f("fk_referral_log_account_id"), ondelete="SET NULL"
        ),
        sa.ForeignKeyConstraint(
            ["referral_id"], ["referral.id"], name=op.f("fk_referral_log_referral_id"), ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_referral_log")),
    )
    op.create_index(op.f("ix_referral_log_referral_id"), "referral_log", ["referral_id"], unique=False)
    # Workers and accounts point at each other, so one of the two keys comes last.
    with op.batch_alter_table("worker") as worker:
        worker.create_foreign_key(
            op.f("fk_worker_registered_by"), "account", ["registered_by"], ["id"], ondelete="SET NULL"
        )


def downgrade() -> None:
    with op.batch_alter_table("worker") as worker:
        worker.drop_constraint(op.f("fk_worker_registered_by"), type_="foreignkey")
    op.drop_index(op.f("ix_referral_log_referral_id"), table_name="referral_log")
    op.drop_table("referral_log")
    op.drop_index(op.f("ix_run_unmatched_worker_id"), table_name="run_unmatched")
    op.drop_index(op.f("ix_run_unmatched_vacancy_id"), table_name="run_unmatched")
    op.drop_index(op.f("ix_run_unmatched_run_id"), table_name="run_unmatched")
    op.drop_table("run_unmatched")
    op.drop_index(op.f("ix_run_pair_worker_id"), table_name="run_pair")
    op.drop_index(op.f("ix_run_pair_vacancy_id"), table_name="run_pair")
    op.drop_table("run_pair")
    op.drop_index(op.f("ix_run_list_line_worker_id"), table_name="run_list_line")
    op.drop_index(op.f("ix_run_list_line_vacancy_id"), table_name="run_list_line")
    op.drop_table("run_list_line")
    op.drop_table("run_frame")
    op.drop_index(
        "uq_referral_live",
        table_name="referral",
        sqlite_where=sa.text(
            "state <> 'declined_by_employer' AND state <> 'declined_by_worker'"
            " AND state <> 'hired' AND state <> 'withdrawn'"
        ),
        postgresql_where=sa.text(
            "state <> 'declined_by_employer' AND state <> 'declined_by_worker'"
            " AND state <> 'hired' AND state <> 'withdrawn'"
        ),
    )
    op.drop_index(op.f("ix_referral_worker_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_vacancy_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_state_state_since"), table_name="referral")
    op.drop_index(op.f("ix_referral_run_id"), table_name="referral")
    op.drop_index(op.f("ix_referral_created_at"), table_name="referral")
    op.drop_table("referral")
    op.drop_index(op.f("ix_token_family"), table_name="token")
    op.drop_index(op.f("ix_token_expires_at"), table_name="token")
    op.drop_index(op.f("ix_token_account_id"), table_name="token")
    op.drop_table("token")
    op.drop_index(
        "uq_specialist_assignment_active",
        table_name="specialist_assignment",
        sqlite_where=sa.text("valid_to IS NULL"),
        postgresql_where=sa.text("valid_to IS NULL"),
    )
    op.drop_index(op.f("ix_specialist_assignment_employer_id"), table_name="specialist_assignment")
    op.drop_index(op.f("ix_specialist_assignment_account_id"), table_name="specialist_assignment")
    op.drop_table("specialist_assignment")
    op.drop_index(
        "uq_reservation_live_opening",
        table_name="reservation",
        sqlite_where=sa.text("released_at IS NULL"),
        postgresql_where=sa.text("released_at IS NULL"),
    )
    op.drop_index(op.f("ix_reservation_worker_id"), table_name="reservation")
    op.drop_index(op.f("ix_reservation_vacancy_id"), table_name="reservation")
    op.drop_index(op.f("ix_reservation_promised_by_promised_id"), table_name="reservation")
    op.drop_table("reservation")
    op.drop_index(op.f("ix_matching_run_state"), table_name="matching_run")
    op.drop_index(op.f("ix_matching_run_asked_by"), table_name="matching_run")
    op.drop_index(op.f("ix_matching_run_asked_at"), table_name="matching_run")
    op.drop_table("matching_run")
    op.drop_index(op.f("ix_imported_file_sha256"), table_name="imported_file")
    op.drop_index(op.f("ix_imported_file_at"), table_name="imported_file")
    op.drop_index(op.f("ix_imported_file_account_id"), table_name="imported_file")
    op.drop_table("imported_file")
    op.drop_index(op.f("ix_audit_entry_subject_subject_id"), table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_at"), table_name="audit_entry")
    op.drop_index(op.f("ix_audit_entry_account_id"), table_name="audit_entry")
    op.drop_table("audit_entry")
    op.drop_index(op.f("ix_worker_wish_occupation_code"), table_name="worker_wish")
    op.drop_table("worker_wish")
    op.drop_index(op.f("ix_worker_skill_worker_id"), table_name="worker_skill")
    op.drop_table("worker_skill")
    op.drop_table("worker_experience")
    op.drop_index(op.f("ix_worker_certificate_worker_id"), table_name="worker_certificate")
    op.drop_table("worker_certificate")
    op.drop_index(op.f("ix_worker_assistance_worker_id"), table_name="worker_assistance")
    op.drop_table("worker_assistance")
    op.drop_index(op.f("ix_vacancy_wage_low_fen"), table_name="vacancy")
    op.drop_index(op.f("ix_vacancy_wage_high_fen"), table_name="vacancy")
    op.drop_index(op.f("ix_vacancy_title"), table_name="vacancy")
    op.drop_index(op.f("ix_vacancy_street_code"), table_name="vacancy")
    op.drop_index(op.f("ix_vacancy_state_open_until"), table_name="vacancy")
    op.drop_index(op.f("ix_vacancy_occupation_code"), table_name="vacancy")
    op.drop_index(op.f("ix_vacancy_employer_id"), table_name="vacancy")
    op.drop_index(op.f("ix_vacancy_created_at"), table_name="vacancy")
    op.drop_table("vacancy")
    op.drop_index(op.f("ix_key_listing_employer_id"), table_name="key_listing")
    op.drop_table("key_listing")
    op.drop_index(op.f("ix_idle_staff_from_day"), table_name="idle_staff")
    op.drop_index(op.f("ix_idle_staff_employer_id"), table_name="idle_staff")
    op.drop_table("idle_staff")
    op.drop_index(op.f("ix_account_worker_id"), table_name="account")
    op.drop_index(op.f("ix_account_street_code"), table_name="account")
    op.drop_index(op.f("ix_account_role"), table_name="account")
    op.drop_index(op.f("ix_account_employer_id"), table_name="account")
    op.drop_table("account")
    op.drop_index(op.f("ix_worker_street_code"), table_name="worker")
    op.drop_index(op.f("ix_worker_status"), table_name="worker")
    op.drop_index(op.f("ix_worker_registered_at"), table_name="worker")
    op.drop_index(op.f("ix_worker_phone"), table_name="worker")
    op.drop_index(op.f("ix_worker_name"), table_name="worker")
    op.drop_table("worker")
    op.drop_index(op.f("ix_employer_street_code"), table_name="employer")
    op.drop_index(op.f("ix_employer_name"), table_name="employer")
    op.drop_index(op.f("ix_employer_industry_code"), table_name="employer")
    op.drop_table("employer")
    op.drop_table("street")
    op.drop_table("parameter")
    op.drop_index(op.f("ix_occupation_parent"), table_name="occupation")
    op.drop_index(op.f("ix_occupation_name"), table_name="occupation")
    op.drop_table("occupation")
    op.drop_index(op.f("ix_industry_parent"), table_name="industry")
    op.drop_table("industry")
    op.drop_table("education")
    op.drop_table("county")
