"""An Excel form from its bytes to the store: read, code the titles, take. Every way in goes through here."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Engine
from sqlmodel import Session

from api.forms.actor import Actor
from api.forms.faults import Ignored
from api.forms.reading import FormReading, Kind, read_form
from api.forms.reference import form_reference
from api.forms.store import ImportOutcome, take, titles_of
from api.forms.vacancies import VacancyRow
from api.referrals.ending import end_past_last_day
from api.reviews.imported import hold_back, judge_ahead
from api.reviews.screening import Rules, rules_for
from matcher.language.occupations.coding import code


@dataclass(frozen=True, slots=True)
class ReadForm:
    """A form that has been read, with the occupation code of every title in it. Nothing is stored yet."""

    reading: FormReading
    codes: Mapping[str, str | None]
    forbidden: tuple[Ignored, ...] = ()
    """Rows that may not be published as they stand; they are taken all the same."""

    def take(self, session: Session, *, actor: Actor, today: date, now: datetime, dry_run: bool) -> ImportOutcome:
        """Store it in the session's transaction, as far as the actor may.

        What fell with a last day is ended first: a later last day in the form does not revive it. What the law forbids
        to publish is taken like the rest, and waits for the office to mend it.
        """
        if not dry_run:
            end_past_last_day(session, today, now=now)
        told = take(session, self.reading, actor=actor, now=now, dry_run=dry_run, code_title=self.codes.__getitem__)
        if not dry_run and self.reading.kind == "vacancies":
            hold_back(session, by=actor.account_id, today=today, now=now)
        return told


def read(engine: Engine, content: bytes, filename: str, kind: Kind, as_of: date) -> ReadForm:
    """All the slow work, outside any transaction that writes; raises `UnreadableForm`."""
    with Session(engine) as session:
        reference, rules = form_reference(session, as_of), rules_for(session, None, as_of)
    reading = read_form(content, filename, kind, reference, as_of)
    forbidden = tuple(_judged(reading, rules))
    titles = titles_of(reading)
    return ReadForm(
        reading, {title: coding.code or None for title, coding in zip(titles, code(titles), strict=True)}, forbidden
    )


def _judged(reading: FormReading, rules: Rules) -> Iterator[Ignored]:
    posts = [(row.source, row.entry) for row in reading.rows if isinstance(row.entry, VacancyRow)]
    judged = judge_ahead([entry for _, entry in posts], rules)
    for (source, entry), phrases in zip(posts, judged, strict=True):
        if phrases:
            words = "、".join(f"“{phrase}”" for phrase in phrases)
            yield Ignored(source.sheet, source.row, f"{entry.title}：{words}不能发布，收下后先待审核")
