"""What people agreed to is changed: they are asked anew; what only the firms agreed to is signed anew."""

from datetime import date

from sqlmodel import col, select

from api.swap_needs.terms import typed
from api.swap_offers.seen import seen_of
from api.swaps.changing import need_changed
from models.ledger import Reservation
from models.swap import SwapState, loans_of, log_of, signatures_of
from models.swap_member import MemberState
from models.swap_need import SwapNeed
from tests.api.swaps.conftest import FIRST, LAST, TODAY, by_on


def loan_form(room, **changes):
    loan = room.read(lambda session: session.exec(loans_of(room.swap_id)).one())
    typed = {"people": "10", "from_day": f"{FIRST}", "to_day": f"{LAST}", "wage": "5200"} | changes
    return room.as_("district").press(f"{room.at}/loans/{loan.id}", **typed)


def terms_form(room, who="lender", **changes):
    """The form of the articles as it stands, with these typed otherwise."""
    stored = room.swap.terms
    typed = {
        key: str(value) for key, value in stored.items() if isinstance(value, str | int) and not isinstance(value, bool)
    }
    typed |= {key: "yes" for key, value in stored.items() if value is True}
    typed |= {f"case_{code}": "yes" for code in stored["return_cases"]}
    return room.as_(who).press(f"{room.at}/terms", **typed | changes)


def agreed(room):
    return sum(one.state is MemberState.AGREED and one.consent_version == room.swap.version for one in room.members)


def signed(room):
    return len(room.read(lambda session: session.exec(signatures_of(room.swap_id, room.swap.version)).all()))


def test_another_wage_asks_everybody_again_and_voids_the_signatures(room):
    room.reach("signed")
    assert loan_form(room, wage="5300").status_code == 303
    assert (room.state, room.swap.version) == (SwapState.OFFERED, 2)
    assert (agreed(room), signed(room)) == (0, 0)
    assert {one.state for one in room.members} == {MemberState.ASKED}


def test_other_days_move_the_promises_of_the_people(room):
    room.reach("consented")
    loan_form(room, to_day="2021-02-26")
    held = select(Reservation).where(col(Reservation.released_at).is_(None))
    assert {row.to_day for row in room.read(lambda session: session.exec(held).all())} == {date(2021, 2, 26)}


def test_a_change_of_a_draft_is_no_new_version(room):
    assert loan_form(room, wage="5300").status_code == 303
    assert (room.state, room.swap.version) == (SwapState.DRAFT, 1)


def test_a_loan_form_with_mistakes_keeps_what_was_typed(room):
    answer = loan_form(room, people="0", to_day="2021-01-01", wage="五千")
    assert (answer.status_code, answer.text.count('class="mistake"')) == (422, 3)
    assert 'value="五千"' in answer.text


def test_what_people_agreed_to_cannot_be_changed_once_they_are_away(room):
    room.reach("active")
    answer = loan_form(room, wage="5300")
    assert answer.status_code == 409
    assert "不能再改" in answer.text


def test_another_place_of_work_asks_everybody_again(room):
    room.reach("consented")
    assert terms_form(room, place="芳村大道 8 号").status_code == 303
    assert (room.state, room.swap.version, agreed(room)) == (SwapState.OFFERED, 2, 0)


def test_an_article_between_the_firms_is_signed_anew_and_nobody_is_asked_again(room):
    room.reach("signed")
    assert terms_form(room, injury="由借出单位申报；补偿另行约定。").status_code == 303
    assert (room.state, room.swap.version) == (SwapState.CONSENTED, 1)
    assert (agreed(room), signed(room)) == (10, 0)


def test_an_article_written_down_for_the_first_time_asks_nobody_again(room):
    def nothing_written(session):
        swap = room._here(session)
        swap.terms = swap.terms | {"hours": "", "place": ""}
        session.add(swap)

    room.change(nothing_written)
    room.reach("offered")
    room.answer(agree=10)
    told = "每天工作8小时，每周不超过40小时，加班每天不超过2小时，加班每月不超过20小时"
    assert terms_form(room, hours=told, place="东沙大道 9 号").status_code == 303
    assert (room.swap.version, agreed(room)) == (1, 10)


