"""Each step is taken when its rules let it, refused with the rule when not, and then nothing has changed."""

import pytest
from sqlmodel import col, select

from api.lent_people.answering import refuse
from models.employer import Employer, EmployerStanding
from models.employment import Employment
from models.ledger import Reservation
from models.swap import Swap, SwapSignature, SwapState, loans_of, log_of
from models.swap_member import MemberState, members_of
from models.swap_need import SwapNeed
from models.worker import Worker
from tests.api.swaps.conftest import FIRST, NOW, TODAY


def held(room):
    return len(
        room.read(lambda session: session.exec(select(Reservation).where(col(Reservation.released_at).is_(None))).all())
    )


def states(room):
    return {one.state for one in room.members}


def set_need(room, **facts):
    def write(session):
        need = session.exec(select(SwapNeed)).one()
        need.sqlmodel_update(facts)
        session.add(need)

    room.change(write)


def set_contract(room, **facts):
    def write(session):
        contract = session.exec(select(Employment).order_by(col(Employment.id))).first()
        contract.sqlmodel_update(facts)
        session.add(contract)

    room.change(write)


def set_terms(room, **terms):
    def write(session):
        swap = session.get_one(Swap, room.swap_id)
        swap.terms = swap.terms | terms
        session.add(swap)

    room.change(write)


def refused(room, answer, *words):
    """The page comes back with the reason, and the swap stands where it stood."""
    assert answer.status_code == 409
    assert [word for word in words if word not in answer.text] == []


def test_nobody_signs_a_paper_that_cannot_be_made(room):
    room.reach("consented")

    def without_number(session):
        worker = session.get_one(Worker, room.members[0].worker_id)
        worker.id_number = None
        session.add(worker)

    room.change(without_number)
    lack = "先补齐协议才能签，还缺：A02 缝工甲没有身份证号：请借出单位在名单里补上"
    assert lack in room.as_("lender").get(f"{room.at}/sign").text
    answer = room.sign("lender")
    assert answer.status_code == 409
    assert lack in answer.text


def test_nobody_is_asked_before_the_seven_facts_are_told(room):
    set_need(room, safety="")
    refused(room, room.step("offered"), "S05", "安全生产状况")
    assert (room.state, states(room)) == (SwapState.DRAFT, {MemberState.NAMED})


def test_a_dispatched_worker_shuts_the_offer(room):
    set_contract(room, dispatched=True)
    refused(room, room.step("offered"), "S06", "劳务派遣")
    assert room.state is SwapState.DRAFT


def test_more_people_than_the_offer_spares_shut_the_offer(room):
    set_need(room, people=4)
    refused(room, room.step("offered"), "S22", "只缺4人")


def test_answers_are_not_closed_while_nobody_agreed(room):
    room.reach("offered")
    refused(room, room.step("consented"), "名单上没有人")
    assert (room.state, states(room)) == (SwapState.OFFERED, {MemberState.ASKED})


def test_who_did_not_agree_is_free_again(room):
    room.reach("offered")
    room.answer(agree=7)
    assert room.step("consented").status_code == 303
    assert held(room) == 7


def test_what_a_loan_is_for_follows_the_people(room):
    room.reach("offered")
    room.answer(agree=9)
    room.step("consented")
    assert "9 名缝纫工" in room.as_("lender").get(room.at).text


def test_an_agreement_with_a_missing_article_is_not_signed(room):
    room.reach("consented")
    set_terms(room, injury="")
    refused(room, room.sign("lender"), "S11")
    set_terms(room, injury="由借出单位申报", board="")
    refused(room, room.sign("lender"), "S14", "A09")
    assert room.read(lambda session: session.exec(select(SwapSignature)).all()) == []


def test_one_signature_is_not_an_agreement(room):
    room.reach("consented")
    assert room.sign("lender").status_code == 303
    assert room.state is SwapState.CONSENTED


def test_a_firm_signs_a_version_once(room):
    room.reach("consented")
    room.sign("lender")
    refused(room, room.sign("lender"), "已经签过第1版")


def test_nobody_signs_before_the_answers_are_closed(room):
    room.reach("offered")
    refused(room, room.sign("lender"), "还不能签")


