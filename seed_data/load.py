"""Filling the store: the public codes, and the made-up demonstration district with accounts to sign in."""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from datetime import date, datetime
from random import Random
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from models.account import Account, Role
from models.assistance import WorkerAssistance
from models.employer import Employer, KeyListing, SpecialistAssignment
from models.parameter import Parameter
from models.reference import County, Education, Industry, Occupation, Street
from models.sounds import sounds_of
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer
from models.vacancy import Vacancy
from models.worker import Worker, WorkerCertificate, WorkerExperience, WorkerSkill, WorkerWish
from seed_data.codes import table
from seed_data.employers import CAMPAIGN_START
from seed_data.generator import District, generate
from seed_data.names import person

Rows = list[dict[str, Any]]

PASSWORD = "wengang-2021"  # noqa: S105  printed at every start; the data behind it is made up
DEMONSTRATION_SIGN_INS: tuple[tuple[str, str, str], ...] = (
    ("区管理员", "district", PASSWORD),
    ("用人单位", "employer", PASSWORD),
    ("劳动者", "worker", PASSWORD),
)
"""Who, login and password of the three sign-ins shown at the start."""

DEMONSTRATION_STREET = "440103021"
"""The street (东沙) of the account `street`."""

SPECIALISTS = 8
"""Most service specialists made; with more key employers each looks after several."""

OWN_PARTS = {"key", "employer", "industry", "key_listings", "swap_offers", "swap_needs"} | {
    *("wishes", "skills", "certificates", "experiences", "assistance"),
}
"""Parts of a generated row that are not columns of its table."""


def load_reference(session: Session) -> None:
    """Add the codes and parameters that the store lacks; rows already there, even changed ones, stay as they are."""
    for model, name, read in (
        (Street, "streets", _street),
        (Occupation, "occupations", _levelled),
        (Industry, "industries", _levelled),
        (Education, "education", lambda row: {k: int(v) if k != "name" else v for k, v in row.items()}),
        (County, "counties", lambda row: {k: row[k] for k in ("code", "name", "province")}),
        (Parameter, "parameters", _parameter),
    ):
        _add_missing(session, model, [read(row) for row in table("reference", name)])


def load_demonstration(
    session: Session, size: str, seed: int, now: datetime, hash_password: Callable[[str], str]
) -> bool:
    """Add the made-up district; false, and nothing changed, when the store holds made-up data already.

    Everything plays on `generator.AS_OF`; `now` is when the accounts were made.
    """
    if session.exec(select(Account.id).where(col(Account.made_up)).limit(1)).first() is not None:
        return False
    district = generate(size, seed)
    firms = _add_employers(session, district)
    _add_vacancies(session, district, firms)
    people = _add_workers(session, district)
    _add_accounts(session, district, firms, people, seed, now, hash_password(PASSWORD))
    return True


def _street(row: Mapping[str, str]) -> dict[str, Any]:
    south = row["south_of_river"] == "1"
    return {**row, "lng": float(row["lng"]), "lat": float(row["lat"]), "south_of_river": south}


def _levelled(row: Mapping[str, str]) -> dict[str, Any]:
    return {**row, "level": int(row["level"]), "parent": row["parent"] or None}


def _parameter(row: Mapping[str, str]) -> dict[str, Any]:
    until = date.fromisoformat(row["valid_to"]) if row["valid_to"] else None
    return {**row, "valid_from": date.fromisoformat(row["valid_from"]), "valid_to": until}


def _add_missing(session: Session, model: type[SQLModel], rows: Rows) -> None:
    names = ("key", "valid_from") if model is Parameter else ("code",)
    columns = [_table(model).c[name] for name in names]
    known = {tuple(row) for row in session.execute(sa.select(*columns))}
    _insert(session, model, [row for row in rows if tuple(row[name] for name in names) not in known])


def _add_employers(session: Session, district: District) -> dict[str, int]:
    """Insert the employers with what hangs on them; their ids by key."""
    _insert(session, Employer, [_named(row) for row in district.employers])
    # No two made-up employers share a name.
    by_name = _made_up_ids(session, Employer, "name")
    ids = {row["key"]: by_name[row["name"]] for row in district.employers}
    for part, model in (("key_listings", KeyListing), ("swap_offers", SwapOffer), ("swap_needs", SwapNeed)):
        rows = [{**one, "employer_id": ids[row["key"]]} for row in district.employers for one in row[part]]
        _insert(session, model, rows)
    return ids


