"""A reader says what is wrong with a vacancy: one undecided complaint of each person, whom nobody can be named by."""

import hashlib
import hmac
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

from sqlmodel import Session

from api.access.passwords import Brake
from api.refusals import BadField, FieldProblem, NotThere, Refusal, TooManyAttempts
from api.workers.contact import phone_of, phone_problem
from models.complaint import Complaint, ComplaintReason, complaints_undecided
from models.vacancy import Vacancy, open_on

LONGEST_WORDS = 300
MOST_WORDS = 1500  # of one complaint that is added to
LABELS = {"reason": "哪里不对", "words": "具体情况", "phone": "电话"}
HOUR = timedelta(hours=1)
HOTLINE = "12333"  # 人力资源和社会保障服务热线, the same in all of China


class TooManyComplaints(TooManyAttempts):
    """Says how long to wait and what else one can do."""

    def __init__(self, whose: str, seconds: int) -> None:
        Refusal.__init__(
            self,
            f"{whose}举报太多，这一份没有送出，您填的都还在。请过 {-(-seconds // 60)} 分钟再按一次；"
            f"着急请打 {HOTLINE}，或到街道的公共就业服务窗口。",
        )
        self.seconds = seconds


class NoLongerShown(NotThere):
    """A post that is not on offer (any more), or never was: said the same of both."""

    def __init__(self, vacancy_id: int) -> None:
        Refusal.__init__(
            self,
            "这个岗位已经不在网上了，或者没有这个编号，所以这里不能举报。收了您的钱，或者还有别的不对，"
            f"请打 {HOTLINE} 或者到街道的公共就业服务窗口，说岗位编号 {vacancy_id}。",
        )


@dataclass(frozen=True, slots=True)
class ComplaintBrake:
    """A machine would send thousands. A dormitory, or a whole mobile network, shares one address, hence the looser.

    Whoever is signed in is counted by the account alone: what neighbours send does not stop them.
    """

    by_account: Brake = field(default_factory=lambda: Brake(limit=20, window=HOUR))
    by_address: Brake = field(default_factory=lambda: Brake(limit=60, window=HOUR))

    def count(self, account_id: int | None, address: str, now: datetime) -> None:
        """Count one complaint; raises `TooManyComplaints`, and counts nothing."""
        brake, key, whose = self.by_address, address, "这一小时从这个网络来的"
        if account_id is not None:
            brake, key, whose = self.by_account, str(account_id), "您这一小时的"
        try:
            brake.count(key, now)
        except TooManyAttempts as refused:
            raise TooManyComplaints(whose, refused.seconds) from None


@dataclass(frozen=True, slots=True)
class Said:
    """What the form says."""

    reason: ComplaintReason
    words: str
    phone: str


def complainable(session: Session, vacancy_id: int, today: date) -> Vacancy:
    """The post a reader can see today; raises `NoLongerShown`."""
    vacancy = session.exec(open_on(today).where(Vacancy.id == vacancy_id)).one_or_none()
    if vacancy is None:
        raise NoLongerShown(vacancy_id)
    return vacancy


def said_in(values: Mapping[str, str]) -> Said:
    """The form's fields; raises `BadField` with every one that cannot be used."""
    reason, words, phone = (values.get(name, "") for name in LABELS)
    problems = {
        "reason": "" if reason in list(ComplaintReason) else "选一样最接近的",
        "words": _words_problem(reason, words),
        "phone": phone_problem(phone) if phone else "",
    }
    if any(problems.values()):
        raise BadField(*(FieldProblem(name, why) for name, why in problems.items() if why))
    return Said(ComplaintReason(reason), words, phone_of(phone) if phone else "")


def _words_problem(reason: str, words: str) -> str:
    if reason == ComplaintReason.OTHER and not words:
        return "选了“其他”，请写一句是怎么回事"
    return f"现有 {len(words)} 个字，最多 {LONGEST_WORDS} 个，说要紧的就行" if len(words) > LONGEST_WORDS else ""


def reporter_of(secret: str, vacancy_id: int, who: str) -> str:
    """What stands for whoever complains: another at each vacancy, so that nobody can be followed."""
    return hmac.new(secret.encode(), f"complaint {vacancy_id} {who}".encode(), hashlib.sha256).hexdigest()


def complain(session: Session, vacancy: Vacancy, reporter: str, said: Said, now: datetime) -> Complaint:
    """Keep the complaint; what the same person says again before it is decided is added to their first."""
    theirs = complaints_undecided().where(Complaint.vacancy_id == vacancy.id, Complaint.reporter == reporter)
    kept = session.exec(theirs.with_for_update()).first()
    if kept is None:
        kept = Complaint(vacancy_id=vacancy.id or 0, reporter=reporter, reason=said.reason, made_at=now)
    kept.reason, kept.phone = _graver(kept.reason, said.reason), said.phone or kept.phone
    if said.words and said.words not in kept.words:
        kept.words = f"{kept.words}\n{said.words}".strip()[:MOST_WORDS]
    session.add(kept)
    session.flush()
    return kept


def _graver(first: ComplaintReason, second: ComplaintReason) -> ComplaintReason:
    """A fee once told is not taken back by telling something else besides."""
    return first if first == ComplaintReason.FEE else second
