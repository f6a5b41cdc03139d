"""A worker's file for the office: read whole, corrected, registered, and what happened to it."""

import html
import re
from datetime import timedelta

import pytest
from sqlmodel import col, select

from models.account import Account
from models.assistance import AssistanceCategory, WorkerAssistance
from models.audit import AuditEntry
from models.consent import ConsentEntry
from models.duplicate import WorkerMerge
from models.referral import Referral, ReferralOrigin, ReferralReason, ReferralState, move, propose
from models.vacancy import Vacancy
from models.worker import Worker, wishes_of


@pytest.fixture
def street(store):
    return store.exec(select(Account.street_code).where(Account.login == "street")).one()


@pytest.fixture
def worker(store, street):
    """Somebody of the street, with all that may be asked."""
    found = store.exec(select(Worker).where(Worker.street_code == street)).first()
    found.name, found.phone, found.address = "王秀兰", "13800138271", "龙溪中路3栋502"
    store.add(found)
    store.commit()
    return found


def fields(page):
    """What stands in the fields of the form, as a browser would send it."""
    form = page[page.index('<form class="card pad') :]
    form = form[: form.index("</form>")]
    sent = {}
    for tag in re.findall(r"<input[^>]*>", form):
        attributes = dict(re.findall(r'(\w+)="([^"]*)"', tag))
        chosen = attributes.get("type") not in ("radio", "checkbox") or " checked" in tag
        if attributes.get("name") not in (None, "_csrf_token") and chosen:
            sent[attributes["name"]] = html.unescape(attributes.get("value", ""))
    for name, inside in re.findall(r'<select id="(\w+)"[^>]*>(.*?)</select>', form, re.DOTALL):
        sent[name] = (re.findall(r'value="([^"]*)" selected', inside) or [""])[0]
    for name, inside in re.findall(r'<textarea id="(\w+)"[^>]*>(.*?)</textarea>', form, re.DOTALL):
        sent[name] = html.unescape(inside.strip())
    return sent


def correct(browser, worker_id, group, **changes):
    path = f"/staff/workers/{worker_id}/correct/{group}"
    return browser.submit(path, **(fields(browser.get(path).text) | changes))


def reread(store, worker_id):
    store.rollback()
    store.expire_all()
    return store.get(Worker, worker_id)


def timeline(browser, worker_id, kind=""):
    page = browser.get(f"/staff/workers/{worker_id}?history={kind}").text
    return re.sub(r"<[^>]+>", " ", page[page.index('id="history"') :])


def test_the_file_shows_what_is_known_and_hatches_what_is_not(visitor, store, worker):
    worker.wage_min_fen, worker.school = 520000, ""
    store.add(worker)
    store.commit()
    page = visitor("street").get(f"/staff/workers/{worker.id}").text
    assert "<dt>姓名</dt><dd>王秀兰</dd>" in page
    assert "<dt>月薪不低于</dt><dd>5200 元</dd>" in page
    assert '<dt>毕业学校</dt><dd><span class="unknown">未知</span></dd>' in page


def test_opening_a_file_is_written_down(visitor, store, worker):
    visitor("street").get(f"/staff/workers/{worker.id}")
    store.rollback()
    entry = store.exec(select(AuditEntry).where(AuditEntry.action == "worker.file")).one()
    assert (entry.subject_id, entry.detail["workers"]) == (worker.id, [worker.id])


def test_another_streets_staff_find_nothing_there(visitor, store, street):
    other = store.exec(select(Worker.id).where(Worker.street_code != street)).first()
    browser = visitor("street")
    assert browser.get(f"/staff/workers/{other}").status_code == 404
    assert browser.get(f"/staff/workers/{other}/correct/contact").status_code == 404
    assert (
        browser.submit(f"/staff/workers/{other}/correct/contact", name="张三", phone="13800138000").status_code == 404
    )


def test_a_correction_is_kept_and_told_in_words_without_what_stood_there(visitor, store, worker):
    browser = visitor("street")
    assert correct(browser, worker.id, "contact", phone="13900009999", address="龙溪中路5栋101").status_code == 303
    assert reread(store, worker.id).phone == "13900009999"
    told = timeline(browser, worker.id, "change")
    assert "改了：电话、住址" in told
    assert "13800138271" not in told
    assert "13900009999" not in told


def test_the_part_that_was_saved_says_so_where_the_page_opens(visitor, worker):
    browser = visitor("street")
    answer = correct(browser, worker.id, "contact", phone="13900009999")
    assert answer.headers["location"].endswith("#group-contact")
    page = browser.get(answer.headers["location"]).text
    assert re.search(r'id="group-contact"><div class="head"><h2>联系 <span class="good small">✓ 已保存', page)
    assert page.count("✓ 已保存") == 1