def _add_vacancies(session: Session, district: District, firms: Mapping[str, int]) -> None:
    rows = [
        {**_columns(row), "employer_id": firms[row["employer"]], "row_key": _row_key(row)} for row in district.vacancies
    ]
    _insert(session, Vacancy, rows)


def _add_workers(session: Session, district: District) -> dict[str, int]:
    """Insert the workers with what hangs on them; their ids by key."""
    _insert(session, Worker, [{**_named(row), "row_key": _row_key(row)} for row in district.workers])
    by_row_key = _made_up_ids(session, Worker, "row_key")
    ids = {row["key"]: by_row_key[_row_key(row)] for row in district.workers}
    for part, model in (
        ("wishes", WorkerWish),
        ("certificates", WorkerCertificate),
        ("experiences", WorkerExperience),
        ("assistance", WorkerAssistance),
    ):
        rows = [{**one, "worker_id": ids[row["key"]]} for row in district.workers for one in row[part]]
        _insert(session, model, rows)
    skills = [{"worker_id": ids[row["key"]], "words": words} for row in district.workers for words in row["skills"]]
    _insert(session, WorkerSkill, skills)
    return ids


def _add_accounts(
    session: Session,
    district: District,
    firms: Mapping[str, int],
    people: Mapping[str, int],
    seed: int,
    now: datetime,
    password_hash: str,
) -> None:
    """One account a role, and the specialists of the key employers."""
    rng = Random(f"wengang accounts {seed}")
    key_firms = [firms[row["key"]] for row in district.employers if row["key_listings"]]
    seeker = _typical(district)
    common = {"password_hash": password_hash, "created_at": now, "made_up": True}
    accounts: list[dict[str, Any]] = [
        {"login": "district", "name": person(rng, "2"), "role": Role.DISTRICT_ADMIN},
        {"login": "street", "name": person(rng, "2"), "role": Role.STREET_STAFF, "street_code": DEMONSTRATION_STREET},
        {"login": "employer", "name": person(rng, "1"), "role": Role.EMPLOYER, "employer_id": key_firms[0]},
        {"login": "worker", "name": seeker["name"], "role": Role.WORKER, "worker_id": people[seeker["key"]]},
    ]
    specialists = [f"specialist{number + 1}" for number in range(min(SPECIALISTS, len(key_firms)))]
    accounts += [{"login": login, "name": person(rng, "1"), "role": Role.SPECIALIST} for login in specialists]
    _insert(session, Account, [{**common, **account} for account in accounts])
    _assign(session, specialists, key_firms)


def _typical(district: District) -> dict[str, Any]:
    """Of the workers who told enough for the pages, the one whose first wish is what most posts are called."""
    told = ("words", "wishes", "skills", "street_code", "lng", "wage_min_fen", "available_from", "consent_recommend")
    sought = Counter(row["title"] for row in district.vacancies if row["state"] == "open")
    telling = [row for row in district.workers if all(row[part] for part in told)]
    return max(telling or district.workers[:1], key=lambda row: sought[row["wishes"][0]["words"]])


def _assign(session: Session, specialists: Sequence[str], firms: Sequence[int]) -> None:
    ids = _made_up_ids(session, Account, "login")
    rows = [
        {"employer_id": firm, "account_id": ids[specialists[n % len(specialists)]], "valid_from": CAMPAIGN_START}
        for n, firm in enumerate(firms)
    ]
    _insert(session, SpecialistAssignment, rows)


def _row_key(row: Mapping[str, Any]) -> str:
    return f"made-up/{row['key']}"


def _columns(row: Mapping[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in row.items() if name not in OWN_PARTS}


def _named(row: Mapping[str, Any]) -> dict[str, Any]:
    return {**_columns(row), "sounds": sounds_of(row["name"])}


def _made_up_ids(session: Session, model: type[SQLModel], name: str) -> dict[str, int]:
    """Ids of the made-up rows by a column that is unique among them."""
    columns = _table(model).c
    return {row[0]: row[1] for row in session.execute(sa.select(columns[name], columns.id).where(columns.made_up))}


def _table(model: type[SQLModel]) -> sa.Table:
    return SQLModel.metadata.tables[str(model.__tablename__)]


def _insert(session: Session, model: type[SQLModel], rows: Sequence[Mapping[str, Any]]) -> None:
    """Insert plain rows at once; columns left out take the model's defaults, which the table itself does not know."""
    if not rows:
        return
    defaults = {
        name: field.get_default(call_default_factory=True)
        for name, field in model.model_fields.items()
        if name != "id" and not field.is_required()
    }
    session.execute(sa.insert(_table(model)), [{**defaults, **row} for row in rows])
