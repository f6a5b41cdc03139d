from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError, StatementError
from sqlmodel import Session, select

from models.account import Role, account_by_login
from models.database import open_engine, writing
from models.reference import County
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker, WorkerWish

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)


@pytest.mark.parametrize("scheme", ["postgres", "postgresql", "postgresql+psycopg"])
def test_any_usual_postgresql_address_opens_with_psycopg(scheme: str) -> None:
    assert open_engine(f"{scheme}://user@localhost/wengang").url.drivername == "postgresql+psycopg"


def test_the_folder_of_a_new_store_is_made(tmp_path: Path) -> None:
    open_engine(f"sqlite:///{tmp_path / 'var' / 'store.db'}").dispose()
    assert (tmp_path / "var").is_dir()


def test_a_new_store_is_readable_by_its_owner_only(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'store.db'}")
    with engine.connect() as connection:
        connection.execution_options(write=True).exec_driver_sql("CREATE TABLE t (n)")
        modes = {path.name: path.stat().st_mode & 0o777 for path in tmp_path.iterdir()}
    engine.dispose()
    assert modes["store.db"] == 0o600
    assert set(modes.values()) == {0o600}


def test_no_error_repeats_what_was_to_be_stored(rows: Any) -> None:
    with pytest.raises(IntegrityError) as refused:
        rows.worker(phone="13900139000", street_code="000000000")
    assert "13900139000" not in str(refused.value)


def test_a_row_that_points_at_nothing_is_refused(rows: Any) -> None:
    with pytest.raises(IntegrityError):
        rows.vacancy(employer_id=999)


@pytest.mark.parametrize(
    "facts",
    [
        {"openings": -1},
        {"wage_low_fen": -1},
        {"wage_low_fen": 600000, "wage_high_fen": 500000},
        {"lng": 113.2},
    ],
)
def test_an_impossible_vacancy_is_refused(rows: Any, facts: dict[str, Any]) -> None:
    with pytest.raises(IntegrityError):
        rows.vacancy(**facts)


def test_a_fourth_wish_is_refused(rows: Any) -> None:
    with pytest.raises(IntegrityError):
        rows.add(WorkerWish(worker_id=rows.worker().id, position=4, words="车位工"))


@pytest.mark.parametrize("role", [Role.STREET_STAFF, Role.EMPLOYER, Role.WORKER])
def test_an_account_without_the_record_of_its_role_is_refused(rows: Any, role: Role) -> None:
    with pytest.raises(IntegrityError):
        rows.account("a", role=role)


def test_moments_come_back_aware_and_in_utc(session: Session, rows: Any) -> None:
    east = NOW.astimezone(timezone(timedelta(hours=8)))
    stored = rows.vacancy(created_at=east)
    session.expire(stored)
    assert (stored.created_at, stored.created_at.utcoffset()) == (NOW, timedelta(0))


def test_a_moment_without_a_time_zone_is_refused(rows: Any) -> None:
    with pytest.raises(StatementError, match="timezone"):
        rows.vacancy(created_at=datetime(2021, 2, 8))  # noqa: DTZ001


def test_states_are_stored_by_their_value(session: Session, rows: Any) -> None:
    rows.vacancy(state=VacancyState.SUSPENDED)
    assert session.connection().exec_driver_sql("SELECT state FROM vacancy").scalar() == "suspended"


def test_lists_of_words_are_stored_readably(session: Session, rows: Any) -> None:
    rows.vacancy(skills_required=["平车", "锁边"])
    stored = session.connection().exec_driver_sql("SELECT CAST(skills_required AS TEXT) FROM vacancy").scalar()
    assert stored == '["平车", "锁边"]'


def test_the_names_of_the_streets_keep_their_rare_characters(session: Session, rows: Any) -> None:
    rows.add(County(code="440103", name="茶滘东漖", province="广东省"))
    session.expire_all()
    assert session.exec(select(County.name)).all() == ["茶滘东漖"]


def test_an_error_while_writing_leaves_nothing_behind(engine: sa.Engine) -> None:
    def fail() -> None:
        with writing(engine) as session:
            session.add(County(code="440103", name="荔湾区", province="广东省"))
            session.flush()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with Session(engine) as session:
        assert session.exec(select(County)).all() == []


def test_a_writer_waits_for_the_one_before_it_instead_of_losing_its_update(engine: sa.Engine, rows: Any) -> None:
    vacancy_id = rows.vacancy(openings=100).id
    rows.session.commit()

    def take_ten(_: int) -> None:
        for _ in range(10):
            with writing(engine) as session:
                vacancy = session.exec(select(Vacancy).where(Vacancy.id == vacancy_id).with_for_update()).one()
                vacancy.openings -= 1
                session.add(vacancy)

    with ThreadPoolExecutor(4) as pool:
        list(pool.map(take_ten, range(4)))
    with Session(engine) as session:
        assert session.exec(select(Vacancy.openings)).one() == 60


def test_two_rows_of_one_worker_cannot_share_an_id_number(rows: Any) -> None:
    rows.worker(id_number="440103199001011234")
    with pytest.raises(IntegrityError):
        rows.worker(id_number="440103199001011234")


def test_a_worker_and_the_account_that_registered_it_can_point_at_each_other(session: Session, rows: Any) -> None:
    worker = rows.worker()
    worker.registered_by = rows.account("mine", role=Role.WORKER, worker_id=worker.id).id
    session.add(worker)
    session.flush()
    assert session.exec(select(Worker)).one().registered_by


def test_a_closed_account_does_not_sign_in(session: Session, rows: Any) -> None:
    rows.account("gone", active=False)
    assert session.exec(account_by_login("gone")).all() == []


def test_a_vacancy_changes_its_state_and_remembers_when(rows: Any) -> None:
    vacancy: Vacancy = rows.vacancy()
    later = NOW + timedelta(days=1)
    vacancy.move_to(VacancyState.FILLED, now=later)
    assert (vacancy.state, vacancy.state_since, vacancy.updated_at) == (VacancyState.FILLED, later, later)
