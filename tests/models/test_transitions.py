from itertools import pairwise, product

import pytest

from models import referral, run, swap, swap_member, vacancy
from models.columns import Labelled
from models.errors import IllegalTransition
from models.transitions import require_step

TABLES = [vacancy.NEXT, referral.NEXT, run.NEXT, swap.NEXT, swap_member.NEXT]
STEPS = [(table, *step) for table in TABLES for step in product(table, repeat=2)]


@pytest.mark.parametrize("table", TABLES)
def test_every_state_stands_in_its_table(table: dict[Labelled, frozenset[Labelled]]) -> None:
    assert set(table) == set(type(next(iter(table))))


@pytest.mark.parametrize(("table", "current", "wanted"), [s for s in STEPS if s[2] not in s[0][s[1]]])
def test_a_step_that_is_not_listed_is_refused(
    table: dict[Labelled, frozenset[Labelled]], current: Labelled, wanted: Labelled
) -> None:
    with pytest.raises(IllegalTransition, match=f"“{current.label}”，不能改为“{wanted.label}”"):
        require_step("岗位", table, current, wanted)


@pytest.mark.parametrize(("table", "current", "wanted"), [s for s in STEPS if s[2] in s[0][s[1]]])
def test_a_step_that_is_listed_is_allowed(
    table: dict[Labelled, frozenset[Labelled]], current: Labelled, wanted: Labelled
) -> None:
    require_step("岗位", table, current, wanted)


def test_the_whole_way_of_a_referral_is_listed() -> None:
    s = referral.ReferralState
    way = [s.PROPOSED, s.TOLD, s.INTERVIEW, s.OFFERED, s.HIRED]
    assert all(later in referral.NEXT[earlier] for earlier, later in pairwise(way))


@pytest.mark.parametrize("ended", sorted(referral.ENDED))
def test_an_ended_referral_goes_nowhere(ended: referral.ReferralState) -> None:
    assert referral.NEXT[ended] == frozenset()
