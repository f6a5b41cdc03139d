"""A worker's own file: seen, corrected, agreed to, taken away and erased."""

import io
import json
import re
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from sqlmodel import select

from models.account import Account, Role, Token
from models.audit import AuditEntry
from models.consent import ConsentEntry
from models.ledger import Promise, PromisedBy, Reservation, reserve
from models.referral import Referral, ReferralLog, ReferralOrigin, ReferralReason, ReferralState, move, propose
from models.saved_search import SavedSearch
from models.vacancy import Vacancy, on_offer
from models.worker import Worker, WorkerCertificate, WorkerExperience, WorkerSkill, WorkerWish, workers
from tests.api.pages.conftest import NOW, TODAY


@pytest.fixture
def worker(store):
    return store.exec(select(Worker).join(Account, Account.worker_id == Worker.id)).one()


@pytest.fixture
def proposal(store, worker):
    """A vacancy proposed by a run, with its promise."""
    vacancy = store.exec(select(Vacancy).where(on_offer(TODAY)).order_by(Vacancy.id)).first()
    made = Referral(
        worker_id=worker.id,
        vacancy_id=vacancy.id,
        state=ReferralState.PROPOSED,
        state_since=NOW,
        origin=ReferralOrigin.RUN,
        created_at=NOW,
        reasons=["会叉车"],
    )
    propose(store, [made])
    promise = Promise(
        worker_id=worker.id,
        vacancy_id=vacancy.id,
        from_day=TODAY,
        promised_by=PromisedBy.REFERRAL,
        promised_id=made.id,
    )
    reserve(store, promise, now=NOW)
    store.commit()
    return made


def to_the_second(moment):
    """The clock goes a tick further at each look."""
    return moment.replace(microsecond=0)


def reread(store, row):
    store.rollback()
    store.refresh(row)
    return row


def change(store, row, **values):
    """Somebody else changes a row."""
    store.rollback()  # a transaction that has read an older state may not write
    store.refresh(row)
    for name, value in values.items():
        setattr(row, name, value)
    store.add(row)
    store.commit()


def fields_of(text):
    """What a form would send if it were sent as it stands."""
    fields = dict(re.findall(r'<input[^>]* name="(\w+)"[^>]*? value="([^"]*)"', text))
    for name, words in re.findall(r'<textarea[^>]* name="(\w+)"[^>]*>\n(.*?)</textarea>', text, re.DOTALL):
        fields[name] = words
    for name, options in re.findall(r'<select[^>]* name="(\w+)"[^>]*>(.*?)</select>', text, re.DOTALL):
        fields[name] = (re.findall(r'value="([^"]*)" selected', options) or [""])[0]
    for kind in ("radio", "checkbox"):
        for tag in re.findall(rf'<input type="{kind}"[^>]*>', text):
            name, value = re.search(r'name="(\w+)" value="([^"]*)"', tag).groups()
            if "checked" in tag:
                fields[name] = value
            elif kind == "checkbox":
                fields.pop(name, None)
    return {name: value.replace("&#34;", '"') for name, value in fields.items() if name != "_csrf_token"}


def save(browser, part, **changes):
    fields = fields_of(browser.get(f"/me/file/{part}").text)
    return browser.submit(f"/me/file/{part}", **{**fields, **changes})


@pytest.mark.parametrize("part", ["contact", "wishes", "skills", "street"])
def test_saving_a_form_as_it_stands_changes_nothing_but_the_moment(visitor, store, worker, part):
    before = worker.model_dump(exclude={"updated_at"})
    lists = [
        [row.model_dump(exclude={"id", "occupation_code"}) for row in store.exec(select(table)).all()]
        for table in (WorkerWish, WorkerSkill, WorkerCertificate, WorkerExperience)
    ]
    assert save(visitor("worker"), part).status_code == 303
    assert reread(store, worker).model_dump(exclude={"updated_at"}) == before
    for table, kept in zip((WorkerWish, WorkerSkill, WorkerCertificate, WorkerExperience), lists, strict=True):
        now = [row.model_dump(exclude={"id", "occupation_code"}) for row in store.exec(select(table)).all()]
        assert sorted(map(str, now)) == sorted(map(str, kept))


