"""Ten sewers of firm 1 for ten days; firm 2, a key firm, is short of six of them for the same days."""

import shutil
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from sqlalchemy import Engine

from api.access.passwords import hash_password
from models.account import Account, Role
from models.database import open_engine, upgrade, writing
from models.employer import Employer, KeyListing
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer
from seed_data.load import load_reference

NOW = datetime(2021, 2, 8, 1, tzinfo=UTC)
TODAY = date(2021, 2, 8)
STAMPS = {"created_at": NOW, "updated_at": NOW}
PASSWORD = "x" * 12
TERMS = {"trade": "缝纫工", "from_day": TODAY, "to_day": date(2021, 2, 17), **STAMPS}


@pytest.fixture(scope="session")
def two_firms(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The store, to copy."""
    path = tmp_path_factory.mktemp("plans") / "store.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    with writing(engine) as session:
        load_reference(session)
        for number in (1, 2):
            stamps = {"registered_at": NOW, "updated_at": NOW}
            session.add(Employer(id=number, name=f"第{number}厂", street_code="440103018", **stamps))
        session.flush()
        session.add(KeyListing(employer_id=2, key_class="K1", evidence="名单", valid_from=TODAY))
        lent = {"people": 10, "wage_fen": 420_000, "open_ended": True, "dispatched": False}
        session.add(SwapOffer(id=1, employer_id=1, **lent, **TERMS))
        session.add(SwapNeed(id=1, employer_id=2, people=6, wage_fen=450_000, min_days=5, **TERMS))
        who = {"name": "周姐", "role": Role.DISTRICT_ADMIN, "password_hash": hash_password(PASSWORD)}
        session.add(Account(login="district", **who, created_at=NOW))
    engine.dispose()
    return path


@pytest.fixture
def store(two_firms: Path, tmp_path: Path) -> Iterator[Engine]:
    engine = open_engine(f"sqlite:///{shutil.copy(two_firms, tmp_path / 'store.db')}")
    yield engine
    engine.dispose()
