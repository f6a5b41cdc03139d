"""Whatever way a vacancy comes in, nothing unlawful stays open and an employer's words are read by the office."""

import pytest
from sqlmodel import select

from api.reviews.imported import hold_back
from models.database import writing
from models.employer import Employer
from models.review import Review, Verdict, reviews_of
from models.vacancy import Vacancy, VacancyState


def new(api, who, **fields):
    body = {"employer_id": api.account("employer").employer_id, "title": "叉车司机", "openings": 2, **fields}
    return api.post("/api/vacancies", body, who).json()


def reviews(api, vacancy_id):
    with api.store() as session:
        return session.exec(reviews_of(vacancy_id)).all()


def test_an_employers_vacancy_comes_into_the_queue_with_what_was_found(api):
    [review] = reviews(api, new(api, "employer", duties="开叉车，35岁以下")["id"])
    assert (review.verdict, [finding["phrase"] for finding in review.findings]) == (Verdict.WARN, ["35岁以下"])


def test_the_offices_own_vacancy_waits_only_for_what_the_law_forbids(api):
    states = [new(api, "district", duties=duties)["state"] for duties in ("开叉车", "35岁以下", "限男性")]
    assert states == ["open", "open", "draft"]


def test_below_the_least_wage_of_its_first_day_nothing_opens(api):
    states = [
        new(api, "district", wage_low_fen=fen, wage_high_fen=fen, start_date=day)["state"]
        for fen, day in ((209900, "2021-02-10"), (210000, "2021-02-10"), (210000, "2021-12-01"))
    ]
    assert states == ["draft", "open", "draft"]


def test_a_draft_with_unlawful_words_is_opened_by_nobody(api):
    draft = new(api, "district", duties="限男性")["id"]
    answer = api.post(f"/api/vacancies/{draft}/state", {"state": "open"}, "district")
    assert (answer.status_code, "限男性" in answer.json()["detail"]) == (409, True)
    api.patch(f"/api/vacancies/{draft}", {"duties": "开叉车"}, "district")
    assert api.post(f"/api/vacancies/{draft}/state", {"state": "open"}, "district").status_code == 200


def test_opening_a_draft_decides_its_review(api):
    draft = new(api, "employer")["id"]
    api.post(f"/api/vacancies/{draft}/state", {"state": "open"}, "district")
    assert [review.decision for review in reviews(api, draft)] == ["published"]


@pytest.mark.parametrize(
    ("hours", "state"), [("8:00-17:00", "open"), ("白班，限女性", "draft"), ("35岁以下上夜班", "draft")]
)
def test_a_field_the_office_need_not_read_again_carries_nothing_unlawful_in(api, hours, state):
    own = new(api, "district")["id"]
    assert api.patch(f"/api/vacancies/{own}", {"hours": hours}, "employer").json()["state"] == state


def test_what_the_office_has_passed_once_is_not_asked_again(api):
    own = new(api, "employer", duties="开叉车，35岁以下")["id"]
    api.post(f"/api/vacancies/{own}/state", {"state": "open"}, "district")
    assert api.patch(f"/api/vacancies/{own}", {"hours": "8 小时"}, "employer").json()["state"] == "open"


def test_a_vacancy_waits_in_the_queue_once(api):
    own = new(api, "employer")["id"]
    api.patch(f"/api/vacancies/{own}", {"duties": "开叉车，限男性"}, "employer")
    assert [review.verdict for review in reviews(api, own)] == [Verdict.BLOCK]


def test_unlawful_vacancies_of_a_form_are_kept_and_wait(api):
    employer, now = api.account("employer").employer_id, api.clock()
    kept = {"employer_id": employer, "openings": 1, "state": VacancyState.OPEN, "state_since": now}
    rows = [
        Vacancy(title=title, duties=duties, row_key=title, created_at=now, updated_at=now, **kept)
        for title, duties in (("钳工甲", "装配"), ("钳工乙", "限男性"))
    ]
    ids = api.add(*rows)
    with writing(api.state.engine) as session:
        assert hold_back(session, by=None, today=api.settings.today(), now=now) == 1
    with api.store() as session:
        states = [session.get(Vacancy, key).state for key in ids]
        waiting = session.exec(select(Review.verdict).where(Review.vacancy_id == ids[1])).one()
    assert (states, waiting) == ([VacancyState.OPEN, VacancyState.DRAFT], Verdict.BLOCK)


def signs(api, **fields):
    """What the office is to ask about a vacancy of an employer."""
    [review] = reviews(api, new(api, "employer", **fields)["id"])
    return [finding["phrase"] for finding in review.findings if finding.get("office")]


def test_more_people_than_half_the_staff_are_asked_about(api):
    employer = api.account("employer").employer_id
    with writing(api.state.engine) as session:
        session.get(Employer, employer).staff_total = 60
    assert signs(api, openings=30) == []
    assert signs(api, openings=31) == ["单位登记 60 人，这个岗位要招 31 人"]


def test_twice_the_usual_wage_of_the_occupation_is_asked_about(api):
    work = {"occupation_code": "1-01-00-01", "openings": 1}
    for _ in range(5):
        new(api, "district", wage_low_fen=400000, wage_high_fen=400000, **work)
    assert signs(api, wage_low_fen=800000, wage_high_fen=800000, **work) == []
    assert signs(api, wage_low_fen=800100, wage_high_fen=800100, **work) == ["工资是同类岗位（4000 元）的两倍以上"]
