import csv
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.language.requests import Request, understand

STREETS = {"东沙街道": "440103021", "石围塘街道": "440103017", "多宝街道": "440103004", "茶滘街道": "440103018"}

SAID = {"": None, "yes": True, "no": False}


def judged() -> list[tuple[str, Request]]:
    """Sentences of workers and what somebody judged them to ask before they were tried."""
    with (Path(__file__).parent / "fixtures" / "requests.tsv").open(encoding="utf-8", newline="") as file:
        return [(row["words"], _request(row)) for row in csv.DictReader(file, delimiter="\t")]


def _request(row: dict[str, str]) -> Request:
    return Request(
        wishes=tuple(row["wishes"].split("、")) if row["wishes"] else (),
        wage_min=int(row["wage_min"]) if row["wage_min"] else None,
        lodging=SAID[row["lodging"]],
        meals=SAID[row["meals"]],
        shifts=frozenset(row["shifts"].split()),
    )


@pytest.mark.parametrize(("words", "request_"), judged())
def test_sentences_are_understood_as_people_mean_them(words: str, request_: Request) -> None:
    assert replace(understand(words, STREETS), street=None, rest="") == request_


def test_all_of_a_request_is_understood() -> None:
    assert understand("叉车 包住 六千 夜班 东沙", STREETS) == Request(
        wishes=("叉车",), wage_min=6000, lodging=True, shifts=frozenset({"night"}), street="440103021"
    )


@pytest.mark.parametrize(
    ("words", "wage"),
    [
        ("六千", 6000),
        ("普工 六千五", 6500),
        ("5k", 5000),
        ("4500以上", 4500),
        ("5千到6千", 5000),
        ("5-6千", 5000),
        ("月薪5.5k", 5500),
        ("工资不低于五千", 5000),
        ("一万二", 12000),
        ("8000-12000", 8000),
        ("22-40岁", None),
        ("13800138000", None),
        ("时薪20", None),
        ("200一天", None),
        ("保安", None),
        ("2021年毕业", None),
    ],
)
def test_the_least_monthly_wage_is_read(words: str, wage: int | None) -> None:
    assert understand(words, STREETS).wage_min == wage


@pytest.mark.parametrize(
    ("words", "lodging", "meals"),
    [
        ("包住", True, None),
        ("有宿舍", True, None),
        ("包吃住", True, True),
        ("包吃包住", True, True),
        ("包吃", None, True),
        ("不包住", False, None),
        ("不用住宿", False, None),
        ("不住宿舍 包吃", False, True),
        ("普工", None, None),
    ],
)
def test_lodging_and_meals_are_read(words: str, lodging: bool | None, meals: bool | None) -> None:
    request = understand(words, STREETS)
    assert (request.lodging, request.meals) == (lodging, meals)


@pytest.mark.parametrize(
    ("words", "shifts"),
    [
        ("夜班", {"night"}),
        ("长白班", {"day"}),
        ("两班倒", {"rotating"}),
        ("白班或夜班", {"day", "night"}),
        ("不上夜班", {"day"}),
        ("不倒班", {"day", "night"}),
        ("普工", set()),
    ],
)
def test_shifts_are_read(words: str, shifts: set[str]) -> None:
    assert understand(words, STREETS).shifts == shifts


@pytest.mark.parametrize(
    ("words", "street"),
    [
        ("东沙", "440103021"),
        ("东沙街", "440103021"),
        ("石围塘街道 普工", "440103017"),
        ("我想在东沙找叉车工", "440103021"),
        ("送外卖 多宝街附近", "440103004"),
        ("番禺", None),
    ],
)
def test_streets_are_read_with_or_without_their_ending(words: str, street: str | None) -> None:
    assert understand(words, STREETS).street == street


@pytest.mark.parametrize(
    ("words", "wishes"),
    [
        ("想找保洁工作，白班，4500以上", ("保洁",)),
        ("做饭 扫地 三千五", ("做饭", "扫地")),
        ("我想在东沙找叉车工包住六千以上的", ("叉车工",)),
        ("50岁 找看门的 不要夜班", ("看门",)),
        ("离家近", ()),
    ],
)
def test_wishes_are_the_jobs_among_the_words(words: str, wishes: tuple[str, ...]) -> None:
    assert understand(words, STREETS).wishes == wishes


def test_words_that_say_nothing_known_are_kept() -> None:
    assert understand("收银 双休 45岁", STREETS).rest == "双休 45岁"


@given(st.text(st.sampled_from("叉车保安六千五5k到以上包吃住不夜班白东沙街道岁，。-~ 0123456789万")))
def test_any_words_are_understood(words: str) -> None:
    request = understand(words, STREETS)
    assert request.wage_min is None or 1000 <= request.wage_min <= 100_000
    assert request.shifts <= {"day", "night", "rotating"}
    assert request.street in {None, *STREETS.values()}


def test_no_streets_are_no_obstacle() -> None:
    assert understand("叉车 东沙", {}).street is None
