"""Where a thing is and what it is, in a body: codes that point to a reference table, and a pair of coordinates."""

from collections.abc import Mapping
from typing import Protocol

from sqlmodel import Session, SQLModel

from api.refusals import BadField, FieldProblem
from models.reference import County, Education, Industry, Occupation, Street

TABLES: Mapping[str, tuple[type[SQLModel], str]] = {
    "street_code": (Street, "没有代码为 {code} 的街道，请用 9 位代码，如 440103012"),
    "occupation_code": (Occupation, "职业分类大典里没有代码 {code}"),
    "industry_code": (Industry, "国民经济行业分类里没有代码 {code}"),
    "education_min": (Education, "没有学历代码 {code}，可用 10、20、30、40、60、70、80、90"),
    "education": (Education, "没有学历代码 {code}，可用 10、20、30、40、60、70、80、90"),
    "hukou_code": (County, "没有行政区划代码 {code}，请用 6 位代码"),
}


def check_references(session: Session, body: SQLModel) -> None:
    """Raises `BadField` naming every field whose code does not exist."""
    sent = body.model_dump(include=set(TABLES), exclude_none=True, exclude_unset=True)
    problems = [
        FieldProblem(field, TABLES[field][1].format(code=code))
        for field, code in sent.items()
        if session.get(TABLES[field][0], code) is None
    ]
    if problems:
        raise BadField(*problems)


class Placed(Protocol):
    lng: float | None
    lat: float | None


def check_coordinates(row: Placed) -> None:
    """Raises `BadField` naming the missing half of a pair, before the store refuses it without a name."""
    if (row.lng is None) != (row.lat is None):
        missing = "lng" if row.lng is None else "lat"
        raise BadField.of(missing, "经度 lng 和纬度 lat 要一起填，或都不填")
