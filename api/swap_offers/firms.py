"""Whose offer or need it is: an employer's own, or the firm that the office takes it down for by telephone."""

from collections.abc import Mapping
from datetime import date

from sqlmodel import Session, col, select

from api.access.scopes import reach
from api.access.table import Access
from api.adverts.pages import employer_of
from api.refusals import BadField
from models.account import Role
from models.employer import Employer, EmployerStanding

SHOWN = 300
NAMED = 5


def own_firm(session: Session, access: Access) -> Employer | None:
    """The employer the account acts for; None for the office."""
    return employer_of(session, access) if access.role == Role.EMPLOYER else None


def firm_asked(session: Session, access: Access, values: Mapping[str, str], today: date) -> Employer:
    """The firm a form is about; raises `BadField` where its name is none or several."""
    return own_firm(session, access) or _named(session, access, values.get("firm", "").strip(), today)


def firm_names(session: Session, access: Access, today: date) -> list[str]:
    """Names to choose from, within the reader's scope."""
    if access.role == Role.EMPLOYER:
        return []
    names = select(Employer.name).where(reach(Employer, access, today)).order_by(col(Employer.name))
    return list(session.exec(names.limit(SHOWN)))


def _named(session: Session, access: Access, name: str, today: date) -> Employer:
    if not name:
        raise BadField.of("firm", "没有填，请写是哪家单位，写几个字再选")
    rows = select(Employer).where(
        reach(Employer, access, today),
        Employer.standing == EmployerStanding.ACTIVE,
        col(Employer.name).contains(name, autoescape=True),
    )
    found = session.exec(rows.order_by(col(Employer.name)).limit(NAMED + 1)).all()
    exact = [row for row in found if row.name == name]
    if len(exact or found) == 1:
        return (exact or found)[0]
    if not found:
        raise BadField.of("firm", f"管的单位里没有叫“{name}”的。请换几个字；没有登记的单位请先登记")
    raise BadField.of("firm", f"有几家单位的名字里有“{name}”，请写全：{'、'.join(row.name for row in found[:NAMED])}")
