"""From an advert as it was pasted to the fields of its posts, each with the words it was read from."""

from collections.abc import Mapping
from datetime import date

from matcher.language.adverts.asked import (
    certificates_required,
    education_min,
    experience,
    skill_level_min,
    skills_required,
)
from matcher.language.adverts.board import meals_and_lodging
from matcher.language.adverts.conditions import (
    accepts_swap,
    contract_months,
    employment_kind,
    hazards,
    social_insurance,
    urgent,
)
from matcher.language.adverts.contacts import contact, interview, phone
from matcher.language.adverts.counts import openings
from matcher.language.adverts.days import festival_pay, open_until, start_date, works_in_festival
from matcher.language.adverts.dividing import divided
from matcher.language.adverts.duties import duties
from matcher.language.adverts.facts import Fact, ReadPost
from matcher.language.adverts.naming import Named, named_posts
from matcher.language.adverts.places import address, street_code
from matcher.language.adverts.plain import plain
from matcher.language.adverts.said import Said
from matcher.language.adverts.sections import sections
from matcher.language.adverts.times import hours, payday, rest_days, shift
from matcher.language.adverts.wages import wage

LONGEST_READ = 100_000  # characters; what stands behind them is not read


def read_advert(text: str, *, on: date, streets: Mapping[str, str]) -> tuple[ReadPost, ...]:
    """The posts of an advert, in order; none where it says nothing that was understood.

    ``on`` is the day days without a year are nearest to, ``streets`` the code of every street by name. Every place is
    one of ``text``, whatever its script, width or ornaments.
    """
    words = plain(text[:LONGEST_READ])
    parts = sections(words)
    posts = named_posts(words, parts)
    told = divided(text, words, parts, posts)
    several = len(posts) > 1
    read = [_post(said, named, several, on, streets) for said, named in zip(told, posts or (None,), strict=True)]
    return tuple(post for post in read if post != ReadPost())


def _post(said: Said, named: Named | None, several: bool, on: date, streets: Mapping[str, str]) -> ReadPost:
    pay, where = wage(said), address(said)
    meals, lodging = meals_and_lodging(said)
    return ReadPost(
        title=Fact(said.text[slice(*named.title)], (named.title,)) if named else None,
        openings=_openings(said, named, several),
        employment_kind=employment_kind(said),
        contract_months=contract_months(said),
        duties=duties(said),
        street_code=street_code(said, streets, where),
        address=where,
        shift=shift(said),
        hours=hours(said),
        rest_days=rest_days(said),
        wage_low_fen=pay.low_fen,
        wage_high_fen=pay.high_fen,
        wage_unit=pay.unit,
        wage_parts=pay.parts,
        payday=payday(said),
        social_insurance=social_insurance(said),
        meals=meals,
        lodging=lodging,
        education_min=education_min(said),
        skill_level_min=skill_level_min(said),
        experience=experience(said),
        skills_required=skills_required(said),
        certificates_required=certificates_required(said),
        hazards=hazards(said),
        works_in_festival=works_in_festival(said),
        festival_pay=festival_pay(said),
        start_date=start_date(said, on),
        open_until=open_until(said, on),
        contact=contact(said),
        phone=phone(said),
        interview=interview(said),
        accepts_swap=accepts_swap(said),
        urgent=urgent(said),
    )


def _openings(said: Said, named: Named | None, several: bool) -> Fact[int] | None:
    """The head count beside the title; of several posts, none is given what counts them all."""
    if named and named.count and named.people:
        return Fact(named.people, (named.count,))
    if named and named.count:
        return None
    return openings(Said(said.text, said.words, said.own) if several else said)
