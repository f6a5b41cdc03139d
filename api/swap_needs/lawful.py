"""A need held against the law before it is stored: least wage (S24), hours (S15), and its words as an advert's are."""

from collections.abc import Iterator, Sequence

from sqlmodel import Session

from api import wording
from api.refusals import BadField, FieldProblem
from api.reviews.screening import Found, Rules, Terms, distinct, rules_for, screen_text
from api.swap_needs.terms import LABELS, SPOKEN, NeedTerms
from models.employer import Employer
from models.parameter import value_on

FEN = 100
MONTH = "minimum_wage.month_fen"
LIMITS = {
    "hours_day": ("hours.day", "正常上班每天最多 {limit:g} 小时，多出来的写到加班里"),
    "hours_week": ("hours.week", "正常上班每周最多 {limit:g} 小时，多出来的写到加班里"),
    "overtime_day": ("hours.overtime_day", "加班每天最多 {limit:g} 小时，请改少"),
    "overtime_month": ("hours.overtime_month", "加班每月最多 {limit:g} 小时，请改少"),
}


def check_lawful(session: Session, employer: Employer, terms: NeedTerms) -> list[Found]:
    """What is to be checked in the words; raises `BadField` for what may not stand at all."""
    found = findings(terms, rules_for(session, employer, terms.from_day))
    problems = [*_wage(session, terms), *_hours(session, terms), *_blocked(found)]
    if problems:
        raise BadField(*problems)
    return found


def findings(terms: NeedTerms, rules: Rules) -> list[Found]:
    """Phrases that an advert might not hold, each in the field where it can be mended."""
    text, places = "", {}
    for name in SPOKEN:
        said = getattr(terms, name)
        words = said if isinstance(said, str) else "、".join(said)
        if words:
            text += f"{LABELS[name]}："
            places[name] = len(text)
            text += f"{words}\n"
    wage = None if terms.wage_fen is None else terms.wage_fen / FEN
    stated = Terms(wage_low=wage, wage_high=wage, start_date=terms.from_day)
    return distinct([_placed(found, places) for found in screen_text(text, stated, rules)])


def _placed(found: Found, places: dict[str, int]) -> Found:
    """The finding under the field it begins in; one that begins in a label is cut to that field's words."""
    name = max((name for name, start in places.items() if start < found.end), key=places.__getitem__, default="trade")
    start = max(0, found.start - places.get(name, 0))
    return Found(found.rule, found.level, found.phrase, found.article, found.rewrite, name, start, start)


def _blocked(found: Sequence[Found]) -> Iterator[FieldProblem]:
    for one in found:
        if one.blocks:
            mend = f"可以改成“{one.rewrite}”" if one.rewrite else "请删去"
            yield FieldProblem(one.field, f"“{one.phrase}”不能写（{one.article}），{mend}")


def _wage(session: Session, terms: NeedTerms) -> Iterator[FieldProblem]:
    floor = max(int(value_on(session, MONTH, day)) for day in (terms.from_day, terms.to_day))
    if terms.wage_fen is not None and terms.wage_fen < floor:
        yield FieldProblem("wage_fen", f"低于最低工资 {wording.yuan(floor)} 元，请改到这个数以上，不算加班费和补贴")


def _hours(session: Session, terms: NeedTerms) -> Iterator[FieldProblem]:
    for name, (key, words) in LIMITS.items():
        said, limit = getattr(terms, name), float(value_on(session, key, terms.from_day))
        if said is not None and said > limit:
            yield FieldProblem(name, words.format(limit=limit))
