"""Signs of a post that is not real, for whoever reviews it: each a finding of V15 that its employer is not asked about.

One advert from several firms, far more people than the firm has work for, a wage far above what such work pays here.
"""

import re
import unicodedata
from statistics import median
from typing import Any

from sqlmodel import Session, col, select

from models.advert import Advert
from models.employer import Employer
from models.vacancy import Vacancy, VacancyState, WageUnit

LEAST_EMPLOYERS = 3  # with the one at hand
SHORTEST = 40  # characters: shorter texts are alike by chance
LARGEST_SHARE = 0.5  # of a firm's staff sought in one post
HIGHEST_WAGE = 2.0  # times what the posts of its occupation pay
FEWEST_WAGES = 5  # posts that say what an occupation pays
_NOT_LETTERS = re.compile(r"[\W\d_]+")


def hints(session: Session, vacancy: Vacancy, text: str = "") -> list[dict[str, Any]]:
    """What to ask about before the vacancy is passed."""
    told = (
        _alike(session, vacancy, text),
        _too_many(session.get(Employer, vacancy.employer_id), vacancy),
        _too_good(session, vacancy),
    )
    return [_finding(*one) for one in told if one]


def _finding(phrase: str, ask: str) -> dict[str, Any]:
    kept = {"rule": "V15", "level": "warn", "phrase": phrase, "article": ask}
    return kept | {"rewrite": "", "field": "", "reason": "", "office": True}


def _alike(session: Session, vacancy: Vacancy, text: str) -> tuple[str, str] | None:
    wanted = {said for said in (bare(text), bare(vacancy.duties)) if len(said) >= SHORTEST}
    if not wanted:
        return None
    others = {employer for employer, words in _said_elsewhere(session, vacancy.employer_id) if bare(words) in wanted}
    if len(others) + 1 < LEAST_EMPLOYERS:
        return None
    return f"另有 {len(others)} 家单位用了同样的启事", "请打电话核实岗位是否真实、是否代招。"


def bare(text: str) -> str:
    """The letters of a text alone.

    >>> bare("急招 缝纫工３６名！") == bare("急招缝纫工 40 名")
    True
    """
    return _NOT_LETTERS.sub("", unicodedata.normalize("NFKC", text)).lower()


def _said_elsewhere(session: Session, employer_id: int) -> list[tuple[int, str]]:
    adverts = select(Advert.employer_id, Advert.text).where(Advert.employer_id != employer_id, col(Advert.text) != "")
    posts = select(Vacancy.employer_id, Vacancy.duties).where(
        Vacancy.employer_id != employer_id, col(Vacancy.duties) != ""
    )
    return [(row[0], row[1]) for statement in (adverts, posts) for row in session.exec(statement)]


def _too_many(employer: Employer | None, vacancy: Vacancy) -> tuple[str, str] | None:
    staff = employer.staff_total if employer else None
    if not staff or vacancy.openings <= LARGEST_SHARE * staff:
        return None
    return f"单位登记 {staff} 人，这个岗位要招 {vacancy.openings} 人", "超过一半，请核实是不是要这么多人、是不是代招。"


def _too_good(session: Session, vacancy: Vacancy) -> tuple[str, str] | None:
    low = vacancy.wage_low_fen
    if low is None or vacancy.occupation_code is None or vacancy.wage_unit != WageUnit.MONTH:
        return None
    wages = session.exec(
        select(Vacancy.wage_low_fen).where(
            Vacancy.occupation_code == vacancy.occupation_code,
            Vacancy.id != vacancy.id,
            Vacancy.wage_unit == WageUnit.MONTH,
            Vacancy.state == VacancyState.OPEN,
            col(Vacancy.wage_low_fen).is_not(None),
        )
    ).all()
    usual = median(wage for wage in wages if wage is not None) if len(wages) >= FEWEST_WAGES else None
    if usual is None or low <= HIGHEST_WAGE * usual:
        return None
    return f"工资是同类岗位（{usual / 100:.0f} 元）的两倍以上", "请核实工资怎么算、岗位是否真实。"
