"""A yes is to what was shown and to nothing else; a no costs nothing."""

from datetime import date, timedelta

import pytest

from api.lent_people.answering import Answer, Changed, agree, refuse
from api.lent_people.asking import agreed, ask_again, ask_members, drop_who_did_not_agree
from api.lent_people.naming import places_left
from api.lent_people.offer_cards import card_of
from api.refusals import BadField, Conflict
from api.swaps.arranging import arrangement_of
from matcher.policy.parameters import packaged_parameters
from matcher.swap.rules.looking import Step
from matcher.swap.rules.registry import check
from models.ledger import PromisedBy, live_of
from models.swap import SwapState, move
from models.swap_member import MemberState
from tests.api.lent_people.conftest import FIRST, NOW, TODAY


def answer(lent, member, **changes):
    card = card_of(lent.session, lent.swap, member, TODAY)
    given = {"version": card.version, "seen": card.facts, "asked_more": "没有", "lower_wage": False, "channel": "本人"}
    return Answer(**given | changes)


def say_yes(lent, member, *, today=TODAY, **changes):
    return agree(lent.session, lent.swap, member, answer(lent, member, **changes), today=today, now=NOW)


def say_no(lent, member):
    return refuse(lent.session, lent.swap, member, channel="本人", today=TODAY, now=NOW)


def held(lent, member):
    return len(lent.session.exec(live_of(PromisedBy.SWAP, member.id)).all())


def consents(lent, member):
    """What the rules of consent and disclosure find about this member before the answers are closed."""
    found = check(arrangement_of(lent.session, lent.swap, TODAY), Step.CONSENT, TODAY, packaged_parameters())
    return [one.rule for one in found if one.rule in ("S04", "S05") and one.person == member.worker_id]


def test_nobody_is_asked_before_all_seven_facts_are_told(lent):
    member = lent.named()[0]
    lent.need.safety = " "
    lent.session.add(lent.need)
    with pytest.raises(Conflict, match="安全生产状况没有写"):
        ask_members(lent.session, lent.swap, now=NOW)
    assert (member.state, member.asked_at) == (MemberState.NAMED, None)


def test_nobody_on_the_list_is_nobody_to_ask(lent):
    with pytest.raises(Conflict, match="名单上还没有人"):
        ask_members(lent.session, lent.swap, now=NOW)


def test_a_yes_satisfies_the_rules_of_consent_and_disclosure(lent):
    member = lent.asked()[0]
    assert consents(lent, member) == ["S04"]
    say_yes(lent, member)
    assert consents(lent, member) == []


def test_a_yes_without_a_word_on_what_else_is_asked_is_none(lent):
    member = lent.asked()[0]
    with pytest.raises(BadField) as refused:
        say_yes(lent, member, asked_more="")
    assert [problem.field for problem in refused.value.problems] == ["asked_more"]
    assert member.state is MemberState.ASKED


@pytest.mark.parametrize(("now_paid", "asked"), [(450_001, True), (450_000, False), (449_999, False)])
def test_only_a_lower_wage_asks_for_a_tick_of_its_own(lent, now_paid, asked):
    (member,) = lent.asked(1, lent.employee(wage_fen=now_paid))
    if asked:
        with pytest.raises(BadField) as refused:
            say_yes(lent, member)
        assert [problem.field for problem in refused.value.problems] == ["lower_wage"]
    say_yes(lent, member, lower_wage=asked)
    assert member.lower_wage is asked


def test_what_changed_since_the_page_was_shown_is_told_and_nothing_is_noted(lent):
    member = lent.asked()[0]
    given = answer(lent, member)
    lent.need.board = "包吃，不包住"
    lent.session.add(lent.need)
    with pytest.raises(Changed) as refused:
        agree(lent.session, lent.swap, member, given, today=TODAY, now=NOW)
    assert refused.value.changes == ["吃住：原来是“没有写”，现在是“包吃，不包住”"]
    assert (member.state, member.consent_version) == (MemberState.ASKED, None)


def test_an_answer_to_an_earlier_version_is_asked_again(lent):
    member = lent.asked()[0]
    given = answer(lent, member)
    lent.swap.version = 2
    with pytest.raises(Changed):
        agree(lent.session, lent.swap, member, given, today=TODAY, now=NOW)


def test_a_fact_changed_after_the_yes_is_found_by_the_rule(lent):
    member = lent.asked()[0]
    say_yes(lent, member)
    lent.need.house_rules = "工作时间不带手机"
    lent.session.add(lent.need)
    assert consents(lent, member) == ["S05"]
    say_yes(lent, member)
    assert consents(lent, member) == []


