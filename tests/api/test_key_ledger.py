"""The gap of a key employer: arithmetic that counts each arrival once, and the hour the ledger is due."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.key_ledger.clearness import is_past, unclear
from api.key_ledger.firms import Firm
from api.key_ledger.gap import Gap, gap_of
from api.key_ledger.gap_chart import chart
from api.key_ledger.history import Day, difficulties
from api.key_ledger.reporting import counted_when, stated
from api.refusals import BadField
from models.employer import Employer, KeyClass
from models.key_ledger import KeyLedgerLine

DAY = date(2021, 2, 8)
START = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)


def line(**values):
    known = {"employer_id": 1, "day": DAY, "reported_at": START, "counted_at": START, "needed": 30, "on_post": 20}
    return KeyLedgerLine(**known | values)


def test_five_arrivals_lower_the_gap_by_five():
    hires = [START + timedelta(hours=1)] * 5
    assert (gap_of(line(), []).short, gap_of(line(), hires).short) == (10, 5)


def test_who_was_hired_before_the_count_is_among_the_people_on_post():
    assert gap_of(line(), [START - timedelta(hours=1), START]).short == 10


def test_more_people_than_needed_are_people_to_spare():
    assert (gap_of(line(on_post=33), []).short, gap_of(line(on_post=33), []).words) == (-3, "富余 3")


@pytest.mark.parametrize("missing", ["needed", "on_post"])
def test_without_either_number_the_gap_is_not_known(missing):
    assert gap_of(line(**{missing: None}), []) is None


EVENTS = st.lists(
    st.one_of(
        st.tuples(st.just("hired"), st.integers(1, 6)),
        st.tuples(st.just("edited"), st.just(0)),
        st.tuples(st.just("same as yesterday"), st.just(0)),
        st.tuples(st.just("counted"), st.integers(0, 40)),
    ),
    max_size=25,
)


@given(needed=st.integers(0, 60), on_post=st.integers(0, 60), events=EVENTS)
def test_each_arrival_counts_once_whatever_is_edited_in_between(needed, on_post, events):
    """Beside the ledger one plain number is kept: who was counted, and who arrived since."""
    now, hires, present = START, [], on_post
    standing = line(needed=needed, on_post=on_post)
    for event, number in events:
        now += timedelta(minutes=10)
        if event == "hired":
            hires += [now] * number
            present += number
            continue
        says = number if event == "counted" else standing.on_post
        at = counted_when(standing, says, counted=event == "counted", now=now)
        present = says if event == "counted" else present
        standing = line(needed=needed, on_post=says, counted_at=at, reported_at=now)
        assert gap_of(standing, hires).short == needed - present


def test_people_on_post_stated_anew_count_from_that_moment():
    now = START + timedelta(hours=3)
    assert counted_when(line(), 25, counted=False, now=now) == now


def test_a_count_said_to_hold_the_arrivals_counts_from_that_moment():
    now = START + timedelta(hours=3)
    assert counted_when(line(), 20, counted=True, now=now) == now


def test_the_due_minute_is_in_time_and_the_next_second_is_not():
    five = datetime(2021, 2, 8, 9, 0, tzinfo=UTC)  # 17:00 in Guangzhou
    assert not is_past(time(17, 0), five, DAY)
    assert is_past(time(17, 0), five + timedelta(seconds=1), DAY)


def test_on_a_day_without_a_due_time_nobody_is_late():
    assert not is_past(None, datetime(2026, 1, 1, tzinfo=UTC), DAY)


FULL = {"capacity": "日产 3 万只", "staff_total": 120, "difficulties": "无"}


@pytest.mark.parametrize(
    ("blank", "name"),
    [
        ({"capacity": ""}, "企业产能"),
        ({"staff_total": None}, "员工总数"),
        ({"difficulties": ""}, "问题困难"),
    ],
)
def test_any_blank_of_the_five_is_named(blank, name):
    assert unclear(line(**FULL | blank), 10, 10) == [name]


def test_short_of_people_with_no_post_on_offer_is_not_clear_about_which():
    assert unclear(line(**FULL), 10, 0) == ["空岗结构"]
    assert unclear(line(**FULL), 0, 0) == []


def test_an_employer_without_a_line_today_is_not_clear_whatever_was_said_before():
    firm = Firm(
        Employer(id=1, name="甲", registered_at=START, updated_at=START),
        KeyClass.K1,
        None,
        line(**FULL),
        (),
        (),
        None,
        True,
    )
    assert len(firm.unclear) == 5
    assert firm.late


def test_a_difficulty_needs_its_owner_and_a_day():
    with pytest.raises(BadField) as refused:
        stated({"difficulties": "宿舍不够"})
    assert [problem.field for problem in refused.value.problems] == ["owner", "due"]


def days(*told):
    """Lines of successive days, the latest first."""
    lines = [
        line(day=DAY - timedelta(days=place), difficulties=words, owner="区住建局", due=due)
        for place, (words, due) in enumerate(told)
    ]
    return [Day(one, None, "", "", "") for one in lines]


def test_a_difficulty_stands_until_the_latest_line_no_longer_names_it():
    found = difficulties(days(("电不够", DAY), ("电不够", None), ("宿舍不够", DAY)))
    assert [(one.words, one.open, one.since) for one in found] == [
        ("电不够", True, DAY - timedelta(days=1)),
        ("宿舍不够", False, DAY - timedelta(days=2)),
    ]


def test_a_difficulty_is_overdue_from_the_day_after_its_due_day():
    (one,) = difficulties(days(("电不够", DAY)))
    assert not one.overdue(DAY)
    assert one.overdue(DAY + timedelta(days=1))


def test_the_line_of_the_gap_is_broken_over_days_nobody_reported():
    drawn = chart([(DAY, 4), (DAY + timedelta(days=1), 2), (DAY + timedelta(days=4), -2)])
    assert [stroke.broken for stroke in drawn.strokes] == [False, True]
    assert drawn.points[1].y < drawn.zero < drawn.points[2].y


def test_one_day_makes_no_line():
    assert chart([(DAY, 4)]) is None


def test_the_sum_says_what_the_gap_is_made_of():
    assert Gap(30, 20, 5).sum == "需要 30 − 在岗 20 − 新到岗 5"
