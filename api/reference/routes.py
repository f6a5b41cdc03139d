"""The published codes a client needs to fill in a form."""

from typing import Annotated

from litestar import get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import QueryParameter
from sqlmodel import Session, SQLModel, col, select

from api.access.table import Action
from api.paging import Page, Paging
from models.reference import Education, Occupation, streets


class StreetRead(SQLModel):
    code: str
    name: str
    lng: float
    lat: float
    south_of_river: bool


class OccupationRead(SQLModel):
    code: str
    name: str
    level: int
    parent: str | None


class EducationRead(SQLModel):
    """Compare ``level``, never ``code``."""

    code: int
    name: str
    level: int


@get("/api/streets", opt={"action": Action.REFERENCE}, sync_to_thread=True, tags=["代码"])
def list_streets(session: NamedDependency[Session]) -> list[StreetRead]:
    return [StreetRead.model_validate(row) for row in session.exec(streets())]


@get("/api/education", opt={"action": Action.REFERENCE}, sync_to_thread=True, tags=["代码"])
def list_education(session: NamedDependency[Session]) -> list[EducationRead]:
    rows = select(Education).order_by(col(Education.level).desc(), col(Education.code))
    return [EducationRead.model_validate(row) for row in session.exec(rows)]


@get("/api/occupations", opt={"action": Action.REFERENCE}, sync_to_thread=True, tags=["代码"])
def list_occupations(
    session: NamedDependency[Session],
    paging: NamedDependency[Paging],
    q: Annotated[str, QueryParameter(max_length=50, description="名称里的字或代码的开头")] = "",
    level: Annotated[int, QueryParameter(ge=0, le=4, description="1 大类 … 4 细类，0 不限")] = 0,
) -> Page[OccupationRead]:
    rows = select(Occupation)
    if q:
        named = col(Occupation.name).contains(q, autoescape=True)
        rows = rows.where(named | col(Occupation.code).startswith(q, autoescape=True))
    if level:
        rows = rows.where(Occupation.level == level)
    orders = {"id": Occupation.code, "code": Occupation.code, "level": Occupation.level}
    return paging.cut(
        session, rows, orders, "code", lambda found: [OccupationRead.model_validate(row) for row in found]
    )


ROUTES: list[HTTPRouteHandler] = [list_streets, list_education, list_occupations]
