"""What an employer's day begins with: what waits for it, and how each of its vacancies stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import reach
from api.access.table import TABLE, Access, Action, access_to
from api.candidates.people import CONTACT_DAYS
from api.needs.reminders import Reminder, by_vacancy, reminders
from api.needs.reporting import days_left, seen_of
from api.vacancies.crowd import Crowd, crowds
from models.account import Account
from models.complaint import Inquiry
from models.days import day_of, start_of
from models.employer import Employer
from models.parameter import value_on
from models.referral import Referral, ReferralState
from models.referral_standing import fallen
from models.review import Decision, Review
from models.vacancy import Vacancy, VacancyFilter, VacancyState, vacancies

KINDS = {VacancyState.OPEN: "ok", VacancyState.DRAFT: "info", VacancyState.SUSPENDED: "no"}
ORDER = (
    VacancyState.OPEN,
    VacancyState.SUSPENDED,
    VacancyState.DRAFT,
    VacancyState.FILLED,
    VacancyState.CLOSED,
)
UNANSWERED = (ReferralState.TOLD, ReferralState.PROPOSED)


@dataclass(frozen=True, slots=True)
class People:
    """How many are at which step; `overdue` of those `waiting` wait longer than was promised."""

    waiting: int = 0
    overdue: int = 0
    interview: int = 0
    offered: int = 0
    hired: int = 0

    @property
    def live(self) -> int:
        return self.waiting + self.interview + self.offered


@dataclass(frozen=True, slots=True)
class Post:
    """One vacancy on the desk; `returned` are the office's words when it sent it back, `asked` what it asks."""

    id: int
    title: str
    pay: str | None
    state: str
    kind: str
    openings: int
    seen: str
    sought: str
    people: People
    fresh: str
    reminder: Reminder | None
    review: str
    returned: str
    asked: str
    until: str | None
    moves: list[tuple[str, str]]
    is_open: bool
    is_draft: bool


@dataclass(frozen=True, slots=True)
class Desk:
    posts: list[Post]
    waiting: list[Post] = field(default_factory=list)
    stale: list[Post] = field(default_factory=list)
    returned: list[Post] = field(default_factory=list)
    asked: list[Post] = field(default_factory=list)
    answer_days: int = 0

    @property
    def to_do(self) -> int:
        return len(self.waiting) + len(self.stale) + len(self.returned) + len(self.asked)


def desk(session: Session, employer: Employer, access: Access, today: date) -> Desk:
    """Vacancies that are open first, each with what is to be done about it."""
    own = vacancies(VacancyFilter(employer_id=employer.id)).order_by(col(Vacancy.created_at).desc(), col(Vacancy.id))
    rows = session.exec(own.where(reach(Vacancy, access.to(Action.VACANCY_WRITE), today))).all()
    rows = sorted(rows, key=lambda row: ORDER.index(row.state))
    days = int(value_on(session, CONTACT_DAYS, today))
    counts, soon = counted(session, access, today, days), by_vacancy(reminders(session, access, today))
    seen, reviews = crowds(session, {row.id or 0: row.openings for row in rows}), last_reviews(session, rows)
    asked = _asked(session, rows)
    posts = [
        _post(
            row,
            counts.get(row.id or 0, People()),
            soon.get(row.id or 0),
            reviews.get(row.id or 0),
            asked.get(row.id or 0, ""),
            seen,
            today,
        )
        for row in rows
    ]
    return Desk(
        posts=posts,
        waiting=sorted((post for post in posts if post.people.waiting), key=lambda post: -post.people.overdue),
        stale=[post for post in posts if post.reminder],
        returned=[post for post in posts if post.returned],
        asked=[post for post in posts if post.asked],
        answer_days=days,
    )


