from datetime import date
from typing import Any

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from models.employer import (
    EmployerFilter,
    KeyClass,
    KeyListing,
    SpecialistAssignment,
    active_specialist,
    employers,
    hand_over,
    key_class_on,
    served_by,
)
from models.reference import Industry

FROM, TO = date(2021, 2, 1), date(2021, 2, 28)


@pytest.fixture
def listed(rows: Any) -> int:
    """An employer on the key list for February 2021."""
    employer = rows.employer()
    rows.add(
        KeyListing(employer_id=employer.id, key_class=KeyClass.K2, evidence="区清单", valid_from=FROM, valid_to=TO)
    )
    return employer.id


@pytest.mark.parametrize("day", [FROM, TO])
def test_a_firm_is_key_from_the_first_to_the_last_day(session: Session, listed: int, day: date) -> None:
    assert session.exec(key_class_on(day)).all() == [(listed, "K2")]


@pytest.mark.parametrize("day", [date(2021, 1, 31), date(2021, 3, 1)])
def test_a_firm_outside_its_dates_is_not_key(session: Session, listed: int, day: date) -> None:
    assert session.exec(key_class_on(day)).all() == []


def test_a_listing_without_an_end_holds_on(session: Session, rows: Any) -> None:
    firm = rows.employer()
    rows.add(KeyListing(employer_id=firm.id, key_class=KeyClass.K1, evidence="区清单", valid_from=FROM))
    assert session.exec(key_class_on(date(2031, 1, 1))).all() == [(firm.id, "K1")]


def test_a_firm_with_several_classes_counts_once_by_the_first(session: Session, rows: Any, listed: int) -> None:
    rows.add(KeyListing(employer_id=listed, key_class=KeyClass.K1, evidence="省清单", valid_from=FROM))
    assert session.exec(key_class_on(FROM)).all() == [(listed, "K1")]


def test_k0_never_stands_on_the_key_list(rows: Any) -> None:
    firm = rows.employer()
    with pytest.raises(IntegrityError):
        rows.add(KeyListing(employer_id=firm.id, key_class=KeyClass.K0, evidence="", valid_from=FROM))


def test_two_active_specialists_for_one_firm_are_refused(rows: Any, listed: int) -> None:
    rows.add(SpecialistAssignment(employer_id=listed, account_id=rows.account("a").id, valid_from=FROM))
    with pytest.raises(IntegrityError):
        rows.add(SpecialistAssignment(employer_id=listed, account_id=rows.account("b").id, valid_from=TO))


def test_a_handover_ends_the_old_assignment_the_day_before(session: Session, rows: Any, listed: int) -> None:
    old = hand_over(session, listed, to=rows.account("a").id, on=FROM)
    hand_over(session, listed, to=rows.account("b").id, on=date(2021, 2, 11), note="春节休假")
    assert old.valid_to == date(2021, 2, 10)


def test_after_a_handover_the_new_specialist_serves_the_firm(session: Session, rows: Any, listed: int) -> None:
    first, second = rows.account("a").id, rows.account("b").id
    hand_over(session, listed, to=first, on=FROM)
    hand_over(session, listed, to=second, on=TO)
    assert (session.exec(served_by(first)).all(), session.exec(served_by(second)).all()) == ([], [listed])


def test_a_handover_on_the_first_day_corrects_the_assignment(session: Session, rows: Any, listed: int) -> None:
    second = rows.account("b").id
    hand_over(session, listed, to=rows.account("a").id, on=FROM)
    hand_over(session, listed, to=second, on=FROM)
    assert [a.account_id for a in session.exec(active_specialist(listed))] == [second]


def test_the_list_of_a_specialist_holds_only_the_firms_served(session: Session, rows: Any, listed: int) -> None:
    rows.employer(name="别人的厂")
    me = rows.account("a").id
    hand_over(session, listed, to=me, on=FROM)
    assert [e.id for e in session.exec(employers(EmployerFilter(specialist_id=me)))] == [listed]


def test_a_percent_sign_in_the_search_is_only_a_percent_sign(session: Session, rows: Any) -> None:
    rows.employer(name="百分百服装厂")
    assert session.exec(employers(EmployerFilter(words="%"))).all() == []


@pytest.mark.parametrize(("code", "found"), [("C", 1), ("18", 1), ("181", 1), ("1819", 1), ("F", 0), ("19", 0)])
def test_an_industry_takes_in_the_ones_below_it(session: Session, rows: Any, code: str, found: int) -> None:
    for industry, parent in (("C", None), ("18", "C"), ("181", "18"), ("1819", "181"), ("F", None), ("51", "F")):
        rows.add(Industry(code=industry, name=industry, level=1, parent=parent))
    rows.employer(industry_code="1819")
    assert len(session.exec(employers(EmployerFilter(industry_code=code))).all()) == found