def test_wishes_wage_shift_and_start_are_what_was_typed(visitor, store, worker):
    save(
        visitor("worker"),
        "wishes",
        wish_1="保洁",
        wish_2="",
        wish_3="",
        wage="4500",
        shift_day="yes",
        lodging="yes",
        available_from="2021-02-20",
    )
    worker = reread(store, worker)
    assert store.exec(select(WorkerWish.words).where(WorkerWish.worker_id == worker.id)).all() == ["保洁"]
    assert (worker.wage_min_fen, worker.needs_lodging, worker.available_from) == (450_000, True, date(2021, 2, 20))
    assert "day" in worker.shifts


def test_skills_certificates_and_jobs_are_what_was_typed(visitor, store, worker):
    save(
        visitor("worker"),
        "skills",
        skills="开叉车\n电焊、打包",
        certificate_1="叉车证（N1）",
        until_1="2024-06-30",
        post_1="仓管",
        employer_1="某仓库",
        from_1="2018-03",
        to_1="",
    )
    store.rollback()
    told = visitor("worker").get("/me").text
    assert "开叉车、电焊、打包" in told
    assert "仓管 · 某仓库" in told
    kept = store.exec(select(WorkerCertificate.valid_until).where(WorkerCertificate.worker_id == worker.id)).all()
    assert date(2024, 6, 30) in kept


@pytest.mark.parametrize(
    ("part", "field", "typed"),
    [
        ("contact", "phone", "1380013"),
        ("contact", "name", ""),
        ("wishes", "wage", "六千"),
        ("wishes", "available_from", "2021-02-30"),
        ("skills", "until_1", "明年"),
        ("skills", "from_1", "2021-13"),
        ("street", "street_code", "999999999"),
    ],
)
def test_a_wrong_field_is_marked_in_place_and_nothing_typed_is_lost(visitor, part, field, typed):
    answer = save(visitor("worker"), part, certificate_1="叉车证", **{field: typed})
    assert answer.status_code == 422
    assert re.search(rf'id="{field}"[^>]*aria-invalid="true"', answer.text)
    assert not typed or field == "street_code" or f'value="{typed}"' in answer.text


def test_what_changed_while_the_form_was_open_is_told_and_not_overwritten(visitor, store, worker):
    browser = visitor("worker")
    opened = fields_of(browser.get("/me/file/contact").text)
    change(store, worker, phone="13900139000")
    answer = browser.submit("/me/file/contact", **{**opened, "name": "韦秀英"})
    assert answer.status_code == 409
    assert "现在是“13900139000”" in answer.text
    assert 'value="韦秀英"' in answer.text
    assert reread(store, worker).phone == "13900139000"
    again = browser.submit("/me/file/contact", **{**fields_of(answer.text), "phone": "13700137000"})
    assert again.status_code == 303
    assert reread(store, worker).phone == "13700137000"


def test_a_change_of_another_group_is_no_conflict(visitor, store, worker):
    browser = visitor("worker")
    opened = fields_of(browser.get("/me/file/contact").text)
    change(store, worker, address="别处")
    assert browser.submit("/me/file/contact", **opened).status_code == 303


def test_withdrawing_the_consent_takes_back_what_the_office_proposed_at_once(visitor, store, worker, proposal):
    visitor("worker").submit("/me/consents/recommend", given="")
    assert reread(store, proposal).state == ReferralState.WITHDRAWN
    assert not reread(store, worker).consent_recommend
    (entry,) = store.exec(select(ConsentEntry).where(ConsentEntry.worker_id == worker.id)).all()
    assert (entry.kind, entry.given, entry.channel) == ("recommend", False, "网页")


