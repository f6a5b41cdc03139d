"""Each rule refuses one arrangement and accepts its twin."""

import pytest

from matcher.swap.arrangement import Disclosure
from matcher.swap.rules.looking import Step
from matcher.swap.rules.registry import RULES
from tests.matcher.swap.rules.right import found, post, right, told
from tests.matcher.swap.rules.twins import TWINS, Twins


def _named(twins: Twins) -> str:
    return f"{twins.rule}-{twins.step}"


@pytest.mark.parametrize("twins", TWINS, ids=_named)
def test_what_a_rule_forbids_is_found(twins: Twins) -> None:
    assert (twins.rule, twins.level) in told(twins.refused(right(twins.step)), twins.step, twins.day)


@pytest.mark.parametrize("twins", TWINS, ids=_named)
def test_its_twin_is_accepted(twins: Twins) -> None:
    spoken = {rule for rule, _ in told(twins.accepted(right(twins.step)), twins.step, twins.day)}
    assert twins.rule not in spoken


def test_every_rule_has_twins() -> None:
    assert {twins.rule for twins in TWINS} == {rule.number for rule in RULES}


def test_rules_stand_in_their_order_from_s01_to_s28() -> None:
    assert [rule.number for rule in RULES] == [f"S{number:02d}" for number in range(1, 29)]


@pytest.mark.parametrize("twins", TWINS, ids=_named)
def test_a_finding_says_why_what_to_do_and_by_which_source(twins: Twins) -> None:
    for finding in found(twins.refused(right(twins.step)), twins.step, twins.day):
        assert all(text.strip() for text in (finding.why, finding.mend, finding.article))


def test_a_disclosure_of_nothing_names_all_seven_facts() -> None:
    (finding,) = [
        one for one in found(post(disclosure=Disclosure())(right(Step.OFFER)), Step.OFFER) if one.rule == "S05"
    ]
    facts = "工作内容、工作条件、工作地点、职业危害、安全生产状况、劳动报酬、规章制度"
    assert finding.why == f"“缝纫工”没有写明{facts}"
