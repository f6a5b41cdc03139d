"""How one's applications and proposals stand: in plain words, with what to do next and what has happened so far."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session, col, select

from api import wording
from api.referrals.moving import WILLING
from api.referrals.reading import Standing, standing
from models.account import Account, Role
from models.days import day_of
from models.employer import Employer
from models.referral import (
    BEFORE_TALKS,
    ENDED,
    GIVEN_UP,
    Referral,
    ReferralLog,
    ReferralOrigin,
    ReferralReason,
    ReferralState,
)
from models.vacancy import Vacancy, on_offer

# Steps beside which the employer writes to the worker: when and where to come, or why not.
TOLD_BY_EMPLOYER = frozenset(
    {ReferralState.INTERVIEW, ReferralState.OFFERED, ReferralState.HIRED, ReferralState.DECLINED_BY_EMPLOYER}
)
# What the worker may give as a reason.
REASONS = (
    ReferralReason.FOUND_OTHER,
    ReferralReason.WAGE,
    ReferralReason.DISTANCE,
    ReferralReason.SHIFT,
    ReferralReason.LODGING,
    ReferralReason.WORK,
    ReferralReason.GOING_HOME,
    ReferralReason.OTHER,
)
WAITS_DAYS = 3  # after so many days without a word it is time to call


@dataclass(frozen=True, slots=True)
class Step:
    """One line of the history; `kind` is won, lost or nothing."""

    words: str
    at: str
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """A state in two or three words, how it looks, and the next thing to do."""

    words: str
    tag: str
    next: str


@dataclass(frozen=True, slots=True)
class Line:
    id: int
    title: str
    link: str
    employer: str
    pay: str | None
    said: Said
    told: str  # what the employer wrote beside the present state: when and where the interview is
    phone: str
    asked: bool  # the office proposed it and waits for an answer
    may_leave: bool
    reasons: list[str]
    steps: list[Step]


@dataclass(frozen=True, slots=True)
class Lists:
    asked: list[Line]
    going: list[Line]
    over: list[Line]


def lists(session: Session, rows: Sequence[Referral], today: date) -> Lists:
    """A worker's referrals, the latest first, by what is to be done about them."""
    lines = _lines(session, rows, today)
    return Lists(
        asked=[line for line in lines if line.asked],
        going=[line for line in lines if line.may_leave and not line.asked],
        over=[line for line in lines if not line.may_leave],
    )


def _lines(session: Session, rows: Sequence[Referral], today: date) -> list[Line]:
    posts = _posts(session, rows)
    logs = _logs(session, rows)
    offered = set(session.exec(select(Vacancy.id).where(on_offer(today), col(Vacancy.id).in_(posts))).all())
    return [
        _line(row, *posts[row.vacancy_id], logs[row.id or 0], offered=row.vacancy_id in offered, today=today)
        for row in rows
    ]


def _posts(session: Session, rows: Sequence[Referral]) -> dict[int, tuple[Vacancy, Employer]]:
    found = session.exec(
        select(Vacancy, Employer)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
        .where(col(Vacancy.id).in_({row.vacancy_id for row in rows}))
    )
    return {vacancy.id or 0: (vacancy, employer) for vacancy, employer in found}


Logged = tuple[ReferralLog, Role | None]


def _logs(session: Session, rows: Sequence[Referral]) -> Mapping[int, list[Logged]]:
    """The steps of each referral, first to last, with the role of who took them."""
    logs: defaultdict[int, list[Logged]] = defaultdict(list)
    found = session.exec(
        select(ReferralLog, col(Account.role))
        .outerjoin(Account, col(Account.id) == ReferralLog.account_id)
        .where(col(ReferralLog.referral_id).in_([row.id for row in rows]))
        .order_by(col(ReferralLog.id))
    )
    for step, role in found:
        logs[step.referral_id].append((step, role))
    return logs


def _line(
    row: Referral, vacancy: Vacancy, employer: Employer, log: list[Logged], *, offered: bool, today: date
) -> Line:
    stands = standing(row, vacancy, today)
    over = stands.state in ENDED
    return Line(
        id=row.id or 0,
        title=vacancy.title,
        link=f"/vacancies/{vacancy.id}" if offered else "",
        employer=employer.name,
        pay=wording.pay(vacancy),
        said=said(row, stands, log, today),
        told=_told(stands, log),
        phone="" if over else vacancy.phone,
        asked=not over and row.agreed_at is None and row.state in BEFORE_TALKS,
        may_leave=not over,
        reasons=row.reasons if not over else [],
        steps=[_step(row, entry, role, today) for entry, role in reversed(log)],
    )


