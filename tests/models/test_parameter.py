from datetime import date

import pytest
from sqlalchemy.exc import IntegrityError
from sqlmodel import Session

from models.errors import ParameterMissing
from models.parameter import Parameter, value_on

WAGE = "wage.minimum.month_fen"


@pytest.fixture
def wages(session: Session) -> Session:
    """The minimum wage as it was published: each row ends the day before the next begins, the last is open."""
    session.add_all(
        [
            Parameter(
                key=WAGE, value="210000", valid_from=date(2018, 7, 1), valid_to=date(2021, 11, 30), source="穗人社"
            ),
            Parameter(key=WAGE, value="230000", valid_from=date(2021, 12, 1), source="穗人社"),
        ]
    )
    session.flush()
    return session


@pytest.mark.parametrize(
    ("on", "value"),
    [
        (date(2018, 7, 1), "210000"),
        (date(2021, 2, 8), "210000"),
        (date(2021, 11, 30), "210000"),
        (date(2021, 12, 1), "230000"),
        (date(2030, 1, 1), "230000"),
    ],
)
def test_a_parameter_has_the_value_of_the_day(wages: Session, on: date, value: str) -> None:
    assert value_on(wages, WAGE, on) == value


def test_a_day_before_the_first_row_is_refused_by_name(wages: Session) -> None:
    with pytest.raises(ParameterMissing, match=r"wage\.minimum\.month_fen 在 2018-06-30"):
        value_on(wages, WAGE, date(2018, 6, 30))


def test_a_newer_row_wins_where_two_overlap(wages: Session) -> None:
    wages.add(Parameter(key=WAGE, value="215000", valid_from=date(2021, 1, 1), source="更正"))
    wages.flush()
    assert value_on(wages, WAGE, date(2021, 2, 8)) == "215000"


def test_one_key_begins_once_a_day(wages: Session) -> None:
    wages.add(Parameter(key=WAGE, value="1", valid_from=date(2021, 12, 1), source=""))
    with pytest.raises(IntegrityError):
        wages.flush()
