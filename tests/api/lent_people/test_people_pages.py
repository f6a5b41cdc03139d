"""The list of who goes, as coordinator, lender and borrower see it."""

import re

import pytest
from sqlmodel import select

from models.account import Account
from models.audit import AuditEntry
from models.employer import Employer
from models.employment import Employment
from models.swap import SwapState, move
from models.swap_member import MemberState, SwapMember
from models.worker import Worker
from tests.api.lent_people.conftest import NOW, firm, lending
from tests.api.lent_people.test_answering import say_no, say_yes

PERSON = {
    "name": "覃丽华",
    "phone": "13711110001",
    "birth_date": "1985-03-04",
    "kind": "fixed",
    "until": "2021-12-31",
    "dispatched": "否",
    "wage": "4500",
    "injury_insured": "是",
    "post": "缝纫工",
}
SHARED = {name: PERSON[name] for name in ("kind", "until", "dispatched", "wage", "injury_insured", "post")}


@pytest.fixture
def lent(store):
    """The employer of the demonstration lends; another firm of ours borrows."""
    employer = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    lender = store.get(Employer, employer)
    lender.dispatch_permit = False
    store.add(lender)
    made = lending(store, lender, firm(store, "东沙口罩厂"))
    store.commit()
    return made


@pytest.fixture
def borrowed(store):
    """The employer of the demonstration borrows from another firm."""
    employer = store.exec(select(Account.employer_id).where(Account.login == "employer")).one()
    made = lending(store, firm(store, "逢源制衣厂"), store.get(Employer, employer))
    store.commit()
    return made


def path(lent, rest=""):
    return f"/swaps/{lent.swap.id}/people{rest}"


def members(lent):
    lent.session.rollback()
    return lent.session.exec(select(SwapMember).where(SwapMember.swap_id == lent.swap.id)).all()


def kept(lent):
    lent.session.commit()
    return lent


def test_a_lender_names_a_new_person_who_is_filed_with_a_contract_and_no_consent(visitor, lent):
    answer = visitor("employer").submit(path(lent, "/new"), **PERSON)
    assert answer.status_code == 303
    (member,) = members(lent)
    worker = lent.session.get(Worker, member.worker_id)
    contract = lent.session.get(Employment, member.employment_id)
    filed = worker.name, worker.status, worker.consent_recommend, worker.channel
    assert filed == ("覃丽华", "employed", False, "余缺调剂")
    assert (contract.employer_id, contract.wage_fen, contract.injury_insured) == (lent.lender.id, 450_000, True)


def test_the_same_person_named_again_is_the_same_file(visitor, lent):
    browser = visitor("employer")
    for _ in range(2):
        browser.submit(path(lent, "/new"), **PERSON)
    assert len(members(lent)) == 1
    assert len(lent.session.exec(select(Worker).where(Worker.name == "覃丽华")).all()) == 1


def test_what_is_on_file_is_not_overwritten_by_the_lender(visitor, lent):
    file = {"name": "覃丽华", "phone": "13711110001", "registered_at": NOW, "updated_at": NOW}
    lent.session.add(Worker(**file, words="想做会计", consent_recommend=True))
    kept(lent)
    visitor("employer").submit(path(lent, "/new"), **PERSON)
    worker = lent.session.get(Worker, members(lent)[0].worker_id)
    assert (worker.words, worker.consent_recommend, str(worker.birth_date)) == ("想做会计", True, "1985-03-04")


@pytest.mark.parametrize(
    ("field", "typed", "told"),
    [
        ("phone", "1371111", "手机号应为 11 位"),
        ("kind", "", "没有写合同类型"),
        ("until", "2021-01-31", "已经到期"),
        ("dispatched", "", "没有写是不是劳务派遣"),
        ("wage", "面议", "没有写清原来的月工资"),
        ("birth_date", "", "没有身份证号就请填出生日期"),
        ("identity", "440103198503040000", "校验位不对"),
        ("post", "", "没有写原来做什么"),
    ],
)
def test_a_wrong_field_is_told_beside_it_and_nothing_typed_is_lost(visitor, lent, field, typed, told):
    answer = visitor("employer").submit(path(lent, "/new"), **PERSON | {field: typed})
    assert answer.status_code == 422
    assert re.search(rf'id="{field}-wrong">[^<]*{told}', answer.text)
    assert 'value="覃丽华"' in answer.text
    assert members(lent) == []


def test_a_paste_names_everybody_in_it(visitor, lent):
    lines = "姓名\t手机\t出生日期\n覃丽华\t13711110001\t1985-03-04\n韦秀英\t13711110002\t1988.5.6"
    assert visitor("employer").submit(path(lent, "/paste"), lines=lines, **SHARED).status_code == 303
    assert len(members(lent)) == 2


