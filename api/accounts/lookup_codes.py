"""The 查询码: eight digits by which a worker signs in with their phone, without ever having chosen a password.

Several people may share one phone, and nobody may learn from us whose phone is known here. The login is therefore the
phone and the first two digits of the code: `13800138000-47`. Whoever types the phone and the code is led to the right
account, and nobody is told of another.
"""

import hmac
import re
import secrets
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session, col, select

from api.access.passwords import hash_password
from api.access.sessions import end_all
from api.forms.cells.phones import parse_phones
from api.forms.cells.plain import Impossible
from api.refusals import Conflict
from models.account import Account, Role
from models.worker import Worker

COOKIE, COOKIE_PATH = "code", "/applications"  # a code just given out, for the one page that tells it
DIGITS = 8
SELECTOR = 2  # digits of the code that tell people of one phone apart
TRIES = 50  # a phone would have to be shared by dozens before the next draw is taken fifty times
OURS = re.compile(r"[\d-]+-\d{2}")


@dataclass(frozen=True, slots=True)
class Typed:
    """A phone and a code as the sign-in page got them."""

    phone: str
    code: str

    @property
    def login(self) -> str:
        return login_of(self.phone, self.code)


def login_of(phone: str, code: str) -> str:
    return f"{phone}-{code[:SELECTOR]}"


def typed(login: str, password: str) -> Typed | None:
    """What was typed, if it reads as a phone and a code: `138 0013 8000` and `4712 0953` do."""
    code = re.sub(r"[\s-]", "", password)
    phone = first_phone(login)
    usable = phone and code.isascii() and code.isdigit() and len(code) == DIGITS
    return Typed(phone, code) if usable else None


def first_phone(words: str) -> str:
    """The first number of a phone field; "" when it holds none."""
    try:
        return next(iter(parse_phones(words[:100])), "")
    except Impossible:
        return ""


def spaced(code: str) -> str:
    """As people read it out: two groups of four."""
    return f"{code[:4]} {code[4:]}"


def draw() -> str:
    return f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"


def derived(secret: str, key: str, attempt: int) -> str:
    """The code of a form's own key: a form that is sent twice brings the same code twice, and nothing is kept of it."""
    mixed = hmac.new(secret.encode(), f"lookup code {attempt} {key}".encode(), "sha256").digest()
    return f"{int.from_bytes(mixed[:8]) % 10**DIGITS:0{DIGITS}}"


def is_free(session: Session, login: str) -> bool:
    return session.exec(select(Account.id).where(Account.login == login)).first() is None


@dataclass(frozen=True, slots=True)
class Fresh:
    """A code just drawn, with the login and the hash to keep; the code itself is told once."""

    code: str
    login: str
    password_hash: str


def fresh(session: Session, phone: str) -> Fresh:
    """A code for whoever has this phone. Hashing takes its time: call it outside a transaction that writes."""
    for _ in range(TRIES):
        code = draw()
        if is_free(session, login_of(phone, code)):
            return Fresh(code, login_of(phone, code), hash_password(code))
    raise Conflict("这个手机号登记的人太多，发不出新的查询码。请另登记一个手机号。")


def give(session: Session, worker: Worker, new: Fresh, now: datetime) -> Account:
    """Make this the worker's only way in: what was signed in before is signed out; raises `Conflict`."""
    if not is_free(session, new.login):
        raise Conflict("刚才同一个手机号又发了一次查询码，请再按一次。")
    account = account_of(session, worker.id or 0)
    if account is None:
        account = Account(
            login=new.login,
            name=worker.name,
            role=Role.WORKER,
            password_hash=new.password_hash,
            worker_id=worker.id,
            made_up=worker.made_up,
            created_at=now,
        )
    else:
        account.login, account.password_hash, account.active = new.login, new.password_hash, True
        end_all(session, account.id or 0, now)
    session.add(account)
    session.flush()
    return account


def account_of(session: Session, worker_id: int) -> Account | None:
    """The account of a worker; of several the first."""
    return session.exec(select(Account).where(Account.worker_id == worker_id).order_by(col(Account.id))).first()


def close_codes(session: Session, worker_ids: Collection[int], now: datetime) -> int:
    """Until the counter gives out a new code nobody signs in by one of these files; how many accounts were closed.

    For two files that become one: whoever applied under a known name and phone must not come into the file behind it.
    """
    accounts = session.exec(select(Account).where(col(Account.worker_id).in_(worker_ids), col(Account.active))).all()
    coded = [account for account in accounts if OURS.fullmatch(account.login)]
    for account in coded:
        account.active = False
        end_all(session, account.id or 0, now)
        session.add(account)
    session.flush()
    return len(coded)


def follow_phone(session: Session, worker: Worker) -> bool:
    """Let the login follow a changed phone; False when it stays, because it is none of ours or the new one is taken."""
    account, phone = account_of(session, worker.id or 0), first_phone(worker.phone)
    if account is None or not phone or not OURS.fullmatch(account.login):
        return False
    login = f"{phone}-{account.login[-SELECTOR:]}"
    if login == account.login or not is_free(session, login):
        return login == account.login
    account.login = login
    session.add(account)
    session.flush()
    return True
