"""What an employer says of people it can spare: how it is typed, what it means, and what cannot be meant."""

from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from api import wording
from api.fields import written
from api.refusals import BadField, FieldProblem
from models.swap_offer import SwapOffer

MOST_PEOPLE = 10_000
MOST_DAYS = 366
MOST_YUAN = 100_000
LABELS = {
    "firm": "单位",
    "trade": "岗位",
    "people": "人数",
    "from_day": "从哪天",
    "to_day": "到哪天",
    "wage_fen": "现在的月工资",
    "contract": "劳动合同",
    "contract_until": "最早到期日",
    "dispatched": "有没有被派遣劳动者",
    "accepts_lower_wage": "愿意接受较低工资",
    "note": "说明",
}
OPEN, UNTIL = "open", "until"
CONTRACTS = ((OPEN, "都是无固定期限"), (UNTIL, "有固定期限的"), ("", "还没有查"))
DISPATCHED = (("no", "没有"), ("yes", "有"), ("", "还没有查"))
NO_DISPATCH = "被派遣劳动者不能再借出。请减去派遣来的人，只写和本单位签合同的，再选“没有”"


@dataclass(frozen=True, slots=True, kw_only=True)
class OfferTerms:
    """One offer without whose it is; None is unknown, the wage is fen a month."""

    trade: str
    people: int
    from_day: date
    to_day: date
    wage_fen: int | None = None
    open_ended: bool = False
    contract_until: date | None = None
    accepts_lower_wage: bool = False
    dispatched: bool | None = None
    note: str = ""


def post_readers(last: str = "") -> Mapping[str, written.Reader]:
    """Readers of what is said of the people of one post; ``last`` ends each field's name."""
    return {
        f"trade{last}": written.needed(written.words(40), "请写岗位，比如 缝纫工"),
        f"people{last}": written.needed(written.count(1, MOST_PEOPLE), "请写几个人，比如 12"),
        f"wage_fen{last}": written.money(MOST_YUAN),
        f"contract{last}": lambda text: text if text in (OPEN, UNTIL) else "",
        f"contract_until{last}": written.day,
    }


COMMON: Mapping[str, written.Reader] = {
    "from_day": written.needed(written.day, "请选第一天"),
    "to_day": written.needed(written.day, "请选最后一天"),
    "dispatched": written.yes_no,
    "accepts_lower_wage": written.tick,
    "note": written.words(500),
}


def offer_terms(values: Mapping[str, str], today: date) -> OfferTerms:
    """What a form says; raises `BadField` with every field at fault."""

    def judge(said: Mapping[str, Any]) -> Iterator[FieldProblem]:
        yield from contract_problems(said)
        yield from problems_in(said, today)

    said = written.said(values, {**post_readers(), **COMMON}, judge)
    return OfferTerms(**{name: said[name] for name in COMMON}, **post_of(said))


def contract_problems(said: Mapping[str, Any], last: str = "") -> Iterator[FieldProblem]:
    contract, until = said.get(f"contract{last}"), said.get(f"contract_until{last}")
    if contract == UNTIL and until is None:
        yield FieldProblem(f"contract_until{last}", "请填最早到期的那份合同哪天到期；都是无固定期限就改选那一项")
    if contract == OPEN and until is not None:
        yield FieldProblem(f"contract_until{last}", "无固定期限的合同没有到期日：请留空，或者改选“有固定期限的”")


def post_of(said: Mapping[str, Any], last: str = "") -> dict[str, Any]:
    """Trade, people, wage and contracts under the names of an offer."""
    return {
        "trade": said[f"trade{last}"],
        "people": said[f"people{last}"],
        "wage_fen": said[f"wage_fen{last}"],
        "open_ended": said[f"contract{last}"] == OPEN,
        "contract_until": said[f"contract_until{last}"],
    }


def check(terms: OfferTerms, today: date) -> None:
    """Raises `BadField` with everything that no offer can mean."""
    if problems := list(problems_in(asdict(terms), today)):
        raise BadField(*problems)


def problems_in(told: Mapping[str, Any], today: date) -> Iterator[FieldProblem]:
    """What no offer can mean, of what is told of it so far."""
    first, last, until = told.get("from_day"), told.get("to_day"), told.get("contract_until")
    if first and last:
        yield from days_problems(first, last, today)
    if told.get("dispatched"):
        yield FieldProblem("dispatched", NO_DISPATCH)
    if first and until and until < first:
        why = f"合同{_day(until, today)}到期，早于借出的第一天{_day(first, today)}，不能借出；续签了请填新的到期日"
        yield FieldProblem("contract_until", why)


def days_problems(first: date, last: date, today: date) -> Iterator[FieldProblem]:
    """What is wrong with two ends of a stretch of days."""
    if last < first:
        yield FieldProblem("to_day", f"最后一天{_day(last, today)}早于第一天{_day(first, today)}，请改其中一个")
    elif last < today:
        yield FieldProblem("to_day", f"{_day(last, today)}已经过去了，请填今天或以后的日子")
    elif (last - first).days >= MOST_DAYS:
        yield FieldProblem("to_day", "最多写一年；还要再长，到时候再延")


def _day(value: date, today: date) -> str:
    return wording.day(value, today) or ""


def typed(offer: SwapOffer) -> dict[str, str]:
    """A stored offer as its form shows it."""
    return {
        **typed_post(offer.model_dump()),
        "from_day": offer.from_day.isoformat(),
        "to_day": offer.to_day.isoformat(),
        "dispatched": {True: "yes", False: "no", None: ""}[offer.dispatched],
        "accepts_lower_wage": "yes" if offer.accepts_lower_wage else "",
        "note": offer.note,
    }


def typed_post(row: Mapping[str, Any], last: str = "") -> dict[str, str]:
    until = row["contract_until"]
    contract = OPEN if row["open_ended"] else UNTIL if until else ""
    return {
        f"trade{last}": row["trade"],
        f"people{last}": str(row["people"]),
        f"wage_fen{last}": "" if row["wage_fen"] is None else wording.yuan(row["wage_fen"]),
        f"contract{last}": contract,
        f"contract_until{last}": str(until or ""),
    }


def unknown(terms: OfferTerms | SwapOffer) -> list[str]:
    """What has to be told before the offer takes part in a plan."""
    missing = {
        "现在的月工资": terms.wage_fen is None,
        "劳动合同到期日": not terms.open_ended and terms.contract_until is None,
        "有没有被派遣劳动者": terms.dispatched is None,
    }
    return [words for words, lacks in missing.items() if lacks]