def test_each_wrong_line_says_why_and_none_is_stored_until_all_are_right(visitor, lent):
    lines = (
        "覃丽华，13711110001，1985-03-04\n韦秀英，1371111，1988-5-6\n黄桂兰；13711110003；；固定；2021-12-31；是；4500"
    )
    answer = visitor("employer").submit(path(lent, "/paste"), lines=lines, **SHARED)
    assert answer.status_code == 422
    assert "第 2 行“韦秀英，1371111，1988-5-6”：手机：手机号应为 11 位" in answer.text
    assert "第 3 行" in answer.text
    assert "韦秀英，1371111，1988-5-6\n黄桂兰" in answer.text
    assert members(lent) == []
    assert lent.session.exec(select(Worker).where(Worker.name == "覃丽华")).all() == []


def test_what_all_lines_leave_out_is_asked_for_once(visitor, lent):
    lines = "覃丽华，13711110001，1985-03-04\n韦秀英，13711110002，1988-5-6"
    answer = visitor("employer").submit(path(lent, "/paste"), lines=lines, **SHARED | {"dispatched": ""})
    assert answer.status_code == 422
    assert re.search(r'id="dispatched-wrong">有 2 行没写：都一样就在这里填', answer.text)
    assert "第 1 行" not in answer.text
    assert members(lent) == []


def test_people_stated_before_are_offered_by_ticks(visitor, lent):
    person = lent.employee("覃丽华")
    kept(lent)
    browser = visitor("employer")
    assert f'name="who" value="{person.employment.id}"' in browser.get(path(lent)).text
    browser.submit(path(lent, "/known"), who=str(person.employment.id))
    assert [member.worker_id for member in members(lent)] == [person.worker.id]


def test_nobody_ticked_is_told_what_to_do(visitor, lent):
    browser = visitor("employer")
    assert browser.submit(path(lent, "/known")).status_code == 303
    assert "先勾要列入的人" in browser.get(path(lent)).text


def test_who_cannot_go_is_listed_with_the_reason_and_no_tick(visitor, lent):
    person = lent.employee("覃丽华", dispatched=True)
    kept(lent)
    text = visitor("employer").get(path(lent)).text
    assert f'name="who" value="{person.employment.id}"' not in text
    assert "覃丽华是劳务派遣人员" in text


def test_the_lender_reads_of_a_refusal_only_that_somebody_does_not_take_part(visitor, lent):
    member = lent.asked(1, lent.employee("覃丽华"))[0]
    say_no(lent, member)
    kept(lent)
    text = visitor("employer").get(path(lent)).text
    assert "未参加" in text
    assert "本人不去" not in text
    assert "本人不去" in visitor("district").get(path(lent)).text


def test_what_somebody_asked_and_how_they_answered_is_read_by_the_office_alone(visitor, lent):
    member = lent.asked(1, lent.employee("覃丽华"))[0]
    say_yes(lent, member, asked_more="能不能带孩子住", channel="电话，经办人张")
    kept(lent)
    assert "能不能带孩子住" not in visitor("employer").get(path(lent)).text
    seen = visitor("district").get(path(lent)).text
    assert "能不能带孩子住" in seen
    assert "电话，经办人张" in seen


def test_the_borrower_reads_nobody_before_they_agreed(visitor, borrowed):
    borrowed.asked(1, borrowed.employee("覃丽华"))
    kept(borrowed)
    text = visitor("employer").get(path(borrowed)).text
    assert "还没有人同意" in text
    assert "覃" not in text


def test_the_borrower_reads_a_masked_name_and_no_phone_before_the_agreement_is_signed(visitor, borrowed):
    person = borrowed.employee("覃丽华", person={"phone": "13711110001", "id_number": "440103198503041229"})
    say_yes(borrowed, borrowed.asked(1, person)[0])
    kept(borrowed)
    text = visitor("employer").get(path(borrowed)).text
    assert "覃*华" in text
    assert "证件尾号 1229" in text
    assert all(secret not in text for secret in ("覃丽华", "13711110001", "440103198503041229", "原工资"))


def test_the_borrower_reads_name_and_phone_once_signed(visitor, borrowed):
    say_yes(borrowed, borrowed.asked(1, borrowed.employee("覃丽华", person={"phone": "13711110001"}))[0])
    for state in (SwapState.CONSENTED, SwapState.SIGNED):
        move(borrowed.session, borrowed.swap, state, now=NOW, by=None)
    kept(borrowed)
    text = visitor("employer").get(path(borrowed)).text
    assert "覃丽华" in text
    assert "13711110001" in text


def test_the_borrower_does_not_change_the_list(visitor, borrowed):
    browser = visitor("employer")
    assert 'action="/swaps' not in browser.get(path(borrowed)).text
    assert browser.submit(path(borrowed, "/new"), **PERSON).status_code == 403


def test_a_swap_of_other_firms_is_not_there(visitor, store):
    made = lending(store, firm(store, "逢源制衣厂"), firm(store, "东沙口罩厂"))
    store.commit()
    browser = visitor("employer")
    assert browser.get(path(made)).status_code == 404
    assert browser.submit(path(made, "/new"), **PERSON).status_code == 404


