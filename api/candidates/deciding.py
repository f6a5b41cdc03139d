"""What an employer may decide about somebody put forward, and the steps that decision takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from sqlmodel import Session

from api.referrals.moving import step
from api.refusals import Conflict
from models.account import Account
from models.errors import IllegalTransition, NoFreeOpening, WorkerPromised
from models.referral import Referral, ReferralReason, ReferralState


class Decision(StrEnum):
    INTERVIEW = "interview"
    OFFER = "offer"
    HIRE = "hire"
    DECLINE = "decline"


S = ReferralState
# The states that each decision goes through; a hire is an offer that was taken, so it goes through one.
STEPS: Mapping[Decision, Mapping[ReferralState, tuple[ReferralState, ...]]] = {
    Decision.INTERVIEW: {S.TOLD: (S.INTERVIEW,)},
    Decision.OFFER: {S.TOLD: (S.OFFERED,), S.INTERVIEW: (S.OFFERED,)},
    Decision.HIRE: {
        S.TOLD: (S.OFFERED, S.HIRED),
        S.INTERVIEW: (S.OFFERED, S.HIRED),
        S.OFFERED: (S.HIRED,),
    },
    Decision.DECLINE: dict.fromkeys((S.PROPOSED, S.TOLD, S.INTERVIEW, S.OFFERED), (S.DECLINED_BY_EMPLOYER,)),
}
WORDS: Mapping[Decision, str] = {
    Decision.INTERVIEW: "约面试",
    Decision.OFFER: "拟录用",
    Decision.HIRE: "录用",
    Decision.DECLINE: "不合适",
}
# What an employer may give as a reason, the commonest first.
REASONS = (
    ReferralReason.SKILL,
    ReferralReason.EXPERIENCE,
    ReferralReason.CERTIFICATE,
    ReferralReason.SHIFT,
    ReferralReason.WAGE,
    ReferralReason.ABSENT,
    ReferralReason.UNREACHABLE,
    ReferralReason.FILLED,
    ReferralReason.OTHER,
)
NO_PLACE = "名额已经占满，不能再录用。先在“改人数”里报今天要的人数，再来录用。"
TAKEN = "对方这段时间已经答应了别的岗位，不能再录用。可以记为“不合适：已找到工作”，换一位。"


@dataclass(frozen=True, slots=True)
class Answer:
    """A decision with its reason and the words that go with it."""

    decision: Decision
    reason: ReferralReason | None = None
    note: str = ""


def possible(state: ReferralState) -> list[Decision]:
    """The decisions open in a state, in the order of the road."""
    return [decision for decision, ways in STEPS.items() if state in ways]


def possible_words(state: ReferralState) -> str:
    """What can be done now, for a refusal that says how to go on."""
    names = [f"“{WORDS[decision]}”" for decision in possible(state)]
    return f"现在可以：{'、'.join(names)}。" if names else "已经有了结果，不能再改。"


def decide(session: Session, referral: Referral, answer: Answer, *, by: Account, today: date, now: datetime) -> None:
    """Take every step of a decision; raises `Conflict` with what is possible instead."""
    steps = STEPS[answer.decision].get(referral.state)
    if steps is None:
        raise Conflict(
            f"这一位现在是“{referral.state.label}”，不能{WORDS[answer.decision]}。{possible_words(referral.state)}"
        )
    try:
        for to in steps:
            last = to == steps[-1]
            step(
                session,
                referral,
                to,
                by=by,
                reason=answer.reason if last else None,
                note=answer.note if last else "",
                today=today,
                now=now,
            )
    except NoFreeOpening:
        raise Conflict(NO_PLACE) from None
    except WorkerPromised:
        raise Conflict(TAKEN) from None
    except IllegalTransition as refused:
        raise Conflict(str(refused)) from None


def decline_all(
    session: Session, chosen: Sequence[Referral], answer: Answer, *, by: Account, today: date, now: datetime
) -> tuple[int, int]:
    """Decline those who can be; how many were, and how many had an outcome already."""
    open_ = [referral for referral in chosen if referral.state in STEPS[Decision.DECLINE]]
    for referral in open_:
        decide(session, referral, answer, by=by, today=today, now=now)
    return len(open_), len(chosen) - len(open_)
