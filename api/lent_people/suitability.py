"""Whether people suit a loan, by the rules a swap is held to, and who goes first when more suit than can go.

What a reader may not know is not said in its words: that somebody looks for work at the borrower is no business of
their employer's, and what group anybody belongs to is nobody's. It moves the order and leaves no trace in a reason.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import numpy as np
from sqlmodel import Session, col, select

from api import wording
from api.swaps.arranging import arrangement_of
from api.vacancies.around import all_streets
from matcher.language.skills.relating import KINDS
from matcher.policy.parameters import packaged_parameters
from matcher.swap.arrangement import Person, Post
from matcher.swap.distances import kilometres
from matcher.swap.rules.looking import Finding, Level, Step
from matcher.swap.rules.registry import check
from matcher.swap.rules.safety import closeness
from models.assistance import WorkerAssistance, assisted_on
from models.employer import Employer
from models.employment import Employment
from models.swap import Swap, SwapLoan
from models.swap_member import MemberState, SwapMember
from models.swap_need import SwapNeed
from models.worker import Worker

TOLD_TO_OFFICE = frozenset({"S02", "S19"})
"""Rules whose reason would tell an employer that its worker looks for work elsewhere."""
OF_THE_PERSON = "S23"
"""Age, skill and certificates; what the other rules warn of is about firms and days, and stands on the swap's page."""
NEUTRAL = "这次不能列入，请换一位；原因请经办人核对"
_CLOSE = {"same": "同工种", "covers": "做得了这个岗位", "partly": "工种相近"}


@dataclass(frozen=True, slots=True)
class Candidate:
    worker: Worker
    employment: Employment


@dataclass(frozen=True, slots=True)
class Verdict:
    """Why somebody cannot go, what has to be seen to before they leave, and what speaks for them."""

    blocks: tuple[Finding, ...]
    warnings: tuple[str, ...]
    reasons: tuple[str, ...]
    rank: tuple[object, ...]

    @property
    def suits(self) -> bool:
        return not self.blocks

    def without(self, rule: str) -> "Verdict":
        """The verdict as if this rule had not been asked."""
        return replace(self, blocks=tuple(one for one in self.blocks if one.rule != rule))

    def why_not(self, *, office: bool) -> list[str]:
        """Each reason with what to do, in the words this reader may have."""
        return [
            NEUTRAL if found.rule in TOLD_TO_OFFICE and not office else f"{found.why}：{found.mend}"
            for found in self.blocks
        ]


def verdicts(
    session: Session, swap: Swap, loan: SwapLoan, candidates: Sequence[Candidate], today: date
) -> dict[int, Verdict]:
    """By worker, the verdict on each candidate for a loan, as if only they were to go."""
    if not candidates:
        return {}
    members = [as_member(swap, loan, one) for one in candidates]
    arrangement = arrangement_of(session, swap, today, members)
    found = check(arrangement, Step.OFFER, today, packaged_parameters())
    far = _way_km(session, loan, candidates)
    assisted = set(session.exec(assisted_on(loan.from_day).where(col(WorkerAssistance.worker_id).in_(far))).all())
    post = arrangement.posts[0]
    return {
        person.id: _verdict(
            person,
            post,
            [one for one in found if one.person == person.id],
            far[person.id],
            (person.id not in assisted, candidate.worker),
        )
        for person, candidate in zip(arrangement.people, candidates, strict=True)
    }


def as_member(swap: Swap, loan: SwapLoan, candidate: Candidate) -> SwapMember:
    """The row somebody would have on the list; it is not stored."""
    return SwapMember(
        swap_id=swap.id or 0,
        loan_id=loan.id or 0,
        worker_id=candidate.worker.id or 0,
        employment_id=candidate.employment.id,
        state=MemberState.NAMED,
        state_since=swap.state_since,
        from_day=loan.from_day,
        to_day=loan.to_day,
    )


def in_order(candidates: Sequence[Candidate], judged: Mapping[int, Verdict]) -> list[Candidate]:
    """Those who suit, who goes first standing first."""
    fit = [one for one in candidates if judged[one.worker.id or 0].suits]
    return sorted(fit, key=lambda one: judged[one.worker.id or 0].rank)


def _verdict(
    person: Person, post: Post, findings: list[Finding], km: float | None, tie: tuple[bool, Worker]
) -> Verdict:
    """Of those who meet the post the assisted come first, then who fits best, then who has the shortest way."""
    unassisted, worker = tie
    close = closeness(person, post)
    less = max((person.own_wage_fen or 0) - person.wage_fen, 0)
    far = float("inf") if km is None else round(km, 1)
    return Verdict(
        blocks=tuple(one for one in findings if one.level is Level.BLOCK),
        warnings=tuple(
            f"{one.why}：{one.mend}" for one in findings if one.rule == OF_THE_PERSON and one.level is Level.WARN
        ),
        reasons=tuple(filter(None, (_CLOSE.get(close), _pay(person), _way(km)))),
        rank=(unassisted, -KINDS.index(close), less, far, worker.registered_at, worker.id),
    )


def _pay(person: Person) -> str:
    if person.own_wage_fen is None:
        return ""
    more = person.wage_fen - person.own_wage_fen
    if more == 0:
        return "工资不变"
    return f"工资每月{'多' if more > 0 else '少'} {wording.yuan(abs(more))} 元"


def _way(km: float | None) -> str:
    return "" if km is None else f"住处到那边约 {max(km, 0.1):.1f} 公里"


def _way_km(session: Session, loan: SwapLoan, candidates: Sequence[Candidate]) -> dict[int, float | None]:
    """From where each lives (their street, where that is all that is known) to the work, as the crow flies."""
    need = session.get_one(SwapNeed, loan.need_id)
    there = place_of_work(session, need)
    streets = {street.code: (street.lng, street.lat) for street in all_streets(session)}
    return {one.worker.id or 0: kilometres_to(there, home_of(one.worker, streets)) for one in candidates}


Place = tuple[float, float]


def home_of(worker: Worker, streets: Mapping[str, Place]) -> Place | None:
    if worker.lng is not None and worker.lat is not None:
        return worker.lng, worker.lat
    return streets.get(worker.street_code or "")


def place_of_work(session: Session, need: SwapNeed) -> Place | None:
    """Where the need is; without coordinates of its own, at its employer's."""
    employer = session.exec(select(Employer).where(Employer.id == need.employer_id)).one()
    for row in (need, employer):
        if row.lng is not None and row.lat is not None:
            return row.lng, row.lat
    street = need.street_code or employer.street_code
    return next(((one.lng, one.lat) for one in all_streets(session) if one.code == street), None)


def kilometres_to(there: Place | None, home: Place | None) -> float | None:
    if there is None or home is None:
        return None
    return float(np.round(kilometres(*home, *there), 1))
