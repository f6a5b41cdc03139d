import re
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from sqlmodel import Session, SQLModel, select

from models.chance_model import ChanceModel, ChanceModelState
from models.database import downgrade, open_engine, upgrade
from models.referral import Referral, ReferralOrigin, ReferralState
from models.run import RunPair
from models.swap_offer import SwapOffer
from models.vacancy import Vacancy
from models.worker import Worker


def test_the_migrations_build_exactly_the_tables_of_the_code(engine: sa.Engine) -> None:
    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts={"compare_server_default": True})
        assert compare_metadata(context, SQLModel.metadata) == []


def test_the_migrations_build_every_check_of_the_code(engine: sa.Engine) -> None:
    """Autogenerate does not compare checks."""
    inspector = sa.inspect(engine)
    built = {(t, check["name"]) for t in inspector.get_table_names() for check in inspector.get_check_constraints(t)}
    assert built == {(t.name, c.name) for t in SQLModel.metadata.tables.values() for c in _checks(t)}


def test_the_migrations_build_the_same_partial_indexes_as_the_code(engine: sa.Engine) -> None:
    """Autogenerate compares their columns, not their condition."""
    inspector = sa.inspect(engine)
    option = f"{engine.dialect.name}_where"
    for table in SQLModel.metadata.tables.values():
        built = {i["name"]: i["dialect_options"].get(option) for i in inspector.get_indexes(table.name)}
        for index in table.indexes:
            wanted = index.dialect_options[engine.dialect.name].get("where")
            assert _condition(built[index.name]) == _condition(wanted), index.name


def test_the_way_down_leaves_no_table_and_the_way_up_works_again(engine: sa.Engine) -> None:
    downgrade(engine, "base")
    assert set(sa.inspect(engine).get_table_names()) == {"alembic_version"}
    upgrade(engine)
    assert "vacancy" in sa.inspect(engine).get_table_names()


def test_the_way_down_works_with_rows_in_the_tables(engine: sa.Engine, rows: Any) -> None:
    worker = rows.worker()
    worker.registered_by = rows.account("a", worker_id=worker.id).id
    rows.vacancy()
    rows.session.commit()
    downgrade(engine, "base")
    assert set(sa.inspect(engine).get_table_names()) == {"alembic_version"}


@pytest.fixture
def made_before_learnt_chances(engine: sa.Engine, rows: Any) -> sa.Engine:
    """A store of revision 0001 with a live referral and a run with one pair."""
    worker, vacancy = rows.worker(), rows.vacancy()
    rows.session.commit()
    downgrade(engine, "0001")
    pair = {"worker_id": worker.id, "vacancy_id": vacancy.id, "score": 0.5, "tier": "1"}
    with engine.begin() as connection:
        tables = sa.MetaData()
        tables.reflect(connection)
        states = {"state": "told", "state_since": rows.now, "created_at": rows.now}
        referral = pair | states | {"origin": "staff", "reasons": "[]"}
        run = {"as_of": rows.day, "asked_at": rows.now, "state": "done", "state_since": rows.now, "params": "{}"}
        run |= {"seed": 0, "stage": "", "progress": 1.0, "cancel_requested": False, "attempt": 1}
        connection.execute(tables.tables["referral"].insert(), referral)
        run_id = connection.execute(tables.tables["matching_run"].insert(), run).inserted_primary_key[0]
        connection.execute(tables.tables["run_pair"].insert(), pair | {"run_id": run_id, "reason": ""})
    return engine


def test_a_store_of_before_learnt_chances_keeps_its_rows(made_before_learnt_chances: sa.Engine) -> None:
    upgrade(made_before_learnt_chances)
    with Session(made_before_learnt_chances) as session:
        referral, pair = session.exec(select(Referral)).one(), session.exec(select(RunPair)).one()
        people, posts = session.exec(select(Worker.id)).all(), session.exec(select(Vacancy.id)).all()
    assert (people, posts) == ([referral.worker_id], [referral.vacancy_id])
    assert (referral.state, referral.score, referral.breakdown) == (ReferralState.TOLD, 0.5, None)
    assert (pair.worker_id, pair.score, pair.breakdown) == (referral.worker_id, 0.5, None)


def test_a_store_of_before_learnt_chances_still_refuses_a_second_live_referral(
    made_before_learnt_chances: sa.Engine, rows: Any
) -> None:
    upgrade(made_before_learnt_chances)
    with Session(made_before_learnt_chances) as session:
        first = session.exec(select(Referral)).one()
        facts = {"origin": ReferralOrigin.STAFF, "state_since": rows.now, "created_at": rows.now}
        session.add(Referral(worker_id=first.worker_id, vacancy_id=first.vacancy_id, **facts))
        with pytest.raises(sa.exc.IntegrityError):
            session.flush()
    indexes = sa.inspect(made_before_learnt_chances).get_indexes("referral")
    assert "uq_referral_live" in {index["name"] for index in indexes}


