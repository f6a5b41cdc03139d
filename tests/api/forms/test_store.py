"""What a form says is stored once each, whatever is imported how often."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, date, datetime
from threading import Barrier
from time import sleep

import pytest
import sqlalchemy as sa
from sqlmodel import Session, col, select

from api.forms.actor import OPERATOR
from api.forms.reading import FormReading, Kind
from api.forms.store import ImportOutcome, take, titles_of
from models.assistance import WorkerAssistance
from models.database import writing
from models.employer import Employer
from models.imported import ImportedFile
from models.reference import Education, Occupation, Street
from models.referral import Referral, ReferralOrigin, ReferralState
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker, WorkerCertificate, WorkerWish

Read = Callable[..., FormReading]
Import = Callable[..., ImportOutcome]

NOW = datetime(2021, 2, 7, 1, tzinfo=UTC)
WORKERS = ["姓名", "身份证号", "电话", "求职意向", "期望工资", "证书"]
ZHANG = ["张三", "11010519491231002X", "13800138000", "缝纫工、普工", "4500", "健康证"]
VACANCIES = ["单位名称", "岗位", "人数", "工资", "工作地点", "班次"]
SEWING = ["甲制衣厂", "缝纫工", 5, "4500-6000", "东漖街道1号", "白班"]


@pytest.fixture
def taken(session: Session, read: Read) -> Import:
    session.add(Street(code="440103019", name="东漖街道", pinyin="Dongjiao", lng=113.2, lat=23.1))
    session.add(Occupation(code="6-05-01-01", name="缝纫工", level=4))
    session.add(Education(code=70, name="初中", level=2))
    session.commit()

    def import_(kind: Kind, rows: list[list[object]], *, dry_run: bool = False) -> ImportOutcome:
        outcome = take(
            session,
            read(kind, rows),
            actor=OPERATOR,
            now=NOW,
            dry_run=dry_run,
            code_title=lambda title: "6-05-01-01" if "缝" in title else None,
        )
        session.commit()
        return outcome

    return import_


def counts(outcome: ImportOutcome) -> tuple[int, int, int]:
    return outcome.taken, outcome.unchanged, len(outcome.refused)


def test_a_vacancy_and_its_employer_are_stored(taken: Import, session: Session):
    assert counts(taken("vacancies", [VACANCIES, SEWING])) == (1, 0, 0)
    vacancy, employer = session.exec(select(Vacancy, Employer).join(Employer)).one()
    assert (employer.name, vacancy.title, vacancy.openings, vacancy.shift) == ("甲制衣厂", "缝纫工", 5, "day")
    assert (vacancy.wage_low_fen, vacancy.wage_high_fen, vacancy.street_code) == (450000, 600000, "440103019")
    assert (vacancy.occupation_code, vacancy.state) == ("6-05-01-01", VacancyState.OPEN)


def test_importing_the_same_file_again_changes_nothing(taken: Import, session: Session):
    for kind, rows in (("vacancies", [VACANCIES, SEWING]), ("workers", [WORKERS, ZHANG])):
        taken(kind, rows)
        assert counts(taken(kind, rows)) == (0, 1, 0)
    assert (len(session.exec(select(Vacancy)).all()), len(session.exec(select(Worker)).all())) == (1, 1)
    assert len(session.exec(select(WorkerWish)).all()) == 2


def test_a_changed_row_updates_what_is_there(taken: Import, session: Session):
    taken("vacancies", [VACANCIES, SEWING])
    assert counts(taken("vacancies", [VACANCIES, [*SEWING[:2], 8, *SEWING[3:]]])) == (1, 0, 0)
    assert [v.openings for v in session.exec(select(Vacancy))] == [8]


def test_two_posts_alike_in_name_but_not_in_pay_are_two_vacancies(taken: Import, session: Session):
    rows = [VACANCIES, SEWING, [*SEWING[:3], "3000", *SEWING[4:]], SEWING]
    assert counts(taken("vacancies", rows)) == (2, 1, 0)
    assert counts(taken("vacancies", rows)) == (0, 3, 0)


def test_an_employer_is_found_by_its_name_however_it_is_typed(taken: Import, session: Session):
    taken("vacancies", [VACANCIES, ["甲（广州）厂", *SEWING[1:]], ["甲(广州) 厂", "裁床", *SEWING[2:]]])
    assert len(session.exec(select(Employer)).all()) == 1


def test_a_blank_cell_forgets_nothing(taken: Import, session: Session):
    taken("workers", [WORKERS, ZHANG])
    assert counts(taken("workers", [WORKERS, [*ZHANG[:3], "", "", ""]])) == (0, 1, 0)
    assert session.exec(select(Worker)).one().wage_min_fen == 450000


@pytest.mark.parametrize(("said", "state"), [("否", ReferralState.WITHDRAWN), ("", ReferralState.PROPOSED)])
def test_a_form_that_withdraws_a_consent_ends_what_was_proposed(
    taken: Import, session: Session, said: str, state: ReferralState
):
    form = [[*WORKERS, "同意推荐"], [*ZHANG, "是"]]
    taken("workers", form)
    taken("vacancies", [VACANCIES, SEWING])
    worker, vacancy = session.exec(select(Worker)).one(), session.exec(select(Vacancy)).one()
    proposed = Referral(
        worker_id=worker.id, vacancy_id=vacancy.id, origin=ReferralOrigin.STAFF, state_since=NOW, created_at=NOW
    )
    session.add(proposed)
    session.commit()
    taken("workers", [form[0], [*ZHANG, said]])
    session.refresh(proposed)
    assert proposed.state == state


def test_new_wishes_replace_the_old_ones(taken: Import, session: Session):
    taken("workers", [WORKERS, ZHANG])
    taken("workers", [WORKERS, [*ZHANG[:3], "保安", "", ""]])
    wishes = session.exec(select(WorkerWish).order_by(col(WorkerWish.position)))
    assert [(w.position, w.words) for w in wishes] == [(1, "保安")]
    assert [c.words for c in session.exec(select(WorkerCertificate))] == ["健康证"]


def test_one_phone_under_two_names_is_two_people(taken: Import, session: Session):
    rows = [WORKERS, ["张三", "", "13800138000", "", "", ""], ["李四", "", "13800138000", "", "", ""]]
    assert counts(taken("workers", rows)) == (2, 0, 0)


def test_an_id_number_given_later_belongs_to_the_same_person(taken: Import, session: Session):
    taken("workers", [WORKERS, ["张三", "", *ZHANG[2:]]])
    assert counts(taken("workers", [WORKERS, ZHANG])) == (1, 0, 0)
    assert [w.id_number for w in session.exec(select(Worker))] == ["11010519491231002X"]


def test_an_id_number_of_somebody_else_is_refused(taken: Import, session: Session):
    outcome = taken("workers", [WORKERS, ZHANG, ["李四", ZHANG[1], "13900139000", "", "", ""]])
    assert counts(outcome) == (1, 0, 1)
    assert (outcome.refused[0].row, outcome.refused[0].column) == (3, "身份证号")
    assert [w.name for w in session.exec(select(Worker))] == ["张三"]


@pytest.mark.parametrize(("kind", "rows"), [("vacancies", [VACANCIES, SEWING]), ("workers", [WORKERS, ZHANG])])
def test_a_dry_run_counts_and_stores_nothing(taken: Import, session: Session, kind: Kind, rows: list[list[object]]):
    assert counts(taken(kind, rows, dry_run=True)) == (1, 0, 0)
    assert [len(session.exec(select(table)).all()) for table in (Vacancy, Employer, Worker, WorkerWish)] == [0] * 4


def test_the_file_is_noted_with_its_refused_rows(taken: Import, session: Session):
    outcome = taken("workers", [WORKERS, ZHANG, ["李四", "", "123", "", "", ""]])
    noted = session.exec(select(ImportedFile)).one()
    assert (noted.taken, noted.unchanged, len(noted.refused), noted.dry_run) == (1, 0, 1, False)
    assert noted.refused_rows == outcome.refused_xlsx
    assert noted.id == outcome.imported_id


def test_a_claim_to_help_needs_evidence(taken: Import, session: Session):
    header = [*WORKERS, "帮扶类别", "佐证材料"]
    taken(
        "workers", [header, [*ZHANG, "脱贫人口", ""], ["李四", "", "13900139000", "", "", "", "残疾人", "残疾证 3 号"]]
    )
    assert [(a.category, a.valid_from) for a in session.exec(select(WorkerAssistance))] == [
        ("disabled", date(2021, 2, 7))
    ]


def test_the_answer_has_the_four_keys_of_the_contract(taken: Import):
    answer = taken("workers", [["求职登记表"], WORKERS, ZHANG, ["李四", "", "123", "", "", ""]]).as_json()
    assert list(answer) == ["taken", "unchanged", "refused", "ignored"]
    assert [set(fault) for fault in answer["refused"]] == [{"sheet", "row", "column", "value", "why", "mend"}]
    assert answer["ignored"] == [{"sheet": "表一", "row": 1, "why": "表格上方的标题或说明"}]


def test_every_title_to_be_coded_is_told_once(read: Read):
    assert titles_of(read("workers", [WORKERS, ZHANG, ["李四", "", *ZHANG[2:]]])) == ["缝纫工", "普工"]


@pytest.mark.parametrize(("kind", "rows"), [("vacancies", [VACANCIES, SEWING]), ("workers", [WORKERS, ZHANG])])
def test_one_form_sent_four_times_at_once_is_stored_once(
    taken: Import, read: Read, engine: sa.Engine, session: Session, kind: Kind, rows: list[list[object]]
):
    together = Barrier(4)

    def send(_: int) -> int:
        reading = read(kind, rows)
        together.wait(20)
        with writing(engine) as own:
            return take(own, reading, actor=OPERATOR, now=NOW, dry_run=False, code_title=lambda _: sleep(0.05)).taken

    with ThreadPoolExecutor(4) as crowd:
        assert sorted(crowd.map(send, range(4))) == [0, 0, 0, 1]
    assert len(session.exec(select(Vacancy if kind == "vacancies" else Worker)).all()) == 1
