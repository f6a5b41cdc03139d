"""How much there is in the reader's charge: each number is that of the list it leads to."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, func, select

from api import wording
from api.access.table import Access, Action
from api.files.employer_list import EMPLOYERS
from api.files.listing import Subject, link
from api.files.vacancy_list import ON_OFFER, VACANCIES
from api.files.worker_list import WORKERS
from models.paging import count


@dataclass(frozen=True, slots=True)
class Number:
    value: str
    words: str
    link: str


def counts(session: Session, access: Access, today: date) -> list[Number]:
    """People, posts on offer, employers and the key ones among them."""

    def number(subject: Subject, asked: Mapping[str, str], words: str) -> Number:
        found = session.exec(count(subject.rows(asked, access, today))).one()
        return Number(wording.count(found), words, link(subject, asked))

    people = [number(WORKERS, {}, "位求职者登记在册")] if access.may(Action.WORKER_LIST) else []
    sought = wording.count(_openings(session, access, today))
    return [
        *people,
        number(VACANCIES, {"state": ON_OFFER[0]}, f"个岗位在招（{sought} 个名额）"),
        number(EMPLOYERS, {}, "家用人单位"),
        number(EMPLOYERS, {"key": "any"}, "家重点用工企业"),
    ]


def _openings(session: Session, access: Access, today: date) -> int:
    offered = VACANCIES.rows({"state": ON_OFFER[0]}, access, today).subquery()
    return int(session.exec(select(func.coalesce(func.sum(offered.c.openings), 0))).one())
