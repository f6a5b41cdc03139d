"""The worker of the demonstration's account: two applications, one proposal to answer, a kept search, consents."""

from datetime import datetime
from random import Random

from sqlmodel import Session

from api.applications.applying import apply_known
from api.applications.weighing import Weighed
from api.candidates.deciding import Answer, Decision, decide
from api.referrals.moving import refer
from api.searches.keeping import Owner, keep
from api.story.cast import Cast
from api.workers.consents import Said, note_changes, set_consent
from models.consent import ConsentKind
from models.days import day_of
from models.referral import live_between
from models.vacancy import Vacancy
from models.worker import Worker, WorkerWish, wishes_of
from seed_data.generator import AS_OF
from seed_data.story.moments import moment
from seed_data.story.talks import COMES

APPLIED, INVITED, AGAIN, PROPOSED, SEARCHED = 4, 2, 1, 1, 3
"""How many days before the last one."""

WORDS = ("打包做过五年，手快，可以马上上班", "长白班就行，住得不远")


def tell_own_worker(session: Session, players: Cast, rng: Random) -> None:
    worker = session.get_one(Worker, players.accounts["worker"].worker_id)
    wishes = session.exec(wishes_of([worker.id or 0])).all()
    _agree_to(session, worker, moment(SEARCHED, rng))
    if wishes:
        _keep_search(session, worker, wishes[0], moment(SEARCHED, rng))
    posts = _of_their_wish(players, wishes[0].words if wishes else "", moment(APPLIED, rng))
    own = [post for post in posts if post.employer_id == players.own.id]
    others = [post for post in posts if post.employer_id != players.own.id]
    for post, days, words in zip(own[:1] + others[:1], (APPLIED, AGAIN), WORDS, strict=False):
        _apply(session, players, worker, post, words, moment(days, rng))
    if own:
        _invite(session, players, worker, own[0], moment(INVITED, rng))
    for post in others[1:2]:
        refer(session, worker, post, players.accounts["district"], None, now=moment(PROPOSED, rng))


def _of_their_wish(players: Cast, wish: str, since: datetime) -> list[Vacancy]:
    """Posts on offer by then, those whose title shares most characters with the wish first."""
    posts = players.open_posts(lambda post: post.created_at < since)
    return sorted(posts, key=lambda post: -len(set(post.title) & set(wish)))


def _apply(session: Session, players: Cast, worker: Worker, post: Vacancy, words: str, now: datetime) -> None:
    account = players.accounts["worker"]
    apply_known(session, worker, post, account, words, Weighed(), today=day_of(now), now=now)


def _invite(session: Session, players: Cast, worker: Worker, post: Vacancy, now: datetime) -> None:
    referral = session.exec(live_between(worker.id or 0, post.id or 0)).one()
    answer = Answer(Decision.INTERVIEW, note=COMES)
    decide(session, referral, answer, by=players.accounts["employer"], today=AS_OF, now=now)


def _agree_to(session: Session, worker: Worker, now: datetime) -> None:
    """They agreed on registering, and took one consent back and gave one since."""
    note_changes(session, worker, {ConsentKind.RECOMMEND: False}, Said(worker.registered_at, None, worker.channel))
    said = Said(now, None, "网页")
    set_consent(session, worker, ConsentKind.PHONE, True, said)
    set_consent(session, worker, ConsentKind.SMS, False, said)


def _keep_search(session: Session, worker: Worker, wish: WorkerWish, now: datetime) -> None:
    keep(session, Owner(worker_id=worker.id), f"q={wish.words}", wish.words, now)