def test_only_what_was_typed_otherwise_is_written(visitor, store, worker):
    assert correct(visitor("street"), worker.id, "wish", wage_min_fen="5200").status_code == 303
    store.rollback()
    entry = store.exec(select(AuditEntry).where(AuditEntry.action == "worker.correct")).all()[-1]
    assert sorted(entry.detail["written"]["worker"][str(worker.id)]) == ["updated_at", "wage_min_fen"]
    assert set(entry.detail["written"]) == {"worker"}


def test_wishes_shifts_and_certificates_are_typed_as_words(visitor, store, worker):
    browser = visitor("street")
    assert correct(browser, worker.id, "wish", wishes="叉车工、仓管，保安", shift_night="yes").status_code == 303
    assert correct(browser, worker.id, "ability", certificates="叉车证 2022-05-01、电工证").status_code == 303
    after = reread(store, worker.id)
    assert [row.words for row in store.exec(wishes_of([worker.id]))] == ["叉车工", "仓管", "保安"]
    assert "night" in after.shifts
    assert fields(browser.get(f"/staff/workers/{worker.id}/correct/ability").text)["certificates"] == (
        "叉车证 2022-05-01、电工证"
    )


@pytest.mark.parametrize(
    ("group", "wrong"),
    [
        ("contact", {"name": ""}),
        ("contact", {"phone": "1380013"}),
        ("contact", {"phone": ""}),
        ("contact", {"street_code": "123456789"}),
        ("wish", {"wage_min_fen": "六千多"}),
        ("wish", {"wishes": "一、二、三、四"}),
        ("wish", {"available_from": "2021-02-30"}),
        ("person", {"id_number": "440103199001011234"}),
        ("person", {"birth_date": "1066-10-14"}),
        ("ability", {"education": "55"}),
    ],
)
def test_a_wrong_field_is_marked_in_place_and_nothing_typed_is_lost(visitor, store, worker, group, wrong):
    before = reread(store, worker.id).model_dump()
    answer = correct(visitor("street"), worker.id, group, **wrong)
    assert answer.status_code == 422
    assert 'aria-invalid="true"' in answer.text
    assert (
        fields(answer.text).items()
        >= {key: value for key, value in wrong.items() if key not in ("street_code", "education")}.items()
    )
    assert reread(store, worker.id).model_dump() == before


def test_a_stale_form_says_who_changed_what_and_keeps_what_was_typed(visitor, store, worker, settings):
    browser, other = visitor("street"), visitor("district")
    path = f"/staff/workers/{worker.id}/correct/contact"
    opened = fields(browser.get(path).text)
    correct(other, worker.id, "contact", phone="13900009999")
    changed = reread(store, worker.id)
    changed.updated_at = settings.now() + timedelta(minutes=5)  # the clock of these tests stands still
    store.add(changed)
    store.commit()
    answer = browser.submit(path, **(opened | {"phone": "13700007777", "address": "龙溪中路9栋"}))
    assert answer.status_code == 409
    name = store.exec(select(Account.name).where(Account.login == "district")).one()
    assert re.search(rf"{name} \d\d:\d\d 改了：电话；您填的还在", answer.text)
    assert "现在档案里是“13900009999”" in answer.text
    again = fields(answer.text)
    assert (again["phone"], again["address"]) == ("13700007777", "龙溪中路9栋")
    assert reread(store, worker.id).phone == "13900009999"
    assert browser.submit(path, **again).status_code == 303
    assert reread(store, worker.id).phone == "13700007777"


@pytest.mark.parametrize("seen", ["", "nonsense", "2021-02-08|x", "|", "2021-02-08|" + "9" * 30])
def test_a_form_that_carries_no_look_of_the_file_is_asked_about_again(visitor, store, worker, seen):
    browser = visitor("street")
    assert correct(browser, worker.id, "contact", phone="13700007777", seen=seen).status_code == 409
    assert reread(store, worker.id).phone == "13800138271"


def test_a_consent_taken_back_at_the_counter_is_noted_with_who_wrote_it(visitor, store, worker):
    worker.consent_recommend = True
    store.add(worker)
    store.commit()
    browser = visitor("street")
    path = f"/staff/workers/{worker.id}/correct/consent"
    sent = fields(browser.get(path).text)
    sent.pop("consent_recommend")
    assert browser.submit(path, **sent).status_code == 303
    store.rollback()
    assert store.exec(select(ConsentEntry.given).where(ConsentEntry.worker_id == worker.id)).all()[-1] is False
    assert "不再同意：把我推荐给合适的单位" in timeline(browser, worker.id, "consent")


