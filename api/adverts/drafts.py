"""Adverts that an employer is writing: kept as pasted and as typed until they are handed in as vacancies."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from sqlmodel import Session

from api.adverts.fields import BY_NAME, said_in
from api.adverts.mending import found_in
from api.adverts.reading import fields_of, posts_of
from api.fields.filled import Filled
from api.fields.references import check_references
from api.refusals import BadField, FieldProblem
from api.reviews.handing_in import hand_in
from api.reviews.screening import TEXT, Found, Rules, distinct
from api.vacancies.routes import check_terms
from api.vacancies.schemas import VacancyCreate
from matcher.language.adverts.facts import ReadPost
from models.advert import Advert
from models.employer import Employer
from models.vacancy import Vacancy

POST = "post"  # which of the posts of its text a draft is about
REASON = "why_"  # before a rule: why a wording of it has to stand
GIVE_A_REASON = "请写一句为什么一定要这样写，审核人员要看；或者按建议改掉"
OF_THE_FIRM = ("contact", "phone")  # filled in from the registration where the advert is silent


def begin(
    session: Session,
    employer: Employer,
    text: str,
    *,
    by: int | None,
    on: date,
    now: datetime,
    streets: Mapping[str, str],
) -> list[Advert]:
    """A draft for each post of the text, in its order; one empty draft where none was understood."""
    posts = posts_of(text, on, streets) or (ReadPost(),)
    drafts = [
        Advert(
            employer_id=employer.id or 0,
            account_id=by,
            text=text,
            answers={**_of_the_firm(employer), **fields_of(post), POST: str(number)},
            created_at=now,
            updated_at=now,
        )
        for number, post in enumerate(posts)
    ]
    session.add_all(drafts)
    session.flush()
    return drafts


def _of_the_firm(employer: Employer) -> dict[str, str]:
    return {name: words for name in OF_THE_FIRM if (words := getattr(employer, name))}


def form_of(advert: Advert) -> Filled:
    """A draft as its page shows it."""
    return Filled({**{name: str(value) for name, value in advert.answers.items()}, TEXT: advert.text})


def keep(advert: Advert, form: Filled, *, on: date, now: datetime, streets: Mapping[str, str]) -> Filled:
    """Keep everything typed, right or wrong. Of a text that was changed, what is new fills fields that are empty."""
    values = {name: form.value(name) for name in form.values if name in BY_NAME or name.startswith(REASON)}
    values[POST] = str(advert.answers.get(POST, ""))
    text = form.value(TEXT)
    if text != advert.text and (post := post_in(text, values[POST], on, streets)):
        values = {**values, **{name: said for name, said in fields_of(post).items() if not values.get(name)}}
    advert.text, advert.answers, advert.updated_at = text, values, now
    return form_of(advert)


def post_in(text: str, number: str, on: date, streets: Mapping[str, str]) -> ReadPost | None:
    """What a text says of its post of this number; None when it no longer speaks of so many."""
    posts, place = posts_of(text, on, streets), int(number[:3]) if number.isdecimal() else 0
    return posts[place] if place < len(posts) else None


def check_lawful(form: Filled, rules: Rules, *, explained: bool = True) -> tuple[Found, ...]:
    """What was found, when it may go on; raises `BadField` for what has to be mended, or ``explained``, first."""
    found = found_in(form, rules)
    problems = [FieldProblem(one.field, f"“{one.phrase}”不能写") for one in distinct(found) if one.blocks]
    problems += [
        FieldProblem(f"{REASON}{one.rule}", GIVE_A_REASON)
        for one in distinct(found)
        if explained and not one.blocks and not form.value(f"{REASON}{one.rule}").strip()
    ]
    if problems:
        raise BadField(*problems)
    return found


def reasons_in(form: Filled) -> dict[str, str]:
    """By rule, why something has to stand."""
    return {name.removeprefix(REASON): said for name, said in form.values.items() if name.startswith(REASON) and said}


def submit(
    session: Session,
    advert: Advert,
    form: Filled,
    employer: Employer,
    found: Sequence[Found],
    *,
    by: int | None,
    now: datetime,
) -> Vacancy:
    """Make the vacancy and put it into the office's queue; raises `BadField` or pydantic's `ValidationError`."""
    body = VacancyCreate.model_validate({**said_in(form.values), "employer_id": employer.id})
    check_references(session, body)
    vacancy = Vacancy(**body.model_dump(), state_since=now, created_at=now, updated_at=now, made_up=employer.made_up)
    check_terms(vacancy)
    session.add(vacancy)
    session.flush()
    advert.vacancy_id, advert.updated_at = vacancy.id, now
    hand_in(session, vacancy, found, by=by, now=now, text=advert.text, reasons=reasons_in(form))
    return vacancy
