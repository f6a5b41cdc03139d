"""The worker's list: which vacancies, in which order, with what is said above and below them."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from urllib.parse import quote

from sqlmodel import Session, col, select

from api.access.table import Access, Action
from api.paging_links import Pages, pages_of
from api.vacancies import asking, cards
from api.vacancies.around import Standing, around
from api.vacancies.cards import Card
from api.vacancies.finding import Found, Line, find
from api.vacancies.index import IndexShelf
from api.vacancies.ordering import chosen, everything
from api.vacancies.ranking import Ranking
from api.vacancies.reasons import MARK, judged
from matcher.pairing.lists.listing import WIDENED
from matcher.pairing.search import TOO_LOW, UNRELATED
from models.vacancy import Vacancy, on_offer

PAGE_SIZE = 20

# What taking back a condition is called on the page.
CHANGES = {"wage": "不限工资", "lodging": "不要求包住", "shift": "不限班次", "street": "不限远近"}

# The matching's words for the office, said to the person who searches.
SAID = {UNRELATED: "和您说的工种不相近", TOO_LOW: "合适度太低"}

FIRST = {"": "最合适的在前", asking.NEAR: "离您近的在前", asking.NEW: "新的在前", asking.PAY: "工资高的在前"}


@dataclass(frozen=True, slots=True)
class WayOut:
    words: str
    link: str


@dataclass(frozen=True, slots=True)
class Shown:
    """One page of the list; ``widened`` are the cards of work that is only near what was asked for."""

    summary: str
    cards: list[Card]
    pages: Pages
    made_up: bool
    widened: list[Card] = field(default_factory=list)
    ways_out: list[WayOut] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Reader:
    """For whom the list is made. ``plain``: they want no ranking made for them, only the nearest or the newest."""

    session: Session
    shelf: IndexShelf
    access: Access
    today: date
    known: Standing
    plain: bool = False


def sort_of(asked: asking.Asked, plain: bool) -> str:
    """The order the list has: as asked for, else what its question allows."""
    if asked.sort == asking.NEAR and asked.street is None:
        return asking.NEW
    if asked.sort:
        return asked.sort
    if plain or asked.sets_nothing or asked.sets_only_street:
        return asking.NEAR if asked.street else asking.NEW
    return ""


def sorts(asked: asking.Asked, plain: bool) -> list[asking.Sort]:
    """The orders to choose from. The nearest needs to know where one lives, so it leads to the picker first."""
    now = sort_of(asked, plain)
    ranked = not (plain or asked.sets_nothing or asked.sets_only_street)
    return [
        asking.Sort(words, _sort_link(asked, sort), sort == now)
        for sort, words in asking.SORTS.items()
        if sort or ranked
    ]


def _sort_link(asked: asking.Asked, sort: str) -> str:
    wanted = asked.link(change={"sort": sort or None})
    if sort == asking.NEAR and asked.street is None:
        return f"/near?next={quote(wanted, safe='')}"
    return wanted


def shown(reader: Reader, asked: asking.Asked, number: int) -> Shown:
    """One page of what was asked for."""
    sort = sort_of(asked, reader.plain)
    if asked.sets_nothing or asked.sets_only_street:
        return _newest(reader, asked, number) if sort == asking.NEW else _everything(reader, asked, sort, number)
    return _ranked(reader, asked, sort, number)


def _newest(reader: Reader, asked: asking.Asked, number: int) -> Shown:
    """Nothing asked: everything on offer, the newest first."""
    ids = reader.shelf.offer(reader.session, reader.today).newest
    pages = pages_of(len(ids), PAGE_SIZE, number, lambda to: asked.link(page=to))
    return _unranked(reader, asked, _rows(reader, ids[pages.part]), len(ids), pages, asking.NEW)


def _everything(reader: Reader, asked: asking.Asked, sort: str, number: int) -> Shown:
    """Nothing asked but an order: everything on offer in that order."""
    ids = everything(sort, reader.shelf.index(reader.session, reader.today), asked.street, reader.known.unclear_times)
    pages = pages_of(len(ids), PAGE_SIZE, number, lambda to: asked.link(page=to))
    rows = _rows(reader, ids[pages.part])
    return _unranked(reader, asked, rows, len(ids), pages, sort)


def _unranked(
    reader: Reader, asked: asking.Asked, rows: Sequence[Vacancy], total: int, pages: Pages, sort: str
) -> Shown:
    known = around(reader.session, rows, reader.today, asked.street, reader.known)
    made = [
        cards.card(row, known, _link(asked, row.id), today=reader.today, apply=_apply_link(reader, asked, row.id))
        for row in rows
    ]
    hint = "" if asked.q else "说说想找什么，就把合适的排到前面。"
    summary = f"{_understood(asked)}共 {total} 个岗位在招，{FIRST[sort]}。{hint}"
    return Shown(summary, made, pages, any(row.made_up for row in rows))


def _ranked(reader: Reader, asked: asking.Asked, sort: str, number: int) -> Shown:
    """The matching's own choice and reasons, in its order or another, with what it refused."""
    ranking = Ranking.of(reader.session, reader.shelf, reader.access, reader.today)
    found = find(ranking, asked)
    lines = _in_order(found.lines, ranking, asked, sort, reader.known.unclear_times)
    pages = pages_of(len(lines), PAGE_SIZE, number, lambda to: asked.link(page=to))
    part = lines[pages.part]
    rows = _rows(reader, [line.vacancy_id for line in part])
    made = _judged_cards(reader, asked, part, rows)
    return Shown(
        f"{_understood(asked)}共 {len(lines)} 个岗位，{FIRST[sort]}。",
        [card for line, card in made if not line.widened],
        pages,
        any(row.made_up for row in rows),
        [card for line, card in made if line.widened],
        _ways_out(asked, found),
        [] if found.lines else [f"{fell_out} 个岗位{SAID.get(why, why)}" for why, fell_out in found.refused.items()],
    )


