"""What a worker asks for on the first page: their words, what we understood, and what they changed by hand.

Everything is in the address, so that a list can be sent to somebody else. A parameter that is absent goes by the
words; ``any`` takes back what the words said; a value says it anew.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from urllib.parse import urlencode

from matcher.language.requests import Request, understand
from models.vacancy import Shift

LONGEST = 200
ANY = "any"
WAGES = (2500, 3000, 3500, 4000, 4500, 5000, 5500, 6000, 7000, 8000, 10000)
SHIFTS = {shift.value: shift.label for shift in Shift}
SORTS = {"": "合适", "near": "最近", "new": "最新", "pay": "工资"}
NEAR, NEW, PAY = "near", "new", "pay"


@dataclass(frozen=True, slots=True)
class Option:
    value: str
    words: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Facet:
    """One chip: a choice with its present value, and the address without it when it is set."""

    name: str
    label: str
    options: list[Option]
    on: bool
    without: str | None


@dataclass(frozen=True, slots=True)
class Wish:
    words: str
    without: str


@dataclass(frozen=True, slots=True)
class Sort:
    """One way to order the list; without a link where it cannot be had yet."""

    words: str
    link: str
    now: bool


@dataclass(frozen=True, slots=True)
class Asked:
    """The request after the reader's own changes. ``wage`` is yuan a month; None everywhere means “no matter”.

    ``at_home`` says that the street is the one this browser remembers, which the address did not name.
    """

    q: str
    wishes: tuple[str, ...] = ()
    wage: int | None = None
    lodging: bool | None = None
    shifts: frozenset[str] = frozenset()
    street: str | None = None
    dropped: tuple[str, ...] = ()
    sort: str = ""
    at_home: bool = False
    heard: Request | None = None
    given: Mapping[str, str] = field(default_factory=dict)

    @property
    def sets_nothing(self) -> bool:
        """Nothing to rank by: nothing said, nothing of it understood, or all of it taken back."""
        return not (self.wishes or self.wage or self.lodging or self.shifts or self.street)

    @property
    def sets_only_street(self) -> bool:
        """Where one lives and nothing else: then only the way there can be compared."""
        return self.street is not None and replace(self, street=None).sets_nothing

    @property
    def address(self) -> tuple[str, bool]:
        """What the question is told by; two that have it in common are the same question, with the same chips."""
        return self.link(), self.at_home

    @property
    def query(self) -> str:
        """The question as the address says it, whatever page of its answer one is on."""
        return self.link().removeprefix("/").removeprefix("?")

    def link(
        self, *, change: Mapping[str, str | None] | None = None, drop: str | None = None, page: int | None = None
    ) -> str:
        """The address of the same question with something changed; an empty change removes the parameter."""
        given = {name: value for name, value in {**self.given, **(change or {})}.items() if value}
        pairs = [("q", self.q)] if self.q else []
        pairs += sorted(given.items())
        pairs += [("drop", words) for words in (*self.dropped, *([drop] if drop else []))]
        if page and page > 1:
            pairs.append(("page", str(page)))
        return f"/?{urlencode(pairs)}" if pairs else "/"


def read(
    parameters: Mapping[str, str], dropped: Sequence[str], streets: Mapping[str, str], home: str | None = None
) -> Asked:
    """Understand the address of a search. ``streets`` maps names to codes; what cannot be read counts as not said.

    ``home`` is the code of the street this browser remembers: it stands in where nothing names a street.
    """
    q = parameters.get("q", "").strip()[:LONGEST]
    heard = understand(q, streets=streets) if q else None
    given = {name: value for name, value in _given(parameters, frozenset(streets.values())).items() if value}
    said = heard.wishes if heard else ()
    at_home = home is not None and "street" not in given and not (heard and heard.street)
    if home is not None and at_home:
        given["street"] = home
    return Asked(
        q=q,
        wishes=tuple(wish for wish in said if wish not in dropped),
        wage=_wage(given.get("wage"), heard),
        lodging=_lodging(given.get("lodging"), heard),
        shifts=_shifts(given.get("shift"), heard),
        street=_street(given.get("street"), heard),
        dropped=tuple(wish for wish in dict.fromkeys(said) if wish in dropped),
        sort=given.get("sort", ""),
        at_home=at_home,
        heard=heard,
        given=given,
    )


def _given(parameters: Mapping[str, str], codes: frozenset[str]) -> dict[str, str]:
    """The parameters that say something we know."""
    wage = parameters.get("wage", "")
    usable = wage == ANY or (wage.isascii() and wage.isdigit() and 0 < int(wage[:7]) <= 100_000)
    return {
        "wage": wage if usable else "",
        "lodging": _known(parameters.get("lodging", ""), {ANY, "yes"}),
        "shift": _known(parameters.get("shift", ""), {ANY, *SHIFTS}),
        "street": _known(parameters.get("street", ""), {ANY, *codes}),
        "sort": _known(parameters.get("sort", ""), set(SORTS)),
    }


def _known(value: str, choices: set[str]) -> str:
    return value if value in choices else ""


def _wage(given: str | None, heard: Request | None) -> int | None:
    if given:
        return None if given == ANY else int(given)
    return heard.wage_min if heard else None


def _lodging(given: str | None, heard: Request | None) -> bool | None:
    if given:
        return True if given == "yes" else None
    return True if heard and heard.lodging else None


def _shifts(given: str | None, heard: Request | None) -> frozenset[str]:
    if given:
        return frozenset() if given == ANY else frozenset({given})
    return heard.shifts if heard else frozenset()


def _street(given: str | None, heard: Request | None) -> str | None:
    if given:
        return None if given == ANY else given
    return heard.street if heard else None


def wishes(asked: Asked) -> list[Wish]:
    return [Wish(words, asked.link(drop=words)) for words in asked.wishes]


def told(asked: Asked, street_names: Mapping[str, str]) -> str:
    """The question in short: what is wished, then what has to hold."""
    parts = [
        *asked.wishes,
        "包住" if asked.lodging else "",
        f"月薪 {asked.wage} 以上" if asked.wage else "",
        *(SHIFTS[shift] for shift in SHIFTS if shift in asked.shifts),
        f"我住 {street_names[asked.street]}" if asked.street and asked.street in street_names else "",
    ]
    return " · ".join(part for part in parts if part) or asked.q


def facets(asked: Asked, street_names: Mapping[str, str]) -> list[Facet]:
    """The chips, in reading order. ``street_names`` maps codes to names, in the order to offer them."""
    heard = asked.heard
    by_words = {
        "lodging": heard is not None and bool(heard.lodging),
        "wage": heard is not None and heard.wage_min is not None,
        "shift": heard is not None and bool(heard.shifts),
        "street": asked.at_home or (heard is not None and heard.street is not None),
    }
    now = {
        "lodging": "yes" if asked.lodging else "",
        "wage": str(asked.wage or ""),
        "shift": "+".join(shift for shift in SHIFTS if shift in asked.shifts),
        "street": asked.street or "",
    }
    choices = {
        "lodging": ("住宿", {"yes": "要包住"}, "住宿 不限"),
        "wage": ("月薪", _wages(asked.wage), "月薪 不限"),
        "shift": ("班次", _shift_choices(now["shift"]), "班次 不限"),
        "street": ("住在哪里", {code: f"我住 {name}" for code, name in street_names.items()}, "我住 哪条街"),
    }
    return [_facet(asked, name, *choices[name], now[name], by_words[name]) for name in choices]


def _wages(now: int | None) -> dict[str, str]:
    return {str(yuan): f"月薪 {yuan} 以上" for yuan in sorted({*WAGES, *([now] if now else [])})}


def _shift_choices(now: str) -> dict[str, str]:
    """One shift each, and the several that somebody's words named."""
    several = {now: "、".join(SHIFTS[shift] for shift in now.split("+"))} if "+" in now else {}
    return {**several, **SHIFTS}


def _facet(
    asked: Asked, name: str, label: str, choices: Mapping[str, str], nothing: str, now: str, by_words: bool
) -> Facet:
    """The empty value goes by the words; so the choice the words made carries it, and 不限 must be said."""
    from_words = by_words and name not in asked.given
    options = [Option(ANY if by_words else "", nothing, not now)]
    options += [
        Option("" if from_words and value == now else value, words, value == now) for value, words in choices.items()
    ]
    without = asked.link(change={name: ANY if by_words else None}) if now else None
    return Facet(name, label, options, bool(now), without)