FIGURES = {"old": {"calibration_error": 0.05}, "new": {"calibration_error": 0.05}}


@pytest.fixture
def made_before_better(engine: sa.Engine, rows: Any) -> sa.Engine:
    """A store of revision 0002 with three models found not worse: two proposed, one in force."""
    downgrade(engine, "0002")
    facts = {"made_at": rows.now, "state_since": rows.now, "results": 100, "params": {}, "not_worse": True}
    facts |= {"first_result": rows.day, "last_result": rows.day, "judged_against": "hand-set-2021"}
    ends = {"proposed": (0.004, None), "retired": (-0.001, None), "in_force": (0.004, rows.day)}
    with engine.begin() as connection:
        tables = sa.MetaData()
        tables.reflect(connection, only=["chance_model"])
        for state, (end, since) in ends.items():
            span = [-0.02, -0.01, end]
            metrics = FIGURES | {"brier_difference": span, "log_loss_difference": span}
            row = facts | {"state": state, "metrics": metrics, "in_force_from": since}
            connection.execute(tables.tables["chance_model"].insert(), row)
    return engine


def test_models_judged_by_the_older_rule_are_judged_by_the_newer_and_what_is_in_force_stays(
    made_before_better: sa.Engine,
) -> None:
    upgrade(made_before_better)
    with Session(made_before_better) as session:
        kept = {model.state: model.better for model in session.exec(select(ChanceModel))}
    assert kept == {
        ChanceModelState.PROPOSED: False,
        ChanceModelState.RETIRED: True,
        ChanceModelState.IN_FORCE: False,
    }


def test_the_way_down_from_better_keeps_the_models(made_before_better: sa.Engine) -> None:
    upgrade(made_before_better)
    downgrade(made_before_better, "0002")
    with made_before_better.connect() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM chance_model WHERE not_worse").scalar() == 1


def test_two_processes_may_build_the_same_store_at_once(store_url: str) -> None:
    engines = [open_engine(store_url) for _ in range(2)]
    downgrade(engines[0], "base")
    with ThreadPoolExecutor(2) as pool:
        list(pool.map(upgrade, engines))
    assert "vacancy" in sa.inspect(engines[1]).get_table_names()
    for engine in engines:
        engine.dispose()


def test_two_processes_may_open_the_same_new_file_at_once(tmp_path: Path) -> None:
    engines = [open_engine(f"sqlite:///{tmp_path / 'new.db'}") for _ in range(4)]
    with ThreadPoolExecutor(4) as pool:
        list(pool.map(upgrade, engines))
    assert "vacancy" in sa.inspect(engines[3]).get_table_names()
    for engine in engines:
        engine.dispose()


def test_a_step_that_fails_leaves_nothing_half_done(engine: sa.Engine, monkeypatch: pytest.MonkeyPatch) -> None:
    downgrade(engine, "base")

    def fail(*_: object, **__: object) -> None:
        raise RuntimeError

    monkeypatch.setattr("alembic.operations.Operations.batch_alter_table", fail)
    with pytest.raises(RuntimeError):
        upgrade(engine)
    assert set(sa.inspect(engine).get_table_names()) == {"alembic_version"}


def test_upgrading_twice_changes_nothing(engine: sa.Engine) -> None:
    before = sa.inspect(engine).get_table_names()
    upgrade(engine)
    assert sa.inspect(engine).get_table_names() == before


def test_foreign_keys_are_enforced_after_a_migration(tmp_path: Path) -> None:
    engine = open_engine(f"sqlite:///{tmp_path / 'new.db'}")
    upgrade(engine)
    with engine.connect() as connection:
        assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    engine.dispose()


def _checks(table: sa.Table) -> Iterator[sa.CheckConstraint]:
    return (c for c in table.constraints if isinstance(c, sa.CheckConstraint))


def _condition(text: object) -> str:
    return re.sub(r"::text|[()\s]", "", "" if text is None else str(text)).lower()


def test_people_declared_idle_become_offers_and_idle_again_on_the_way_down(engine: sa.Engine, rows: Any) -> None:
    employer = rows.employer()
    rows.session.commit()
    downgrade(engine, "0007")
    declared = {"trade": "缝纫工", "people": 40, "from_day": rows.day, "to_day": rows.day, "note": "停工"}
    with engine.begin() as connection:
        tables = sa.MetaData()
        tables.reflect(connection, only=["idle_staff"])
        connection.execute(tables.tables["idle_staff"].insert(), declared | {"employer_id": employer.id})
    upgrade(engine)
    with Session(engine) as session:
        offer = session.exec(select(SwapOffer)).one()
        assert {name: getattr(offer, name) for name in declared} == declared
        assert (offer.employer_id, offer.wage_fen, offer.dispatched) == (employer.id, None, None)
    downgrade(engine, "0007")
    with engine.connect() as connection:
        row = connection.execute(sa.select(tables.tables["idle_staff"])).mappings().one()
        assert dict(row) == declared | {"id": row["id"], "employer_id": employer.id}
