"""The same advert from several employers is a sign of a post that is not real: a hint for whoever reviews it."""

import re
import unicodedata
from typing import Any

from sqlmodel import Session, col, select

from models.advert import Advert
from models.vacancy import Vacancy

LEAST_EMPLOYERS = 3  # with the one at hand
SHORTEST = 40  # characters: shorter ones are alike by chance
_LETTERS = re.compile(r"[\W\d_]+")


def alike(session: Session, vacancy: Vacancy, text: str = "") -> list[dict[str, Any]]:
    """The finding, where enough other employers use these very words; numbers, blanks and marks do not count."""
    wanted = {said for said in (bare(text), bare(vacancy.duties)) if len(said) >= SHORTEST}
    if not wanted:
        return []
    others = {employer for employer, words in _said_elsewhere(session, vacancy.employer_id) if bare(words) in wanted}
    if len(others) + 1 < LEAST_EMPLOYERS:
        return []
    return [
        {
            "rule": "V15",
            "level": "warn",
            "phrase": f"另有 {len(others)} 家单位用了同样的启事",
            "article": "同一份启事出现在 3 家以上单位：请打电话核实岗位是否真实、是否代招。",
            "rewrite": "",
            "field": "",
            "reason": "",
            "office": True,
        }
    ]


def bare(text: str) -> str:
    """The letters of a text alone.

    >>> bare("急招 缝纫工３６名！") == bare("急招缝纫工 40 名")
    True
    """
    return _LETTERS.sub("", unicodedata.normalize("NFKC", text)).lower()


def _said_elsewhere(session: Session, employer_id: int) -> list[tuple[int, str]]:
    adverts = select(Advert.employer_id, Advert.text).where(Advert.employer_id != employer_id, col(Advert.text) != "")
    posts = select(Vacancy.employer_id, Vacancy.duties).where(
        Vacancy.employer_id != employer_id, col(Vacancy.duties) != ""
    )
    return [(row[0], row[1]) for statement in (adverts, posts) for row in session.exec(statement)]
