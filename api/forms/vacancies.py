"""用人单位招用登记: the fields of a vacancy form, and a row of it ready to store."""

from dataclasses import dataclass, field

from api.forms import adapt
from api.forms.adapt import Address, Benefits
from api.forms.cells.choices import parse_shift
from api.forms.cells.phones import person_in
from api.forms.cells.wages import Wage
from api.forms.fields import Form, Parser, load_fields
from api.forms.values import Values
from matcher.language.board import Provided

_KIND = adapt.choice(
    internship=r"实习|见习",
    part_time=r"非全日|兼职|小时工|钟点|临时",
    seasonal=r"季节|短期|寒假|暑假工|旺季",
    full_time=r"全日|全职|正式|长期|合同工|固定",
)
_SIZE = adapt.choice(large=r"大", medium=r"中", small=r"小", micro=r"微")

_PARSERS: dict[str, Parser] = {
    "uscc": adapt.uscc,
    "legal_person": adapt.one_line,
    "phone": adapt.phone,
    "contact": adapt.one_line,
    "payday": adapt.words,
    "festival_pay": adapt.words,
    "works_in_festival": adapt.yes,
    "wage_parts": adapt.words,
    "wage_low": adapt.wage,
    "wage_high": adapt.wage,
    "board": adapt.board,
    "lodging": adapt.lodging,
    "meals": adapt.meals,
    "social_insurance": adapt.yes,
    "wage": adapt.wage,
    "benefits": adapt.benefits,
    "staff_total": adapt.people,
    "skill_level_min": adapt.level,
    "occupation": adapt.words,
    "employment_kind": _KIND,
    "duties": adapt.whole_words,
    "hazards": adapt.listed,
    "openings": adapt.openings,
    "employer_kind": adapt.words,
    "size": _SIZE,
    "industry": adapt.industry,
    "employer_address": adapt.words,
    "employer_street": adapt.street,
    "street": adapt.street,
    "address": adapt.address,
    "title": adapt.one_line,
    "employer": adapt.one_line,
    "contract_months": adapt.months,
    "dispatch_permit": adapt.yes,
    "accepts_swap": adapt.yes,
    "urgent": adapt.yes,
    "interview": adapt.words,
    "hours": adapt.words,
    "rest_days": adapt.words,
    "shift": adapt.shift,
    "education_min": adapt.education_needed,
    "experience": adapt.words,
    "certificates_required": adapt.listed,
    "skills_required": adapt.listed,
    "start_date": adapt.coming_date,
    "open_until": adapt.end_date,
    "requirements": adapt.whole_words,
    "notes": adapt.words,
}

FORM = Form(
    anchors=(
        frozenset({"title"}),
        frozenset({"employer", "openings", "wage", "wage_low", "duties", "phone", "contact"}),
    ),
    once=frozenset({"openings"}),
    inherits=frozenset(
        {"employer", "uscc", "legal_person", "employer_kind", "size", "industry", "staff_total", "contact", "phone"}
        | {"employer_address", "address", "street"}
    ),
    stand_ins=(("title", "occupation"),),
    groups=((r"紧急|家属|年龄|性别", None),),
    fields=load_fields("vacancies.csv", _PARSERS),
)


@dataclass(frozen=True, slots=True)
class EmployerRow:
    """What a row says of the employer; ``None`` is unknown."""

    name: str
    uscc: str | None = None
    legal_person: str | None = None
    kind: str | None = None
    size: str | None = None
    industry_code: str | None = None
    staff_total: int | None = None
    address: str | None = None
    street_code: str | None = None
    contact: str | None = None
    phone: str | None = None
    dispatch_permit: bool | None = None


@dataclass(frozen=True, slots=True)
class VacancyRow:
    """One vacancy ready to store; names are those of the table, ``None`` is unknown."""

    employer: EmployerRow
    title: str
    openings: int
    occupation_words: str | None = None
    values: dict[str, object] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    """What was typed and fits no field: unreadable cells, notes, unknown columns."""


_DIRECT = (
    "employment_kind",
    "contract_months",
    "duties",
    "shift",
    "hours",
    "rest_days",
    "payday",
    "wage_parts",
    "education_min",
    "skill_level_min",
    "experience",
    "skills_required",
    "certificates_required",
    "hazards",
    "works_in_festival",
    "festival_pay",
    "start_date",
    "open_until",
    "contact",
    "interview",
    "accepts_swap",
    "urgent",
)


