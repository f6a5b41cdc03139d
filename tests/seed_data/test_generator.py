"""The demonstration district: big enough, plausible for February 2021, and the same for the same seed."""

import json
from datetime import date
from functools import cache
from typing import Any

import pytest

from seed_data.codes import table, trades
from seed_data.generator import AS_OF, SIZES, District, generate
from seed_data.identity import credit_check, id_check_digit

WELL_KNOWN = (
    *("美的", "格力", "华为", "腾讯", "阿里", "京东", "顺丰", "圆通", "中通", "韵达", "申通", "美团", "饿了么"),
    *(
        "广药",
        "白云山",
        "王老吉",
        "陈李济",
        "敬修堂",
        "采芝林",
        "大参林",
        "国大",
        "海王星辰",
        "同仁堂",
        "陶陶居",
        "莲香楼",
    ),
    *("广州酒家", "泮溪", "点都德", "银记", "南信", "真功夫", "海底捞", "致美斋", "皇上皇", "鹰金钱", "立白", "蓝月亮"),
    *("广汽", "珠江", "立信", "保利", "万科", "碧桂园", "链家", "贝壳", "如家", "汉庭", "唯品会", "名创优品", "索菲亚"),
)

SHORTEST = {
    *("4-01-02-01", "4-09-08-01", "4-03-02-05", "4-07-05-01", "4-01-02-03", "4-10-01-06", "4-07-02-03", "4-06-02-01"),
    *("4-02-07-08", "6-18-01-01", "6-18-02-04", "6-22-01-01", "6-31-05-00"),
}
"""The ministry's top ten of 2020 Q3 to 2021 Q1 together."""


@cache
def district() -> District:
    return generate("district", 1)


def as_text(made: District) -> str:
    return json.dumps([made.employers, made.vacancies, made.workers], default=str, ensure_ascii=False)


def share(rows: list[dict[str, Any]], part: str) -> float:
    """How many rows say nothing in `part`."""
    return sum(row[part] in (None, "", []) for row in rows) / len(rows)


@pytest.mark.parametrize("size", ["small", "district"])
def test_the_same_size_and_seed_make_the_same_rows(size: str):
    assert as_text(generate(size, 7)) == as_text(generate(size, 7))


def test_another_seed_makes_other_rows():
    assert as_text(generate("small", 1)) != as_text(generate("small", 2))


@pytest.mark.parametrize("size", ["small", "district"])
def test_each_size_has_the_numbers_it_promises(size: str):
    made, wanted = generate(size, 3), SIZES[size]
    counts = (len(made.workers), len(made.vacancies), len(made.employers))
    assert counts == (wanted.workers, wanted.vacancies, wanted.employers)


def test_the_district_is_as_big_as_the_office_asks():
    made = district()
    key = sum(bool(row["key_listings"]) for row in made.employers)
    idle = sum(bool(row["swap_offers"]) for row in made.employers)
    open_posts = sum(row["state"] == "open" for row in made.vacancies)
    assert len(made.workers) >= 2_000
    assert open_posts >= 300
    assert len(made.employers) >= 40
    assert key >= 8
    assert idle >= 10


def test_no_employer_bears_a_well_known_name():
    names = [row["name"] for row in district().employers]
    assert [name for name in names if any(brand in name for brand in WELL_KNOWN)] == []


def test_no_made_up_brand_is_a_well_known_name():
    pieces = table("vocabulary", "brands")[0]
    brands = {a + b for a in pieces["first"] for b in pieces["second"]}
    assert brands.isdisjoint(WELL_KNOWN)


def test_no_two_employers_share_a_name():
    names = [row["name"] for row in district().employers]
    assert len(set(names)) == len(names)


def test_the_key_list_holds_makers_of_medical_goods_and_of_daily_needs_and_keepers_of_the_city():
    classes = {listing["key_class"] for row in district().employers for listing in row["key_listings"]}
    assert {"K1", "K2", "K3"} <= classes


def test_credit_codes_pass_their_check():
    codes = [row["uscc"] for row in district().employers if row["uscc"]]
    assert all(credit_check(code[:17]) == code[17] for code in codes)


def test_id_numbers_pass_their_check_and_agree_with_birthday_and_sex():
    people = [row for row in district().workers if row["id_number"]]
    for row in people:
        number = row["id_number"]
        assert id_check_digit(number[:17]) == number[17]
        assert number[6:14] == f"{row['birth_date']:%Y%m%d}"
        assert int(number[16]) % 2 == int(row["sex"]) % 2


def test_about_two_in_five_gave_an_id_number():
    given = sum(row["id_number"] is not None for row in district().workers) / len(district().workers)
    assert 0.35 < given < 0.45


def test_no_two_workers_share_a_phone():
    phones = [row["phone"] for row in district().workers]
    assert len(set(phones)) == len(phones)


@pytest.mark.parametrize("part", ["lng", "wage_min_fen", "shifts", "needs_lodging", "available_from"])
def test_about_a_quarter_of_the_workers_leave_a_field_open(part: str):
    assert 0.18 < share(district().workers, part) < 0.35


