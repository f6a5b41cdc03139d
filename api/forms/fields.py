"""A form as a table of fields: how each is called in the wild, how its cells are read, and what is needed."""

import csv
import io
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from functools import cache, cached_property
from importlib.resources import files

from rapidfuzz import fuzz

from api.forms.cells.places import CountyNames
from api.forms.cells.plain import RawCell, plain
from api.forms.cells.wages import PayScale, scale_of

SKIP = "skip"
"""The field of columns that are read by nobody: row numbers, and the reasons on refused rows."""

SEVERAL = frozenset({"wish", "skills", "certificates", "experience", "skills_required", "certificates_required"})
"""Fields that several columns of one form may fill together."""

_BOUND = re.compile(r"[(\[].*(?:最低|最高|上限|下限)")
"""A bracket that tells which end of a range the column holds belongs to the header's meaning."""

_ALIKE = 75  # one wrong character in four: 联糸电话


@dataclass(frozen=True)
class FormReference:
    """Codes a form's words are turned into (names to codes), and the paid days that turn day pay into month pay."""

    streets: Mapping[str, str]
    counties: Mapping[str, str] = field(default_factory=dict)
    industries: Mapping[str, str] = field(default_factory=dict)
    paid_days: Decimal | None = None

    @cached_property
    def county_names(self) -> CountyNames:
        return CountyNames.of(self.counties)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a parser may know besides the cell: the day, the codes, and the header above it (for its unit)."""

    as_of: date
    reference: FormReference
    header: str = ""

    @property
    def pay_scale(self) -> PayScale:
        return scale_of(self.header, self.reference.paid_days)


Parser = Callable[[RawCell, Setting], object]


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a form.

    ``names`` are whole headers, separated by spaces; ``pattern`` catches the
    rest by meaning unless ``never`` also matches. Earlier fields of a form win
    where patterns overlap.
    """

    key: str
    label: str
    parse: Parser
    names: str = ""
    pattern: str = ""
    never: str = ""
    mend: str = ""
    """How to mend a missing value; a field with this text is needed."""


@dataclass(frozen=True)
class Form:
    """A kind of form. A row is its header when every set in ``anchors`` meets its fields."""

    fields: tuple[Field, ...]
    anchors: tuple[frozenset[str], ...]
    inherits: frozenset[str] = frozenset()
    """Fields that a line above the table may state once for all rows below."""
    stand_ins: tuple[tuple[str, str], ...] = ()
    """Fields whose column may be taken for a missing one: (missing, the column that stands in)."""
    groups: tuple[tuple[str, str | None], ...] = ()
    """Upper headers that settle what all columns below them mean (``None``: nothing this form asks for)."""

    once: frozenset[str] = frozenset()
    """Fields whose merged cell counts for its first row only: one head count over two posts is not two."""
    personal: frozenset[str] = frozenset()
    """Fields that 同上 cannot fill: two people are not one."""
    not_collected: str = ""
    """Pattern of the columns nobody may keep; other columns the form does not know are kept in words."""

    @cached_property
    def by_key(self) -> dict[str, Field]:
        return {f.key: f for f in self.fields}

    @cached_property
    def _by_name(self) -> dict[str, str]:
        return {plain(name).lower(): f.key for f in self.fields for name in f.names.split()}

    @cached_property
    def _patterns(self) -> list[tuple[str, re.Pattern[str], re.Pattern[str] | None]]:
        return [
            (f.key, re.compile(f.pattern), re.compile(f.never) if f.never else None) for f in self.fields if f.pattern
        ]

    @cached_property
    def _known(self) -> dict[tuple[str, ...], str | None]:
        return {}

    def leaves_out(self, header: str) -> bool:
        """Whether a column without a field is not to be kept at all."""
        return bool(self.not_collected and re.search(self.not_collected, plain(header)))

    def field_of(self, parts: tuple[str, ...]) -> str | None:
        """The field a header means, from its texts top to bottom (two when the header has two rows)."""
        if parts not in self._known:
            self._known[parts] = self._field_of(parts)
        return self._known[parts]

    def _field_of(self, parts: tuple[str, ...]) -> str | None:
        texts = [text for text in (plain(part).lower() for part in parts) if text]
        if not texts:
            return None
        for upper in texts[:-1]:
            for pattern, key in self.groups:
                if re.search(pattern, upper):
                    return key
        for text in dict.fromkeys((texts[-1], "".join(texts))):
            if len(text) <= 40 and (key := self._by_meaning(text)):
                return key
        # An upper header lends its meaning only where several columns may share one: 技能情况 over 有什么.
        group = self._by_meaning(texts[0]) if len(texts) > 1 else None
        return group if group in SEVERAL else None

    def _by_meaning(self, text: str) -> str | None:
        whole = re.sub(r"[()\[\]:*]", "", text)
        bare = whole if _BOUND.search(text) else bare_header(text)
        for words in (whole, bare):
            if key := self._by_name.get(words):
                return key
        for words in (bare, whole):
            for key, pattern, never in self._patterns:
                if pattern.search(words) and not (never and never.search(whole)):
                    return key
        return self._by_likeness(bare)

    def _by_likeness(self, text: str) -> str | None:
        if len(text) < 4:
            return None
        near = [(fuzz.ratio(text, name), key) for name, key in self._by_name.items() if len(name) == len(text)]
        score, key = max(near, default=(0, None))
        return key if score >= _ALIKE else None


def load_fields(filename: str, parsers: Mapping[str, Parser]) -> tuple[Field, ...]:
    """The fields of ``headers/<filename>``, in the order of its lines, each with its parser."""
    text = files("api.forms").joinpath("headers", filename).read_text(encoding="utf-8")
    return tuple(Field(parse=parsers.get(line["key"], _unread), **line) for line in csv.DictReader(io.StringIO(text)))


def _unread(_raw: RawCell, _setting: Setting) -> None:
    """Columns that are read by nobody."""


@cache
def bare_header(text: str) -> str:
    """A header without its unit, its remarks in brackets, its star or its number.

    >>> bare_header("*月薪(元/月)"), bare_header("3.招聘人数(人)必填")
    ('月薪', '招聘人数')
    """
    without = re.sub(r"\([^()]*\)|\[[^\[\]]*\]|【[^】]*】|<[^<>]*>", "", text)
    without = re.sub(r"[(\[【].*$", "", without) or text
    without = re.sub(r"^[*★☆#\d]+[.、)]?|[*★☆:;,、。]|必填项?$|选填$|\d$", "", without)
    return without or text