def _told(stands: Standing, log: Sequence[Logged]) -> str:
    steps = [(entry, role) for entry, role in log if entry.from_state != entry.to_state]
    entry, role = steps[-1] if steps else (None, None)
    return _note(entry, role) if entry and role == Role.EMPLOYER and entry.to_state == stands.state else ""


def _note(entry: ReferralLog, role: Role | None) -> str:
    """What the worker may read beside a step: their own sentence, and the employer's to them; never the office's."""
    own = role == Role.WORKER and entry.to_state not in GIVEN_UP and entry.note != WILLING
    to_them = role == Role.EMPLOYER and entry.from_state is not None and entry.to_state in TOLD_BY_EMPLOYER
    return entry.note if own or to_them else ""


# What needs no more than the state.
IN_TALKS: Mapping[ReferralState, Said] = {
    ReferralState.INTERVIEW: Said("约面试", "key", "带上身份证和证书，按约好的时间去；去不了先打电话说一声。"),
    ReferralState.OFFERED: Said("拟录用", "ok", "打电话问清哪天上班、带什么；签劳动合同前先看清工资和工时。"),
    ReferralState.HIRED: Said("已录用", "ok", "上班一个月内要签劳动合同。有事到街道的公共就业服务窗口。"),
}
AGAIN = "改主意了，岗位还在招就可以再申请。"


def said(row: Referral, stands: Standing, log: Sequence[Logged], today: date) -> Said:
    """The present state, to the worker."""
    if stands.state in IN_TALKS:
        return IN_TALKS[stands.state]
    if stands.state in ENDED:
        return _ended(row, stands, log)
    if row.agreed_at is None:
        return Said("推荐给您", "info", "愿意去就点“我愿意”，单位会打电话给您；不想去点“不去了”。")
    return Said("已申请", "info", _waiting(stands, today))


def _ended(row: Referral, stands: Standing, log: Sequence[Logged]) -> Said:
    last, by = log[-1] if log else (None, None)
    reason = last.reason_code.label if last and last.reason_code else ""
    if stands.state == ReferralState.DECLINED_BY_WORKER:
        return Said(f"您说不去了：{reason}" if reason else "您说不去了", "", AGAIN)
    if stands.state == ReferralState.WITHDRAWN and by == Role.WORKER and row.state == stands.state:
        return Said(f"您取消了：{reason}" if reason else "您取消了", "", AGAIN)
    if row.state != stands.state:
        reason = ReferralReason.EXPIRED.label
    return Said(f"没成：{reason or stands.state.label}", "", "看看别的岗位，街道也会帮您留意。")


def _waiting(stands: Standing, today: date) -> str:
    days = (today - day_of(stands.state_since)).days
    if days < WAITS_DAYS:
        return "单位能看到您的电话，会打给您；着急就自己打过去问。"
    return f"{days} 天了还没有回音，打个电话问问，最管用。"


# What each step is called in the history.
STEPS: Mapping[ReferralState, str] = {
    ReferralState.PROPOSED: "推荐给您",
    ReferralState.TOLD: "告诉了您",
    ReferralState.INTERVIEW: "单位约面试",
    ReferralState.OFFERED: "单位打算录用您",
    ReferralState.HIRED: "录用了",
    ReferralState.DECLINED_BY_EMPLOYER: "单位没有录用",
    ReferralState.DECLINED_BY_WORKER: "您说不去了",
    ReferralState.WITHDRAWN: "撤回了",
}


def _step(row: Referral, entry: ReferralLog, role: Role | None, today: date) -> Step:
    kind = "won" if entry.to_state == ReferralState.HIRED else "lost" if entry.to_state in ENDED else ""
    reason = entry.reason_code.label if entry.reason_code else ""
    own = role == Role.WORKER
    words = STEPS[entry.to_state]
    if own and entry.from_state == entry.to_state and entry.note != WILLING:
        words = "您又说"
    elif own and entry.to_state == ReferralState.TOLD:
        words = "您申请了" if row.origin == ReferralOrigin.WORKER else "您说愿意去"
    elif own and entry.to_state == ReferralState.WITHDRAWN:
        words = "您取消了"
    note = _note(entry, role)
    return Step(
        wording.joined(words, reason or None, f"“{note}”" if note else None), wording.moment(entry.at, today), kind
    )
