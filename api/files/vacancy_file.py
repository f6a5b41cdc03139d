"""A vacancy's whole file: what it offers, who looks at it, what the office read of it and where people are short."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api import wording
from api.access.table import Access, Action
from api.files.employer_history import need_events, review_events
from api.files.facts import Section, facts_of
from api.files.history import Event, audited, with_registration
from api.files.vacancy_fields import GROUPS, LABELS
from api.vacancies.crowd import crowds, last_run_id
from models.employer import Employer
from models.referral import Referral, ReferralState
from models.review import Review, reviews_of
from models.run import MatchingRun, RunUnmatched
from models.vacancy import Vacancy


@dataclass(frozen=True, slots=True)
class Finding:
    """What the screening found: the phrase, the article, how to write it."""

    rule: str
    phrase: str
    article: str
    rewrite: str


@dataclass(frozen=True, slots=True)
class VacancyFile:
    sections: Sequence[Section]
    employer: str
    employer_link: str
    crowd: str
    referrals: Sequence[tuple[str, int]]
    findings: Sequence[Finding]
    verdict: str
    short: str
    short_of: str


def file_of(session: Session, vacancy: Vacancy, access: Access, today: date) -> VacancyFile:
    key = vacancy.id or 0
    may = access.may(Action.VACANCY_CORRECT)
    crowd = crowds(session, {key: vacancy.openings}).get(key)
    employer = session.get(Employer, vacancy.employer_id)
    review = session.exec(reviews_of(key).limit(1)).first()
    short, short_of = _short(session, key, today)
    return VacancyFile(
        sections=[
            Section(
                each.key,
                each.title,
                facts_of(session, each, vacancy.model_dump(), today),
                f"/staff/vacancies/{key}/correct/{each.key}" if may else "",
            )
            for each in GROUPS.values()
        ],
        employer=employer.name if employer else "",
        employer_link=f"/staff/employers/{vacancy.employer_id}",
        crowd=crowd.words if crowd else "",
        referrals=_referrals(session, key),
        findings=_findings(review),
        verdict=review.verdict.label if review else "",
        short=short,
        short_of=short_of,
    )


def vacancy_events(session: Session, vacancy: Vacancy) -> list[Event]:
    key = vacancy.id or 0
    titles = {key: vacancy.title}
    changes = with_registration(audited(session, "vacancy", key, LABELS), vacancy.created_at)
    return [*changes, *need_events(session, titles), *review_events(session, titles)]


def _referrals(session: Session, key: int) -> list[tuple[str, int]]:
    counted = sa.select(col(Referral.state), sa.func.count()).where(col(Referral.vacancy_id) == key)
    found = {row[0]: row[1] for row in session.execute(counted.group_by(col(Referral.state)))}
    return [(state.label, found[state]) for state in ReferralState if state in found]


def _findings(review: Review | None) -> list[Finding]:
    found = review.findings if review else []
    return [
        Finding(
            str(each.get("rule", "")),
            str(each.get("phrase", "")),
            str(each.get("article", "")),
            str(each.get("rewrite", "")),
        )
        for each in found
    ]


def _short(session: Session, key: int, today: date) -> tuple[str, str]:
    """Why openings stayed empty in the last finished run and what would help, and which run says so."""
    run = last_run_id(session)
    row = session.exec(select(RunUnmatched).where(RunUnmatched.run_id == run, RunUnmatched.vacancy_id == key)).first()
    if row is None:
        return "", ""
    of = session.get(MatchingRun, run)
    told = f"第 {run} 次匹配（{wording.day(of.as_of, today)}）" if of else ""
    return wording.joined(row.why, row.what_would_help), told
