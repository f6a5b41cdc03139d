"""Settlement: lines by their formulas, sums of whole lines, nothing kept and nothing taken."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.policy.parameters import DatedValue, Parameters, packaged_parameters
from matcher.swap.arrangement import Item, SettlementLine
from matcher.swap.settlement import (
    TOLERANCE_FEN,
    as_paid,
    charged_fen,
    management_fee_fen,
    margin_fen,
    paid_out_fen,
    settlement_lines,
    taken_from_worker_fen,
)
from matcher.swap.worked import Contribution, Cost, DayKind, SettlementError, Share, Worked

FEBRUARY = "2021-02"
WHOLE_MONTH = Worked(1, FEBRUARY, 420_000, Decimal(20), Decimal(20))
INSURANCE = Contribution(Item.SOCIAL_INSURANCE, 1, FEBRUARY, "社会保险", 90_000)
MEALS = Cost("餐费", FEBRUARY, 30_000, 30_000, "0021", person=1)


def settle(
    *worked: Worked, contributions: tuple[Contribution, ...] = (), costs: tuple[Cost, ...] = ()
) -> tuple[SettlementLine, ...]:
    return settlement_lines(worked, contributions, costs, packaged_parameters())


def fee(item: Item, charged: int, why: str) -> SettlementLine:
    return SettlementLine(item, charged, 0, why, FEBRUARY)


def part(days: str, wage_fen: int = 420_000, month_days: str = "20") -> Worked:
    return Worked(1, FEBRUARY, wage_fen, Decimal(days), Decimal(month_days))


# ── the cases of the office ──
WAGE_INSURANCE_MEALS = settle(WHOLE_MONTH, contributions=(INSURANCE,), costs=(MEALS,))


def test_wage_insurance_and_meals_are_charged_as_they_were_paid():
    assert charged_fen(WAGE_INSURANCE_MEALS) == paid_out_fen(WAGE_INSURANCE_MEALS) == 540_000


def test_nothing_is_left_to_the_lender():
    assert margin_fen(WAGE_INSURANCE_MEALS) == 0


def test_a_service_fee_of_ten_yuan_is_margin():
    with_fee = (*WAGE_INSURANCE_MEALS, fee(Item.MANAGEMENT_FEE, 1_000, "服务费"))
    assert (charged_fen(with_fee), margin_fen(with_fee), management_fee_fen(with_fee)) == (541_000, 1_000, 1_000)


@pytest.mark.parametrize(("charged", "paid"), [(5_000, 0), (0, -5_000), (-5_000, 0), (5_000, 5_000)])
def test_a_fee_of_fifty_yuan_taken_from_a_worker_is_seen_in_either_column(charged: int, paid: int):
    taken = SettlementLine(Item.WORKER_FEE, charged, paid, "介绍费", FEBRUARY, person=1)
    assert taken_from_worker_fen((*WAGE_INSURANCE_MEALS, taken)) == 5_000


def test_what_a_worker_was_made_to_pay_is_not_charged_to_the_borrower():
    assert charged_fen((*WAGE_INSURANCE_MEALS, fee(Item.WORKER_FEE, 5_000, "介绍费"))) == 540_000


def test_a_clean_settlement_takes_nothing_from_workers():
    assert taken_from_worker_fen(WAGE_INSURANCE_MEALS) == 0


# ── formulas ──
def test_part_of_a_month_is_paid_by_the_days_of_an_average_month():
    (line,) = settle(part("13"))
    assert (line.charged_fen, line.evidence) == (251_034, "4200.00元÷21.75天×13天")


def test_a_month_without_absence_is_the_whole_wage():
    (line,) = settle(WHOLE_MONTH)
    assert (line.charged_fen, line.evidence) == (420_000, "月工资4200.00元（当月计薪20天，全勤）")


def test_a_day_missed_in_a_long_month_never_pays_more_than_the_month():
    (line,) = settle(part("22", month_days="23"))
    assert line.charged_fen == 420_000


def test_two_wages_in_a_month_without_absence_share_its_days():
    lines = settle(part("10"), part("10", wage_fen=450_000))
    assert [line.evidence[:20] for line in lines] == ["4200.00元÷20天×10天（当月计", "4500.00元÷20天×10天（当月计"]
    assert charged_fen(lines) == 435_000


@pytest.mark.parametrize(
    ("kind", "fen", "rate"),
    [(DayKind.WORKDAY, 9_052, "150%"), (DayKind.REST_DAY, 12_069, "200%"), (DayKind.HOLIDAY, 18_103, "300%")],
)
def test_overtime_is_paid_by_the_kind_of_day(kind: DayKind, fen: int, rate: str):
    line = settle(replace(WHOLE_MONTH, overtime={kind: Decimal("2.5")}))[-1]
    assert (line.item, line.charged_fen) == (Item.OVERTIME, fen)
    assert line.evidence == f"4200.00元÷21.75天÷8小时×2.5小时×{rate}"


def test_rates_are_those_in_force_in_the_month():
    higher = DatedValue("overtime_pay.workday_percent", 200, date(2021, 3, 1), source="made up")
    rules = Parameters((*packaged_parameters().rows, higher))
    worked = [
        replace(WHOLE_MONTH, month=month, overtime={DayKind.WORKDAY: Decimal(1)}) for month in (FEBRUARY, "2021-03")
    ]
    evidence = [line.evidence for line in settlement_lines(worked, (), (), rules) if line.item == Item.OVERTIME]
    assert [words[-4:] for words in evidence] == ["150%", "200%"]


def test_half_a_fen_is_rounded_up():
    insured = Contribution(Item.HOUSING_FUND, 1, FEBRUARY, "住房公积金", 210_010, Decimal(5))
    assert settle(contributions=(insured,))[0].charged_fen == 10_501  # 10500.5


def test_a_contribution_by_rate_names_its_base():
    insured = Contribution(Item.SOCIAL_INSURANCE, 1, FEBRUARY, "养老保险", 458_800, Decimal(14))
    (line,) = settle(contributions=(insured,))
    assert (line.charged_fen, line.evidence) == (64_232, "缴费基数4588.00元×14%")


def test_a_contribution_shared_by_days_goes_by_the_days_of_that_month():
    line = settle(part("13"), contributions=(replace(INSURANCE, share=Share.BY_DAYS),))[-1]
    assert (line.charged_fen, line.evidence) == (58_500, "900.00元×13天÷20天")


def test_a_cost_names_its_receipt():
    (line,) = settle(costs=(MEALS,))
    assert (line.name, line.evidence) == ("餐费", "票据0021")


def test_a_cost_without_a_receipt_has_no_evidence():
    (line,) = settle(costs=(replace(MEALS, receipt=""),))
    assert line.evidence == ""


def test_a_cost_charged_above_its_receipt_is_margin():
    assert margin_fen(settle(costs=(replace(MEALS, charged_fen=31_000),))) == 1_000


@pytest.mark.parametrize(("paid", "margin"), [(400_000, 38_103), (438_103, 0), (440_000, -1_897)])
def test_what_a_person_really_had_counts_as_paid(paid: int, margin: int):
    lines = settle(replace(WHOLE_MONTH, overtime={DayKind.HOLIDAY: Decimal("2.5")}), contributions=(INSURANCE,))
    assert charged_fen(lines) == 528_103
    assert margin_fen(as_paid(lines, {(1, FEBRUARY): paid})) == margin


# ── what cannot be ──
@pytest.mark.parametrize(
    ("worked", "why"),
    [
        ((part("21"),), "出勤共21天，多于当月计薪天数20天"),
        ((part("11"), part("10")), "出勤共21天，多于当月计薪天数20天"),
        ((part("10"), part("5", month_days="21")), "同一个月填了两种计薪天数"),
    ],
)
def test_days_the_month_does_not_have_are_refused(worked: tuple[Worked, ...], why: str):
    with pytest.raises(SettlementError, match=why):
        settle(*worked)


@pytest.mark.parametrize("worked", [{"days": Decimal(-1)}, {"wage_fen": 0}, {"overtime": {DayKind.HOLIDAY: -1}}])
def test_negative_work_and_wages_of_nothing_are_refused(worked: dict[str, object]):
    with pytest.raises(SettlementError):
        replace(WHOLE_MONTH, **worked)


def test_a_share_by_days_without_days_is_refused():
    with pytest.raises(SettlementError, match="没有填这个月的出勤天数"):
        settle(contributions=(replace(INSURANCE, share=Share.BY_DAYS),))


@pytest.mark.parametrize("made", [lambda: replace(MEALS, paid_fen=-1), lambda: replace(INSURANCE, fen=-1)])
def test_negative_costs_are_refused(made):
    with pytest.raises(SettlementError, match="不能是负数"):
        made()


# ── for any settlement ──
half_days = st.integers(0, 40).map(lambda halves: Decimal(halves) / 2)
months = st.builds(
    lambda person, month, wage, days, hours: Worked(
        person, f"2021-{month:02}", wage, days, Decimal("20.5"), {DayKind.REST_DAY: hours}
    ),
    st.integers(1, 4),
    st.integers(1, 3),
    st.integers(200_000, 900_000),
    half_days,
    half_days,
)
settled_months = st.lists(months, max_size=8, unique_by=lambda worked: (worked.person, worked.month))


@given(settled_months)
def test_sums_are_those_of_the_lines_and_leave_nothing(worked: list[Worked]):
    lines = settle(*worked)
    assert charged_fen(lines) == sum(line.charged_fen for line in lines) == paid_out_fen(lines)
    assert margin_fen(lines) == 0


@given(settled_months, st.randoms(use_true_random=False))
def test_the_order_of_what_is_stated_changes_no_line(worked: list[Worked], chance):
    shuffled = list(worked)
    chance.shuffle(shuffled)
    assert settle(*shuffled) == settle(*worked)


@given(settled_months, st.randoms(use_true_random=False))
def test_the_order_of_lines_changes_no_sum(worked: list[Worked], chance):
    lines = [*settle(*worked), fee(Item.MANAGEMENT_FEE, 700, "服务费"), fee(Item.WORKER_FEE, 300, "押金")]
    sums = [total(lines) for total in (charged_fen, paid_out_fen, margin_fen, taken_from_worker_fen)]
    chance.shuffle(lines)
    assert [total(lines) for total in (charged_fen, paid_out_fen, margin_fen, taken_from_worker_fen)] == sums


@given(months, st.integers(0, 40))
def test_a_month_cut_in_two_periods_is_settled_as_one(worked: Worked, cut: int):
    first = min(worked.days, Decimal(cut) / 2)
    pieces = (replace(worked, days=first, overtime={}), replace(worked, days=worked.days - first))
    assert settle(*pieces) == settle(worked)


@given(st.integers(200_000, 900_000), st.integers(0, 19), st.integers(0, 19))
def test_part_of_a_month_settled_at_two_times_differs_by_rounding_only(wage: int, first: int, second: int):
    second = min(second, 19 - first)
    apart = charged_fen(settle(part(str(first), wage))) + charged_fen(settle(part(str(second), wage)))
    assert abs(apart - charged_fen(settle(part(str(first + second), wage)))) <= TOLERANCE_FEN


@given(months, half_days)
def test_more_days_never_pay_less_and_never_more_than_the_month(worked: Worked, fewer: Decimal):
    less = settle(replace(worked, days=min(fewer, worked.days), overtime={}))
    assert charged_fen(less) <= charged_fen(settle(replace(worked, overtime={}))) <= worked.wage_fen
