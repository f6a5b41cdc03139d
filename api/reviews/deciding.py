"""What the office decides of a vacancy that was handed in: it is published, or it goes back with words."""

from datetime import date, datetime

from sqlmodel import Session

from api.needs.reporting import fresh_until
from api.refusals import BadField, Conflict
from api.registrations.renewing import due
from api.reviews.handing_in import waiting_review
from api.reviews.screening import distinct, rules_for, screen_terms, terms_of
from models.employer import Employer
from models.need import NeedReport
from models.review import Decision, Review
from models.vacancy import Vacancy, VacancyState

UNVERIFIED = "单位“{name}”还没有核实，不能开放岗位。请先在“单位核实”里核对它的登记。"
VERIFY_AGAIN = "单位“{name}”上次核实是 {last}，{by} 就该复核，还没有复核，不能开放新岗位。请先在“单位核实”里复核。"
BLOCKED = "有不能发布的写法：{phrases}。请退回，让单位改好后再通过。"
NOT_WAITING = "这个岗位现在是“{state}”，已经有人处理过。请回到审核列表，看看最新的情况。"
SAY_WHY = "请选一条或写一句，单位才知道要改什么"


def publish(session: Session, vacancy: Vacancy, *, by: int | None, today: date, now: datetime) -> None:
    """Open a vacancy that waits: from today workers find it, and its head count is the first statement of need.

    Raises `Conflict` for what was decided meanwhile, for an employer nobody verified, and for words that the law
    forbids, whoever wrote them.
    """
    check_may_open(session, vacancy, today)
    vacancy.move_to(VacancyState.OPEN, now=now)
    vacancy.fresh_until = fresh_until(session, today)
    session.add(vacancy)
    session.add(NeedReport(vacancy_id=vacancy.id or 0, openings=vacancy.openings, reported_at=now, account_id=by))
    review = waiting_review(session, vacancy)
    if review:
        _decide(review, Decision.PUBLISHED, "", by, now)
    session.flush()


def check_may_open(session: Session, vacancy: Vacancy, today: date) -> None:
    if vacancy.state != VacancyState.DRAFT:
        raise Conflict(NOT_WAITING.format(state=vacancy.state.label))
    employer = session.get(Employer, vacancy.employer_id)
    if employer and not employer.verified:
        raise Conflict(UNVERIFIED.format(name=employer.name))
    known = due(session, employer, today) if employer else None
    if known and known.by < today:
        raise Conflict(VERIFY_AGAIN.format(name=known.employer.name, last=known.last, by=known.by))
    found = [one for one in screen_terms(terms_of(vacancy), rules_for(session, employer, today)) if one.blocks]
    if found:
        raise Conflict(BLOCKED.format(phrases="、".join(f"“{one.phrase}”" for one in distinct(found))))


def give_back(review: Review, words: str, *, by: int | None, now: datetime) -> None:
    """Return it to its employer; raises `BadField` without words, `Conflict` when somebody was quicker."""
    if review.decision is not None:
        raise Conflict(NOT_WAITING.format(state=review.decision.label))
    if not words.strip():
        raise BadField.of("words", SAY_WHY)
    _decide(review, Decision.RETURNED, words.strip(), by, now)


def _decide(review: Review, decision: Decision, words: str, by: int | None, now: datetime) -> None:
    review.decision, review.words, review.decided_by, review.decided_at = decision, words, by, now
