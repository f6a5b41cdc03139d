"""The matching's reasons, said to the worker they are about."""

import pytest

from api.vacancies.cards import band_of
from api.vacancies.reasons import judged
from matcher.pairing.calibration import Bands
from models.vacancy import Vacancy

BANDS = Bands(0.4, 0.7, outcomes=(0, 12, 40), hired=(0, 5, 30))


def vacancy(*certificates):
    return Vacancy(employer_id=1, title="叉车工", openings=1, certificates_required=list(certificates))


def test_what_has_to_be_asked_is_a_note_and_no_reason():
    said = judged("同工种；待核实：工资；包住", None, vacancy())
    assert (said.reason, said.notes) == ("同工种；包住", ["工资没写，打电话问问"])


def test_adjacent_work_is_said_to_be_a_widening_and_speaks_for_nothing():
    said = judged("包住；留意：要过珠江；拓宽：与您想做的工作相近", None, vacancy())
    assert (said.reason, said.notes) == ("包住", ["留意：要过珠江", "拓宽：与您想做的工作相近"])


def test_a_certificate_is_asked_for_by_its_name():
    assert judged("同工种；待核实：证书", None, vacancy("叉车证N1")).notes == ["要有叉车证N1，您没说有没有"]


def test_nothing_is_called_fitting_while_something_has_to_be_asked():
    assert not judged("同工种；待核实：证书", None, vacancy("健康证")).fits


@pytest.mark.parametrize("reasons", ["同工种；待核实：年龄", "同工种；待核实：学历、年龄"])
def test_what_a_page_without_sign_in_never_asks_is_left_out(reasons):
    said = judged(reasons, None, vacancy())
    assert (said.reason, said.notes) == ("同工种", [])


@pytest.mark.parametrize("unknown", [None, float("nan")])
def test_an_unknown_chance_has_no_words(unknown):
    assert band_of(unknown, BANDS) is None


@pytest.mark.parametrize(("chance", "words"), [(0.39, "机会较小"), (0.4, "机会一般"), (0.7, "机会较大")])
def test_a_chance_is_said_as_its_band(chance, words):
    assert band_of(chance, BANDS).words == words


def test_a_band_says_how_many_results_it_rests_on():
    assert band_of(0.9, BANDS).basis == "以往同类推荐 40 人次，录用 30 人次"
    assert band_of(0.1, BANDS).basis == "按要求符合程度估计，暂无历史结果"
