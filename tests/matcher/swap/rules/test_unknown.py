"""The right arrangement passes every step; with any one fact unknown on which a rule turns, some step is shut."""

from collections.abc import Iterator
from dataclasses import fields, replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.swap.arrangement import Agreement, Firm, Person, Post
from matcher.swap.rules.consent import FACTS
from matcher.swap.rules.looking import Step
from matcher.swap.rules.registry import blocked
from tests.matcher.swap.rules.right import (
    LI,
    POST,
    TERMS,
    Change,
    borrower,
    consent,
    found,
    lender,
    person,
    post,
    right,
    terms,
)

MAY_BE_MISSING = {
    Person: {
        *("id", "name", "first", "last", "post", "loan", "wage_fen"),  # whom it is about
        *("found_it_alone", "registered_trader", "elsewhere", "lends_on"),  # bad if there
        *("recruited", "contract_ended"),
        *("skills", "id_last4"),  # the own post says it; for the papers
        "female",  # asked for only where a hazard turns on it
    },
    Post: {
        *("name", "first", "last", "wage_fen", "least_days", "loan"),
        *("hazards", "certificates", "training"),  # asks for something if there
        *("board", "transport"),  # shown as unknown; the agreement has to settle both
    },
    Agreement: {"pay_waived", "return_cases"},
}
"""Facts whose absence is no unknown. A new fact has to be put here or judged by a rule."""
NOTHING = {"int": 0, "str": "", "bool": False, "tuple": (), "frozenset": frozenset(), "dict": {}}


def _blanked(kind: type, known: object) -> Iterator[tuple[str, object]]:
    """The other facts of a kind, each with the value that says nothing is known."""
    for fact in fields(kind):
        if fact.name not in MAY_BE_MISSING[kind] | {"disclosure"}:
            unknown = None if fact.default is None else NOTHING[type(getattr(known, fact.name)).__name__]
            yield fact.name, unknown


def _unknowns() -> dict[str, Change]:
    changes: dict[str, Change] = {"dispatch_permit": lender(dispatch_permit=None)}
    for kind, known, change in ((Person, LI, person), (Post, POST, post), (Agreement, TERMS, terms)):
        changes |= {f"{kind.__name__}.{name}": change(**{name: unknown}) for name, unknown in _blanked(kind, known)}
    for name in ("name", "uscc", "address", "signatory", "phone"):
        changes |= {f"lender.{name}": lender(**{name: ""}), f"borrower.{name}": borrower(**{name: ""})}
    for name in FACTS:
        changes[f"Disclosure.{name}"] = post(disclosure=replace(POST.disclosure, **{name: ""}))
    for name, unknown in (("version", 0), ("facts_sha256", ""), ("asked_more", "")):
        changes[f"Consent.{name}"] = person(consent=consent(LI, **{name: unknown}))
    return changes


UNKNOWNS = _unknowns()


@pytest.mark.parametrize("step", Step)
def test_nothing_is_said_of_the_right_arrangement(step: Step) -> None:
    assert found(right(step), step) == []


@pytest.mark.parametrize("change", UNKNOWNS.values(), ids=UNKNOWNS)
def test_what_is_not_known_shuts_a_step(change: Change) -> None:
    assert any(blocked(found(change(right(step)), step)) for step in Step)


@given(st.lists(st.sampled_from(sorted(UNKNOWNS)), min_size=2, max_size=4, unique=True), st.sampled_from(Step))
def test_what_shuts_a_step_is_not_mended_by_knowing_less(names: list[str], step: Step) -> None:
    arrangement = UNKNOWNS[names[0]](right(step))
    shut = blocked(found(arrangement, step))
    for name in names[1:]:
        arrangement = UNKNOWNS[name](arrangement)
    assert blocked(found(arrangement, step)) or not shut


def test_the_firms_have_no_other_fact_than_these() -> None:
    told = {"name", "uscc", "address", "signatory", "phone", "dispatch_permit"}
    only_warned_of = {"staff_total", "idle"}
    bad_if_there = {"id", "standing", "lent_now", "swaps_this_year", "recruits", "dismisses"}
    assert {fact.name for fact in fields(Firm)} == told | only_warned_of | bad_if_there