def test_each_switch_shows_since_when_and_stays_in_the_history(visitor):
    browser = visitor("worker")
    browser.submit("/me/consents/ranking", given="")
    text = browser.get("/me/consents").text
    assert "没有同意 · 2月8日 09:00" in text
    assert "取消：按我的情况给岗位排序" in text


def test_without_personal_ranking_the_own_page_goes_by_date_and_says_so(visitor, store):
    browser = visitor("worker")
    browser.submit("/me/consents/ranking", given="")
    text = browser.get("/me").text
    newest = store.exec(
        select(Vacancy.id)
        .where(on_offer(TODAY), Vacancy.openings > 0)
        .order_by(Vacancy.created_at.desc(), Vacancy.id.desc())
    ).first()
    assert "您关了“按我的情况给岗位排序”" in text
    assert re.search(r'class="card job">.*?/vacancies/(\d+)', text, re.DOTALL).group(1) == str(newest)


def test_anybody_may_switch_the_ranking_off_in_their_browser(visitor):
    browser = visitor()
    answer = browser.submit("/ranking", plain="yes", next="/?q=x&page=2")
    assert answer.headers["location"] == "/?q=x&page=2"
    assert browser.cookies["ranking"] == "plain"
    browser.submit("/ranking", plain="", next="//evil.example")
    assert "ranking" not in browser.cookies


def test_yes_to_a_proposal_tells_the_employer_whom_to_call(visitor, store, worker, proposal):
    change(store, worker, consent_phone=False)
    browser = visitor("worker")
    assert "我愿意" in browser.get("/applications").text
    browser.submit(f"/applications/{proposal.id}/agree")
    proposal = reread(store, proposal)
    assert (proposal.state, to_the_second(proposal.agreed_at)) == (ReferralState.TOLD, NOW)
    assert "我愿意" not in browser.get("/applications").text


def test_no_to_a_proposal_needs_a_reason_and_frees_the_place(visitor, store, proposal):
    browser = visitor("worker")
    assert browser.submit(f"/applications/{proposal.id}/leave", reason="").status_code == 422
    browser.submit(f"/applications/{proposal.id}/leave", reason="distance")
    assert reread(store, proposal).state == ReferralState.DECLINED_BY_WORKER
    released = store.exec(select(Reservation.released_at).where(Reservation.promised_id == proposal.id)).one()
    assert to_the_second(released) == NOW
    assert "您说不去了：离家太远" in browser.get("/applications").text


@pytest.fixture
def noted(store, proposal):
    """Somebody takes the next step with a note beside it."""

    def step(login, state, note, reason=None):
        by = store.exec(select(Account.id).where(Account.login == login)).one()
        move(store, proposal, state, now=NOW, by=by, note=note, reason=reason)
        store.commit()

    return step


def test_the_worker_reads_when_and_where_the_interview_is(visitor, noted):
    noted("worker", ReferralState.TOLD, "")
    noted("employer", ReferralState.INTERVIEW, "面试：2月10日09:30，厂门口保安室，找李姐")
    text = visitor("worker").get("/applications").text
    assert "单位说：<b>面试：2月10日09:30，厂门口保安室，找李姐</b>" in text


def test_what_the_employer_said_of_the_interview_stays_in_the_history(visitor, noted):
    noted("worker", ReferralState.TOLD, "")
    noted("employer", ReferralState.INTERVIEW, "面试：2月10日09:30，厂门口")
    noted("employer", ReferralState.OFFERED, "等体检")
    text = visitor("worker").get("/applications").text
    assert "单位说：<b>等体检</b>" in text
    assert "单位约面试 · “面试：2月10日09:30，厂门口”" in text


