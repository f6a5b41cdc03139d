"""Somebody applies for a vacancy: with a file already, or with nothing but a name, a phone and a sentence.

Who has not signed in always gets a new file, whoever's phone or name it may be: what is on file about somebody is
neither told nor changed by whoever knows their phone, not even that they applied. Of two applications under one name
and phone the employer reads one (`models.referral_standing.repeated`); the office reads both, and may merge the two
files.
"""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from sqlmodel import Session, col, select

from api.access.passwords import hash_password, password_fits
from api.accounts.lookup_codes import TRIES, Fresh, account_of, derived, first_phone, give, is_free, login_of
from api.applications.weighing import Weighed
from api.referrals.moving import WILLING, agree, refer, say
from api.referrals.reading import said_by_worker
from api.refusals import BadField, Conflict, FieldProblem, NotThere, Refusal
from api.workers.consents import Said, note_changes
from api.workers.contact import name_problem, phone_of, phone_problem
from models.account import Account
from models.consent import ConsentKind
from models.referral import BEFORE_TALKS, Referral, ReferralFilter, live_between, log_of, referrals
from models.vacancy import Vacancy, open_on
from models.worker import Worker

CHANNEL = "网页"
LONGEST_WORDS = 200
SENT_AGAIN = timedelta(minutes=10)  # a page sent twice within it is one application, and is answered like the first


class NotOffered(NotThere):
    """The vacancy was filled, paused or withdrawn while somebody was about to apply."""

    def __init__(self) -> None:
        Refusal.__init__(self, "这个岗位已经招满、暂停或到期，不能再申请。回到岗位列表，看看别的岗位。")


@dataclass(frozen=True, slots=True)
class Applicant:
    """What the form asks for; `key` was put into the page when it was made."""

    name: str
    phone: str
    words: str
    recommend: bool
    key: str

    def identity(self, vacancy_id: int) -> str:
        """Of this sending of the form: the same page with the same person in it."""
        return f"{self.key}/{vacancy_id}/{self.name}/{self.phone}"

    def row_key(self, vacancy_id: int) -> str:
        return f"web/{hashlib.sha256(self.identity(vacancy_id).encode()).hexdigest()}"


@dataclass(frozen=True, slots=True)
class Applied:
    """`code` is empty when it cannot be told any more."""

    referral: Referral
    account: Account
    code: str


def applicant_of(values: Mapping[str, str]) -> Applicant:
    """The person of a form; raises `BadField` for every field that cannot be used."""
    name, phone, words = (values.get(field, "") for field in ("name", "phone", "words"))
    problems = {"name": name_problem(name), "phone": phone_problem(phone), "words": words_problem(words)}
    if any(problems.values()):
        raise BadField(*(FieldProblem(field, why) for field, why in problems.items() if why))
    return Applicant(name, phone_of(phone), words, values.get("recommend") == "yes", values.get("key", ""))


def words_problem(words: str) -> str:
    return "" if len(words) <= LONGEST_WORDS else f"现有 {len(words)} 个字，最多 {LONGEST_WORDS} 个，说要紧的就行"


def offered(session: Session, vacancy_id: int, today: date) -> Vacancy:
    """The vacancy, if it is on offer; raises `NotOffered`."""
    vacancy = session.exec(open_on(today).where(Vacancy.id == vacancy_id)).one_or_none()
    if vacancy is None:
        raise NotOffered
    return vacancy


def code_for(session: Session, secret: str, applicant: Applicant, vacancy_id: int) -> Fresh:
    """A lookup code for somebody new, the same for the same sending; its hash takes time. Raises `Conflict`."""
    phone = first_phone(applicant.phone)
    for attempt in range(TRIES):
        code = derived(secret, applicant.identity(vacancy_id), attempt)
        if is_free(session, login_of(phone, code)):
            return Fresh(code, login_of(phone, code), hash_password(code))
    raise Conflict("用这个手机号登记的人太多，申请没有送出。请换一个手机号，或到街道的公共就业服务窗口。")


def sent_before(session: Session, secret: str, applicant: Applicant, vacancy_id: int, now: datetime) -> Applied | None:
    """What this very page brought about a moment ago: pressed twice, or sent again on a bad line."""
    worker = session.exec(select(Worker).where(Worker.row_key == applicant.row_key(vacancy_id))).one_or_none()
    if worker is None or now - worker.registered_at > SENT_AGAIN:
        return None
    account = account_of(session, worker.id or 0)
    mine = ReferralFilter(worker_id=worker.id, vacancy_id=vacancy_id)
    referral = session.exec(referrals(mine).order_by(col(Referral.id).desc())).first()
    if account is None or referral is None:
        return None
    return Applied(referral, account, _told_code(secret, applicant, vacancy_id, account))


def _told_code(secret: str, applicant: Applicant, vacancy_id: int, account: Account) -> str:
    """The code this page was answered with, unless another has been given out since."""
    phone = first_phone(applicant.phone)
    for attempt in range(TRIES):
        code = derived(secret, applicant.identity(vacancy_id), attempt)
        if login_of(phone, code) == account.login and password_fits(code, account.password_hash):
            return code
    return ""


def apply_new(
    session: Session, applicant: Applicant, code: Fresh, vacancy: Vacancy, weighed: Weighed, now: datetime
) -> Applied:
    """A file, an account and a referral for somebody new. The caller has locked the vacancy."""
    worker = Worker(
        name=applicant.name,
        phone=applicant.phone,
        words=applicant.words,
        channel=CHANNEL,
        registered_at=now,
        updated_at=now,
        row_key=applicant.row_key(vacancy.id or 0),
    )
    session.add(worker)
    session.flush()
    account = give(session, worker, code, now)
    if applicant.recommend:
        worker.consent_recommend = True
        note_changes(session, worker, {ConsentKind.RECOMMEND: False}, Said(now, account.id, CHANNEL))
    referral = refer(session, worker, vacancy, account, weighed.breakdown, reasons=weighed.reasons, now=now)
    _tell(session, referral, applicant.words)
    return Applied(referral, account, code.code)


def apply_known(
    session: Session,
    worker: Worker,
    vacancy: Vacancy,
    account: Account,
    words: str,
    weighed: Weighed,
    *,
    today: date,
    now: datetime,
) -> bool:
    """A worker with a file applies; what the office proposed is said yes to. False when they had applied already.

    The sentence goes to the employer each time, unless it says what they wrote before.
    """
    live = session.exec(live_between(worker.id or 0, vacancy.id or 0)).first()
    if live is None:
        made = refer(session, worker, vacancy, account, weighed.breakdown, reasons=weighed.reasons, now=now)
        _tell(session, made, words)
        return True
    if live.agreed_at is None and live.state in BEFORE_TALKS:
        agree(session, live, account, today=today, now=now, words=words or WILLING)
        return True
    if words and words not in set(session.exec(said_by_worker(live.id or 0))):
        say(session, live, account, words, now=now)
        session.flush()
    return False


def _tell(session: Session, referral: Referral, words: str) -> None:
    """The sentence that goes to the employer stands in the first line of the log, as it was then."""
    first = session.exec(log_of(referral.id or 0)).first()
    if first is not None:
        first.note = words
        session.add(first)
        session.flush()
