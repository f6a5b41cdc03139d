"""Handing a vacancy in: what screening found goes to the office with it, and with the employer's reasons."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlmodel import Session, col, select

from api.reviews.hints import hints
from api.reviews.screening import Found, distinct, rules_for, screen_terms, terms_of, verdict_of
from models.account import Role
from models.employer import Employer
from models.review import Decision, Review, Verdict, reviews_of
from models.vacancy import Vacancy, VacancyState

BLOCKED = "有不能发布的写法，已转为“待审核”：{phrases}。改好以后由街道审核开放。"
READ_AGAIN = "有要核实的写法，已转为“待审核”：{phrases}。由街道审核后重新开放。"
SENT_BACK_FROM = frozenset({VacancyState.OPEN, VacancyState.SUSPENDED, VacancyState.FILLED})


def hand_in(
    session: Session,
    vacancy: Vacancy,
    found: Sequence[Found],
    *,
    by: int | None,
    now: datetime,
    text: str = "",
    reasons: Mapping[str, str] | None = None,
) -> Review:
    """Put the vacancy into the queue; one that waits there already keeps its place and is read as it is now."""
    findings = [_kept(one, reasons or {}) for one in distinct(found)]
    findings += hints(session, vacancy, text)
    review = waiting_review(session, vacancy)
    if review is None:
        review = Review(vacancy_id=vacancy.id or 0, submitted_at=now, verdict=Verdict.OK)
    review.submitted_by, review.findings = by, findings
    review.verdict = verdict_of(found) if found or not findings else Verdict.WARN
    session.add(review)
    session.flush()
    return review


def _kept(found: Found, reasons: Mapping[str, str]) -> dict[str, Any]:
    """A finding as the review keeps it; ``reason`` is why the employer thinks it has to stand."""
    return {**asdict(found), "level": found.level.value, "reason": reasons.get(found.rule, "")}


def screen_stored(
    session: Session, vacancy: Vacancy, role: Role | None, *, by: int | None, today: date, now: datetime
) -> str:
    """Screen what was stored by another way than the pages; returns what to tell whoever stored it, mostly nothing."""
    session.flush()
    found = screen_terms(terms_of(vacancy), rules_for(session, session.get(Employer, vacancy.employer_id), today))
    return settle(session, vacancy, found, role, by=by, now=now)


def settle(
    session: Session,
    vacancy: Vacancy,
    found: Sequence[Found],
    role: Role | None,
    *,
    by: int | None,
    now: datetime,
    reasons: Mapping[str, str] | None = None,
) -> str:
    """Nothing unlawful stays open, and what an employer wrote is read by the office; returns what happened, in words.

    The office is held to what the law forbids outright. Of an employer's own words whatever is to be checked, and was
    not passed before, sends the vacancy to the queue; a draft of an employer's always waits there.
    """
    own = role == Role.EMPLOYER
    passed = _passed(session, vacancy) if own else set()
    new = [one for one in found if one.blocks or (own and one.key not in passed)]
    told = ""
    if new and vacancy.state in SENT_BACK_FROM:
        vacancy.move_to(VacancyState.DRAFT, now=now)
        words = BLOCKED if any(one.blocks for one in new) else READ_AGAIN
        told = words.format(phrases="、".join(f"“{one.phrase}”" for one in distinct(new)))
    if vacancy.state == VacancyState.DRAFT and (new or own or waiting_review(session, vacancy)):
        hand_in(session, vacancy, found, by=by, now=now, reasons=reasons)
    return told


def waiting_review(session: Session, vacancy: Vacancy) -> Review | None:
    return session.exec(reviews_of(vacancy.id or 0).where(col(Review.decision).is_(None))).first()


def _passed(session: Session, vacancy: Vacancy) -> set[tuple[str, str]]:
    """What the office has seen in this vacancy and let stand."""
    passed = select(Review.findings).where(Review.vacancy_id == vacancy.id, col(Review.decision) == Decision.PUBLISHED)
    return {(one["rule"], one["phrase"]) for findings in session.exec(passed) for one in findings}
