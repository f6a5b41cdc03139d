"""Who came by themselves: applicants nobody knew, one person with two files, employers who registered."""

from dataclasses import replace
from datetime import datetime
from random import Random

from sqlmodel import Session

from api.applications.applying import Applicant, apply_new
from api.applications.weighing import Weighed
from api.registrations.registering import Said, register
from api.story.cast import Cast, fresh_code
from models.employer import Employer
from models.vacancy import Vacancy
from models.worker import Worker
from seed_data.identity import credit_code, mobile
from seed_data.story.moments import moment
from seed_data.story.people import NEWCOMERS, NUMBERS_FROM, REGISTRATIONS, TWICE_WORDS, Registering


def tell_newcomers(session: Session, players: Cast, rng: Random) -> None:
    posts = players.open_posts(lambda post: post.created_at < moment(3, rng))
    rng.shuffle(posts)
    for number, (one, post) in enumerate(zip(NEWCOMERS, posts, strict=False)):
        applicant = Applicant(one.name, mobile(NUMBERS_FROM + number), one.words, one.recommend, f"story/{number}")
        _apply(session, players, applicant, post, moment(one.days, rng))
    twice = _on_file(players)
    if twice and posts:
        applicant = Applicant(twice.name, twice.phone, TWICE_WORDS, True, "story/twice")
        _apply(session, players, applicant, posts[-1], moment(1, rng)).street_code = twice.street_code


def _on_file(players: Cast) -> Worker | None:
    """Somebody of the demonstration street who has no part yet."""
    everybody = {worker.id: worker for workers in players.seekers.values() for worker in workers}
    here = [worker for key, worker in everybody.items() if worker.street_code == players.street]
    return next((worker for worker in here if worker.id not in players.played), None)


def _apply(session: Session, players: Cast, applicant: Applicant, post: Vacancy, now: datetime) -> Worker:
    code = fresh_code(players, applicant.phone)
    if applicant.key == "story/twice":  # the phone has two files now, and each its own way in
        code = replace(code, login=f"{code.login[:-2]}21")
    applied = apply_new(session, applicant, code, post, Weighed(), now)
    worker = session.get_one(Worker, applied.referral.worker_id)
    worker.made_up = applied.account.made_up = True
    session.add_all([worker, applied.account])
    session.flush()
    return worker


def tell_registrations(session: Session, players: Cast, rng: Random) -> None:
    for number, one in enumerate(REGISTRATIONS):
        said = _said(players, one, number)
        if said:
            done = register(session, said, players.accounts["district"].password_hash, moment(one.days, rng))
            employer = session.get_one(Employer, done.registration.employer_id)
            employer.made_up = done.account.made_up = True
            session.add_all([employer, done.account])
    session.flush()


def _said(players: Cast, one: Registering, number: int) -> Said | None:
    """What the form would say; none where nobody is there to be claimed."""
    phone = mobile(NUMBERS_FROM + 100 + number)
    if not one.known:
        return Said(one.name, credit_code(len(players.employers) + 1), players.street, one.contact, phone, "")
    known = next((row for row in players.employers.values() if row.uscc and row.id != players.own.id), None)
    if known is None:
        return None
    return Said(known.name, known.uscc or "", known.street_code or "", one.contact, phone, "")