def _post(
    row: Vacancy,
    people: People,
    reminder: Reminder | None,
    review: Review | None,
    asked: str,
    seen: Mapping[int, Crowd],
    today: date,
) -> Post:
    crowd = seen.get(row.id or 0)
    draft = row.state == VacancyState.DRAFT
    over = row.state == VacancyState.OPEN and row.open_until is not None and row.open_until < today
    returned = draft and review is not None and review.decision == Decision.RETURNED
    return Post(
        id=row.id or 0,
        title=row.title,
        pay=wording.pay(row),
        state="退回修改" if returned else "已过截止日" if over else row.state.label,
        kind="no" if returned or over else KINDS.get(row.state, ""),
        openings=row.openings,
        seen=seen_of(row),
        sought=crowd.words if crowd and row.state == VacancyState.OPEN else f"{row.openings} 人",
        people=people,
        fresh=_fresh(row, today),
        reminder=reminder,
        review=_waits(review, today) if draft and not returned else "",
        returned=(review.words or "请按要求修改后再交") if returned and review else "",
        asked=asked,
        until=wording.day(row.open_until, today),
        moves=moves(row),
        is_open=row.state == VacancyState.OPEN and not over,
        is_draft=draft,
    )


def _fresh(row: Vacancy, today: date) -> str:
    """How long the number given is believed."""
    left = days_left(row, today)
    if left is None:
        return ""
    return "已过期，求职者看不到" if left < 0 else "用到今天" if left == 0 else f"还用 {left} 天"


def _waits(review: Review | None, today: date) -> str:
    if review is None:
        return "等街道审核"
    return f"{wording.day(day_of(review.submitted_at), today)}交，等街道审核"


def moves(row: Vacancy) -> list[tuple[str, str]]:
    """What an employer may do about the state: the state asked for and its words."""
    return {
        VacancyState.OPEN: [("suspended", "暂停"), ("closed", "结束")],
        VacancyState.SUSPENDED: [("open", "恢复招聘"), ("closed", "结束")],
        VacancyState.FILLED: [("closed", "结束")],
        VacancyState.DRAFT: [("closed", "不发了")],
    }.get(row.state, [])


def last_reviews(session: Session, rows: Sequence[Vacancy]) -> dict[int, Review]:
    """The latest review of each vacancy that has one."""
    found = select(Review).where(col(Review.vacancy_id).in_([row.id for row in rows])).order_by(col(Review.id))
    return {review.vacancy_id: review for review in session.exec(found)}


def _asked(session: Session, rows: Sequence[Vacancy]) -> dict[int, str]:
    """What the office wants to know of each vacancy and has not been told."""
    waiting = select(Inquiry).where(
        col(Inquiry.vacancy_id).in_([row.id for row in rows]), col(Inquiry.answered_at).is_(None)
    )
    return {inquiry.vacancy_id: inquiry.question for inquiry in session.exec(waiting)}


def counted(session: Session, access: Access, today: date, days: int) -> dict[int, People]:
    """People at each step by vacancy; counted, not named."""
    late = col(Referral.state_since) < start_of(today - timedelta(days=days))
    unanswered = col(Referral.state).in_(UNANSWERED)
    states = (ReferralState.INTERVIEW, ReferralState.OFFERED, ReferralState.HIRED)
    rows = session.execute(
        sa.select(
            col(Referral.vacancy_id),
            _number(unanswered),
            _number(sa.and_(unanswered, late)),
            *(_number(col(Referral.state) == state) for state in states),
        )
        .where(reach(Referral, access.to(Action.REFERRAL_READ), today), sa.not_(fallen(today)))
        .group_by(col(Referral.vacancy_id))
    )
    return {row[0]: People(*(int(number) for number in row[1:])) for row in rows}


def _number(condition: sa.ColumnElement[bool]) -> sa.ColumnElement[int]:
    return sa.func.sum(sa.case((condition, 1), else_=0))


def waiting_at(session: Session, account: Account | None, today: date) -> dict[str, int]:
    """How much waits for an employer, beside the entry of its desk; nothing for anybody else."""
    if account is None or account.role not in TABLE[Action.EMPLOYER_DESK]:
        return {}
    access = access_to(Action.EMPLOYER_DESK, account)
    employer = session.get(Employer, account.employer_id)
    return {"/employer": desk(session, employer, access, today).to_do} if employer else {}