def test_a_firm_cannot_waive_the_wage_in_the_agreement(room):
    terms_form(room, pay="", pay_waived="不想写")
    assert room.swap.terms["pay_waived"] == ""
    terms_form(room, who="district", pay="", pay_waived="按件计算，另附单价表")
    assert room.swap.terms["pay_waived"] == "按件计算，另附单价表"


def test_of_two_who_write_the_articles_the_second_keeps_what_was_typed(room):
    borrower = room.as_("borrower")
    seen = borrower.get(f"{room.at}/terms").text.partition('name="seen" value="')[2].partition('"')[0]
    terms_form(room, board="包三餐")
    answer = borrower.hand_in(f"{room.at}/terms", seen=seen, board="自理", settle_day="10", pay_day="15")
    assert answer.status_code == 409
    assert "食宿" in answer.text
    assert ">自理</textarea>" in answer.text
    assert room.swap.terms["board"] == "包三餐"


def test_facts_of_the_need_that_change_ask_everybody_again(room):
    room.reach("consented")

    def rewrite(session):
        need = session.exec(select(SwapNeed)).one()
        need.work = "搬运原料"
        session.add(need)
        need_changed(session, need.id, by_on(TODAY), "借入单位改了工作内容")

    room.change(rewrite)
    assert (room.state, room.swap.version, agreed(room)) == (SwapState.OFFERED, 2, 0)


def need_form(room, **changes):
    need = room.read(lambda session: session.exec(select(SwapNeed)).one())
    return room.as_("borrower").hand_in(f"/swaps/needs/{need.id}", seen=seen_of(need), **typed(need) | changes)


def test_a_borrower_who_rewrites_a_need_has_everybody_asked_again_and_told_what_changed(room):
    room.reach("signed")
    assert need_form(room, transport="自己来", hours_day="7").status_code == 303
    assert (room.state, room.swap.version, agreed(room)) == (SwapState.OFFERED, 2, 0)
    notes = room.read(lambda session: [line.note for line in session.exec(log_of(room.swap_id))])
    assert "借入单位改了每天上班、怎么去。第2版，重新征求本人意见" in notes


def test_a_program_that_rewrites_a_need_has_everybody_asked_again(room):
    room.reach("consented")
    need = room.read(lambda session: session.exec(select(SwapNeed)).one())
    answer = room.as_("borrower").api("PATCH", f"/api/swaps/needs/{need.id}", json={"board": "自理"})
    assert answer.status_code == 200
    assert (room.state, room.swap.version, agreed(room)) == (SwapState.OFFERED, 2, 0)


def test_more_people_wanted_ask_nobody_again(room):
    room.reach("consented")
    assert need_form(room, people="20").status_code == 303
    assert (room.swap.version, agreed(room)) == (1, 10)


def test_facts_that_changed_without_a_word_shut_the_next_step(room):
    room.reach("consented")

    def rewrite(session):
        need = session.exec(select(SwapNeed)).one()
        need.work = "搬运原料"
        session.add(need)

    room.change(rewrite)
    answer = room.sign("lender")
    assert answer.status_code == 409
    assert "S05" in answer.text


def test_the_coordinator_asks_everybody_again_when_facts_changed_behind_their_yes(room):
    room.reach("consented")

    def rewrite(session):
        need = session.exec(select(SwapNeed)).one()
        need.work = "搬运原料"
        session.add(need)

    room.change(rewrite)
    assert room.step("offered", note="借入单位改了工作内容").status_code == 303
    assert (room.state, room.swap.version, agreed(room)) == (SwapState.OFFERED, 2, 0)
    room.answer(agree=10)
    assert room.step("consented").status_code == 303
