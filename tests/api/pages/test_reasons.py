"""The matching's reasons, said to the worker they are about."""

import pytest

from api.vacancies.reasons import judged
from models.vacancy import Vacancy


def vacancy(*certificates):
    return Vacancy(employer_id=1, title="叉车工", openings=1, certificates_required=list(certificates))


def test_what_is_known_comes_first_and_what_to_ask_last():
    said = judged("同工种；待核实：工资；包住", 0.5, vacancy())
    assert said.reason == "同工种；包住；工资没写，打电话问问"


def test_a_certificate_is_asked_for_by_its_name():
    assert "要有叉车证N1，您没说有没有" in judged("同工种；待核实：证书", 0.5, vacancy("叉车证N1")).reason


def test_nothing_is_called_fitting_while_something_has_to_be_asked():
    assert not judged("同工种；待核实：证书", 0.5, vacancy("健康证")).fits


@pytest.mark.parametrize("reasons", ["同工种；待核实：年龄", "同工种；待核实：学历、年龄"])
def test_what_a_page_without_sign_in_never_asks_is_left_out(reasons):
    assert judged(reasons, 0.5, vacancy()).reason == "同工种"


def test_no_chance_is_called_good_that_hangs_on_a_certificate():
    assert judged("待核实：证书", 0.9, vacancy("健康证")).band.words == "机会一般"
    assert judged("同工种", 0.9, vacancy()).band.words == "机会较大"


@pytest.mark.parametrize("unknown", [None, float("nan")])
def test_an_unknown_chance_has_no_words(unknown):
    assert judged("同工种", unknown, vacancy()).band is None
