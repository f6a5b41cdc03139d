"""Whom to call at an employer: its own contact and those its posts name."""

from dataclasses import dataclass

from sqlmodel import Session, col, select

from models.employer import Employer
from models.vacancy import Vacancy, VacancyState


@dataclass(frozen=True, slots=True)
class Contact:
    name: str
    phone: str
    role: str


def contacts(session: Session, employer: Employer) -> list[Contact]:
    """People with a phone number, each once; the employer's own first."""
    found = {employer.phone: Contact(employer.contact, employer.phone, "单位联系人")} if employer.phone else {}
    posts = session.exec(
        select(Vacancy)
        .where(Vacancy.employer_id == employer.id, Vacancy.state == VacancyState.OPEN)
        .order_by(col(Vacancy.id))
    )
    for post in posts:
        if post.phone and post.phone not in found:
            found[post.phone] = Contact(post.contact, post.phone, post.title)
    return list(found.values())
