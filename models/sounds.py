"""How names sound, kept beside them so that 王姐 is found by “wangjie” and “wj”."""

from typing import Any

import sqlalchemy as sa
from sqlmodel import SQLModel

LONGEST = 200


def sounds_of(name: str) -> str:
    """The pinyin of a name without tones, then its initials, for each reading of the first character (覃: qin, tan).

    Letters and digits stand for themselves in lower case; separated by spaces, at most `LONGEST` characters.
    """
    from pypinyin import Style, pinyin  # noqa: PLC0415  reading its tables takes longer than most commands

    name = name.strip()
    if not name:
        return ""
    firsts = pinyin(name[0], style=Style.NORMAL, heteronym=True)[0]
    rest = [syllables[0] for syllables in pinyin(name[1:], style=Style.NORMAL)]
    readings = [[first, *rest] for first in firsts]
    spoken = ["".join(reading) for reading in readings]
    initials = ["".join(part[:1] for part in reading) for reading in readings]
    return " ".join(dict.fromkeys([*spoken, *initials])).lower()[:LONGEST]


def keep_sounds(table: type[SQLModel]) -> None:
    """Keep `sounds` of a table's rows in step with their `name` whenever they are stored."""
    for moment in ("before_insert", "before_update"):
        sa.event.listen(table, moment, _sound)


def _sound(_mapper: object, _connection: object, row: Any) -> None:
    row.sounds = sounds_of(row.name)