def test_a_refusal_carries_the_employers_reason_and_its_sentence(visitor, noted):
    noted("worker", ReferralState.TOLD, "")
    noted("employer", ReferralState.DECLINED_BY_EMPLOYER, "要有叉车证才行", ReferralReason.CERTIFICATE)
    text = visitor("worker").get("/applications").text
    assert "没成：证书不符" in text
    assert "单位说：<b>要有叉车证才行</b>" in text


def test_what_the_office_notes_beside_an_interview_is_not_told_to_the_worker(visitor, noted):
    noted("worker", ReferralState.TOLD, "")
    noted("street", ReferralState.INTERVIEW, "单位嫌年纪大，再劝劝")
    assert "单位嫌年纪大" not in visitor("worker").get("/applications").text


@pytest.mark.parametrize("reason", ["unreachable", "closed", "skill", "…"])
def test_a_worker_gives_no_reason_of_the_other_side(visitor, store, proposal, reason):
    assert visitor("worker").submit(f"/applications/{proposal.id}/leave", reason=reason).status_code == 422


def test_another_persons_application_is_not_there(visitor, store, worker, proposal):
    change(store, proposal, worker_id=store.exec(select(Worker.id).where(Worker.id != worker.id)).first())
    browser = visitor("worker")
    for answer in (
        browser.submit(f"/applications/{proposal.id}/agree"),
        browser.submit(f"/applications/{proposal.id}/leave", reason="wage"),
        browser.get(f"/applications/{proposal.id}/leave"),
        browser.get(f"/applications/{proposal.id}/sent"),
    ):
        assert answer.status_code == 404


def test_who_is_not_signed_in_is_told_how_to_come_to_their_list(visitor):
    answer = visitor().get("/applications")
    assert answer.status_code == 200
    assert "/sign-in?next=/applications" in answer.text
    assert "重发" in answer.text


def test_all_data_are_in_the_file_and_nobody_elses(visitor, store, worker, proposal):
    visitor("district").get(f"/api/workers/{worker.id}")
    data = json.loads(visitor("worker").get("/me/data/file.json").content)
    assert data["file"][0]["name"] == worker.name
    assert data["file"][0]["id_number"] == worker.id_number
    assert [row["reasons"] for row in data["referrals"]] == [["会叉车"]]
    assert [row["did"] for row in data["readers"]] == ["worker.read"]
    others = {row.name for row in store.exec(select(Worker).where(Worker.id != worker.id)).all()} - {worker.name}
    assert not any(f'"name": "{name}"' in json.dumps(data, ensure_ascii=False) for name in others)


def test_the_workbook_holds_a_sheet_for_each_kind(visitor, worker):
    book = CalamineWorkbook.from_filelike(io.BytesIO(visitor("worker").get("/me/data/file.xlsx").content))
    assert book.sheet_names[0] == "个人档案"
    assert worker.name in book.get_sheet_by_name("个人档案").to_python()[1]


def test_no_password_and_no_token_is_in_the_file(visitor):
    text = visitor("worker").get("/me/data/file.json").text
    assert "argon2" not in text
    assert "digest" not in text


PERSONAL_COLUMNS = ("phone", "id_number", "birth_date", "address", "street_code", "lng", "words", "education", "school")


def erased(visitor):
    browser = visitor("worker")
    assert browser.submit("/me/erase").status_code == 422
    return browser, browser.submit("/me/erase", sure="yes")


def test_erasing_clears_everything_personal(visitor, store, worker):
    store.add(SavedSearch(worker_id=worker.id, query="q=x", words="x", created_at=NOW, seen_at=NOW))
    store.commit()
    name = worker.name
    erased(visitor)
    worker = reread(store, worker)
    assert [column for column in PERSONAL_COLUMNS if getattr(worker, column)] == []
    assert (name in worker.name, name in worker.sounds, to_the_second(worker.erased_at)) == (False, False, NOW)
    for table in (WorkerWish, WorkerSkill, WorkerCertificate, WorkerExperience, SavedSearch, ConsentEntry):
        assert store.exec(select(table).where(table.worker_id == worker.id)).all() == []
    assert worker.id not in {row.id for row in store.exec(workers()).all()}


