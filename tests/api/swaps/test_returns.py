"""The way home, the longer stay, what is due, what is counted."""

from datetime import date, timedelta

import pytest
from sqlmodel import Session, col, select

from api.lent_people.answering import refuse
from api.swaps.cases import cases
from api.swaps.counting import SwapNumbers, swap_numbers
from api.swaps.due import alarms
from models.employer import Employer, EmployerStanding
from models.employment import ContractKind, Employment
from models.ledger import Reservation
from models.swap import Swap, SwapState
from models.swap_member import MemberState, SwapMember
from models.swap_need import SwapNeed
from models.swap_offer import SwapOffer
from tests.api.swaps.conftest import FIRST, LAST, NOW, TODAY

NEXT_DAY = LAST + timedelta(days=1)
LONGER = date(2021, 3, 10)


def back(room, members, day, reason, who="lender", on=None):
    ticked = {f"member-{one.id}": "yes" for one in members}
    return room.as_(who, on or day).press(f"{room.at}/returns", day=f"{day}", reason=reason, **ticked)


def due(room, day):
    def ask(session):
        swap = session.get_one(Swap, room.swap_id)
        return [(alarm.words, alarm.late) for alarm in alarms(session, cases(session, [swap]), day)]

    return room.read(ask)


def extension(room, who, day=FIRST, **fields):
    return room.as_(who, day).press(f"{room.at}/extension", **fields)


def longer_offer(room):
    """Offer and need reach to the later day."""

    def write(session):
        for row in (*session.exec(select(SwapOffer)), *session.exec(select(SwapNeed))):
            row.to_day = LONGER
            session.add(row)

    room.change(write)


def asked_and_agreed(room, staying=10):
    room.reach("active")
    longer_offer(room)
    assert extension(room, "borrower", do="ask", last=f"{LONGER}").status_code == 303
    assert extension(room, "lender", do="agree").status_code == 303
    for place, one in enumerate(room.members):
        word = "stays" if place < staying else "leaves"
        assert extension(room, "district", do="answer", answer=f"{one.id}-{word}").status_code == 303


def test_one_who_comes_back_early_leaves_the_others_at_work(room):
    room.reach("active")
    assert back(room, room.members[:1], FIRST + timedelta(days=2), "unfit").status_code == 303
    assert room.state is SwapState.ACTIVE
    assert [one.state for one in room.members].count(MemberState.RETURNED) == 1


def test_who_is_back_is_free_for_other_days(room):
    room.reach("active")
    back(room, room.members[:1], FIRST + timedelta(days=2), "unfit")
    live = room.read(
        lambda session: session.exec(select(Reservation).where(col(Reservation.released_at).is_(None))).all()
    )
    assert len(live) == 9


def test_with_the_last_one_back_the_swap_is_on_its_way_out(room):
    room.reach("active")
    assert back(room, room.members, NEXT_DAY, "expiry").headers["location"] == room.at
    assert room.state is SwapState.RETURNING


def test_nobody_is_sent_back_for_a_reason_the_agreement_does_not_name(room):
    def no_other_case(session):
        swap = room._here(session)
        swap.terms = swap.terms | {"return_cases": []}
        session.add(swap)

    room.change(no_other_case)
    room.reach("active")
    answer = back(room, room.members[:1], FIRST + timedelta(days=1), "agreed")
    assert answer.status_code == 409
    assert "S16" in answer.text
    assert room.members[0].state is MemberState.AWAY


def test_nobody_is_back_by_expiry_before_the_last_day(room):
    room.reach("active")
    assert back(room, room.members[:1], FIRST + timedelta(days=3), "expiry").status_code == 409


@pytest.mark.parametrize(("day", "words"), [(FIRST + timedelta(days=9), "还没到这一天"), (TODAY, "不能早于")])
def test_a_day_of_return_that_cannot_be_is_marked(room, day, words):
    room.reach("active")
    answer = back(room, room.members[:1], day, "unfit", on=FIRST)
    assert answer.status_code == 422
    assert words in answer.text


def test_a_return_names_somebody_a_day_and_a_reason(room):
    room.reach("active")
    answer = room.as_("lender", FIRST).press(f"{room.at}/returns", day="", reason="")
    assert (answer.status_code, answer.text.count('class="mistake"')) == (422, 3)


