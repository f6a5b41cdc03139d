"""People pasted from a sheet or a chat: one a line, and for each line either a person or what to mend."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from api.forms.cells.dates import parse_date
from api.forms.cells.plain import Impossible, plain
from api.lent_people.stating import LABELS, Stated, stated_of
from api.refusals import BadField, FieldProblem

MOST = 300  # people in one paste
COLUMNS = (
    "name",
    "phone",
    "identity",
    "kind",
    "until",
    "dispatched",
    "wage",
    "injury_insured",
    "post",
    "certificates",
    "skills",
)
"""What the cells of a line mean where no line of titles says otherwise."""
SHARED = ("kind", "until", "dispatched", "wage", "injury_insured", "post")
"""What may be said once for all lines: a line that leaves it empty takes it from there."""
_TITLES = {
    "name": r"姓名|名字",
    "phone": r"手机|电话|联系方式",
    "birth_date": r"出生|生日",
    "identity": r"证件|身份证",
    "sex": r"性别",
    "until": r"到期|截止|终止",
    "kind": r"合同",
    "dispatched": r"派遣",
    "wage": r"工资|薪",
    "injury_insured": r"工伤|保险",
    "certificates": r"证书|持证",
    "skills": r"技能|会什么",
    "post": r"岗位|工种|职务",
}
_CELLS = re.compile(r"[,，;；]")


@dataclass(frozen=True, slots=True)
class Line:
    """A line of the paste: its number from 1 as it stands in the box, and the person, or why there is none.

    `lacks` are fields that the line leaves empty and that could be said once for all lines.
    """

    number: int
    words: str
    stated: Stated | None = None
    problems: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()


def lines_of(text: str, shared: Mapping[str, str], today: date) -> list[Line]:
    """Every line that is not empty; raises `BadField` for a paste without people or with too many."""
    rows = [(number, words) for number, words in enumerate(text.splitlines(), start=1) if words.strip()]
    columns: Sequence[str] = COLUMNS
    if rows and (titles := _titles(rows[0][1])):
        columns, rows = titles, rows[1:]
    if not rows:
        raise BadField.of("lines", "还没有人：一行写一个人，姓名、手机、证件号……中间用逗号或空一格制表符隔开")
    if len(rows) > MOST:
        raise BadField.of("lines", f"一次最多 {MOST} 人，现有 {len(rows)} 行；请分几次粘贴")
    return list(_twice(_line(number, words, columns, shared, today) for number, words in rows))


def shared_problems(lines: Sequence[Line]) -> list[FieldProblem]:
    """What several lines leave out is asked for once, where it may be said once."""
    lacking = {name: sum(name in line.lacks for line in lines) for name in SHARED}
    return [
        FieldProblem(name, f"有 {count} 行没写：都一样就在这里填，不一样就写在各行里")
        for name, count in lacking.items()
        if count
    ]


def _line(number: int, words: str, columns: Sequence[str], shared: Mapping[str, str], today: date) -> Line:
    cells = _cells(words)
    if len(cells) > len(columns):
        why = f"多出 {len(cells) - len(columns)} 格：一行只写一个人，格里有逗号的请改成顿号"
        return Line(number, words, problems=(why,))
    values = _with_shared({name: cell for name, cell in zip(columns, cells, strict=False) if name}, shared, today)
    try:
        return Line(number, words, stated_of(values, today))
    except BadField as refused:
        lacks = tuple(one.field for one in refused.problems if one.field in SHARED and not values.get(one.field))
        told = tuple(f"{LABELS[one.field]}：{one.why}" for one in refused.problems if one.field not in lacks)
        return Line(number, words, problems=told, lacks=lacks)


def _with_shared(values: dict[str, str], shared: Mapping[str, str], today: date) -> dict[str, str]:
    """A birth date may stand where the number of a paper would; what all lines share fills what a line leaves empty."""
    if not values.get("birth_date") and _is_day(values.get("identity", ""), today):
        values["birth_date"] = values.pop("identity")
    own_kind = bool(values.get("kind"))
    for name in SHARED:
        if not values.get(name) and not (own_kind and name == "until"):
            values[name] = shared.get(name, "")
    return values


def _is_day(words: str, today: date) -> bool:
    if len(re.sub(r"\W", "", plain(words))) in (15, 18):
        return False
    try:
        return parse_date(words, today, past=True, needs_year=True) is not None
    except Impossible:
        return False


def _titles(words: str) -> list[str] | None:
    """The columns that a line of titles names; None when it is a person's."""
    cells = _cells(words)
    if not any(re.search(r"姓名|名字", cell) for cell in cells):
        return None
    return [next((name for name, said in _TITLES.items() if re.search(said, cell)), "") for cell in cells]


def _cells(words: str) -> list[str]:
    return [cell.strip() for cell in (words.split("\t") if "\t" in words else _CELLS.split(words))]


def _twice(lines: Iterator[Line]) -> Iterator[Line]:
    """Somebody pasted twice is told at the second line."""
    seen: dict[tuple[str, str], int] = {}
    for line in lines:
        if line.stated is None:
            yield line
            continue
        who = line.stated.name, line.stated.identity.text if line.stated.identity else line.stated.phone
        if who in seen:
            yield Line(line.number, line.words, problems=(f"和第 {seen[who]} 行是同一个人，请删去一行",))
        else:
            seen[who] = line.number
            yield line