def test_the_history_tells_referrals_and_merges_each_under_its_kind(visitor, store, worker, settings):
    post = store.exec(select(Vacancy)).first()
    now = settings.now()
    new = Referral(
        worker_id=worker.id, vacancy_id=post.id, origin=ReferralOrigin.STAFF, state_since=now, created_at=now
    )
    propose(store, [new])
    move(store, new, ReferralState.DECLINED_BY_WORKER, now=now, reason=ReferralReason.WAGE)
    gone = store.exec(select(Worker.id).where(Worker.id != worker.id)).first()
    store.add(WorkerMerge(kept_id=worker.id, gone_id=gone, at=now))
    store.commit()
    browser = visitor("street")
    told = timeline(browser, worker.id, "referral")
    assert "劳动者谢绝" in told
    assert "工资不合适" in told
    assert f"{gone} 号档案并进来" not in told
    assert f"{gone} 号档案并进来" in timeline(browser, worker.id, "merge")
    assert "登记建档" in timeline(browser, worker.id)


def test_who_looked_is_told_when_asked_and_not_before(visitor, worker):
    browser = visitor("street")
    browser.get(f"/staff/workers/{worker.id}")
    assert "看了档案" not in timeline(browser, worker.id)
    assert "看了档案" in timeline(browser, worker.id, "read")


def test_only_the_certifying_street_reads_the_assistance_category(visitor, store, worker, settings):
    certified = WorkerAssistance(
        worker_id=worker.id,
        category=next(iter(AssistanceCategory)),
        evidence="证明",
        valid_from=settings.today(),
    )
    store.add(certified)
    store.commit()
    label = certified.category.label
    assert label in visitor("street").get(f"/staff/workers/{worker.id}").text
    district = visitor("district").get(f"/staff/workers/{worker.id}").text
    assert label not in district
    assert "帮扶" not in district


def test_the_id_number_is_masked_and_left_empty_stays(visitor, store, worker):
    worker.id_number = number = "11010519491231002X"
    store.add(worker)
    store.commit()
    browser = visitor("street")
    assert number not in browser.get(f"/staff/workers/{worker.id}").text
    assert number not in browser.get(f"/staff/workers/{worker.id}/correct/person").text
    assert correct(browser, worker.id, "person", status="employed").status_code == 303
    assert reread(store, worker.id).id_number == number


def test_who_moves_to_another_street_leaves_the_list_with_a_word(visitor, store, worker, street):
    elsewhere = store.exec(select(Worker.street_code).where(col(Worker.street_code) != street)).first()
    answer = correct(visitor("street"), worker.id, "contact", street_code=elsewhere)
    assert (answer.status_code, answer.headers["location"]) == (303, "/staff/workers")
    assert reread(store, worker.id).street_code == elsewhere


def test_an_erased_file_is_not_corrected(visitor, store, worker, settings):
    worker.erased_at = settings.now()
    store.add(worker)
    store.commit()
    browser = visitor("street")
    assert "已清空" in browser.get(f"/staff/workers/{worker.id}").text
    assert browser.get(f"/staff/workers/{worker.id}/correct/contact").status_code == 404


NEW = {"name": "覃晓梅", "phone": "13600001234", "wishes": "月嫂", "consent_recommend": "yes"}


def test_somebody_new_is_registered_with_consents_noted(visitor, store, street):
    answer = visitor("street").submit("/staff/workers/new", **NEW, street_code=street)
    assert answer.status_code == 303
    store.rollback()
    made = store.exec(select(Worker).where(Worker.phone == "13600001234")).one()
    assert answer.headers["location"].startswith(f"/staff/workers/{made.id}")
    assert made.consent_recommend
    assert store.exec(select(ConsentEntry.channel).where(ConsentEntry.worker_id == made.id)).all() == ["窗口"]


@pytest.mark.parametrize("same", [{"phone": "13800138271"}, {"name": "王秀兰"}])
def test_a_likely_duplicate_is_warned_of_before_saving_and_nothing_typed_is_lost(visitor, store, worker, street, same):
    browser = visitor("street")
    before = len(store.exec(select(Worker.id)).all())
    answer = browser.submit("/staff/workers/new", **(NEW | same), street_code=street)
    assert answer.status_code == 409
    assert f'href="/staff/workers/{worker.id}"' in answer.text
    assert fields(answer.text)["wishes"] == "月嫂"
    store.rollback()
    assert len(store.exec(select(Worker.id)).all()) == before
    assert browser.submit("/staff/workers/new", **(NEW | same), street_code=street, sure="yes").status_code == 303


def test_another_streets_namesake_is_not_told(visitor, store, street):
    other = store.exec(select(Worker).where(Worker.street_code != street)).first()
    answer = visitor("street").submit("/staff/workers/new", **(NEW | {"name": other.name}), street_code=street)
    assert answer.status_code == 303


def test_a_street_registers_nobody_of_another_street(visitor, store, street):
    elsewhere = store.exec(select(Worker.street_code).where(col(Worker.street_code) != street)).first()
    answer = visitor("street").submit("/staff/workers/new", **NEW, street_code=elsewhere)
    assert answer.status_code == 422
    assert "只能登记住在本街道的求职者" in answer.text
