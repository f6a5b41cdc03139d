"""Filters, orders and pages of the lists that people browse."""

from datetime import timedelta
from typing import Any

import pytest
from sqlmodel import Session

from models import vacancy, worker
from models.errors import TooManyOrders, UnknownOrder
from models.paging import count, ordered, page
from models.reference import Occupation
from models.vacancy import Shift, VacancyFilter, VacancyState, WageUnit, vacancies
from models.worker import WorkerFilter, WorkerWish, workers


def titles(session: Session, **wanted: Any) -> list[str]:
    return sorted(v.title for v in session.exec(vacancies(VacancyFilter(**wanted))))


@pytest.fixture
def posts(rows: Any) -> None:
    for code, name, level in (("6-18-00-00", "金属加工", 2), ("6-18-02-04", "焊工", 4), ("6-19-01-01", "别的", 4)):
        rows.add(Occupation(code=code, name=name, level=level))
    firm, other = rows.employer(name="东沙机械厂").id, rows.employer(name="站前酒楼").id
    rows.vacancy(
        employer_id=firm, title="焊工", wage_low_fen=400000, wage_high_fen=600000, occupation_code="6-18-02-04"
    )
    rows.vacancy(employer_id=firm, title="夜班保安", shift=Shift.NIGHT, lodging=True, wage_high_fen=450000)
    rows.vacancy(employer_id=other, title="钟点工", wage_high_fen=2500, wage_unit=WageUnit.HOUR)
    rows.vacancy(employer_id=other, title="待审岗位", duties="焊接", state=VacancyState.DRAFT)


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["夜班保安", "待审岗位", "焊工", "钟点工"]),
        ({"words": "焊"}, ["待审岗位", "焊工"]),
        ({"words": "酒楼"}, ["待审岗位", "钟点工"]),
        ({"words": "_"}, []),
        ({"states": frozenset({VacancyState.DRAFT})}, ["待审岗位"]),
        ({"shift": Shift.NIGHT}, ["夜班保安"]),
        ({"lodging": True}, ["夜班保安"]),
        ({"lodging": False}, []),
        ({"wage_at_least_fen": 500000}, ["焊工"]),
        ({"wage_at_least_fen": 1}, ["夜班保安", "焊工"]),
        ({"occupation_code": "6-18-00-00"}, ["焊工"]),
        ({"occupation_code": "6-00-00-00"}, ["焊工"]),
        ({"occupation_code": "6-18-02-04"}, ["焊工"]),
        ({"occupation_code": "6-1"}, []),
    ],
)
def test_a_filter_keeps_what_it_says(session: Session, wanted: dict[str, Any], found: list[str]) -> None:
    assert titles(session, **wanted) == found


@pytest.mark.usefixtures("posts")
@pytest.mark.parametrize(
    ("keys", "found"),
    [
        ("wage_high", ["钟点工", "夜班保安", "焊工", "待审岗位"]),
        ("-wage_high", ["焊工", "夜班保安", "钟点工", "待审岗位"]),
        ("", ["焊工", "夜班保安", "钟点工", "待审岗位"]),
    ],
)
def test_unknown_values_come_last_whichever_way_a_list_is_ordered(
    session: Session, keys: str, found: list[str]
) -> None:
    assert [v.title for v in session.exec(ordered(vacancies(), keys, vacancy.ORDERS))] == found


def test_a_key_that_is_not_offered_is_refused_by_name() -> None:
    with pytest.raises(UnknownOrder, match=r"不能按“phone”排序，可用的有：created_at"):
        ordered(vacancies(), "-phone", vacancy.ORDERS)


@pytest.mark.usefixtures("posts")
def test_pages_that_tie_show_each_row_once(session: Session) -> None:
    listed = ordered(vacancies(), "created_at", vacancy.ORDERS)
    shown = [v.id for number in (1, 2, 3) for v in session.exec(page(listed, number=number, size=2))]
    assert len(shown) == len(set(shown)) == 4


@pytest.mark.usefixtures("posts")
def test_the_count_is_that_of_the_whole_list(session: Session) -> None:
    assert session.exec(count(ordered(vacancies(), "-wage_high", vacancy.ORDERS))).one() == 4


@pytest.fixture
def people(rows: Any) -> None:
    rows.add(Occupation(code="6-05-01-01", name="裁缝", level=4))
    tailor = rows.worker(name="陈小妹", words="车位工，包住", phone="13800138001")
    rows.add(WorkerWish(worker_id=tailor.id, position=1, words="车位", occupation_code="6-05-01-01"))
    rows.worker(name="李强", phone="13900139002", available_from=rows.day + timedelta(days=10))
    rows.worker(name="王姐", address="站前街 302 房", consent_recommend=False)


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(
    ("wanted", "found"),
    [
        ({}, ["李强", "王姐", "陈小妹"]),
        ({"words": "9002"}, ["李强"]),
        ({"words": "302"}, ["王姐"]),
        ({"words": "包住"}, ["陈小妹"]),
        ({"consents": True}, ["李强", "陈小妹"]),
        ({"consents": False}, ["王姐"]),
        ({"occupation_code": "6-05-00-00"}, ["陈小妹"]),
    ],
)
def test_a_worker_is_found_by_whatever_is_known(session: Session, wanted: dict[str, Any], found: list[str]) -> None:
    assert sorted(w.name for w in session.exec(workers(WorkerFilter(**wanted)))) == found


@pytest.mark.usefixtures("people")
@pytest.mark.parametrize(("days", "found"), [(9, 2), (10, 3)])
def test_a_worker_is_available_from_the_day_stated(session: Session, rows: Any, days: int, found: int) -> None:
    wanted = WorkerFilter(available_on=rows.day + timedelta(days=days))
    assert len(session.exec(workers(wanted)).all()) == found


def test_every_order_ends_with_the_id() -> None:
    assert all("id" in orders for orders in (vacancy.ORDERS, worker.ORDERS))


@pytest.mark.parametrize(
    "keys", ["id,id", "id,-id", " id , id", "id,openings,created_at,updated_at,start_date,open_until"]
)
def test_an_order_by_too_many_keys_or_one_twice_is_refused(keys: str) -> None:
    with pytest.raises(TooManyOrders, match="最多用 5 个"):
        ordered(vacancies(), keys, vacancy.ORDERS)


def test_an_order_by_five_keys_is_allowed(session: Session) -> None:
    statement = ordered(vacancies(), "-id,openings,created_at,updated_at,start_date", vacancy.ORDERS)
    assert session.exec(statement).all() == []
