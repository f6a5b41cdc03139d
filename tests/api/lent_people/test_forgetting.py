"""Being lent and one's own data: nobody is erased while away; days and firms stay, words go; all can be read."""

import pytest
from sqlmodel import select

from api.lent_people.people_views import loan_view
from api.refusals import Conflict
from api.swaps.sides import Side
from api.workers.erasing import erase
from api.workers.own_data import own_data
from models.employment import Employment
from models.ledger import PromisedBy, live_of
from models.swap import SwapState, log_of, note_step
from models.swap_member import MemberState
from models.worker import Worker
from tests.api.lent_people.conftest import NOW, TODAY
from tests.api.lent_people.test_answering import say_no, say_yes


def worker_of(lent, member):
    return lent.session.get_one(Worker, member.worker_id)


def erased(lent, member):
    erase(lent.session, worker_of(lent, member), by=None, now=NOW)
    lent.session.refresh(member)
    return member


def away(lent):
    member = lent.asked()[0]
    say_yes(lent, member)
    member.move_to(MemberState.AWAY, now=NOW)
    lent.swap.state = SwapState.ACTIVE
    lent.session.add_all([member, lent.swap])
    lent.session.flush()
    return member


def test_nobody_is_erased_while_away_and_is_told_until_when(lent):
    member = away(lent)
    with pytest.raises(Conflict, match="您借到东沙口罩厂，2月25日到期，现在还不能删除"):
        erased(lent, member)
    assert worker_of(lent, member).erased_at is None


def test_nobody_is_erased_before_the_pay_is_settled(lent):
    member = away(lent)
    member.move_to(MemberState.RETURNED, now=NOW)
    lent.session.add(member)
    with pytest.raises(Conflict, match="还没有把工资和社保结清"):
        erased(lent, member)


def test_of_a_closed_swap_the_days_stay_and_the_words_go(lent):
    member = away(lent)
    member.move_to(MemberState.RETURNED, now=NOW)
    member.asked_more, member.note = "能不能带孩子", "提前两天回来"
    lent.swap.state = SwapState.CLOSED
    name = worker_of(lent, member).name
    note_step(lent.session, lent.swap, SwapState.CLOSED, now=NOW, by=None, note=f"{name}已返回")
    lent.session.flush()
    erased(lent, member)
    assert (member.asked_more, member.note, member.channel, member.employment_id) == ("", "", "", None)
    assert (member.from_day, member.state) == (lent.loan.from_day, MemberState.RETURNED)
    assert [line.note for line in lent.session.exec(log_of(lent.swap.id))][-1] == "〔本人〕已返回"
    assert lent.session.exec(select(Employment).where(Employment.worker_id == member.worker_id)).all() == []


def test_who_has_not_left_comes_off_the_list_and_the_days_are_free(lent):
    member = lent.asked()[0]
    assert erased(lent, member).state is MemberState.DROPPED
    assert lent.session.exec(live_of(PromisedBy.SWAP, member.id)).all() == []


def test_the_list_goes_on_showing_everybody_else(lent):
    one, two = lent.asked(2)
    erased(lent, one)
    view = loan_view(lent.session, lent.swap, lent.loan, Side.LENDER, TODAY)
    assert [row.id for row in view.rows] == [two.id]


def test_ones_own_data_hold_contract_and_answer(lent):
    member = lent.asked()[0]
    say_yes(lent, member, asked_more="包住吗")
    found = {section.key: section.rows for section in own_data(lent.session, worker_of(lent, member))}
    (contract,), (row,) = found["contracts"], found["swaps"]
    assert (contract["employer"], contract["wage_fen"]) == ("逢源制衣厂", 450_000)
    assert (row["lender"], row["employer"], row["title"]) == ("逢源制衣厂", "东沙口罩厂", "缝纫工")
    assert (row["state"], row["consent_version"], row["asked_more"]) == ("本人同意", 1, "包住吗")
    assert row["facts_sha256"] == member.facts_sha256


def test_ones_own_data_tell_a_refusal_as_one(lent):
    member = lent.asked()[0]
    say_no(lent, member)
    (row,) = next(part.rows for part in own_data(lent.session, worker_of(lent, member)) if part.key == "swaps")
    assert row["state"] == "本人不去"
