"""The ways among the swap pages, as each role has them."""

import pytest

from api.swap_ways import swap_ways
from models.account import Account, Role
from tests.api.pages.conftest import NOW


def ways(role: Role, here: str) -> dict[str, str]:
    return {way.name: way.current for way in swap_ways(Account(login="x", name="x", role=role, created_at=NOW), here)}


@pytest.mark.parametrize(
    ("role", "names"),
    [
        (Role.DISTRICT_ADMIN, ["调剂", "缺口一览", "方案", "可借出", "借用需求"]),
        (Role.STREET_STAFF, ["缺口一览", "可借出", "借用需求"]),
        (Role.SPECIALIST, ["调剂", "缺口一览", "可借出", "借用需求"]),
        (Role.EMPLOYER, ["我的调剂", "可借出人员", "停工计划", "借用需求"]),
        (Role.WORKER, []),
    ],
)
def test_each_role_has_the_ways_it_may_go(role: Role, names: list[str]) -> None:
    assert list(ways(role, "/")) == names


@pytest.mark.parametrize(
    ("role", "here", "marked"),
    [
        (Role.DISTRICT_ADMIN, "/swaps", {"调剂": "page"}),
        (Role.DISTRICT_ADMIN, "/swaps/3/people", {"调剂": "true"}),
        (Role.DISTRICT_ADMIN, "/swaps/offers", {"可借出": "page"}),
        (Role.DISTRICT_ADMIN, "/swaps/needs/new", {"借用需求": "true"}),
        (Role.EMPLOYER, "/swaps/offers/3", {"可借出人员": "true"}),
        (Role.EMPLOYER, "/employer/shutdowns/new", {"停工计划": "true"}),
        (Role.EMPLOYER, "/employer", {}),
    ],
)
def test_where_the_reader_is_is_marked(role: Role, here: str, marked: dict[str, str]) -> None:
    assert {name: current for name, current in ways(role, here).items() if current} == marked


def test_nobody_without_an_account_has_a_way() -> None:
    assert swap_ways(None, "/swaps") == []
