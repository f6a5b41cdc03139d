"""The door: what breaks the contract is named by frame, row and column."""

import pytest

from matcher.pairing.instance import Instance, InvalidInstance
from matcher.pairing.places import kilometres, street_centres, unit_vectors


def refusal(make_instance, **rows) -> tuple[str, int, str]:
    with pytest.raises(InvalidInstance) as caught:
        make_instance(**rows)
    return caught.value.frame, caught.value.row, caught.value.column


def test_a_bad_cell_is_named_by_frame_row_and_column(make_instance):
    assert refusal(make_instance, workers=[{}, {"birth_date": "1990-02-30"}]) == ("workers", 3, "birth_date")


def test_the_second_row_of_an_id_is_refused(make_instance):
    twice = [{"vacancy_id": "a"}, {"vacancy_id": "b"}, {"vacancy_id": "a"}]
    assert refusal(make_instance, vacancies=twice) == ("vacancies", 4, "vacancy_id")


def test_a_range_of_wages_that_ends_below_its_beginning_is_refused(make_instance):
    wages = [{}, {"wage_low": "6000", "wage_high": "5999"}]
    assert refusal(make_instance, vacancies=wages) == ("vacancies", 3, "wage_high")


def test_a_missing_column_is_refused(make_instance):
    whole = make_instance()
    with pytest.raises(InvalidInstance, match="row 1, column shifts: the column is missing"):
        Instance(whole.workers.drop(columns="shifts"), whole.vacancies)


def test_a_missing_coordinate_falls_back_to_the_street(make_instance):
    arrays = make_instance(workers=[{"lng": "113.3", "lat": ""}]).worker_arrays
    assert arrays.by_street.tolist() == [True]


def test_an_unlisted_street_without_coordinates_is_nowhere(make_instance):
    arrays = make_instance(workers=[{"street": "440106001"}]).worker_arrays
    assert arrays.place.shape == (1, 3)
    assert (arrays.place != arrays.place).all()


def test_there_are_22_street_centres_within_the_district():
    centres = street_centres()
    assert sorted(centres) == [f"440103{number:03}" for number in range(1, 23)]
    assert all(113.15 < lng < 113.28 and 23.03 < lat < 23.17 for lng, lat in centres.values())


def test_the_old_town_lies_north_east_of_the_former_fangcun():
    centres = street_centres()
    north, south = ([centres[f"440103{n:03}"] for n in numbers] for numbers in (range(1, 13), range(14, 23)))
    assert min(lat for _, lat in north) > max(lat for _, lat in south)


def test_a_degree_of_latitude_is_111_km():
    import numpy as np

    north, south = (unit_vectors(np.array([113.2]), np.array([lat])) for lat in (24.0, 23.0))
    assert kilometres(north, south)[0] == pytest.approx(111.195, abs=0.01)
