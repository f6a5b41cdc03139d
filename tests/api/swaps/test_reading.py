"""Who reads what of a swap: lists, papers, names, the wire."""

import io
from datetime import timedelta

import pytest
from docx import Document
from openpyxl import load_workbook
from sqlmodel import select

from models.employment import Employment
from models.swap import SwapState
from tests.api.swaps.conftest import FIRST, LAST, TODAY

PHRASE = "逢源制衣厂借给东沙口罩厂 10 名缝纫工，2月16日–2月28日"


def set_contract(session, **facts):
    """Rewrite the labour contract of one of them."""
    contract = session.exec(select(Employment)).first()
    contract.sqlmodel_update(facts)
    session.add(contract)


@pytest.mark.parametrize("who", ["district", "lender", "borrower"])
def test_each_side_reads_what_it_is_in_one_sentence(room, who):
    assert PHRASE in room.as_(who).get(room.at).text


def test_only_what_can_be_pressed_now_is_a_button(room):
    buttons = 'name="to" value="offered"'
    assert buttons in room.as_("district").get(room.at).text
    assert buttons not in room.as_("lender").get(room.at).text
    room.reach("signed")
    page = room.as_("district").get(room.at).text
    assert 'name="to" value="active"' not in page
    assert "条规则没有过" in page


def test_every_rule_due_is_shown_with_its_mark(room):
    page = room.as_("district").get(room.at).text
    assert page.count('<span class="tag ok">过</span>') + page.count('<span class="tag key">核实</span>') == 20


def test_a_borrower_reads_no_name_before_the_people_agreed(room):
    room.reach("offered")
    room.answer(agree=10)
    room.change(lambda session: set_contract(session, dispatched=True))
    lender, borrower = (room.as_(who).get(room.at).text for who in ("lender", "borrower"))
    assert "缝工" in lender
    assert "缝工" not in borrower
    assert "人还不符合" in borrower


def test_a_borrower_gets_no_paper_before_the_people_agreed(room):
    room.reach("offered")
    assert "要等本人都答复" in room.as_("borrower").get(f"{room.at}/papers").text
    assert room.as_("borrower").get(f"{room.at}/papers/names.docx").status_code == 409


def test_variations_are_between_lender_and_worker(room):
    room.reach("consented")
    path = f"{room.at}/papers/variation/{room.members[0].id}"
    assert room.as_("borrower").get(path).status_code == 403
    assert "缝工甲" in room.as_("lender").get(path).text


@pytest.mark.parametrize("paper", ["agreement", "names", "variations"])
def test_a_paper_is_a_page_and_a_word_file_that_say_the_same_people(room, paper):
    room.reach("consented")
    lender = room.as_("lender")
    assert "缝工甲" in lender.get(f"{room.at}/papers/{paper}").text
    file = lender.get(f"{room.at}/papers/{paper}.docx")
    said = Document(io.BytesIO(file.content))
    cells = [cell.text for table in said.tables for row in table.rows for cell in row.cells]
    assert "缝工甲" in "".join([*cells, *(paragraph.text for paragraph in said.paragraphs)])


def test_an_agreement_that_lacks_something_is_refused_with_what_it_lacks(room):
    answer = room.as_("lender").get(f"{room.at}/papers/agreement.docx")
    assert answer.status_code == 409
    assert "还没有同意第1版" in answer.text


def test_a_paper_nobody_knows_is_not_there(room):
    assert room.as_("lender").get(f"{room.at}/papers/other.docx").status_code == 404
    assert room.as_("lender").get(f"{room.at}/papers/variation/99").status_code == 404


def test_the_list_is_narrowed_by_state_firm_and_what_is_due(room):
    room.reach("consented")
    district = room.as_("district", FIRST)
    row = f'href="{room.at}"'
    found = {query: row in district.get(f"/swaps{query}").text for query in QUERIES}
    assert found == QUERIES


QUERIES = {
    "": True,
    "?state=consented": True,
    "?state=draft": False,
    "?firm=口罩": True,
    "?firm=电子": False,
    "?due=yes": True,
    "?due=yes&state=closed": False,
    "?state=nothing&page=9": True,
}


def test_the_list_is_taken_away_as_it_stands(room):
    answer = room.as_("district").get("/swaps?as=xlsx")
    sheet = load_workbook(io.BytesIO(answer.content)).active
    assert [cell.value for cell in sheet[3]][:3] == ["逢源制衣厂", "东沙口罩厂", "10 名缝纫工"]


def test_a_firm_reads_its_own_swaps_alone(room):
    row = f'href="{room.at}"'
    assert row in room.as_("lender").get("/employer/swaps").text
    assert row in room.as_("borrower").get("/employer/swaps").text
    assert row not in room.as_("stranger").get("/employer/swaps").text


def test_the_wire_gives_a_swap_with_its_next_step_and_people_by_number(room):
    told = room.as_("lender").api("GET", f"/api/swaps/{room.swap_id}").json()
    assert (told["state"], told["next"], told["people"], told["lender"]) == (
        "draft",
        "offered",
        {"named": 10},
        "逢源制衣厂",
    )
    assert "缝工" not in str(told)


def test_the_wire_takes_a_step_once(room):
    district = room.as_("district")
    seen = district.api("GET", f"/api/swaps/{room.swap_id}").json()["seen"]
    step = {"to": "offered", "seen": seen}
    assert district.api("POST", f"/api/swaps/{room.swap_id}/steps", json=step).json()["state"] == "offered"
    again = district.api("POST", f"/api/swaps/{room.swap_id}/steps", json=step)
    assert again.status_code == 409
    assert "读取以后又有变动" in again.json()["detail"]


def test_the_wire_names_the_rules_that_shut_a_step_and_changes_nothing(room):
    room.change(lambda session: set_contract(session, dispatched=True))
    district = room.as_("district")
    seen = district.api("GET", f"/api/swaps/{room.swap_id}").json()["seen"]
    answer = district.api("POST", f"/api/swaps/{room.swap_id}/steps", json={"to": "offered", "seen": seen})
    assert answer.status_code == 409
    assert "S06" in answer.json()["detail"]
    assert room.state is SwapState.DRAFT


def test_the_wire_lists_swaps_of_ones_own_scope(room):
    totals = {who: room.as_(who).api("GET", "/api/swaps").json()["total"] for who in ("district", "lender", "stranger")}
    assert totals == {"district": 1, "lender": 1, "stranger": 0}


def test_the_office_reads_of_swaps_to_see_to_among_its_days_work(room):
    room.reach("consented")
    assert "项调剂的事要办" in room.as_("district", FIRST).get("/staff").text
    assert "项调剂的事" not in room.as_("district", TODAY).get("/staff").text


def test_the_report_of_swaps_counts_people_and_days_apart_from_hires(room):
    room.reach("active")
    district = room.as_("district", LAST)
    answer = district.get("/api/reports/swaps?from=2021-02-01&to=2021-02-28")
    rows = [[cell.value for cell in row] for row in load_workbook(io.BytesIO(answer.content)).active.iter_rows()]
    assert "不计入录用" in rows[0][0]
    assert rows[2][:2] == ["逢源制衣厂", "东沙口罩厂"]
    assert [row[3:] for row in rows[2:]] == [[10, 130, 0, 0], [10, 130, 0, 0]]
    later = room.as_("district", LAST + timedelta(days=9)).get("/api/reports/swaps?from=2021-03-01&to=2021-03-31")
    (last,) = list(load_workbook(io.BytesIO(later.content)).active.iter_rows(min_row=4, values_only=True))
    assert last[6] == 10