def test_no_column_of_the_file_is_forgotten_when_it_is_erased():
    from api.workers.erasing import EMPTY, KEPT

    assert set(EMPTY) | KEPT == set(Worker.model_fields)


def test_erasing_withdraws_what_is_open_and_frees_the_place_but_keeps_the_record(visitor, store, worker, proposal):
    erased(visitor)
    proposal = reread(store, proposal)
    assert (proposal.state, proposal.reasons) == (ReferralState.WITHDRAWN, [])
    released = store.exec(select(Reservation.released_at).where(Reservation.promised_id == proposal.id)).one()
    assert to_the_second(released) == NOW
    assert len(store.exec(select(ReferralLog).where(ReferralLog.referral_id == proposal.id)).all()) == 2


def test_after_erasing_nobody_is_signed_in_and_nobody_can_sign_in(visitor, store):
    browser, answer = erased(visitor)
    assert answer.headers["location"] == "/"
    assert "sid" not in browser.cookies
    store.rollback()
    account = store.exec(select(Account).where(Account.role == Role.WORKER)).one()
    assert (account.active, account.login) == (False, f"erased-{account.id}")
    assert store.exec(select(Token.id).where(Token.account_id == account.id, Token.revoked_at.is_(None))).all() == []
    assert browser.submit("/sign-in", login="worker", password="wengang-2021").status_code == 401


def test_erasing_is_audited_without_what_was_erased(visitor, store, worker):
    name, phone = worker.name, worker.phone
    erased(visitor)
    store.rollback()
    entry = store.exec(select(AuditEntry).where(AuditEntry.action == "worker.erase")).all()[-1]
    told = json.dumps(entry.detail, ensure_ascii=False)
    assert entry.subject_id == worker.id
    assert name not in told
    assert phone not in told


def test_the_office_gives_out_a_lost_code_anew_and_the_old_one_ends(visitor, store, worker):
    street = visitor("street")
    own = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    change(store, worker, street_code=own)
    before = visitor("worker")
    street.submit(f"/staff/workers/{worker.id}/code", next="/display")
    told = street.get("/display").text
    code = re.search(r"\d{4} \d{4}", told).group()
    assert before.get("/me", follow_redirects=False).status_code == 303
    browser = visitor()
    assert browser.submit("/sign-in", login=worker.phone, password=code).status_code == 303
    assert worker.name in browser.get("/me").text


def test_a_street_gives_no_code_to_a_worker_of_another_street(visitor, store, worker):
    own = store.exec(select(Account.street_code).where(Account.login == "street")).one()
    other = store.exec(select(Worker.id).where(Worker.street_code != own)).first()
    assert visitor("street").submit(f"/staff/workers/{other}/code").status_code == 404


def test_the_login_follows_a_changed_phone(visitor, store, worker):
    district = visitor("district")
    district.submit(f"/staff/workers/{worker.id}/code", next="/display")
    code = re.search(r"\d{4} \d{4}", district.get("/display").text).group()
    browser = visitor()
    browser.submit("/sign-in", login=worker.phone, password=code)
    save(browser, "contact", phone="13700137000")
    assert visitor().submit("/sign-in", login="13700137000", password=code).status_code == 303


def test_ones_own_readings_are_not_told_among_those_of_others(visitor):
    browser = visitor("worker")
    browser.get("/me")
    assert "还没有人看过" in browser.get("/me/data").text


def test_what_is_not_filled_in_is_one_line_and_says_so(visitor, store, worker):
    worker.street_code, worker.address = None, ""
    store.add(worker)
    store.commit()
    text = visitor("worker").get("/me").text
    assert "还没有填：街道、地址" in text
    assert "未知" not in text.partition('aria-label="改想找什么工作"')[2]
