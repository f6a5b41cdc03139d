"""What wages are counted by is the same in the packaged rules and in the table that an office may change."""

from datetime import date
from decimal import Decimal

import pytest

from matcher.policy.parameters import packaged_parameters
from seed_data.codes import table

PACKAGED_AS = {
    "wage.paid_days_per_month": "days.month",
    "hours.day": "hours.day",
    "overtime_pay.workday_percent": "overtime_pay.workday_percent",
    "overtime_pay.rest_day_percent": "overtime_pay.rest_day_percent",
    "overtime_pay.holiday_percent": "overtime_pay.holiday_percent",
}


@pytest.mark.parametrize("key", PACKAGED_AS)
def test_the_office_and_the_packaged_rules_count_wages_alike(key: str):
    kept = [
        (date.fromisoformat(row["valid_from"]), Decimal(row["value"]))
        for row in table("reference", "parameters")
        if row["key"] == key
    ]
    packaged = [
        (row.valid_from, Decimal(str(row.value))) for row in packaged_parameters().rows if row.key == PACKAGED_AS[key]
    ]
    assert kept == packaged
