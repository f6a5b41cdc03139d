"""What a matching run reads: plain columns, one statement a table, nothing personal beyond what is compared.

Row order is the order of registration, which breaks ties between equals.
"""

from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import col

from models.assistance import assisted_on
from models.duplicate import merged_away
from models.employer import Employer, KeyClass, key_class_on
from models.ledger import promised_from, promised_openings
from models.paging import Rows
from models.reference import Street
from models.referral import Referral, settled
from models.vacancy import Vacancy, on_offer
from models.worker import Worker, WorkerCertificate, WorkerSkill, WorkerWish


def matching_workers(day: date) -> Rows:
    """Workers who consent to be recommended and hold no promise from `day` on.

    `assist` is the one bit about assistance. Without coordinates of their own, those of the street's centre stand in.
    """
    worker, street = sa.inspect(Worker).columns, sa.inspect(Street).columns
    return (
        sa.select(
            worker.id.label("worker_id"),
            worker.words,
            worker.education,
            worker.birth_date,
            worker.street_code.label("street"),
            sa.func.coalesce(worker.lng, street.lng).label("lng"),
            sa.func.coalesce(worker.lat, street.lat).label("lat"),
            worker.wage_min_fen,
            worker.shifts,
            worker.needs_lodging,
            worker.available_from,
            worker.id.in_(assisted_on(day)).label("assist"),
        )
        .outerjoin(Street, worker.street_code == street.code)
        .where(worker.consent_recommend, worker.id.not_in(promised_from(day)), worker.id.not_in(merged_away()))
        .order_by(worker.registered_at, worker.id)
    )


def matching_vacancies(day: date) -> Rows:
    """Vacancies on offer on `day`; `openings` are those not promised yet and may be 0.

    `key_class` is the employer's on that day, K0 when it is not listed. A maker of urgent goods makes its posts urgent.
    """
    vacancy, street = sa.inspect(Vacancy).columns, sa.inspect(Street).columns
    key = key_class_on(day).subquery("key")
    promised = promised_openings().subquery("promised")
    free = vacancy.openings - sa.func.coalesce(promised.c.promised, 0)
    return (
        sa.select(
            vacancy.id.label("vacancy_id"),
            vacancy.employer_id,
            vacancy.title,
            vacancy.duties,
            vacancy.skills_required,
            vacancy.certificates_required,
            vacancy.education_min,
            vacancy.street_code.label("street"),
            sa.func.coalesce(vacancy.lng, street.lng).label("lng"),
            sa.func.coalesce(vacancy.lat, street.lat).label("lat"),
            vacancy.wage_low_fen,
            vacancy.wage_high_fen,
            _plain(vacancy.wage_unit).label("wage_unit"),
            _plain(vacancy.shift).label("shift"),
            vacancy.lodging,
            sa.case((free > 0, free), else_=0).label("openings"),
            vacancy.start_date,
            vacancy.open_until,
            sa.func.coalesce(_plain(key.c.key_class), KeyClass.K0.value).label("key_class"),
            sa.or_(vacancy.urgent, col(Employer.urgent_goods)).label("urgent"),
        )
        .where(on_offer(day))
        .join(Employer, col(Employer.id) == vacancy.employer_id)
        .outerjoin(Street, vacancy.street_code == street.code)
        .outerjoin(key, key.c.employer_id == vacancy.employer_id)
        .outerjoin(promised, promised.c.vacancy_id == vacancy.id)
        .order_by(vacancy.created_at, vacancy.id)
    )


def matching_settled(day: date) -> Rows:
    """Who is not to be proposed to which vacancy on offer on `day` again."""
    referral = sa.inspect(Referral).columns
    offered = sa.select(sa.inspect(Vacancy).columns.id).where(on_offer(day))
    return (
        sa.select(referral.worker_id, referral.vacancy_id)
        .where(settled(), referral.vacancy_id.in_(offered))
        .distinct()
        .order_by(referral.worker_id, referral.vacancy_id)
    )


def matching_wishes() -> Rows:
    """Wishes of all workers, the dearest first."""
    wish = sa.inspect(WorkerWish).columns
    return sa.select(wish.worker_id, wish.position, wish.words, wish.occupation_code).order_by(
        wish.worker_id, wish.position
    )


def matching_skills() -> Rows:
    """Skills of all workers."""
    skill = sa.inspect(WorkerSkill).columns
    return sa.select(skill.worker_id, skill.words).order_by(skill.worker_id, skill.id)


def matching_certificates(day: date) -> Rows:
    """Certificates of all workers that hold on `day`."""
    certificate = sa.inspect(WorkerCertificate).columns
    return (
        sa.select(certificate.worker_id, certificate.words)
        .where(sa.or_(certificate.valid_until.is_(None), certificate.valid_until >= day))
        .order_by(certificate.worker_id, certificate.id)
    )


def _plain(column: sa.ColumnElement[Any]) -> sa.ColumnElement[str]:
    """Codes as the text they are stored as: a data frame has no use for our enums."""
    return sa.type_coerce(column, sa.String)
