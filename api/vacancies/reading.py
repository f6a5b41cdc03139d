"""Turns vacancy rows into what a reader is shown: with their employers' names, and no more than their role may see."""

from collections.abc import Sequence
from datetime import date
from typing import Any

from sqlmodel import Session, col, select

from api.access.table import Access
from api.vacancies.schemas import Alone, InList, VacancyDetail, VacancyEdited, VacancyPublic, VacancyRead
from models.account import Role
from models.employer import Employer, key_class_on
from models.vacancy import Vacancy


def is_own(vacancy: Vacancy, access: Access) -> bool:
    """Whether the reader keeps this vacancy: the office always, an employer its own."""
    if access.account is None or access.role == Role.WORKER:
        return False
    return access.is_office or vacancy.employer_id == access.account.employer_id


def shown(session: Session, rows: Sequence[Vacancy], access: Access, today: date) -> list[InList]:
    """Rows of a list: everything for who keeps them, the public keys for all others."""
    told = _told_of_employers(session, rows, today)
    return [
        VacancyRead.model_validate(row, update=told[row.employer_id])
        if is_own(row, access)
        else VacancyPublic.model_validate(row, update=told[row.employer_id])
        for row in rows
    ]


def shown_alone(session: Session, row: Vacancy, access: Access, today: date) -> Alone:
    """A single vacancy, with whom to call."""
    told = _told_of_employers(session, [row], today)[row.employer_id]
    if is_own(row, access):
        return VacancyRead.model_validate(row, update=told)
    return VacancyDetail.model_validate(row, update=told)


def shown_after_edit(session: Session, row: Vacancy, notice: str, today: date) -> VacancyEdited:
    """A single vacancy to who has just changed it."""
    told = _told_of_employers(session, [row], today)[row.employer_id]
    return VacancyEdited.model_validate(row, update={**told, "notice": notice})


def _told_of_employers(session: Session, rows: Sequence[Vacancy], today: date) -> dict[int, dict[str, Any]]:
    wanted = {row.employer_id for row in rows}
    names = session.exec(select(Employer.id, Employer.name).where(col(Employer.id).in_(wanted))).all()
    classes = dict(session.exec(key_class_on(today)).all())
    return {key or 0: {"employer_name": name, "key_class": classes.get(key or 0)} for key, name in names}