def test_three_yeses_make_a_longer_stay_a_new_version(room):
    asked_and_agreed(room)
    assert extension(room, "district", do="extend").status_code == 303
    assert (room.state, room.swap.version) == (SwapState.EXTENDED, 2)
    assert {one.to_day for one in room.members} == {LONGER}
    live = select(Reservation).where(col(Reservation.released_at).is_(None))
    assert {row.to_day for row in room.read(lambda session: session.exec(live).all())} == {LONGER}


def test_who_does_not_want_to_stay_goes_home_as_agreed(room):
    asked_and_agreed(room, staying=8)
    extension(room, "district", do="extend")
    assert sorted(one.to_day for one in room.members) == [LAST] * 2 + [LONGER] * 8


def test_after_an_extension_the_rules_of_the_run_find_only_what_is_still_to_be_signed(room):
    asked_and_agreed(room, staying=8)
    extension(room, "district", do="extend")
    assert [words for words, _ in due(room, FIRST)] == ["第2版续期协议还没签好"]
    assert room.sign("lender", "borrower", day=FIRST).status_code == 303
    assert due(room, FIRST) == []
    assert room.state is SwapState.EXTENDED


def test_without_the_lenders_yes_there_is_no_longer_stay(room):
    room.reach("active")
    longer_offer(room)
    extension(room, "borrower", do="ask", last=f"{LONGER}")
    for one in room.members:
        extension(room, "district", do="answer", answer=f"{one.id}-stays")
    answer = extension(room, "district", do="extend")
    assert answer.status_code == 409
    assert "S18" in answer.text
    assert {one.to_day for one in room.members} == {LAST}


def test_a_longer_stay_is_made_before_the_last_day_is_over(room):
    asked_and_agreed(room)
    answer = extension(room, "district", day=NEXT_DAY, do="extend")
    assert answer.status_code == 409
    assert "来不及" in answer.text


def test_a_lender_who_declines_ends_the_matter(room):
    room.reach("active")
    extension(room, "borrower", do="ask", last=f"{LONGER}")
    extension(room, "lender", do="decline")
    assert room.swap.extend_to is None
    assert "不同意延期，到期返回" in room.as_("borrower", FIRST).get(room.at).text


def test_a_longer_stay_ends_with_the_labour_contract(room):
    asked_and_agreed(room)

    def ends(session):
        contract = session.exec(select(Employment)).first()
        contract.kind, contract.until = "fixed", LAST
        session.add(contract)

    room.change(ends)
    answer = extension(room, "district", do="extend")
    assert answer.status_code == 409
    assert "S03" in answer.text


def test_firms_answer_for_themselves_alone(room):
    room.reach("active")
    assert extension(room, "lender", do="ask", last=f"{LONGER}").status_code == 403
    extension(room, "borrower", do="ask", last=f"{LONGER}")
    assert extension(room, "borrower", do="agree").status_code == 403


def test_a_longer_stay_is_longer(room):
    room.reach("active")
    answer = extension(room, "borrower", do="ask", last=f"{LAST}")
    assert answer.status_code == 422
    assert "要晚于" in answer.text


def test_answers_that_do_not_come_are_due(room):
    room.reach("offered")
    room.answer(agree=4)
    assert due(room, TODAY) == []
    assert due(room, TODAY + timedelta(days=3)) == [("6 人过了 2 天还没答复，请打电话问", True)]


def test_a_start_without_an_agreement_is_due_three_days_ahead_and_late_on_the_day(room):
    room.reach("consented")
    assert due(room, FIRST - timedelta(days=4)) == []
    assert due(room, FIRST - timedelta(days=3)) == [("2月16日就要开始，协议还没签好", False)]
    assert due(room, FIRST) == [("2月16日就要开始，协议还没签好", True)]


def test_a_start_nobody_notes_is_due(room):
    room.reach("signed")
    assert due(room, FIRST + timedelta(days=1)) == [("2月16日开始，还没登记到岗", True)]


def test_returns_are_due_three_days_ahead_and_late_after_the_last_day(room):
    room.reach("active")
    assert due(room, LAST - timedelta(days=4)) == []
    assert due(room, LAST - timedelta(days=3)) == [("10 人2月28日到期，请安排返回", False)]
    assert ("10 人2月28日到期，还没登记返回", True) in due(room, NEXT_DAY)