def test_a_signature_needs_a_name_and_that_the_agreement_was_read(room):
    room.reach("consented")
    answer = room.as_("lender").press(f"{room.at}/sign", signatory=" ")
    assert (answer.status_code, answer.text.count('class="mistake"')) == (422, 2)


def test_the_office_notes_what_was_signed_on_paper(room):
    room.reach("consented")
    for firm in (room.swap.lender_id, room.swap.borrower_id):
        path = f"{room.at}/sign"
        answer = room.as_("district").press(
            path, on=f"{path}?firm={firm}", firm=str(firm), signatory="陈经理", read="yes"
        )
        assert answer.status_code == 303
    assert room.state is SwapState.SIGNED
    assert "区里代记" in room.as_("lender").get(room.at).text


def test_nobody_leaves_before_the_first_day(room):
    room.reach("signed")
    room.vary(TODAY)
    refused(room, room.step("active", TODAY), "2月16日才开始")
    assert states(room) == {MemberState.AGREED}


def test_who_thinks_better_of_it_after_the_signing_stays_and_the_others_go(room):
    room.reach("signed")
    room.vary(TODAY)

    def declines(session):
        swap = session.get_one(Swap, room.swap_id)
        member = session.exec(members_of(room.swap_id)).first()
        refuse(session, swap, member, channel="本人", today=TODAY, now=NOW)

    room.change(declines)
    assert room.step("active", FIRST).status_code == 303
    assert [one.state for one in room.members].count(MemberState.AWAY) == 9
    assert room.read(lambda session: session.exec(loans_of(room.swap_id)).one().people) == 9


def test_both_firms_are_told_that_a_swap_is_void(room):
    room.reach("consented")
    room.step("void", note="订单取消")
    assert [who for who in ("lender", "borrower") if "已经作废" not in room.as_(who).get("/employer").text] == []


def test_nobody_leaves_without_the_variation_of_the_contract(room):
    room.reach("signed")
    refused(room, room.step("active", FIRST), "S13", "变更书")


def test_a_step_the_table_does_not_list_is_refused(room):
    refused(room, room.step("closed"), "不能改为")
    assert room.state is SwapState.DRAFT


def test_a_dispute_says_what_it_is_about(room):
    room.reach("active")
    assert room.step("disputed", FIRST).status_code == 422
    assert room.step("disputed", FIRST, note="加班费有争议").status_code == 303
    assert "加班费有争议" in room.as_("lender", FIRST).get(room.at).text


def test_a_settled_dispute_goes_on(room):
    room.reach("active")
    room.step("disputed", FIRST, note="加班费有争议")
    assert room.step("active", FIRST).status_code == 422
    assert room.step("active", FIRST, note="补发了").status_code == 303
    assert states(room) == {MemberState.AWAY}


def test_what_has_not_begun_can_be_called_off_and_everybody_is_free(room):
    room.reach("signed")
    assert room.step("void", note="订单取消").status_code == 303
    assert (room.state, states(room), held(room)) == (SwapState.VOID, {MemberState.DROPPED}, 0)


def test_once_people_are_away_a_swap_is_not_simply_void(room):
    room.reach("active")
    refused(room, room.step("void", FIRST, note="不想借了"), "不能作废")
    assert (room.state, states(room)) == (SwapState.ACTIVE, {MemberState.AWAY})


def test_a_contract_that_ended_lets_a_swap_be_void(room):
    room.reach("active")
    set_contract(room, ended_on=FIRST)
    assert room.step("void", FIRST, note="合同终止").status_code == 303


def test_a_bankrupt_lender_makes_every_swap_void_and_both_firms_are_told_what_to_do(room):
    room.reach("active")
    answer = room.as_("district", FIRST).press(f"{room.at}/firm", on=room.at, firm="lender", standing="bankrupt")
    assert answer.status_code == 303
    assert (room.state, held(room)) == (SwapState.VOID, 0)
    standing = room.read(lambda session: session.get(Employer, room.swap.lender_id).standing)
    assert standing is EmployerStanding.BANKRUPT
    told = "借入单位签订合同或停止用工"
    assert [
        who for who in ("district", "lender", "borrower") if told not in room.as_(who, FIRST).get(room.at).text
    ] == []


