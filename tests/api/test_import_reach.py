"""A form changes only what the person who brings it in may change by hand; the rest is refused in neutral words."""

import io
from datetime import UTC, datetime

import pytest
import xlsxwriter
from sqlmodel import select

from models.account import Account
from models.assistance import WorkerAssistance
from models.employer import Employer
from models.reference import Street
from models.vacancy import Vacancy
from models.worker import Worker, WorkerWish

NOW = datetime(2021, 2, 1, tzinfo=UTC)
ID = "11010519491231002X"
WORKERS = ["姓名", "身份证号", "电话", "现居街道", "求职意向"]
HELPED = [*WORKERS, "帮扶类别", "佐证材料"]
VACANCIES = ["单位名称", "岗位", "人数", "工资", "工作街道", "工作地点"]


def form(*rows):
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("表一")
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
    return out.getvalue()


@pytest.fixture
def bring(fresh_api):
    """Import these rows as somebody; what became of them."""

    def bringing(who, kind, *rows):
        answer = fresh_api("POST", f"/api/imports/{kind}", who, files={"file": ("表.xlsx", form(*rows))})
        assert answer.status_code == 201, answer.text
        return answer.json()

    return bringing


@pytest.fixture
def streets(fresh_api):
    """The street account's own street and another one, by name; the codes behind them."""
    with fresh_api.store() as session:
        own = fresh_api.account("street").street_code
        other = session.exec(select(Street).where(Street.code != own)).first()
        return {"own": session.get(Street, own), "other": other}


@pytest.fixture
def stranger(fresh_api, streets):
    """A worker of another street, with a wish; the id."""
    worker = Worker(
        name="张三",
        phone="13800138000",
        id_number=ID,
        street_code=streets["other"].code,
        registered_at=NOW,
        updated_at=NOW,
    )
    (key,) = fresh_api.add(worker)
    fresh_api.add(WorkerWish(worker_id=key, position=1, words="保安"))
    return key


def file_of(api, key):
    with api.store() as session:
        worker = session.get(Worker, key)
        wishes = session.exec(select(WorkerWish.words).where(WorkerWish.worker_id == key)).all()
        helped = session.exec(select(WorkerAssistance).where(WorkerAssistance.worker_id == key)).all()
        return worker.street_code, worker.name, worker.phone, list(wishes), [row.category for row in helped]


@pytest.mark.parametrize(
    "row",
    [
        pytest.param(["张三", "", "13800138000"], id="by name and phone"),
        pytest.param(["张三", ID, "13900139000"], id="by ID number and name"),
        pytest.param(["李四", ID, "13900139000"], id="by ID number alone"),
    ],
)
def test_a_street_does_not_take_over_the_worker_of_another(fresh_api, bring, streets, stranger, row):
    before = file_of(fresh_api, stranger)
    told = bring("street", "workers", HELPED, [*row, streets["own"].name, "收银员", "残疾人", "残疾证 3 号"])
    assert (told["taken"], told["unchanged"]) == (0, 0)
    assert file_of(fresh_api, stranger) == before


def test_the_refusal_says_the_same_whatever_was_met(bring, streets, stranger):
    rows = (["张三", "", "13800138000"], ["张三", ID, "13900139000"], ["李四", ID, "13900139000"])
    told = [bring("street", "workers", WORKERS, [*row, streets["own"].name, "收银员"])["refused"] for row in rows]
    assert [len(faults) for faults in told] == [1, 1, 1]
    assert {(fault["column"], fault["why"], fault["mend"]) for (fault,) in told} == {
        ("姓名", "这个人可能已由其他街道或区里登记，本街道不能改动", "核对这一行；没有填错就联系区里处理")
    }


def test_a_row_that_repeats_what_is_known_of_a_stranger_confirms_nothing(bring, streets, stranger):
    told = bring("street", "workers", WORKERS, ["张三", ID, "13800138000", streets["other"].name, "保安"])
    assert (told["unchanged"], len(told["refused"])) == (0, 1)


def test_the_district_updates_a_worker_of_any_street(fresh_api, bring, streets, stranger):
    told = bring("district", "workers", WORKERS, ["张三", ID, "13800138000", streets["own"].name, "收银员"])
    assert told["taken"] == 1
    assert file_of(fresh_api, stranger)[:4] == (streets["own"].code, "张三", "13800138000", ["收银员"])


def test_a_street_updates_its_own_worker(fresh_api, bring, streets):
    for wish in ("保安", "收银员"):
        told = bring("street", "workers", WORKERS, ["张三", ID, "13800138000", streets["own"].name, wish])
        assert told["taken"] == 1
    with fresh_api.store() as session:
        worker = session.exec(select(Worker).where(Worker.id_number == ID)).one()
    assert file_of(fresh_api, worker.id)[3] == ["收银员"]


