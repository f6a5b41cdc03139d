"""Who suits a vacancy today: the matching's own shortlist, read as its employer may, ordered and narrowed.

Everybody listed agrees to be recommended. Of whom no work, skill or certificate is known, nobody can say that they
suit: they stand behind all others, to be asked first. No name, no phone and no id of theirs is in a row.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import urlencode

import numpy as np
import pandas as pd
from sqlmodel import Session, col, select

from api import wording
from api.candidates import fit
from api.candidates.asking import key_of
from api.candidates.people import papers
from api.matching.weighing import params_on
from api.matching.worker_shelf import Sides
from api.paging_links import asked_page
from api.refusals import Conflict
from api.vacancies.around import street_names
from api.vacancies.reasons import MARK
from matcher.language.requests import understand
from matcher.pairing.shortlist import shortlist
from models.referral import settled_workers
from models.vacancy import Vacancy
from models.worker import Worker

SORTS = {"score": "最合适", "near": "离得近", "shift": "班次合"}
WITHIN = (3, 5, 10)  # km offered as filters
NOT_OFFERED = "这个岗位现在不在招，没有可以比较的求职者。恢复招聘、报过人数以后再来看。"


@dataclass(frozen=True, slots=True)
class Asked:
    """How the list is ordered and narrowed, as the address says; `within` is km, 0 any."""

    sort: str = "score"
    within: int = 0
    shift: bool = False
    pay: bool = False
    page: int = 1

    def link(self, **changes: Any) -> str:
        """The query of a neighbouring list; a change of order or filter begins at its first page."""
        new = replace(self, **({"page": 1} | changes))
        said = {
            "sort": new.sort if new.sort != "score" else "",
            "within": new.within,
            "shift": "yes" if new.shift else "",
            "pay": "yes" if new.pay else "",
            "page": new.page if new.page > 1 else "",
        }
        return "?" + urlencode({name: value for name, value in said.items() if value})


@dataclass(frozen=True, slots=True)
class Suitable:
    """One person who suits: `key` stands for them on this vacancy's pages only.

    `told` is false of whom no work is known: whether they suit is to be asked first.
    """

    key: str
    name: str
    score: int
    reasons: str
    work: str
    street: str
    way: str
    shift: str
    pay: str
    certificates: str
    to_ask: str
    first_day: str
    told: bool


def asked_of(given: Mapping[str, str]) -> Asked:
    """What the address says; anything unknown in it counts as not said."""
    sort, within = given.get("sort", ""), given.get("within", "")
    return Asked(
        sort=sort if sort in SORTS else "score",
        within=int(within) if within in map(str, WITHIN) else 0,
        shift=given.get("shift") == "yes",
        pay=given.get("pay") == "yes",
        page=asked_page(given.get("page", "")),
    )


def everybody(session: Session, sides: Sides, vacancy: Vacancy, today: date) -> pd.DataFrame:
    """The whole shortlist; raises `Conflict` for a vacancy that is not on offer."""
    key = vacancy.id or 0
    if key not in sides.vacancies.row_of:
        raise Conflict(NOT_OFFERED)
    frame = shortlist(
        sides.workers.index,
        sides.vacancies.index,
        str(key),
        params_on(session, today),
        as_of=today,
        settled=[str(worker) for worker in session.exec(settled_workers(key))],
    )
    rows = map(sides.workers.rows.__getitem__, frame["worker_id"])
    told = [bool(why) or _says_work(row) for why, row in zip(frame["reasons"], rows, strict=True)]
    return frame.assign(told=np.array(told, dtype=np.bool_))


def _says_work(worker: Mapping[str, str]) -> bool:
    """Whether an employer can read of a worker what they can or wish to do: “乜都做” is no work."""
    return bool(worker["skills"] or worker["certificates"]) or any(map(_names, worker["wishes"].split(MARK)))


@lru_cache(maxsize=4096)
def _names(wish: str) -> bool:
    """Whether a wish names work."""
    return bool(understand(wish, streets={}).wishes)


def narrowed(frame: pd.DataFrame, asked: Asked) -> pd.DataFrame:
    """The rows the reader asked for, in their order; a place or a shift that is unknown comes last, not out, and those
    of whom no work is known come behind all others.
    """
    if asked.within:
        frame = frame[frame["km"] <= asked.within]
    if asked.shift:
        frame = frame[frame["shift"] == 1]
    if asked.pay:
        frame = frame[frame["pay"] == 1]
    if asked.sort == "near":
        frame = frame.sort_values("km", kind="stable", na_position="last")
    elif asked.sort == "shift":
        frame = frame.sort_values("shift", ascending=False, kind="stable")
    return frame.sort_values("told", ascending=False, kind="stable")


def told(session: Session, frame: pd.DataFrame, vacancy: Vacancy, secret: str, today: date) -> list[Suitable]:
    """Rows of a shortlist in words."""
    ids = [int(key) for key in frame["worker_id"]]
    workers = {worker.id or 0: worker for worker in session.exec(select(Worker).where(col(Worker.id).in_(ids)))}
    known, streets = papers(session, ids, today), street_names(session)
    rows: Sequence[dict[str, Any]] = frame.to_dict("records")  # type: ignore[assignment]
    return [
        _told(row, workers[key], vacancy, known.work(key), known.certificates.get(key, []), streets, secret, today)
        for key, row in zip(ids, rows, strict=True)
        if key in workers
    ]


def _told(
    row: Mapping[str, Any],
    worker: Worker,
    vacancy: Vacancy,
    work: str,
    held: list[str],
    streets: Mapping[str, str],
    secret: str,
    today: date,
) -> Suitable:
    fits = fit.Fit(fit.known(row["km"]), bool(row["rough"]), fit.known(row["pay"]), fit.known(row["shift"]))
    return Suitable(
        key=key_of(secret, vacancy.id or 0, worker.id or 0),
        name=wording.masked(worker.name),
        score=round(100 * row["score"]),
        reasons=reasons_told(row["reasons"]),
        work=work,
        street=streets.get(worker.street_code or "", ""),
        way=fits.way,
        shift=fit.shift_told(fits, vacancy.shift),
        pay=fits.pay_words,
        certificates="、".join(held),
        to_ask=fit.to_ask(held, vacancy.certificates_required),
        first_day=fit.first_day(worker, today),
        told=bool(row["told"]),
    )


def reasons_told(reasons: str) -> str:
    """The matching's reasons without the worker's own sentence of what they wish, which may say more than work.

    >>> reasons_told("想做打包嘅嘢，招包装工；会贴标，正是岗位要求"), reasons_told("同工种")
    ('想做的和岗位相近；会贴标，正是岗位要求', '同工种')
    """
    parts = ("想做的和岗位相近" if part.startswith("想做") else part for part in reasons.split(MARK) if part)
    return MARK.join(parts)


def meant(frame: pd.DataFrame, key: str, vacancy_id: int, secret: str) -> int | None:
    """The worker a key stands for, if they are on the shortlist now."""
    return next((int(row) for row in frame["worker_id"] if key_of(secret, vacancy_id, int(row)) == key), None)
