"""E11: what the measures of screening say of a few adverts judged by hand, and that the packaged lines hold."""

import pytest

from matcher.evaluation.adverts import Judged, figures, judged_adverts, read_judged
from matcher.policy.advert import Advert
from matcher.policy.findings import Level

LINES = [
    Judged(Advert("限男"), Level.BLOCK, frozenset({"V01"})),
    Judged(Advert("女性用品导购"), Level.OK, frozenset()),
    Judged(Advert("薪资面议"), Level.OK, frozenset()),
]


def test_an_advert_is_judged_once() -> None:
    judged = judged_adverts()
    assert len({line.advert for line in judged}) == len(judged) >= 580


def test_lawful_adverts_and_both_levels_are_judged_often() -> None:
    verdicts = [line.verdict for line in judged_adverts()]
    assert min(verdicts.count(level) for level in Level) >= 70


@pytest.mark.parametrize(("verdict", "rules"), [("ok", '["V01"]'), ("block", "[]")])
def test_a_verdict_without_its_rules_is_refused(verdict: str, rules: str) -> None:
    with pytest.raises(ValueError, match="agree"):
        read_judged([f'{{"text": "限男", "verdict": "{verdict}", "rules": {rules}}}'])


def test_a_warning_too_many_is_a_wrong_verdict_but_blocks_nobody() -> None:
    verdicts, rules, blocked = figures(LINES)
    assert verdicts.ours == rules.ours == pytest.approx(2 / 3)
    assert blocked.ours == 0


def test_a_search_for_words_blocks_a_lawful_advert() -> None:
    assert figures(LINES)[2].others["words"] == 1


def test_the_packaged_adverts_are_screened_as_they_were_judged() -> None:
    verdicts, rules, blocked = figures()
    assert min(verdicts.ours, rules.ours) >= 0.97
    assert blocked.ours == 0
