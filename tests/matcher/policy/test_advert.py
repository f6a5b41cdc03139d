"""Lines of JSON: what is an advert and what is refused, by field."""

from datetime import date

import pytest

from matcher.policy.advert import InvalidAdvert, read_advert


def test_only_an_id_and_a_text_are_needed() -> None:
    identity, advert = read_advert('{"id": 7, "text": "招普工"}')
    assert (identity, advert.text, advert.wage_low, advert.start_date) == ("7", "招普工", None, None)


def test_empty_fields_are_unknown() -> None:
    _, advert = read_advert('{"id": "a", "text": "", "wage_low": null, "start_date": "", "wage_unit": null}')
    assert (advert.wage_low, advert.start_date, advert.wage_unit) == (None, None, "month")


def test_all_fields_are_read() -> None:
    _, advert = read_advert(
        '{"id": "a", "text": "t", "wage_low": 20.5, "wage_unit": "hour", "start_date": "2021-02-08"}'
    )
    assert (advert.wage_low, advert.wage_unit, advert.start_date) == (20.5, "hour", date(2021, 2, 8))


@pytest.mark.parametrize(
    ("line", "field"),
    [
        ("限男", "line"),
        ("[]", "line"),
        ('{"text": "t"}', "id"),
        ('{"id": "a"}', "text"),
        ('{"id": "a", "text": 3}', "text"),
        ('{"id": "a", "text": "t", "wage_low": "多"}', "wage_low"),
        ('{"id": "a", "text": "t", "wage_high": -1}', "wage_high"),
        ('{"id": "a", "text": "t", "wage_low": NaN}', "wage_low"),
        ('{"id": "a", "text": "t", "wage_unit": "day"}', "wage_unit"),
        ('{"id": "a", "text": "t", "start_date": "2021-02-30"}', "start_date"),
        ('{"id": "a", "text": "t", "start_date": "20210208"}', "start_date"),
    ],
)
def test_a_field_that_cannot_be_is_refused_by_name(line: str, field: str) -> None:
    with pytest.raises(InvalidAdvert) as refused:
        read_advert(line)
    assert refused.value.field == field


def test_a_key_that_stands_twice_is_refused_by_name():
    """Two texts are two adverts: which of them is judged is not for the program to choose."""
    with pytest.raises(InvalidAdvert, match=r"^text: stands twice"):
        read_advert('{"id": "1", "text": "招焊工，限男", "text": "招焊工"}')
