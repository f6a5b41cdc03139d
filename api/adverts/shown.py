"""An advert or a vacancy being written, as its page shows it: the marked text, what to mend, the choices of a form."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from sqlmodel import Session

from api.adverts.drafts import REASON
from api.adverts.fields import BY_NAME, GROUPS, LABELS, SKILL_LEVELS, YES_NO, Asked, Group, Kind
from api.adverts.mending import can_be_put_in, named
from api.adverts.reading import CHOICES, coding_of
from api.fields.filled import Filled
from api.reviews.marks import Piece, pieces
from api.reviews.screening import TEXT, Found, distinct
from api.vacancies.around import education_names, street_names
from matcher.language.adverts.facts import Span
from matcher.language.classification import names

Options = Mapping[str, Sequence[tuple[str, str]]]
UNKNOWN = ("", "未知")


@dataclass(frozen=True, slots=True)
class Layout:
    """The fields of a form in view and those folded away, by group; no field is in both."""

    shown: Sequence[Group]
    folded: Sequence[Group]

    @property
    def folded_count(self) -> int:
        return sum(len(group.fields) for group in self.folded)


@dataclass(frozen=True, slots=True)
class Mistake:
    """One wording to mend: what the law says, what to write, and the name of the button that writes it."""

    phrase: str
    blocks: bool
    article: str
    rewrite: str
    mend: str
    place: str
    reason: str


@dataclass(frozen=True, slots=True)
class Screened:
    """What the screening says: the text with its marks, and each wording once, the worst first."""

    pieces: list[Piece]
    mistakes: list[Mistake]


def laid_out(form: Filled) -> Layout:
    """What is filled, wrong, required or asked first is in view; the rest can be opened."""
    return Layout(_those(lambda field: _in_view(field, form)), _those(lambda field: not _in_view(field, form)))


def _those(wanted: Callable[[Asked], bool]) -> list[Group]:
    """The groups with the wanted fields only; a group without any is left out."""
    kept = [Group(group.name, tuple(filter(wanted, group.fields))) for group in GROUPS]
    return [group for group in kept if group.fields]


def _in_view(field: Asked, form: Filled) -> bool:
    filled = form.value(field.name) or form.problem(field.name)
    return bool(filled or field.required or field.asked_first)


def screened(text: str, facts: Sequence[Span], found: Sequence[Found]) -> Screened:
    mistakes = [_mistake(one) for one in sorted(distinct(found), key=lambda one: not one.blocks)]
    marks = [(one.start, one.end, one.level.value) for one in found if one.field == TEXT]
    return Screened(pieces(text, facts, marks) if text else [], mistakes)


def _mistake(found: Found) -> Mistake:
    place = "" if found.field == TEXT else LABELS.get(found.field, "")
    mend = named(found) if can_be_put_in(found) else ""
    return Mistake(
        found.phrase,
        found.blocks,
        found.article,
        found.rewrite,
        mend,
        place,
        "" if found.blocks else REASON + found.rule,
    )


def options_of(session: Session, form: Filled) -> Options:
    """The choices of every field that has some; occupations are those the title may mean."""
    fixed = {name: field.options for name, field in BY_NAME.items() if field.options}
    yes_no = {name: YES_NO for name, field in BY_NAME.items() if field.kind is Kind.YES_NO}
    levels = sorted((str(code), name) for code, name in education_names(session).items())
    return {
        **fixed,
        **yes_no,
        "skill_level_min": SKILL_LEVELS,
        "street_code": (UNKNOWN, *street_names(session).items()),
        "education_min": (UNKNOWN, *levels),
        "occupation_code": _occupations(form),
    }


def _occupations(form: Filled) -> list[tuple[str, str]]:
    coding = coding_of(form.value("title")) if form.value("title").strip() else None
    codes = [form.value("occupation_code"), *([coding.code] if coding else [])]
    codes += [code for code, _ in (coding.alternatives if coding else ())][:CHOICES]
    known = names()
    return [UNKNOWN, *((code, f"{known[code]} {code}") for code in dict.fromkeys(codes) if code in known)]
