"""From a run's pairs to referrals, each with its promise in the ledger: all in the request's one transaction."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

import sqlalchemy as sa
from sqlmodel import Session, col, select

from api.matching.schemas import Skipped, Taken
from api.referrals.ending import end_past_last_day
from api.vacancies.reasons import reasons_and_notes
from models.ledger import Promise, PromisedBy, lock, promised_from, promised_openings, reserve_all
from models.referral import Referral, ReferralOrigin, propose, settled
from models.run import MatchingRun, RunPair
from models.vacancy import Vacancy, on_offer
from models.worker import Worker


@dataclass(frozen=True, slots=True)
class Now:
    """What stands in the store at this moment: who is promised, who consents, how many openings are free, what was
    proposed before.
    """

    promised: frozenset[int]
    willing: frozenset[int]
    free: Counter[int]
    starts: Mapping[int, date | None]
    referred: frozenset[tuple[int, int]]

    @classmethod
    def of(cls, session: Session, today: date) -> "Now":
        taken = {key or 0: count for key, count in session.exec(promised_openings())}
        offers = session.exec(select(Vacancy).where(on_offer(today))).all()
        before = select(Referral.worker_id, Referral.vacancy_id).where(settled())
        return cls(
            promised=frozenset(session.exec(promised_from(today))),
            willing=frozenset(key or 0 for key in session.exec(select(Worker.id).where(Worker.consent_recommend))),
            free=Counter({post.id or 0: post.openings - taken.get(post.id or 0, 0) for post in offers}),
            starts={post.id or 0: post.start_date for post in offers},
            referred=frozenset((worker, vacancy) for worker, vacancy in session.exec(before)),
        )

    def against(self, pair: RunPair) -> str | None:
        """Why the pair cannot be taken any more, or None."""
        if pair.worker_id in self.promised:
            return "求职者已有其他安排"
        if pair.worker_id not in self.willing:
            return "求职者已不同意推荐"
        if pair.vacancy_id not in self.starts:
            return "岗位已不在招"
        if (pair.worker_id, pair.vacancy_id) in self.referred:
            return "已推荐过或已谢绝"
        return None if self.free[pair.vacancy_id] > 0 else "名额已满"


def take(
    session: Session, run: MatchingRun, pairs: Sequence[RunPair], *, by: int | None, today: date, now: datetime
) -> Taken:
    """Propose the pairs that still stand, best first; tell of the others why they were left."""
    # Who takes the same pairs at this moment waits here, and then sees what was taken.
    workers = {pair.worker_id for pair in pairs}
    lock(session, workers, {pair.vacancy_id for pair in pairs})
    end_past_last_day(session, today, now=now, worker_ids=workers)
    here, chosen, skipped = Now.of(session, today), [], []
    for pair in sorted(pairs, key=lambda pair: (-pair.score, pair.worker_id)):
        why = here.against(pair)
        if why:
            skipped.append(Skipped(worker_id=pair.worker_id, vacancy_id=pair.vacancy_id, why=why))
            continue
        here.free[pair.vacancy_id] -= 1
        chosen.append(pair)
    referrals = [_referral(run, pair, now) for pair in chosen]
    propose(session, referrals, by=by)
    reserve_all(session, [_promise(referral, here.starts, today) for referral in referrals], now=now)
    return Taken(taken=len(referrals), skipped=skipped)


def _referral(run: MatchingRun, pair: RunPair, now: datetime) -> Referral:
    return Referral(
        run_id=run.id,
        worker_id=pair.worker_id,
        vacancy_id=pair.vacancy_id,
        state_since=now,
        score=pair.score,
        tier=pair.tier,
        reasons=reasons_and_notes(pair.reason)[0],
        origin=ReferralOrigin.RUN,
        created_at=now,
        breakdown=pair.breakdown,
    )


def _promise(referral: Referral, starts: Mapping[int, date | None], today: date) -> Promise:
    """The worker's days from the start of the work on, and one opening."""
    start = starts.get(referral.vacancy_id)
    return Promise(
        worker_id=referral.worker_id,
        vacancy_id=referral.vacancy_id,
        from_day=max(start, today) if start else today,
        promised_by=PromisedBy.REFERRAL,
        promised_id=referral.id or 0,
    )


def named_pairs(run_id: int, wanted: set[tuple[int, int]]) -> sa.ColumnElement[bool]:
    """The rows of a run for these workers; what they are matched with is checked by the caller."""
    return sa.and_(col(RunPair.run_id) == run_id, col(RunPair.worker_id).in_({worker for worker, _ in wanted}))