def test_pay_that_is_late_is_due(room):
    room.reach("active")
    back(room, room.members, NEXT_DAY, "expiry")
    words = "；".join(words for words, late in due(room, NEXT_DAY) if late)
    assert "社会保险缴费记录" in words


def test_a_firm_that_ended_is_due_at_once(room):
    room.reach("active")

    def ended(session):
        firm = session.get(Employer, room.swap.lender_id)
        firm.standing = EmployerStanding.CLOSED
        session.add(firm)

    room.change(ended)
    assert ("逢源制衣厂已经关闭，请作废调剂", True) in due(room, FIRST)


def test_the_numbers_count_who_really_went_by_days(room):
    room.reach("active")
    back(room, room.members[:1], FIRST + timedelta(days=3), "unfit")
    back(room, room.members[1:], NEXT_DAY, "expiry")
    with Session(room.engine) as session:
        counted = swap_numbers(session, date(2021, 1, 1), date(2021, 12, 31), NEXT_DAY)
        assert counted == SwapNumbers(1, 1, 1, 10, 3 + 9 * 13, 10, 10)
        assert swap_numbers(session, date(2021, 1, 1), FIRST, NEXT_DAY) == SwapNumbers(1, 1, 1, 10, 10, 0, 0)
        assert swap_numbers(session, date(2020, 1, 1), date(2020, 12, 31), NEXT_DAY) == SwapNumbers()


def test_who_comes_back_late_is_not_in_time(room):
    room.reach("active")
    back(room, room.members, NEXT_DAY + timedelta(days=1), "expiry")
    with Session(room.engine) as session:
        counted = swap_numbers(session, date(2021, 1, 1), date(2021, 12, 31), NEXT_DAY + timedelta(days=1))
    assert (counted.returned, counted.in_time, counted.worker_days) == (10, 0, 140)


def test_a_contract_that_now_ends_before_the_return_is_on_the_list_of_what_is_due(room):
    room.reach("active")

    def shorten(session):
        contract = session.get_one(Employment, room.members[0].employment_id)
        contract.kind, contract.until = ContractKind.FIXED, LAST - timedelta(days=2)
        session.add(contract)

    room.change(shorten)
    assert any("请提前返回或续签" in words for words, _late in due(room, FIRST))


def test_the_post_on_the_page_counts_those_who_go_once_they_are_named(room):
    room.reach("consented")

    def say_no(session):
        member = session.get_one(SwapMember, room.members[0].id)
        refuse(session, session.get_one(Swap, room.swap_id), member, channel="本人", today=TODAY, now=NOW)

    room.change(say_no)
    page = room.as_("district").get(room.at).text
    assert "</b> 9 人<span" in page
    assert room.as_("district").api("GET", f"/api/swaps/{room.swap_id}").json()["loans"][0]["people"] == 9


def contract(room, who="lender", **fields):
    return room.as_(who, FIRST).press(
        f"{room.at}/people/contract", on=f"{room.at}/people", member=f"{room.members[0].id}", **fields
    )


@pytest.mark.parametrize(("who", "day", "status"), [("borrower", FIRST, 403), ("lender", LAST, 422)])
def test_the_end_of_a_contract_is_the_lenders_word_and_past(room, who, day, status):
    room.reach("active")
    assert contract(room, who, day=f"{day}").status_code == status
    assert due(room, FIRST) == []


def test_a_contract_that_the_lender_says_has_ended_makes_the_swap_void(room):
    room.reach("active")
    assert room.step("void", FIRST, note="合同终止").status_code == 409
    assert contract(room, day=f"{FIRST}").status_code == 303
    assert "终止" in due(room, FIRST)[0][0]
    assert room.step("void", FIRST, note="合同终止").status_code == 303


def test_an_end_that_was_noted_by_mistake_is_taken_back(room):
    room.reach("active")
    contract(room, day=f"{FIRST}")
    assert contract(room, do="goes-on").status_code == 303
    assert due(room, FIRST) == []


def test_who_steps_back_after_the_signatures_leaves_a_line_without_a_name(room):
    room.reach("signed")
    gone = room.members[0]

    def says_no(session):
        swap, member = session.get_one(Swap, room.swap_id), session.get_one(SwapMember, gone.id)
        refuse(session, swap, member, channel="本人", today=TODAY, now=NOW)

    room.change(says_no)
    assert "签字以后有 1 人不参加了" in room.as_("borrower").get(room.at).text
