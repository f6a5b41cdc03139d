"""What can be chosen in the fields of a file."""

from collections.abc import Callable

from sqlmodel import Session, col, select

from api.files.fields import UNKNOWN, Options
from models.columns import Labelled
from models.reference import Education, Industry, streets


def of(choices: type[Labelled]) -> Callable[[Session], Options]:
    """The members of an enumeration, unknown first."""
    listed = [(each.value, each.label) for each in choices]
    return lambda _: [UNKNOWN, *(each for each in listed if each[1] != UNKNOWN[1])]


def street(session: Session) -> Options:
    return [UNKNOWN, *((each.code, each.name) for each in session.exec(streets()))]


def education(session: Session) -> Options:
    rows = session.exec(select(Education).order_by(col(Education.level).desc(), col(Education.code)))
    return [UNKNOWN, *((str(each.code), each.name) for each in rows)]


def industry(session: Session) -> Options:
    rows = session.exec(select(Industry).where(Industry.level == 1).order_by(Industry.code))
    return [UNKNOWN, *((each.code, each.name) for each in rows)]
