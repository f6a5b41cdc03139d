"""Which files may be of one person: the same phone, or the same name with something else in common."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from itertools import combinations
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api.access.scopes import reach
from api.access.table import Access
from models.duplicate import KeptApart, merged_away
from models.worker import Worker

MOST_GROUPS = 500  # of each kind: more than anybody looks through in a day
LARGEST_GROUP = 6  # a phone in more files than that is an office's or an agency's


@dataclass(frozen=True, slots=True)
class Likeness:
    """Two files, the older first, and what they have in common; `sure` puts the pair on top of the list."""

    first: Worker
    second: Worker
    common: tuple[str, ...]
    sure: bool
    family: bool = field(default=False)


def likenesses(session: Session, access: Access, today: date) -> list[Likeness]:
    """Pairs nobody has looked at yet, the surest first, within the reader's scope."""
    scope = sa.and_(reach(Worker, access, today), col(Worker.id).not_in(merged_away()), col(Worker.erased_at).is_(None))
    looked_at = {(row.first_id, row.second_id) for row in session.exec(select(KeptApart))}
    found: dict[tuple[int, int], Likeness] = {}
    for group in _groups(session, scope):
        for first, second in combinations(group, 2):
            key = (first.id or 0, second.id or 0)
            if key not in looked_at and key not in found:
                found[key] = likeness(first, second)
    return sorted(found.values(), key=lambda pair: (not pair.sure, pair.family, -(pair.second.id or 0)))


def likeness(first: Worker, second: Worker) -> Likeness:
    """What two files have in common, whether it makes them one person's, or only one family's."""
    common = tuple(words for holds, words in _shared(first, second) if holds)
    name = _heard(first) == _heard(second)
    sure = name and ("手机相同" in common or "出生日期相同" in common)
    return Likeness(first, second, common, sure, family=not name)


def _shared(first: Worker, second: Worker) -> Iterator[tuple[bool, str]]:
    yield bool(first.phone) and first.phone == second.phone, "手机相同"
    yield first.name == second.name, "姓名相同"
    yield first.name != second.name and _heard(first) == _heard(second), "姓名同音"
    yield first.birth_date is not None and first.birth_date == second.birth_date, "出生日期相同"
    yield first.street_code is not None and first.street_code == second.street_code, "同一条街"
    yield bool(first.address) and first.address == second.address, "地址相同"


def _heard(worker: Worker) -> str:
    return worker.sounds.partition(" ")[0]


def _groups(session: Session, scope: sa.ColumnElement[bool]) -> Iterator[Sequence[Worker]]:
    """Files that share a phone, a birth date with the name's sound, or a street with the very name."""
    keys = (
        (col(Worker.phone),),
        (col(Worker.sounds), col(Worker.birth_date)),
        (col(Worker.name), col(Worker.street_code)),
    )
    for columns in keys:
        yield from _sharing(session, scope, columns)


def _sharing(session: Session, scope: sa.ColumnElement[bool], columns: tuple[Any, ...]) -> Iterator[Sequence[Worker]]:
    said = [sa.and_(column.is_not(None), sa.cast(column, sa.String) != "") for column in columns]
    size = sa.func.count()
    shared = (
        sa.select(*columns)
        .where(scope, *said)
        .group_by(*columns)
        .having(size.between(2, LARGEST_GROUP))
        .limit(MOST_GROUPS)
        .subquery()
    )
    matches = sa.and_(*(column == shared.c[place] for place, column in enumerate(columns)))
    rows = session.exec(select(Worker).join(shared, matches).where(scope).order_by(*columns, col(Worker.id))).all()
    yield from _runs(rows, [column.key for column in columns])


def _runs(rows: Iterable[Worker], names: Sequence[str]) -> Iterator[list[Worker]]:
    """Neighbouring rows with the same values, together."""
    group: list[Worker] = []
    for row in rows:
        if group and [getattr(group[0], name) for name in names] != [getattr(row, name) for name in names]:
            yield group
            group = []
        group.append(row)
    if group:
        yield group
