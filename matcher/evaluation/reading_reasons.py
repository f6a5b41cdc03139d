"""What a reason shown to people claims to rest on, read back from its words alone.

This knows nothing of how reasons are made: it reads the sentence like its reader, finds the cells that it speaks of
in the two rows, and the words it names in them.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import permutations

NOTES = ("待核实：", "拓宽：", "留意：")
SHIFTS = {"白班": "day", "夜班": "night", "倒班": "rotating"}
SEPARATOR = re.compile(r"[；;]")
PHRASE_BREAK = re.compile(r"([，,。；;、\s:：（）()/|!！?？\d.]+)")
Row = Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Blank:
    """Cells of one side as they are once something is taken away."""

    side: str  # worker or vacancy
    cells: tuple[tuple[str, str], ...]  # column and what is left in it, "" for nothing

    @property
    def columns(self) -> tuple[str, ...]:
        """The columns changed."""
        return tuple(column for column, _ in self.cells)


@dataclass(frozen=True, slots=True)
class Claim:
    """A kind of reason: how it reads, and the columns of each side that it speaks of.

    The groups ``mine`` and ``theirs`` of the pattern are words out of the first column of the worker (the vacancy).
    """

    pattern: re.Pattern[str]
    worker: tuple[str, ...]
    vacancies: tuple[tuple[str, ...], ...]


PLACE = ("street", "lng", "lat")
PAY = ("wage_low", "wage_high")
CLAIMS = (
    Claim(re.compile("同工种"), ("wishes",), (("title",),)),
    Claim(re.compile("想做(?P<mine>.+)，招.+"), ("wishes",), (("title",),)),
    Claim(re.compile("工作内容“(?P<phrases>.+)”是想做的"), ("wishes",), (("duties",),)),
    Claim(re.compile("持?(?P<mine>.+)，正是岗位要求"), ("certificates",), (("certificates_required",),)),
    Claim(
        re.compile("持?(?P<mine>.+)，符合岗位要求“(?P<theirs>.+)”"), ("certificates",), (("certificates_required",),)
    ),
    Claim(re.compile("会?(?P<mine>.+)，正是岗位要求"), ("skills",), (("skills_required",),)),
    Claim(re.compile("会?(?P<mine>.+)，符合岗位要求“(?P<theirs>.+)”"), ("skills",), (("skills_required",),)),
    Claim(re.compile("会?(?P<mine>.+)，与岗位对口"), ("skills",), (("title",),)),
    Claim(re.compile("最低工资.*期望.*|工资最高可比期望高.*"), ("wage_min",), (PAY,)),
    Claim(re.compile("工资比同类岗位.*高.*"), (), (PAY, ("title",))),
    Claim(re.compile("离家.*公里|就在同一街道"), PLACE, (PLACE,)),
    Claim(re.compile("包住.*"), ("needs_lodging",), (("lodging",),)),
    Claim(re.compile("能上(?P<shift>白班|夜班|倒班)"), ("shifts",), (("shift",),)),
    Claim(re.compile("很快就能开工|到岗时间合适"), ("available_from",), (("start_date",),)),
    Claim(re.compile("学历.*"), ("education",), (("education_min",),)),
)


def claims_of(reasons: str) -> list[str]:
    """The reasons of one line, without its notes."""
    return [part for part in reasons.split("；") if part and not part.startswith(NOTES)]


def blanks(reason: str, worker: Row, vacancy: Row) -> list[Blank]:
    """Everything that the reason rests on, each to be taken away by itself; empty if it cannot be read so."""
    for claim in CLAIMS:
        read = claim.pattern.fullmatch(reason)
        if read and (found := _blanks(claim, read, worker, vacancy)):
            return found
    return []


def _blanks(claim: Claim, read: re.Match[str], worker: Row, vacancy: Row) -> list[Blank]:
    """The blanks of a claim; none when the words it names are not in the cells."""
    whole = [Blank("worker", _empty(claim.worker))] if claim.worker else []
    whole += [Blank("vacancy", _empty(columns)) for columns in claim.vacancies]
    named = list(_named(claim, read.groupdict(), worker, vacancy))
    return [] if None in named else [*whole, *(blank for blank in named if blank)]


def _empty(columns: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    return tuple((column, "") for column in columns)


def _named(claim: Claim, groups: Mapping[str, str | None], worker: Row, vacancy: Row) -> Iterator[Blank | None]:
    """The words named taken out of their cells, None where they are not there."""
    mine, theirs = groups.get("mine"), groups.get("theirs")
    if mine:
        yield _taken_out("worker", worker, claim.worker[0], mine)
    if mine and claim.vacancies[0][0].endswith("_required"):
        yield _taken_out("vacancy", vacancy, claim.vacancies[0][0], theirs or mine)
    if shift := groups.get("shift"):
        yield _taken_out("worker", worker, "shifts", SHIFTS[shift])
    if phrases := groups.get("phrases"):
        yield _cut_out(vacancy, phrases)


def _taken_out(side: str, row: Row, column: str, said: str) -> Blank | None:
    """A list cell without the words named; the words may be said without the verb they begin with."""
    items = list(dict.fromkeys(item.strip() for item in SEPARATOR.split(row[column]) if item.strip()))
    for count in range(1, len(items) + 1):
        for chosen in permutations(range(len(items)), count):
            name = "、".join(items[place] for place in chosen)
            if name == said or name in {verb + said for verb in "会持"}:
                left = [item for place, item in enumerate(items) if place not in chosen]
                return Blank(side, ((column, "；".join(left)),))
    return None


def _cut_out(vacancy: Row, said: str) -> Blank | None:
    """The duties without the phrases named."""
    parts = PHRASE_BREAK.split(vacancy["duties"])
    named = set(said.split("、"))
    if not named <= set(parts):
        return None
    return Blank("vacancy", (("duties", "".join("" if part in named else part for part in parts)),))