def wages(unit: str) -> list[int]:
    paid = [row for row in district().vacancies if row["wage_low_fen"] is not None]
    return [row["wage_low_fen"] for row in paid if row["wage_unit"] == unit]


@pytest.mark.parametrize(("unit", "floor"), [("month", 210_000), ("hour", 2_030)])
def test_no_post_pays_less_than_the_minimum_wage_of_the_day(unit: str, floor: int):
    assert min(wages(unit)) >= floor


def test_part_time_work_is_paid_by_the_hour():
    kinds = {(row["employment_kind"] == "part_time", row["wage_unit"]) for row in district().vacancies}
    assert kinds == {(True, "hour"), (False, "month")}


def test_most_posts_pay_what_was_usual():
    usual = sum(300_000 <= wage <= 800_000 for wage in wages("month"))
    assert usual / len(wages("month")) > 0.8


def test_wage_bounds_are_in_order():
    paid = [row for row in district().vacancies if row["wage_low_fen"] is not None]
    assert all(row["wage_low_fen"] <= row["wage_high_fen"] for row in paid)


def test_much_of_what_is_wanted_was_on_the_lists_of_the_shortest_occupations():
    coded = [row for row in district().vacancies if row["occupation_code"]]
    listed = sum(row["openings"] for row in coded if row["occupation_code"] in SHORTEST)
    assert listed / sum(row["openings"] for row in coded) > 0.4


def offers() -> list[dict[str, Any]]:
    return [one for row in district().employers for one in row["swap_offers"]]


def test_most_people_to_spare_are_free_throughout_the_festival():
    free = [one["from_day"] <= date(2021, 2, 11) <= date(2021, 2, 17) <= one["to_day"] for one in offers()]
    assert sum(free) / len(free) > 0.9


def test_enough_firms_lack_people_whom_others_spare():
    lacking = [row for row in district().employers if row["swap_needs"]]
    spared = {one["trade"] for one in offers()}
    met = sum(any(one["trade"] in spared for one in row["swap_needs"]) for row in lacking)
    assert (len(lacking) >= 8, met >= 6) == (True, True)


def test_some_offers_cannot_be_lent_or_tell_too_little():
    dispatched = {one["dispatched"] for one in offers()}
    assert dispatched == {True, False, None}
    assert {one["wage_fen"] is None for one in offers()} == {True, False}


def test_no_firm_spares_more_people_than_it_has():
    for row in district().employers:
        assert sum(one["people"] for one in row["swap_offers"]) <= (row["staff_total"] or 10_000)


def test_no_need_pays_less_than_the_minimum_wage_of_the_day():
    needs = [one for row in district().employers for one in row["swap_needs"]]
    assert min(one["wage_fen"] for one in needs if one["wage_fen"]) >= 210_000


def test_about_one_worker_in_eight_is_assisted():
    assisted = sum(bool(row["assistance"]) for row in district().workers) / len(district().workers)
    assert 0.09 < assisted < 0.15


def test_certified_hardship_needs_a_guangdong_household_even_when_it_is_not_stated():
    hard = [r for r in district().workers for a in r["assistance"] if a["category"] == "hardship"]
    assert {row["hukou_code"][:2] for row in hard if row["hukou_code"]} == {"44"}


def test_nobody_is_younger_than_sixteen():
    born = [row["birth_date"] for row in district().workers if row["birth_date"]]
    assert max(born) <= date(AS_OF.year - 16, AS_OF.month, AS_OF.day)


def test_nobody_has_more_than_three_wishes():
    assert {len(row["wishes"]) for row in district().workers} <= {0, 1, 2, 3}


@pytest.mark.parametrize("words", ["车位", "楼面", "企台", "打荷", "搬运", "跟单"])
def test_workers_speak_as_people_in_guangdong_do(words: str):
    assert any(words in wish["words"] for row in district().workers for wish in row["wishes"])


def test_some_words_are_mistyped_and_some_in_traditional_characters():
    said = "".join(wish["words"] for row in district().workers for wish in row["wishes"])
    slips = [row["wrong"] for row in table("vocabulary", "homophones") if row["wrong"] in said]
    assert len(slips) > 5
    assert set("車員務廚師電") & set(said)


def test_everything_is_marked_as_made_up():
    made = district()
    assert all(row["made_up"] for row in [*made.employers, *made.vacancies, *made.workers])


def test_every_trade_of_an_industry_is_described():
    known = trades().by_code
    assert all(code in known for row in table("vocabulary", "industries") for code in row["trades"].split("；"))


def test_every_industry_code_is_one_of_the_standard():
    codes = {row["code"] for row in table("reference", "industries")}
    assert {row["industry_code"] for row in table("vocabulary", "industries")} <= codes


def test_every_trade_is_an_occupation():
    codes = {row["code"] for row in table("reference", "occupations")}
    assert set(trades().by_code) <= codes
