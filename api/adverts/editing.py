"""Changing a vacancy that stands already: what others changed meanwhile is kept, what is typed is never lost."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlmodel import Session

from api.access.table import Access
from api.adverts.drafts import REASON, check_lawful, form_of, reasons_in
from api.adverts.fields import BY_NAME, LABELS, said_in
from api.fields.filled import Filled
from api.fields.references import check_references
from api.referrals.ending import end_with_vacancy
from api.reviews.handing_in import settle
from api.reviews.screening import TEXT, Rules
from api.vacancies.reviewing import changed, check_openings, send_back
from api.vacancies.routes import check_terms
from api.vacancies.schemas import VacancyPatch
from models.account import Role
from models.advert import Advert
from models.vacancy import Vacancy

WAS = "was_"  # before a field's name: what stood there when the form was made


@dataclass(frozen=True, slots=True)
class Meanwhile:
    """A field that somebody else changed while this form was open; ``mine`` is what is typed there, if anything."""

    label: str
    was: str
    now: str
    mine: str


def stale(form: Filled, kept_now: Mapping[str, str]) -> tuple[Filled, list[Meanwhile]]:
    """The form over what is kept now, by field, and what changed since it was made.

    A field left alone follows what is kept; one that both changed stays as typed, and is told with both.
    """
    values, told = dict(form.values), []
    for name, kept in kept_now.items():
        was, mine = form.value(f"{WAS}{name}"), form.value(name)
        if f"{WAS}{name}" not in form.values or _same(kept, was) or _same(kept, mine):
            continue
        own = "" if _same(mine, was) else mine
        values[name] = own or kept
        told.append(Meanwhile(_label(name), was, kept, own))
    values |= {f"{WAS}{name}": kept for name, kept in kept_now.items()}
    return Filled(values), told


def stale_draft(form: Filled, advert: Advert) -> tuple[Filled, list[Meanwhile]]:
    """`stale` for a draft: its text, its fields, and the reasons, which a page may have been made without."""
    stands = form_of(advert)
    reasons = {name for name in stands.values if name.startswith(REASON)}
    if f"{WAS}{TEXT}" in form.values:
        form = Filled({**{f"{WAS}{name}": "" for name in reasons}, **form.values})
    return stale(form, {name: stands.value(name) for name in (TEXT, *BY_NAME, *sorted(reasons))})


def _label(name: str) -> str:
    return "要这样写的理由" if name.startswith(REASON) else {**LABELS, TEXT: "启事"}[name]


def _same(one: str, other: str) -> bool:
    """Browsers send every end of a line as two characters, whatever it was."""
    return one.replace("\r\n", "\n") == other.replace("\r\n", "\n")


def edit(
    session: Session, vacancy: Vacancy, form: Filled, rules: Rules, access: Access, *, today: date, now: datetime
) -> str:
    """Store what the form says; returns what it brought about, in words. Raises `BadField` or `ValidationError`."""
    said = said_in(form.values)
    body = VacancyPatch.model_validate(said)
    own = access.role == Role.EMPLOYER
    found = check_lawful(form, rules, explained=own)
    check_references(session, body)
    end_with_vacancy(session, vacancy, today=today, now=now)  # what has fallen does not rise with a later last day
    changes = changed(vacancy, {name: getattr(body, name) for name in BY_NAME})
    if "openings" in changes:
        check_openings(session, vacancy, changes["openings"])
    if not changes:
        return ""
    told = _apply(vacancy, changes, access.role, now)
    by = access.account_id
    more = settle(session, vacancy, found, access.role, by=by, now=now, reasons=reasons_in(form))
    session.flush()
    end_with_vacancy(session, vacancy, today=today, now=now)
    return told or more


def _apply(vacancy: Vacancy, changes: Mapping[str, Any], role: Role | None, now: datetime) -> str:
    vacancy.sqlmodel_update(dict(changes), update={"updated_at": now})
    check_terms(vacancy)
    return send_back(vacancy, changes, role, now)
