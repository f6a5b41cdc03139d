from datetime import date
from typing import Any

import pandas as pd
import pytest
import sqlalchemy as sa
from sqlmodel import Session

from models.assistance import AssistanceCategory, WorkerAssistance
from models.employer import KeyClass, KeyListing
from models.ledger import PromisedBy, release, reserve
from models.matching import (
    matching_certificates,
    matching_skills,
    matching_vacancies,
    matching_wishes,
    matching_workers,
)
from models.reference import Street
from models.vacancy import Shift, VacancyState
from models.worker import WorkerCertificate, WorkerSkill, WorkerWish

DAY = date(2021, 2, 8)


def frame(session: Session, statement: sa.Select[Any]) -> pd.DataFrame:
    return pd.read_sql(statement, session.connection())


@pytest.fixture
def street(rows: Any) -> Street:
    return rows.add(Street(code="440103021", name="东沙街道", pinyin="Dongsha", lng=113.23, lat=23.06))


def test_a_run_reads_no_more_of_a_worker_than_it_compares(session: Session) -> None:
    """No name, phone, number, sex, household register or category: a new column needs a reason."""
    assert list(frame(session, matching_workers(DAY))) == [
        "worker_id",
        "words",
        "education",
        "birth_date",
        "street",
        "lng",
        "lat",
        "wage_min_fen",
        "shifts",
        "needs_lodging",
        "available_from",
        "assist",
    ]


def test_of_assistance_a_run_reads_one_bit(session: Session, rows: Any) -> None:
    helped, other = rows.worker(), rows.worker()
    rows.add(
        WorkerAssistance(worker_id=helped.id, category=AssistanceCategory.HARDSHIP, evidence="证明", valid_from=DAY)
    )
    read = frame(session, matching_workers(DAY)).set_index("worker_id")["assist"]
    assert read.to_dict() == {helped.id: True, other.id: False}


def test_a_worker_who_does_not_consent_is_not_read(session: Session, rows: Any) -> None:
    rows.worker(consent_recommend=False)
    assert frame(session, matching_workers(DAY)).empty


def test_a_promised_worker_is_not_read(session: Session, rows: Any) -> None:
    reserve(session, rows.promise(), now=rows.now)
    assert frame(session, matching_workers(DAY)).empty


def test_a_worker_whose_promise_was_released_is_read_again(session: Session, rows: Any) -> None:
    reserve(session, rows.promise(), now=rows.now)
    release(session, PromisedBy.REFERRAL, 1, now=rows.now)
    assert len(frame(session, matching_workers(DAY))) == 1


def test_the_centre_of_the_street_stands_in_for_missing_coordinates(
    session: Session, rows: Any, street: Street
) -> None:
    rows.worker(street_code=street.code)
    rows.vacancy(street_code=street.code)
    for statement in (matching_workers(DAY), matching_vacancies(DAY)):
        assert frame(session, statement)[["lng", "lat"]].to_numpy().tolist() == [[113.23, 23.06]]


def test_coordinates_of_its_own_go_before_the_street(session: Session, rows: Any, street: Street) -> None:
    rows.vacancy(street_code=street.code, lng=113.2, lat=23.0)
    assert frame(session, matching_vacancies(DAY))["lng"].tolist() == [113.2]


def test_a_row_without_a_street_keeps_an_unknown_place(session: Session, rows: Any) -> None:
    rows.worker()
    assert frame(session, matching_workers(DAY))["lng"].isna().all()


@pytest.mark.parametrize(("day", "key_class"), [(DAY, "K1"), (date(2021, 2, 9), "K0")])
def test_the_key_class_is_that_of_the_day(session: Session, rows: Any, day: date, key_class: str) -> None:
    vacancy = rows.vacancy()
    facts = {"key_class": KeyClass.K1, "evidence": "清单", "valid_from": DAY, "valid_to": DAY}
    rows.add(KeyListing(employer_id=vacancy.employer_id, **facts))
    assert frame(session, matching_vacancies(day))["key_class"].tolist() == [key_class]


def test_a_maker_of_urgent_goods_makes_its_posts_urgent(session: Session, rows: Any) -> None:
    rows.vacancy(employer_id=rows.employer(urgent_goods=True).id)
    assert frame(session, matching_vacancies(DAY))["urgent"].tolist() == [True]


def test_promised_openings_are_not_on_offer(session: Session, rows: Any) -> None:
    vacancy = rows.vacancy(openings=3)
    reserve(session, rows.promise(None, vacancy), now=rows.now)
    assert frame(session, matching_vacancies(DAY))["openings"].tolist() == [2]


def test_a_vacancy_cut_below_its_promises_has_no_opening_left(session: Session, rows: Any) -> None:
    vacancy = rows.vacancy(openings=1)
    reserve(session, rows.promise(None, vacancy), now=rows.now)
    vacancy.openings = 0
    session.add(vacancy)
    session.flush()
    assert frame(session, matching_vacancies(DAY))["openings"].tolist() == [0]


@pytest.mark.parametrize("state", [s for s in VacancyState if s is not VacancyState.OPEN])
def test_a_vacancy_that_is_not_open_is_not_read(session: Session, rows: Any, state: VacancyState) -> None:
    rows.vacancy(state=state)
    assert frame(session, matching_vacancies(DAY)).empty


@pytest.mark.parametrize(("until", "read"), [(DAY, 1), (date(2021, 2, 7), 0), (None, 1)])
def test_a_vacancy_is_read_until_its_last_day(session: Session, rows: Any, until: date | None, read: int) -> None:
    rows.vacancy(open_until=until)
    assert len(frame(session, matching_vacancies(DAY))) == read


def test_codes_are_read_as_plain_text(session: Session, rows: Any) -> None:
    rows.vacancy(shift=Shift.NIGHT)
    row = session.connection().execute(matching_vacancies(DAY)).one()
    assert [type(value) for value in (row.shift, row.wage_unit, row.key_class)] == [str, str, str]


def test_wishes_are_read_in_the_order_of_the_worker(session: Session, rows: Any) -> None:
    worker = rows.worker()
    for position, words in ((2, "搬运工"), (1, "叉车")):
        rows.add(WorkerWish(worker_id=worker.id, position=position, words=words))
    assert frame(session, matching_wishes())["words"].tolist() == ["叉车", "搬运工"]


def test_skills_are_read_with_their_worker(session: Session, rows: Any) -> None:
    worker = rows.worker()
    rows.add(WorkerSkill(worker_id=worker.id, words="平车"))
    assert frame(session, matching_skills()).to_numpy().tolist() == [[worker.id, "平车"]]


@pytest.mark.parametrize(("until", "read"), [(DAY, 1), (date(2021, 2, 7), 0), (None, 1)])
def test_an_expired_certificate_is_not_read(session: Session, rows: Any, until: date | None, read: int) -> None:
    rows.add(WorkerCertificate(worker_id=rows.worker().id, words="叉车证", valid_until=until))
    assert len(frame(session, matching_certificates(DAY))) == read
