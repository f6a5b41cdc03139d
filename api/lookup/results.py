"""What a search found, as its page shows it: three groups, the best first, each row with the words that matched."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlmodel import Session

from api import wording
from api.access.table import Access, Action
from api.lookup import finding
from api.lookup.hits import (
    GOOD,
    Find,
    Hit,
    Part,
    by_number,
    by_phone,
    by_sound,
    hits,
    in_address,
    in_name,
    in_text,
    marked,
)
from api.lookup.words import Word, words_of
from api.vacancies.around import street_names
from models.worker import wishes_of

FEW, MANY = 6, 50


@dataclass(frozen=True, slots=True)
class Found:
    """One row: its (masked, marked) name, a line about it, and where else the words were found."""

    link: str
    name: tuple[Part, ...]
    about: str
    hits: tuple[Hit, ...]
    rank: int
    key: int


@dataclass(frozen=True, slots=True)
class Group:
    """The rows of one kind; ``more`` says that there are others, ``link`` shows them."""

    kind: str
    title: str
    rows: Sequence[Found]
    total: str
    link: str


@dataclass(frozen=True, slots=True)
class _Around:
    streets: Mapping[str, str]
    referrals: Mapping[int, tuple[int, int]]
    today: date

    def street(self, code: str | None) -> str:
        return self.streets.get(code or "", "")

    def referrals_of(self, side: int, key: int) -> list[int]:
        return [number for number, sides in self.referrals.items() if sides[side] == key]


def search(session: Session, typed: str, access: Access, today: date, kind: str = "") -> list[Group]:
    """The groups that have a row; only one, at length, when a ``kind`` is asked for."""
    words = words_of(typed)
    if not words:
        return []
    around = _Around(street_names(session), finding.referred(session, words), today)
    groups = []
    for each, title, action, read, show in _KINDS:
        if access.may(action) and kind in ("", each):
            rows = read(session, words, access, today)
            found = [made for row in rows if (made := show(row, words, around))]
            groups.append(_group(each, title, found, len(rows) >= finding.READ, bool(kind)))
    return [_with_wishes(session, group) for group in groups if group.rows]


def _with_wishes(session: Session, group: Group) -> Group:
    """What the workers that are shown want to do: of two 王*梅 it tells which."""
    if group.kind != "workers":
        return group
    wanted: defaultdict[int, list[str]] = defaultdict(list)
    for wish in session.exec(wishes_of([row.key for row in group.rows])):
        wanted[wish.worker_id].append(wish.words)
    told = [
        replace(row, about=wording.joined(row.about, f"想做{'、'.join(wanted[row.key])}" if wanted[row.key] else ""))
        for row in group.rows
    ]
    return replace(group, rows=told)


def _group(kind: str, title: str, found: list[Found], cut: bool, alone: bool) -> Group:
    best = sorted(found, key=lambda row: row.rank)
    most = MANY if alone else FEW
    total = f"{len(found)} {_UNITS[kind]}{'以上，再加一个词' if cut else ''}"
    return Group(kind, title, best[:most], total, kind if len(found) > most else "")


def _worker(row: Any, words: Sequence[Word], around: _Around) -> Found | None:
    referrals = around.referrals_of(0, row.id)
    street = around.street(row.street_code)
    finds: list[Find] = [
        in_name(row.name),
        by_sound(row.sounds),
        by_phone(row.phone),
        by_number("worker", "求职编号", [row.id]),
        by_number("referral", "推荐编号", referrals),
        in_text("街道", street),
        in_address(row.address, whole=False),
    ]
    found = hits(words, finds)
    if found is None:
        return None
    name, named = wording.masked(row.name), any(hit.label == "名字" for hit in found)
    about = wording.joined(street, f"{wording.moment(row.registered_at, around.today)[:-6]}登记")
    return Found(
        f"/staff/workers/{row.id}",
        (Part(name, named),),
        about,
        _besides(found),
        sum(hit.rank for hit in found),
        row.id,
    )


def _employer(row: Any, words: Sequence[Word], around: _Around) -> Found | None:
    street = around.street(row.street_code)
    finds: list[Find] = [
        in_name(row.name),
        in_text("名字", row.name, GOOD),
        by_sound(row.sounds),
        in_text("信用代码", row.uscc or "", GOOD),
        by_phone(row.phone),
        by_number("employer", "单位编号", [row.id]),
        in_text("联系人", row.contact),
        in_text("街道", street),
        in_address(row.address, whole=True),
    ]
    found = hits(words, finds)
    if found is None:
        return None
    about = wording.joined(street, "" if row.verified else "待核实")
    return Found(
        f"/staff/employers/{row.id}",
        _name(row.name, found),
        about,
        _besides(found),
        sum(hit.rank for hit in found),
        row.id,
    )


def _vacancy(row: Any, words: Sequence[Word], around: _Around) -> Found | None:
    finds: list[Find] = [
        in_name(row.title),
        in_text("名字", row.title, GOOD),
        in_text("单位", row.employer, GOOD),
        by_sound(row.sounds),
        by_number("vacancy", "岗位编号", [row.id]),
        by_number("referral", "推荐编号", around.referrals_of(1, row.id)),
        by_phone(row.phone),
        in_text("街道", around.street(row.street_code)),
        in_address(row.address, whole=True),
    ]
    found = hits(words, finds)
    if found is None:
        return None
    employer = "" if any(hit.label == "单位" for hit in found) else row.employer  # it stands beside, marked
    about = wording.joined(employer, row.state.label, f"{row.openings} 人")
    return Found(
        f"/staff/vacancies/{row.id}",
        _name(row.title, found),
        about,
        _besides(found),
        sum(hit.rank for hit in found),
        row.id,
    )


def _name(name: str, found: Sequence[Hit]) -> tuple[Part, ...]:
    spans = [hit.span for hit in found if hit.label == "名字" and hit.span]
    return marked(name, spans[0]) if spans else (Part(name),)


def _besides(found: Sequence[Hit]) -> tuple[Hit, ...]:
    """Where the words were found outside the name."""
    return tuple(replace(hit, span=None) for hit in found if hit.label != "名字")


_UNITS = {"workers": "人", "employers": "家", "vacancies": "个"}
_KINDS = (
    ("workers", "求职者", Action.WORKER_LIST, finding.worker_rows, _worker),
    ("employers", "单位", Action.EMPLOYER_FILE, finding.employer_rows, _employer),
    ("vacancies", "岗位", Action.VACANCY_FILE, finding.vacancy_rows, _vacancy),
)