def vacancy_row(values: Values) -> VacancyRow:
    """A row's values, once nothing needed is missing, as a vacancy and its employer."""
    got = values.get
    phones = got("phone") or []
    phone = phones[0] if isinstance(phones, list) and phones else None
    ready = {key: value for key in _DIRECT if (value := got(key)) is not None}
    ready |= _place(values) | _pay(values) | _board(values)
    ready["shift"] = got("shift") or parse_shift(values.text("hours"))
    ready["phone"] = phone
    ready["contact"] = got("contact") or person_in(values.typed.get("phone"))
    _read_requirements(values, ready)
    remarks = (
        *values.remarks,
        *(f"另一电话：{other}" for other in values.words("phone")[1:]),
        *(f"{name}：{text}" for name, text in values.extra.items()),
    )
    return VacancyRow(
        employer=_employer(values, phone),
        title=str(got("title")),
        openings=int(str(got("openings"))),
        occupation_words=values.text("occupation"),
        values={key: value for key, value in ready.items() if value is not None},
        remarks=remarks,
    )


def _employer(values: Values, phone: str | None) -> EmployerRow:
    keys = ("uscc", "legal_person", "size", "staff_total", "dispatch_permit", "contact")
    known = {key: values.get(key) for key in keys}
    return EmployerRow(
        name=str(values.get("employer")),
        kind=values.text("employer_kind"),
        industry_code=values.text("industry"),
        address=values.text("employer_address"),
        street_code=values.text("employer_street"),
        phone=phone,
        **known,  # type: ignore[arg-type]
    )


def _place(values: Values) -> dict[str, object]:
    """The work place; its street from its own column, else from the address, else where the employer is."""
    place = values.get("address")
    text, found = (place.text, place.street) if isinstance(place, Address) else (None, None)
    return {"address": text, "street_code": values.get("street") or found or values.get("employer_street")}


def _pay(values: Values) -> dict[str, object]:
    """Low, high, unit and words of the pay, from one column, from two, or from the benefits column."""
    whole, low, high = (
        w if isinstance(w := values.get(key), Wage) else None for key in ("wage", "wage_low", "wage_high")
    )
    main = low or high or whole
    if main is None:
        return {}
    words = dict.fromkeys(_words(w, main) for w in (whole, low, high) if w)
    low_fen, high_fen = _ends(*(w if w and w.unit == main.unit else None for w in (whole, low, high)))
    parts = "；".join(part for part in (*words, values.text("wage_parts")) if part)
    return {"wage_low_fen": low_fen, "wage_high_fen": high_fen, "wage_unit": main.unit, "wage_parts": parts or None}


def _words(wage: Wage, main: Wage) -> str:
    """What the two numbers do not say; a sum by the hour beside a sum by the month is kept in words alone."""
    if wage.words or wage.unit == main.unit:
        return wage.words
    return f"{(wage.low_fen or wage.high_fen or 0) / 100:g}元/{'小时' if wage.unit == 'hour' else '月'}"


def _ends(whole: Wage | None, low: Wage | None, high: Wage | None) -> tuple[int | None, int | None]:
    """The two ends in fen, in order: columns filled in the wrong way round mean the same range."""
    low_fen = low.low_fen or low.high_fen if low else whole.low_fen if whole else None
    high_fen = high.high_fen or high.low_fen if high else whole.high_fen if whole else None
    if high is None and low and low.low_fen != low.high_fen:
        high_fen = low.high_fen or high_fen  # a whole range in the column of the lower end
    if low_fen is not None and high_fen is not None and low_fen > high_fen:
        return high_fen, low_fen
    return low_fen, high_fen


def _board(values: Values) -> dict[str, object]:
    """Meals and lodging: their own columns speak first, then 食宿, then what pay and benefits say in passing."""
    sources: list[Provided] = [b for b in (values.get("board"),) if isinstance(b, Provided)]
    benefits = values.get("benefits")
    insured = values.get("social_insurance")
    if isinstance(benefits, Benefits):
        sources.append(benefits.board)
        insured = benefits.social_insurance if insured is None else insured
    sources += [w.provided for key in ("wage", "wage_low", "wage_high") if isinstance(w := values.get(key), Wage)]
    board: dict[str, object] = {"social_insurance": insured}
    for key in ("meals", "lodging"):
        own = values.get(key)
        said = [fact for source in sources if (fact := getattr(source, key)) is not None]
        board[key] = own if own is not None else next(iter(said), None)
    return board


def _read_requirements(values: Values, ready: dict[str, object]) -> None:
    """The free text of requirements is kept whole with the experience asked for."""
    text = values.text("requirements")
    benefits = values.get("benefits")
    if text:
        ready["experience"] = "；".join(part for part in (values.text("experience"), text) if part)
    if isinstance(benefits, Benefits):
        ready["wage_parts"] = "；".join(str(part) for part in (ready.get("wage_parts"), benefits.text) if part)
