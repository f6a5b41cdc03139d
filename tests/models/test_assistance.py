"""Why a worker is assisted stays in its own table: the rest of the house learns one bit."""

import inspect
import pkgutil
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from importlib import import_module
from typing import Any

import pytest
import sqlalchemy as sa
from sqlmodel import Session, select

import models
from models.assistance import AssistanceCategory, WorkerAssistance, assisted_on
from models.ledger import PromisedBy
from models.run import MatchingRun
from models.worker import Worker

FROM, TO = date(2021, 1, 21), date(2021, 3, 31)

ARGUMENTS: dict[str, Any] = {
    "employer_ids": [1],
    "until": date(2021, 2, 8),
    "day": FROM,
    "on": FROM,
    "now": datetime(2021, 2, 8, tzinfo=UTC),
    "moment": datetime(2021, 2, 8, tzinfo=UTC),
    "key": "any",
    "login": "any",
    "digest": "any",
    "name": "any",
    "subject": "any",
    "by": PromisedBy.SWAP,
    "table": MatchingRun,
    "worker_ids": [1],
}
"""A value for each parameter a query may take; any other parameter is an id."""


def queries() -> Iterator[Callable[..., Any]]:
    """Every public function of the store that takes no session and returns a statement."""
    for module in pkgutil.iter_modules(models.__path__, "models."):
        for name, function in inspect.getmembers(import_module(module.name), inspect.isfunction):
            returned = str(function.__annotations__.get("return"))
            if function.__module__ == module.name and not name.startswith("_") and "Select" in returned:
                yield function


def statement(query: Callable[..., Any]) -> sa.Select[Any]:
    needed = [p.name for p in inspect.signature(query).parameters.values() if p.default is p.empty]
    return query(**{name: ARGUMENTS.get(name, 1) for name in needed})


FOUND = [q for q in queries() if q.__module__ != "models.paging"]


def test_the_walk_over_the_queries_finds_them() -> None:
    assert {"assisted_on", "matching_workers", "workers", "parameter_on"} <= {q.__name__ for q in FOUND}


@pytest.mark.parametrize("query", FOUND, ids=lambda query: query.__name__)
def test_no_query_reads_the_category_or_its_evidence(query: Callable[..., Any]) -> None:
    sql = str(statement(query))
    assert "worker_assistance.category" not in sql
    assert "worker_assistance.evidence" not in sql


def test_a_worker_row_leads_to_no_other_table() -> None:
    assert list(sa.inspect(Worker).relationships) == []


@pytest.mark.parametrize(
    ("day", "assisted"), [(date(2021, 1, 20), False), (FROM, True), (TO, True), (date(2021, 4, 1), False)]
)
def test_a_worker_is_assisted_from_the_first_to_the_last_day(
    session: Session, rows: Any, day: date, assisted: bool
) -> None:
    worker = rows.worker()
    facts = {"category": AssistanceCategory.HARDSHIP, "evidence": "街道证明", "valid_from": FROM, "valid_to": TO}
    rows.add(WorkerAssistance(worker_id=worker.id, **facts))
    assert session.exec(assisted_on(day)).all() == ([worker.id] if assisted else [])


def test_a_worker_with_two_categories_is_one_worker(session: Session, rows: Any) -> None:
    worker = rows.worker()
    for category in (AssistanceCategory.DISABLED, AssistanceCategory.HARDSHIP):
        rows.add(WorkerAssistance(worker_id=worker.id, category=category, evidence="", valid_from=FROM))
    assert session.exec(assisted_on(FROM)).all() == [worker.id]


def test_nothing_sensitive_stays_when_a_worker_is_removed(session: Session, rows: Any) -> None:
    worker = rows.worker()
    rows.add(WorkerAssistance(worker_id=worker.id, category=AssistanceCategory.DISABLED, evidence="", valid_from=FROM))
    session.delete(worker)
    session.flush()
    assert session.exec(select(WorkerAssistance)).all() == []