def test_a_form_that_registers_people_of_other_streets_changes_nothing_when_it_comes_again(fresh_api, bring, streets):
    rows = WORKERS, ["张三", ID, "13800138000", streets["other"].name, "保安"]
    assert [bring("street", "workers", *rows)[count] for count in ("taken", "unchanged")] == [1, 1]


def test_who_registered_a_worker_of_another_street_does_not_change_them_later(fresh_api, bring, streets):
    bring("street", "workers", WORKERS, ["张三", ID, "13800138000", streets["other"].name, "保安"])
    told = bring("street", "workers", WORKERS, ["张三", ID, "13800138000", streets["own"].name, "保安"])
    assert (told["taken"], len(told["refused"])) == (0, 1)


def helped_row(streets, street):
    return ["张三", ID, "13800138000", streets[street].name, "保安", "残疾人", "残疾证 3 号"]


def categories(api):
    with api.store() as session:
        worker = session.exec(select(Worker).where(Worker.id_number == ID)).one()
        rows = session.exec(select(WorkerAssistance).where(WorkerAssistance.worker_id == worker.id)).all()
        return [row.category for row in rows]


def test_a_street_certifies_assistance_of_its_own_workers(fresh_api, bring, streets):
    told = bring("street", "workers", HELPED, helped_row(streets, "own"))
    assert (told["taken"], told["ignored"], categories(fresh_api)) == (1, [], ["disabled"])


@pytest.mark.parametrize(("who", "street"), [("district", "own"), ("district", "other"), ("street", "other")])
def test_assistance_that_is_not_theirs_to_certify_is_left_out_and_said(fresh_api, bring, streets, who, street):
    told = bring(who, "workers", HELPED, helped_row(streets, street))
    assert (told["taken"], categories(fresh_api)) == (1, [])
    assert told["ignored"] == [{"sheet": "表一", "row": 2, "why": "帮扶类别未收：只由求职者现居街道认定和录入"}]


@pytest.mark.parametrize(
    ("category", "evidence", "why"),
    [("残疾人", "", "没有佐证材料"), ("某某人员", "证 3 号", "没有写明是哪一类"), ("否", "无", None)],
)
def test_a_claim_that_is_not_kept_is_said(bring, streets, category, evidence, why):
    row = ["张三", ID, "13800138000", streets["own"].name, "保安", category, evidence]
    told = [line["why"] for line in bring("street", "workers", HELPED, row)["ignored"]]
    assert told == ([f"帮扶类别未收：{why}"] if why else [])


@pytest.fixture
def firm(fresh_api, streets):
    """An employer of another street with one vacancy there; its id."""
    employer = Employer(name="甲制衣厂", street_code=streets["other"].code, registered_at=NOW, updated_at=NOW)
    (key,) = fresh_api.add(employer)
    return key


def vacancies_of(api, employer_id):
    with api.store() as session:
        rows = session.exec(select(Vacancy).where(Vacancy.employer_id == employer_id)).all()
        return [(row.title, row.openings) for row in rows]


def test_a_street_changes_no_vacancy_of_another(fresh_api, bring, streets, firm):
    row = ["甲制衣厂", "缝纫工", 5, "4500", streets["other"].name, "某路1号"]
    bring("district", "vacancies", VACANCIES, row)
    told = bring("street", "vacancies", VACANCIES, [*row[:2], 50, *row[3:]])
    assert (told["taken"], told["refused"][0]["column"]) == (0, "岗位")
    assert vacancies_of(fresh_api, firm) == [("缝纫工", 5)]
    assert bring("district", "vacancies", VACANCIES, [*row[:2], 50, *row[3:]])["taken"] == 1


def test_a_street_adds_no_vacancy_to_an_employer_of_another(fresh_api, bring, streets, firm):
    told = bring("street", "vacancies", VACANCIES, ["甲制衣厂", "缝纫工", 5, "4500", streets["own"].name, "某路1号"])
    assert (told["taken"], told["refused"][0]["column"]) == (0, "单位名称")
    assert vacancies_of(fresh_api, firm) == []


def test_a_street_fills_in_nothing_about_an_employer_of_another(fresh_api, bring, streets, firm):
    bring(
        "street",
        "vacancies",
        [*VACANCIES, "法定代表人"],
        ["甲制衣厂", "缝纫工", 5, "4500", "", "某路1号", "王五"],
    )
    with fresh_api.store() as session:
        assert not session.get(Employer, firm).legal_person


def test_an_employer_a_street_brings_in_is_of_that_street(fresh_api, bring, streets):
    row = ["乙制衣厂", "缝纫工", 5, "4500", streets["other"].name, "某路1号"]
    assert bring("street", "vacancies", VACANCIES, row)["taken"] == 1
    assert bring("street", "vacancies", VACANCIES, [*row[:2], 6, *row[3:]])["taken"] == 1
    with fresh_api.store() as session:
        firm = session.exec(select(Employer).where(Employer.name == "乙制衣厂")).one()
        account = session.exec(select(Account).where(Account.login == "street")).one()
    assert firm.street_code == account.street_code
