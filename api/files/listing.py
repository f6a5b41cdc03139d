"""A list of the office: narrowed, ordered, cut into pages, and taken away as it stands."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from sqlmodel import Session
from sqlmodel.sql.expression import SelectOfScalar

from api import wording
from api.access.table import Access, Action
from api.fields.types import within_reach
from api.files.fields import Options
from api.paging_links import Pages, asked_page, pages_of
from api.tables import Table
from models.paging import count

SIZE = 50
MOST_ROWS = 20_000  # of a file that is taken away
LONGEST = 100

Asked = Mapping[str, str]
ANY = ("", "不限")  # a choice that narrows nothing


@dataclass(frozen=True, slots=True)
class Filter:
    """One thing to narrow a list by: chosen from ``options``, or typed (as text or as a day)."""

    name: str
    label: str
    options: Options | None = None
    type: str = "text"
    value: str = ""


@dataclass(frozen=True, slots=True)
class Subject:
    """What a list is of. ``rows`` reads the filters it knows; the first of ``orders`` is the usual one."""

    path: str
    title: str
    unit: str
    nothing: str
    may_export: Action
    filters: Callable[[Session, Access], Sequence[Filter]]
    rows: Callable[[Asked, Access, date], SelectOfScalar[Any]]
    orders: Mapping[str, tuple[str, Sequence[Any]]]
    table: Callable[[Session, Sequence[Any], date], Table[Any]]


@dataclass(frozen=True, slots=True)
class Listing:
    """One page of a list, ready to be shown."""

    subject: Subject
    total: int
    filters: Sequence[Filter]
    table: Table[Any]
    pages: Pages
    narrowed: bool


def listing(session: Session, subject: Subject, parameters: Asked, access: Access, today: date) -> Listing:
    filters = subject.filters(session, access)
    asked = _asked((*filters, order_filter(subject)), parameters)
    rows = subject.rows(asked, access, today)
    total = session.exec(count(rows)).one()
    pages = pages_of(total, SIZE, asked_page(parameters.get("page", "")), lambda n: link(subject, asked, page=str(n)))
    here = ordered(rows, subject, asked).slice(pages.part.start, pages.part.stop)
    table = subject.table(session, session.exec(here).all(), today)
    shown = [_filled(each, asked) for each in (*filters, order_filter(subject))]
    export = link(subject, asked, **{"as": "xlsx"}) if access.may(subject.may_export) else ""
    return Listing(
        subject, total, shown, _captioned(table, subject, total, export), pages, bool(asked.keys() - {"order"})
    )


def whole(session: Session, subject: Subject, parameters: Asked, access: Access, today: date) -> Table[Any]:
    """Every row of the list as narrowed and ordered, for the file: the same columns, at most `MOST_ROWS`."""
    asked = _asked((*subject.filters(session, access), order_filter(subject)), parameters)
    rows = session.exec(ordered(subject.rows(asked, access, today), subject, asked).limit(MOST_ROWS)).all()
    return _captioned(subject.table(session, rows, today), subject, len(rows), "")


def _captioned(table: Table[Any], subject: Subject, total: int, export: str) -> Table[Any]:
    return Table(
        f"{subject.title} {wording.count(total)} {subject.unit}", table.columns, table.rows, subject.nothing, export
    )


def ordered(rows: SelectOfScalar[Any], subject: Subject, asked: Asked) -> SelectOfScalar[Any]:
    usual = next(iter(subject.orders))
    return rows.order_by(*subject.orders[asked.get("order", usual)][1])


def order_filter(subject: Subject) -> Filter:
    return Filter("order", "排序", [(key, words) for key, (words, _) in subject.orders.items()])


def link(subject: Subject, asked: Asked, **more: str) -> str:
    """The address of the list as it is narrowed now."""
    query = urlencode({**asked, **more})
    return f"{subject.path}?{query}" if query else subject.path


def _asked(filters: Sequence[Filter], parameters: Asked) -> dict[str, str]:
    """What the address asks for, of what the list offers; anything else narrows nothing."""
    asked = {}
    for each in filters:
        value = parameters.get(each.name, "").strip()[:LONGEST]
        if value and _offered(each, value):
            asked[each.name] = value
    return asked


def _offered(each: Filter, value: str) -> bool:
    if each.type == "date":
        return day_asked(value) is not None
    return each.options is None or value in {key for key, _ in each.options}


def day_asked(value: str) -> date | None:
    try:
        return within_reach(date.fromisoformat(value))
    except ValueError:
        return None


def _filled(each: Filter, asked: Asked) -> Filter:
    return Filter(each.name, each.label, each.options, each.type, asked.get(each.name, ""))
