"""The demonstration in the store: whole, marked, and loaded once."""

from collections.abc import Iterator
from datetime import UTC, datetime

import pytest
import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, func, select

import models  # noqa: F401  (makes every table known)
from models.account import Account, Role
from models.assistance import assisted_on
from models.database import open_engine, upgrade, writing
from models.employer import Employer, KeyListing, SpecialistAssignment
from models.parameter import Parameter, value_on
from models.reference import Street, streets
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer
from models.vacancy import Vacancy
from models.worker import Worker, WorkerWish
from seed_data.generator import AS_OF, SIZES
from seed_data.load import DEMONSTRATION_SIGN_INS, PASSWORD, load_demonstration, load_reference

NOW = datetime(2021, 2, 8, 2, 0, tzinfo=UTC)


def hashed(password: str) -> str:
    return f"hash of {password}"


def load(session: Session) -> bool:
    load_reference(session)
    loaded = load_demonstration(session, "small", 1, NOW, hashed)
    session.commit()
    return loaded


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    """One loaded store for the facts that only read."""
    engine = open_engine(f"sqlite:///{tmp_path_factory.mktemp('store') / 'demonstration.db'}")
    upgrade(engine)
    with writing(engine) as session:
        load(session)
    with Session(engine) as session:
        yield session
    engine.dispose()


def counts(session: Session) -> dict[str, int]:
    tables = SQLModel.metadata.tables.values()
    return {table.name: session.execute(sa.select(sa.func.count()).select_from(table)).scalar_one() for table in tables}


def how_many(session: Session, model: type[SQLModel]) -> int:
    return session.exec(select(func.count()).select_from(model)).one()


def test_loading_twice_changes_nothing(session: Session):
    load(session)
    before = counts(session)
    assert load(session) is False
    assert counts(session) == before


def test_a_changed_parameter_is_left_alone(session: Session):
    load(session)
    row = session.exec(select(Parameter).where(Parameter.key == "festival.start")).one()
    row.value = "2021-02-10"
    session.commit()
    load_reference(session)
    assert value_on(session, "festival.start", AS_OF) == "2021-02-10"


def test_the_store_holds_what_the_size_promises(filled: Session):
    size = SIZES["small"]
    loaded = {model: how_many(filled, model) for model in (Worker, Vacancy, Employer, KeyListing)}
    assert loaded == {
        Worker: size.workers,
        Vacancy: size.vacancies,
        Employer: size.employers,
        KeyListing: size.key,
    }


def test_firms_spare_and_lack_people(filled: Session):
    lenders = set(filled.exec(select(SwapOffer.employer_id)))
    assert len(lenders) == SIZES["small"].idle + 1  # and the key employer of the demonstration's account
    assert how_many(filled, SwapNeed) >= SIZES["small"].key


@pytest.mark.parametrize("model", [Employer, Vacancy, Worker, Account, SwapOffer, SwapNeed])
def test_every_row_is_marked_as_made_up(filled: Session, model: type[SQLModel]):
    assert filled.execute(sa.text(f"SELECT count(*) FROM {model.__tablename__} WHERE NOT made_up")).scalar_one() == 0


def test_every_role_has_an_account(filled: Session):
    assert set(filled.exec(select(Account.role))) == set(Role)


def test_the_printed_sign_ins_are_accounts_with_the_hashed_password(filled: Session):
    logins = [login for _, login, _ in DEMONSTRATION_SIGN_INS]
    hashes = filled.exec(select(Account.password_hash).where(col(Account.login).in_(logins))).all()
    assert hashes == [hashed(PASSWORD)] * 3


def test_every_key_employer_has_exactly_one_active_specialist(filled: Session):
    listed = sorted(filled.exec(select(KeyListing.employer_id)))
    active = filled.exec(select(SpecialistAssignment.employer_id).where(col(SpecialistAssignment.valid_to).is_(None)))
    assert sorted(active) == listed


def test_the_streets_come_in_order(filled: Session):
    assert [street.code for street in filled.exec(streets())] == [f"440103{n:03d}" for n in range(1, 23)]


def test_wishes_hang_on_their_workers(filled: Session):
    assert filled.exec(select(WorkerWish).where(col(WorkerWish.worker_id).not_in(select(Worker.id)))).all() == []


def test_some_workers_are_assisted_on_the_day(filled: Session):
    assert 0 < len(filled.exec(assisted_on(AS_OF)).all()) < SIZES["small"].workers


def test_an_unknown_stays_unknown(filled: Session):
    assert filled.exec(select(func.count()).where(col(Worker.wage_min_fen).is_(None))).one() > 0


def test_a_new_row_can_follow_the_loaded_ones(session: Session):
    load(session)
    session.add(Employer(name="新单位", registered_at=NOW, updated_at=NOW))
    session.flush()
    assert how_many(session, Employer) == SIZES["small"].employers + 1


def test_the_worker_account_is_of_someone_with_wishes(filled: Session):
    worker_id = filled.exec(select(Account.worker_id).where(Account.login == "worker")).one()
    assert filled.exec(select(func.count()).where(WorkerWish.worker_id == worker_id)).one() >= 1


def test_the_street_account_belongs_to_a_street_of_liwan(filled: Session):
    code = filled.exec(select(Account.street_code).where(Account.login == "street")).one()
    assert filled.get(Street, code) is not None