def _in_order(lines: list[Line], ranking: Ranking, asked: asking.Asked, sort: str, unclear_times: float) -> list[Line]:
    """Another order than the matching's keeps what was asked for before what is only near it."""
    if not sort:
        return lines
    by_id = {line.vacancy_id: line for line in lines}
    ids = chosen(list(by_id), sort, ranking.index, ranking.row_of, asked.street, unclear_times)
    return sorted((by_id[key] for key in ids), key=lambda line: line.widened)


def _judged_cards(
    reader: Reader, asked: asking.Asked, lines: Sequence[Line], rows: Sequence[Vacancy]
) -> list[tuple[Line, Card]]:
    by_id = {row.id: row for row in rows}
    known = around(reader.session, rows, reader.today, asked.street, reader.known)
    return [
        (line, _judged_card(reader, asked, line, row, known)) for line in lines if (row := by_id.get(line.vacancy_id))
    ]


def _judged_card(reader: Reader, asked: asking.Asked, line: Line, row: Vacancy, known: cards.Around) -> Card:
    """Who wants no ranking is told no chance. That work is only near what was asked for, the heading says."""
    said = judged(
        line.reasons.removesuffix(MARK + WIDENED),
        None if reader.plain else line.band,
        row,
        way_told=asked.street is not None,
    )
    link, apply = _link(asked, row.id), _apply_link(reader, asked, row.id)
    return cards.card(row, known, link, said, today=reader.today, apply=apply)


def _rows(reader: Reader, ids: Sequence[int]) -> list[Vacancy]:
    """Those of the vacancies that are on offer now, in the order of the ids."""
    # As a column: as a condition, SQLite prefers it to the ids and looks through everything that is open.
    found = select(Vacancy, on_offer(reader.today)).where(col(Vacancy.id).in_(ids))
    by_id = {row.id: row for row, offered in reader.session.exec(found) if offered}
    return [by_id[key] for key in ids if key in by_id]


def _understood(asked: asking.Asked) -> str:
    """What to know about how the words were read: that the chips show it, and what was not understood."""
    heard = asked.heard
    if heard is None:
        return ""
    read = bool(heard.wishes or heard.wage_min or heard.lodging or heard.shifts or heard.street)
    parts = [
        "我们这样理解您的话，点一下可以改。" if read else "",
        "包吃的岗位标了“包吃”。" if heard.meals else "",
        f"“{heard.rest}”没有听懂，换个说法试试。" if heard.rest else "",
    ]
    return "".join(parts)


def _link(asked: asking.Asked, vacancy_id: int | None) -> str:
    """The page of a vacancy, which remembers the list one came from."""
    return f"/vacancies/{vacancy_id}{asked.link().removeprefix('/')}"


def _apply_link(reader: Reader, asked: asking.Asked, vacancy_id: int | None) -> str:
    """The form of whoever wants to go there, with what they said they look for; "" for who applies for no work."""
    if not reader.access.may(Action.APPLY):
        return ""
    return f"/vacancies/{vacancy_id}/apply" + (f"?q={quote(asked.q)}" if asked.q else "")


def _ways_out(asked: asking.Asked, found: Found) -> list[WayOut]:
    return [
        WayOut(f"{CHANGES[way.condition]}，可多 {way.more} 个岗位", asked.link(change={way.condition: asking.ANY}))
        for way in found.ways_out
    ]