@pytest.mark.parametrize("who", ["street", "specialist1", "worker"])
def test_nobody_else_reads_the_people_of_a_swap(visitor, lent, who):
    assert visitor(who).get(path(lent)).status_code == 403


def test_a_member_of_another_swap_is_not_taken_off_by_this_one(visitor, lent, store):
    other = lending(store, firm(store, "逢源制衣厂"), firm(store, "东沙口罩厂"))
    member = other.named()[0]
    kept(lent)
    assert visitor("employer").submit(path(lent, f"/{member.id}/remove")).status_code == 404
    lent.session.refresh(member)
    assert member.state is MemberState.NAMED


def test_reading_the_people_leaves_a_row_that_names_them(visitor, lent):
    member = lent.named()[0]
    kept(lent)
    visitor("employer").get(path(lent))
    lent.session.rollback()
    row = lent.session.exec(select(AuditEntry).order_by(AuditEntry.id.desc())).first()
    assert (row.action, row.subject_id) == ("swap.people", lent.swap.id)
    assert member.worker_id in row.detail["workers"]


def test_a_list_is_closed_once_the_answers_are(visitor, lent):
    say_yes(lent, lent.asked(1)[0])
    move(lent.session, lent.swap, SwapState.CONSENTED, now=NOW, by=None)
    kept(lent)
    browser = visitor("employer")
    assert "粘贴一批人" not in browser.get(path(lent)).text
    assert browser.submit(path(lent, "/new"), **PERSON).status_code == 409


def test_the_coordinator_asks_who_was_named_late(visitor, lent):
    lent.asked(1)
    late = lent.named()[0]
    kept(lent)
    browser = visitor("district")
    assert "请新列入的人答复" in browser.get(path(lent)).text
    browser.submit(path(lent, "/ask"))
    lent.session.refresh(late)
    assert late.state is MemberState.ASKED


def test_the_office_notes_what_was_said_on_the_telephone(visitor, lent):
    member = lent.asked(1)[0]
    kept(lent)
    browser = visitor("district")
    page = browser.get(path(lent, f"/{member.id}/answer"))
    seen = re.search(r'name="seen" value="([^"]+)"', page.text)[1].replace("&#34;", '"')
    said = {"said": "yes", "version": "1", "seen": seen, "asked_more": "没有"}
    unread = browser.submit(path(lent, f"/{member.id}/answer"), **said)
    assert (unread.status_code, "逐条读给本人听" in unread.text) == (422, True)
    assert browser.submit(path(lent, f"/{member.id}/answer"), **said, read_out="yes").status_code == 303
    lent.session.refresh(member)
    assert member.state is MemberState.AGREED
    assert member.channel.startswith("电话，经办人")


def test_a_no_on_the_telephone_needs_nothing_read_out(visitor, lent):
    member = lent.asked(1)[0]
    kept(lent)
    browser = visitor("district")
    assert browser.submit(path(lent, f"/{member.id}/answer"), said="no").status_code == 303
    lent.session.refresh(member)
    assert member.state is MemberState.REFUSED


def test_no_firm_answers_for_its_people(visitor, lent):
    member = lent.asked(1)[0]
    kept(lent)
    assert visitor("employer").submit(path(lent, f"/{member.id}/answer"), said="yes").status_code == 403


def test_the_people_of_another_lender_are_neither_offered_nor_named(visitor, lent, store):
    other = lending(store, firm(store, "逢源制衣厂"), firm(store, "康王食品厂"))
    stranger = other.employee("莫丽珍")
    lent.employee("覃丽华")
    kept(lent)
    browser = visitor("employer")
    assert "莫丽珍" not in browser.get(path(lent)).text
    browser.submit(path(lent, "/known"), who=str(stranger.employment.id))
    assert members(lent) == []


def test_somebody_with_a_contract_elsewhere_is_not_taken_over(visitor, lent, store):
    other = lending(store, firm(store, "逢源制衣厂"), firm(store, "康王食品厂"))
    other.employee("覃丽华", person={"phone": PERSON["phone"], "birth_date": None})
    kept(lent)
    answer = visitor("employer").submit(path(lent, "/new"), **PERSON)
    assert (answer.status_code, "劳动合同不在本单位" in answer.text) == (422, True)
    assert members(lent) == []


def test_a_number_that_belongs_to_another_name_is_asked_about(visitor, lent):
    lent.employee("莫丽珍", person={"id_number": "44010319850304122X"})
    kept(lent)
    typed = PERSON | {"identity": "44010319850304122X"}
    answer = visitor("employer").submit(path(lent, "/new"), **typed)
    assert (answer.status_code, "姓名和证件号对不上" in answer.text) == (422, True)
    assert members(lent) == []