def test_a_bankruptcy_noted_by_mistake_is_taken_back_and_what_is_void_stays_so(room):
    room.reach("active")
    district = room.as_("district", FIRST)
    for standing in ("bankrupt", "active"):
        assert district.press(f"{room.at}/firm", on=room.at, firm="borrower", standing=standing).status_code == 303
    firm = room.read(lambda session: session.get(Employer, room.swap.borrower_id))
    assert (firm.standing, room.state) == (EmployerStanding.ACTIVE, SwapState.VOID)


def test_the_task_of_a_void_swap_ends_when_each_has_stopped(room):
    room.reach("active")
    room.as_("district", FIRST).press(f"{room.at}/firm", on=room.at, firm="lender", standing="bankrupt")
    away = {f"member-{one.id}": "yes" for one in room.members}
    borrower = room.as_("borrower", FIRST)
    assert borrower.press(f"{room.at}/returns", day=f"{FIRST}", reason="void", **away).status_code == 303
    assert "人还在：借入单位" not in room.as_("lender", FIRST).get(room.at).text


def test_of_two_who_press_at_once_the_second_is_told_what_the_first_did(room):
    district = room.as_("district")
    stands = district.get(room.at).text
    seen = stands.partition('name="seen" value="')[2].partition('"')[0]
    assert district.hand_in(f"{room.at}/steps", to="offered", seen=seen).status_code == 303
    answer = district.hand_in(f"{room.at}/steps", to="void", note="算了", seen=seen)
    refused(room, answer, "没有保存", "征求本人意见", "算了")
    assert room.state is SwapState.OFFERED


def test_a_form_that_does_not_say_what_it_saw_is_asked_again(room):
    assert room.as_("district").hand_in(f"{room.at}/steps", to="offered").status_code == 409


def test_each_step_stands_in_the_log_with_who_took_it(room):
    room.reach("offered")
    room.answer(agree=10)
    room.step("consented")
    lines = room.read(lambda session: session.exec(log_of(room.swap_id)).all())
    assert [line.to_state for line in lines] == [SwapState.DRAFT, SwapState.OFFERED, SwapState.CONSENTED]
    assert lines[-1].account_id is not None


@pytest.mark.parametrize("page", ["", "/terms", "/sign", "/returns", "/extension", "/settlement", "/papers"])
def test_another_firms_swap_is_not_there(room, page):
    assert room.as_("stranger").get(f"{room.at}{page}").status_code == 404
    assert room.as_("lender").get(f"{room.at}{page}").status_code == 200


def test_firms_do_not_take_the_coordinators_steps(room):
    assert room.as_("lender").press(f"{room.at}/steps", on=room.at, to="offered").status_code == 403


def vary(room, who="lender", day=f"{TODAY}"):
    members = {f"member-{one.id}": "yes" for one in room.members}
    return room.as_(who).press(f"{room.at}/variations", day=day, **members)


def test_the_lender_notes_the_variations_and_then_people_can_leave(room):
    room.reach("signed")
    assert vary(room).status_code == 303
    assert room.step("active", FIRST).status_code == 303


def test_a_variation_is_signed_after_the_worker_agreed_and_not_in_the_future(room):
    room.reach("signed")
    early, late = vary(room, day="2021-02-07"), vary(room, day="2021-02-09")
    assert (early.status_code, "不能早于本人同意" in early.text) == (422, True)
    assert (late.status_code, "还没到这一天" in late.text) == (422, True)


def test_a_borrower_is_no_side_of_the_variations(room):
    room.reach("signed")
    assert vary(room, "borrower").status_code == 403


def test_a_new_version_wants_new_variations(room):
    room.reach("signed")
    room.vary(TODAY)
    loan = room.read(lambda session: session.exec(loans_of(room.swap_id)).one())
    typed = {"people": "10", "from_day": f"{FIRST}", "to_day": "2021-02-27", "wage": "5200"}
    room.as_("district").press(f"{room.at}/loans/{loan.id}", **typed)
    assert {one.variation_signed_on for one in room.members} == {None}


def test_a_firm_reads_what_waits_for_its_hand_on_its_desk(room):
    room.reach("consented")
    assert "等贵单位签第 1 版协议" in room.as_("borrower").get("/employer").text
    room.sign("borrower")
    assert "等贵单位签第 1 版协议" not in room.as_("borrower").get("/employer").text
    room.sign("lender")
    assert "10 人的劳动合同变更书还没登记" in room.as_("lender").get("/employer/swaps").text
