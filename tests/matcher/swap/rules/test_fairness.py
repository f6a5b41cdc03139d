"""Rules judge everybody alike: no group, order or sex moves them, but for the work the law keeps somebody from."""

from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.swap.arrangement import Person
from matcher.swap.rules.looking import Step
from tests.matcher.swap.rules.right import LI, Change, both, consent, found, person, post, right
from tests.matcher.swap.rules.test_unknown import UNKNOWNS

NEVER_KNOWN = ("assist", "group", "hukou", "ethnic", "poverty", "disab", "health", "marri", "priority")


def test_a_rule_cannot_see_what_group_somebody_belongs_to() -> None:
    facts = [fact.name for fact in fields(Person)]
    assert [name for name in facts if any(word in name for word in NEVER_KNOWN)] == []


@pytest.mark.parametrize("step", Step)
@pytest.mark.parametrize("female", [True, False, None])
def test_sex_is_asked_by_no_rule_where_no_hazard_turns_on_it(step: Step, female: bool | None) -> None:
    assert found(person(female=female)(right(step)), step) == []


@given(st.sampled_from(sorted(UNKNOWNS)), st.sampled_from(Step))
def test_the_order_of_the_list_changes_no_finding(name: str, step: Step) -> None:
    arrangement = UNKNOWNS[name](right(step))
    backwards = replace(arrangement, people=arrangement.people[::-1], settlement=arrangement.settlement[::-1])
    assert set(found(backwards, step)) == set(found(arrangement, step))


@pytest.mark.parametrize(
    "change",
    [person(own_post="叉车工"), person(certificates=()), post(certificates=("叉车证",)), person(birth_date=LI.first)],
)
def test_nobody_who_fails_the_post_is_let_in_by_wishing_to_go(change: Change) -> None:
    keen = both(change, person(consent=consent(LI), stays_wanted=True))(right(Step.CONSENT))
    assert {finding.rule for finding in found(keen, Step.CONSENT) if finding.level == "block"} == {"S23"}
