"""Everything that happened to an employer's file and to its vacancies' numbers."""

from sqlmodel import Session, col, select

from api import wording
from api.files.employer_fields import LABELS
from api.files.history import MOST, Event, audited, with_registration
from models.days import start_of
from models.employer import Employer, KeyListing, SpecialistAssignment
from models.need import NeedReport
from models.review import Review
from models.vacancy import Vacancy


def employer_events(session: Session, employer: Employer) -> list[Event]:
    key = employer.id or 0
    titles = dict(session.exec(select(Vacancy.id, Vacancy.title).where(Vacancy.employer_id == key)).all())
    return [
        *with_registration(audited(session, "employer", key, LABELS), employer.registered_at),
        *_listings(session, key),
        *_handovers(session, key),
        *need_events(session, {number or 0: title for number, title in titles.items()}),
        *review_events(session, {number or 0: title for number, title in titles.items()}),
    ]


def _listings(session: Session, key: int) -> list[Event]:
    rows = session.exec(select(KeyListing).where(KeyListing.employer_id == key))
    return [
        Event(
            start_of(row.valid_from), "key", f"列入 {row.key_class.value} {row.key_class.label}", mood="won", dated=True
        )
        for row in rows
    ]


def _handovers(session: Session, key: int) -> list[Event]:
    rows = session.exec(select(SpecialistAssignment).where(SpecialistAssignment.employer_id == key))
    return [
        Event(
            start_of(row.valid_from),
            "key",
            f"由这位专员服务{f'；交接：{row.handover_note}' if row.handover_note else ''}",
            row.account_id,
            dated=True,
        )
        for row in rows
    ]


def need_events(session: Session, titles: dict[int, str]) -> list[Event]:
    """Statements of need of these vacancies; with several, each names its own."""
    rows = session.exec(
        select(NeedReport)
        .where(col(NeedReport.vacancy_id).in_(titles))
        .order_by(col(NeedReport.reported_at).desc())
        .limit(MOST)
    )
    return [
        Event(
            row.reported_at,
            "need",
            wording.joined(_of(titles, row.vacancy_id), f"还要 {row.openings} 人", row.note),
            row.account_id,
            link=f"/staff/vacancies/{row.vacancy_id}" if len(titles) > 1 else "",
        )
        for row in rows
    ]


def review_events(session: Session, titles: dict[int, str]) -> list[Event]:
    rows = session.exec(
        select(Review).where(col(Review.vacancy_id).in_(titles)).order_by(col(Review.id).desc()).limit(MOST)
    )
    told = []
    for row in rows:
        of = _of(titles, row.vacancy_id)
        told.append(
            Event(row.submitted_at, "review", wording.joined(of, f"送审：{row.verdict.label}"), row.submitted_by)
        )
        if row.decided_at and row.decision:
            mood = "won" if row.decision.value == "published" else "lost"
            words = wording.joined(of, f"审核{row.decision.label}", row.words)
            told.append(Event(row.decided_at, "review", words, row.decided_by, mood=mood))
    return told


def _of(titles: dict[int, str], key: int) -> str:
    return f"“{titles[key]}”" if len(titles) > 1 else ""
