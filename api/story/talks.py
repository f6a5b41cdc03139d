"""Referrals, each step by whom it belongs to and on its day."""

from collections.abc import Callable, Mapping
from datetime import datetime
from random import Random

from sqlmodel import Session

from api.applications.applying import apply_known
from api.applications.weighing import Weighed
from api.candidates.asking import ask_office
from api.candidates.deciding import Answer, Decision, decide
from api.referrals.moving import agree, refer, step
from api.story.cast import Cast, account_for
from models.account import Account
from models.days import day_of
from models.referral import Referral, ReferralReason, ReferralState, live_between
from models.vacancy import Vacancy
from models.worker import Worker
from seed_data.generator import AS_OF
from seed_data.story.moments import day_before, moment
from seed_data.story.talks import TALKS, Place, Step, Talk

DECISIONS: Mapping[str, Decision] = {
    "interview": Decision.INTERVIEW,
    "offer": Decision.OFFER,
    "hire": Decision.HIRE,
    "decline": Decision.DECLINE,
}
OF_THE_WORKER: Mapping[str, ReferralState] = {
    "refuse": ReferralState.DECLINED_BY_WORKER,
    "withdraw": ReferralState.WITHDRAWN,
}


def tell_talks(session: Session, players: Cast, rng: Random) -> None:
    for talk in sorted(TALKS, key=lambda talk: -talk.days):
        for _ in range(talk.times):
            began = moment(talk.days, rng)
            found = players.pair(_posts(players, talk.place, rng), _worker_of(players, talk.place), began)
            if found:
                _tell(session, players, talk, *found, began, rng)


def _posts(players: Cast, place: Place, rng: Random) -> list[Vacancy]:
    """Where such a talk may be, in an order of chance."""
    own, served = players.own.id, set(_served(players))
    fits: Mapping[Place, Callable[[Vacancy], bool]] = {
        Place.OWN: lambda post: post.employer_id == own,
        Place.SERVED: lambda post: post.employer_id in served,
    }
    if place == Place.ENDED:
        last_week = range(1, 5)
        ended = {day_before(days) for days in last_week}
        posts = [post for post in players.posts if post.state == "open" and post.open_until in ended]
    else:
        somewhere = players.open_posts(fits.get(place, lambda post: post.employer_id != own))
        posts = [post for post in somewhere if post.openings > 1]  # none is left without an opening
    rng.shuffle(posts)
    return posts


def _served(players: Cast) -> list[int]:
    """Key employers of `specialist1` but for the demonstration employer: every eighth, as they were dealt out."""
    specialists = sum(login.startswith("specialist") for login in players.accounts)
    return players.key_employers[specialists::specialists] or players.key_employers[:1]


def _worker_of(players: Cast, place: Place) -> Callable[[Worker], bool]:
    street = players.street
    return lambda worker: place != Place.STREET or worker.street_code == street


def _tell(
    session: Session, players: Cast, talk: Talk, worker: Worker, post: Vacancy, began: datetime, rng: Random
) -> None:
    office = _office(players, talk.place, post)
    referral = _begun(session, players, talk, worker, post, office, began)
    employer = players.accounts["employer"] if post.employer_id == players.own.id else office
    latest = began
    for one in talk.steps:
        latest = max(moment(one.days, rng), latest)
        _take(session, players, referral, one, (worker, office, employer), latest)


def _office(players: Cast, place: Place, post: Vacancy) -> Account:
    if place == Place.STREET:
        return players.accounts["street"]
    return players.accounts["specialist1" if post.employer_id in players.key_employers else "district"]


def _begun(
    session: Session, players: Cast, talk: Talk, worker: Worker, post: Vacancy, office: Account, now: datetime
) -> Referral:
    if talk.origin == "staff":
        return refer(session, worker, post, office, None, now=now)
    if talk.origin == "employer":
        by = players.accounts["employer"].id or 0
        return ask_office(session, worker.id or 0, post, None, by=by, now=now)
    account = account_for(session, players, worker, now)
    apply_known(session, worker, post, account, talk.words, Weighed(), today=day_of(now), now=now)
    return session.exec(live_between(worker.id or 0, post.id or 0)).one()


def _take(
    session: Session, players: Cast, referral: Referral, one: Step, who: tuple[Worker, Account, Account], now: datetime
) -> None:
    """One step; an offer or a hire of the office's is the employer's word over the telephone."""
    worker, office, employer = who
    today, reason = day_of(now), ReferralReason(one.reason) if one.reason else None
    if one.what == "agree":
        agree(session, referral, account_for(session, players, worker, now), today=today, now=now)
    elif one.what in OF_THE_WORKER:
        by = office if one.what == "refuse" else account_for(session, players, worker, now)
        to = OF_THE_WORKER[one.what]
        step(session, referral, to, by=by, reason=reason, note=one.note, today=today, now=now)
    elif one.what == "told":
        step(session, referral, ReferralState.TOLD, by=office, reason=None, note="", today=today, now=now)
    else:
        answer = Answer(DECISIONS[one.what], reason, one.note)
        decide(session, referral, answer, by=employer, today=min(today, AS_OF), now=now)