def test_who_says_no_is_free_at_once_and_leaves_no_reason(lent):
    member = lent.asked()[0]
    say_no(lent, member)
    assert (member.state, held(lent, member), places_left(lent.session, lent.loan)) == (MemberState.REFUSED, 0, 3)
    assert (member.asked_more, member.note, member.consent_version) == ("", "", None)


def test_no_said_twice_is_said_once(lent):
    member = lent.asked()[0]
    assert say_no(lent, say_no(lent, member)).state is MemberState.REFUSED


def test_a_yes_may_become_a_no_until_they_leave(lent):
    member = lent.asked()[0]
    say_yes(lent, member)
    move(lent.session, lent.swap, SwapState.CONSENTED, now=NOW, by=None)
    say_no(lent, member)
    assert (member.state, held(lent, member)) == (MemberState.REFUSED, 0)


def test_a_no_may_become_a_yes_and_the_days_are_held_again(lent):
    member = lent.asked()[0]
    say_no(lent, member)
    say_yes(lent, member)
    assert (member.state, held(lent, member)) == (MemberState.AGREED, 1)


def test_a_no_becomes_no_yes_once_somebody_else_has_the_place(lent):
    member, *_ = lent.asked(3)
    say_no(lent, member)
    lent.named()
    with pytest.raises(Conflict, match="名额已经补上了别人"):
        say_yes(lent, member)


def test_nobody_agrees_on_the_first_day(lent):
    member = lent.asked()[0]
    with pytest.raises(Conflict, match="已经到了开始的日子"):
        say_yes(lent, member, today=FIRST)
    assert say_yes(lent, member, today=date(2021, 2, 15)).state is MemberState.AGREED


def test_who_is_away_does_not_answer_here(lent):
    member = lent.asked()[0]
    say_yes(lent, member)
    member.move_to(MemberState.AWAY, now=NOW)
    with pytest.raises(Conflict, match="您已经去了"):
        say_no(lent, member)


def test_two_of_three_move_and_the_third_is_free(lent):
    one, two, three = lent.asked(3)
    for member in (one, two):
        say_yes(lent, member)
    assert drop_who_did_not_agree(lent.session, lent.swap, now=NOW) == [three]
    assert [held(lent, member) for member in (one, two, three)] == [1, 1, 0]


def test_with_nobody_willing_nobody_is_dropped(lent):
    members = lent.asked(2)
    with pytest.raises(Conflict, match="还没有人同意"):
        drop_who_did_not_agree(lent.session, lent.swap, now=NOW)
    assert {member.state for member in members} == {MemberState.ASKED}


def test_a_new_version_voids_every_yes_keeps_the_days_and_leaves_who_refused_in_peace(lent):
    yes, no, silent = lent.asked(3)
    say_yes(lent, yes)
    say_no(lent, no)
    lent.swap.version = 2
    assert ask_again(lent.session, lent.swap, now=NOW) == [yes]
    assert [one.state for one in (yes, no, silent)] == [MemberState.ASKED, MemberState.REFUSED, MemberState.ASKED]
    assert (yes.consent_version, yes.facts_sha256, held(lent, yes)) == (None, None, 1)


def test_asking_again_twice_changes_nothing_more(lent):
    member = lent.asked()[0]
    say_yes(lent, member)
    lent.swap.version = 2
    ask_again(lent.session, lent.swap, now=NOW)
    say_yes(lent, member)
    assert ask_again(lent.session, lent.swap, now=NOW) == []
    assert agreed(member, lent.swap)


def test_the_card_says_everything_an_answer_is_about(lent):
    member = lent.asked()[0]
    card = card_of(lent.session, lent.swap, member, TODAY)
    assert (card.lender, card.borrower, card.post) == ("逢源制衣厂", "东沙口罩厂", "缝纫工")
    assert card.days == "2月16日到2月25日，共 10 天"
    told = [card.facts[name] for name in ("工资", "工时", "工作地点")]
    assert told == ["4500 元/月", "每天 8 小时，每周 40 小时", "东沙大道 9 号"]
    assert card.wages.words == "和现在一样"
    assert (card.borrower_phone, card.ready) == ("020-81880000", True)


def test_the_same_yes_said_again_is_as_old_as_it_was(lent):
    """Else the variation signed upon it would seem signed before it."""
    (member,) = lent.asked()
    first = say_yes(lent, member).answered_at
    card = answer(lent, member)
    agree(lent.session, lent.swap, member, card, today=TODAY, now=NOW + timedelta(days=1))
    assert member.answered_at == first


def test_a_variation_signed_upon_a_yes_goes_with_it(lent):
    (member,) = lent.asked()
    say_yes(lent, member)
    member.variation_signed_on = TODAY
    say_no(lent, member)
    assert member.variation_signed_on is None
