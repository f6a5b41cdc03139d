"""Exactly which keys each role receives: nothing leaks by being added to a table."""

from itertools import count

import pytest

from models.account import Role
from models.referral import Referral, ReferralOrigin, ReferralState
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker

PHONES = count(13_900_139_000)
VACANCY_PUBLIC = {
    "id",
    "employer_id",
    "employer_name",
    "key_class",
    "title",
    "occupation_code",
    "openings",
    "employment_kind",
    "contract_months",
    "duties",
    "street_code",
    "address",
    "lng",
    "lat",
    "shift",
    "hours",
    "rest_days",
    "wage_low_fen",
    "wage_high_fen",
    "wage_unit",
    "wage_parts",
    "payday",
    "social_insurance",
    "meals",
    "lodging",
    "education_min",
    "skill_level_min",
    "experience",
    "skills_required",
    "certificates_required",
    "hazards",
    "works_in_festival",
    "festival_pay",
    "start_date",
    "open_until",
    "interview",
    "urgent",
    "made_up",
    "updated_at",
}
VACANCY_DETAIL = VACANCY_PUBLIC | {"contact", "phone"}
VACANCY_READ = VACANCY_DETAIL | {"accepts_swap", "state", "state_since", "created_at"}

WORKER_LINE = {
    "id",
    "name",
    "phone",
    "street_code",
    "education",
    "status",
    "wishes",
    "wage_min_fen",
    "available_from",
    "consent_recommend",
    "made_up",
    "registered_at",
    "updated_at",
}
WORKER_READ = WORKER_LINE | {
    "id_kind",
    "id_number",
    "sex",
    "birth_date",
    "hukou_code",
    "hukou_kind",
    "address",
    "lng",
    "lat",
    "school",
    "major",
    "graduated_on",
    "skill_level",
    "skill_trade",
    "unemployed_since",
    "words",
    "shifts",
    "needs_lodging",
    "stays",
    "leaves_on",
    "returns_on",
    "needs_transport",
    "consent_phone",
    "consent_sms",
    "channel",
    "skills",
    "certificates",
    "experience",
}
REFERRAL_LINE = {"id", "vacancy_id", "title", "employer_name", "state", "state_since", "origin", "created_at"}
REFERRAL = {
    "employer": REFERRAL_LINE | {"worker_name", "worker_phone"},
    "worker": REFERRAL_LINE | {"contact", "phone", "reasons"},
    "district": REFERRAL_LINE | {"worker_id", "worker_name", "worker_phone", "run_id", "score", "reasons"},
    "specialist1": REFERRAL_LINE | {"worker_id", "worker_name", "worker_phone", "run_id", "score", "reasons"},
}
NEVER = {"assist", "assistance", "category", "password_hash", "digest", "row_key"}


@pytest.fixture(scope="module")
def vacancy(api):
    """An open vacancy of the demonstration employer."""
    account = api.account("employer")
    now = api.clock()
    row = Vacancy(
        employer_id=account.employer_id,
        title="叉车司机",
        openings=2,
        phone="13800138000",
        state=VacancyState.OPEN,
        state_since=now,
        created_at=now,
        updated_at=now,
    )
    return api.add(row)[0]


@pytest.fixture(scope="module")
def referral(api, vacancy):
    """The demonstration worker has applied for it."""
    return api.post("/api/referrals", {"vacancy_id": vacancy}, "worker").json()["id"]


@pytest.mark.parametrize(
    ("who", "keys"),
    [
        ("", VACANCY_DETAIL),
        ("worker", VACANCY_DETAIL),
        ("employer", VACANCY_READ),
        ("street", VACANCY_READ),
        ("specialist1", VACANCY_READ),
        ("district", VACANCY_READ),
    ],
)
def test_a_vacancy_alone(api, vacancy, who, keys):
    assert set(api.get(f"/api/vacancies/{vacancy}", who).json()) == keys


@pytest.mark.parametrize("who", ["employer", "street", "specialist1", "district"])
def test_a_vacancy_after_an_edit(api, vacancy, who):
    assert set(api.patch(f"/api/vacancies/{vacancy}", {"hours": "8小时"}, who).json()) == VACANCY_READ | {"notice"}


@pytest.mark.parametrize("who", ["", "worker", "employer"])
def test_a_list_of_vacancies_tells_no_phone_of_others(api, who):
    own = api.account("employer").employer_id if who == "employer" else None
    items = api.get("/api/vacancies?page_size=200", who).json()["items"]
    assert [item for item in items if item["employer_id"] != own and set(item) != VACANCY_PUBLIC] == []


def test_a_ranked_search_tells_no_phone(api):
    items = api.get("/api/vacancies", params={"words": "包装工"}).json()["items"]
    assert items
    assert [item for item in items if set(item["vacancy"]) != VACANCY_PUBLIC] == []


@pytest.mark.parametrize("who", ["district", "street"])
def test_a_list_of_workers(api, who):
    items = api.get("/api/workers", who).json()["items"]
    assert items
    assert [item for item in items if set(item) != WORKER_LINE] == []


def test_a_personal_file(api):
    own = api.account("worker").worker_id
    assert [set(api.get(f"/api/workers/{own}", who).json()) for who in ("worker", "district")] == [WORKER_READ] * 2


def test_an_id_number_leaves_masked(api):
    now = api.clock()
    [key] = api.add(Worker(name="甲", id_number="440103199001011234", registered_at=now, updated_at=now))
    assert api.get(f"/api/workers/{key}", "district").json()["id_number"] == "4401**********1234"


@pytest.mark.parametrize("who", REFERRAL)
def test_a_referral(api, referral, who):
    assert set(api.get(f"/api/referrals/{referral}", who).json()) == REFERRAL[who]


def referred(api, vacancy, *, origin, consent, state):
    """A referral of somebody who agrees to be recommended, and to be called when ``consent`` says so; their phone.

    Each has another phone: who applies twice for one vacancy under one name and phone is told to the employer once.
    """
    now, phone = api.clock(), str(next(PHONES))
    person = {"name": "欧阳海", "phone": phone, "consent_recommend": True, "consent_phone": consent}
    [worker] = api.add(Worker(**person, registered_at=now, updated_at=now))
    [key] = api.add(
        Referral(
            worker_id=worker, vacancy_id=vacancy, origin=origin, state=state, state_since=now, created_at=now, tier="2"
        )
    )
    return key, phone


@pytest.mark.parametrize(
    ("origin", "consent", "state", "callable_"),
    [
        (ReferralOrigin.WORKER, False, ReferralState.TOLD, True),
        (ReferralOrigin.RUN, True, ReferralState.TOLD, True),
        (ReferralOrigin.RUN, False, ReferralState.TOLD, False),
        (ReferralOrigin.WORKER, True, ReferralState.DECLINED_BY_WORKER, False),
        (ReferralOrigin.WORKER, True, ReferralState.WITHDRAWN, False),
    ],
)
def test_an_employer_may_call_only_who_applied_or_agreed(api, vacancy, origin, consent, state, callable_):
    key, phone = referred(api, vacancy, origin=origin, consent=consent, state=state)
    told = api.get(f"/api/referrals/{key}", "employer").json()
    assert (told["worker_phone"], told["worker_name"]) == (
        phone if callable_ else None,
        "欧阳海" if callable_ else "欧**",
    )


@pytest.mark.parametrize(
    ("consent", "state", "callable_"),
    [
        (False, ReferralState.PROPOSED, False),
        (True, ReferralState.PROPOSED, True),
        (False, ReferralState.TOLD, False),
        (True, ReferralState.WITHDRAWN, False),
    ],
)
def test_a_specialist_may_call_only_who_applied_or_agreed(api, vacancy, consent, state, callable_):
    key, phone = referred(api, vacancy, origin=ReferralOrigin.RUN, consent=consent, state=state)
    told = [api.get(f"/api/referrals/{key}", who).json()["worker_phone"] for who in ("specialist1", "district")]
    assert told == [phone if callable_ else None, phone]


def test_an_employer_does_not_see_a_proposal_before_the_worker_has_been_told(api, vacancy):
    key, _ = referred(api, vacancy, origin=ReferralOrigin.RUN, consent=True, state=ReferralState.PROPOSED)
    assert api.get(f"/api/referrals/{key}", "employer").status_code == 404


@pytest.mark.parametrize("who", ["employer", "worker"])
@pytest.mark.parametrize("query", ["sort=score", "sort=-created_at,-score", "run=1"])
def test_no_order_tells_what_a_side_is_not_told(api, who, query):
    answer = api.get(f"/api/referrals?{query}", who)
    assert (answer.status_code, answer.json()["errors"][0]["field"]) == (400, query.partition("=")[0])


@pytest.mark.parametrize("who", ["", "district", "street", "specialist1", "employer", "worker"])
def test_no_list_tells_a_group_or_a_secret(api, referral, who):
    """Nowhere a key that names a group, a hash or an import key."""
    for path in ("vacancies", "workers", "employers", "referrals", "accounts", "account"):
        answer = api.get(f"/api/{path}", who)
        if answer.status_code == 200:
            body = answer.json()
            items = body.get("items", [body])
            assert [item for item in items if set(item) & NEVER] == []


def test_account_roles_are_all_in_the_demonstration(api):
    assert {api.account(who).role for who in ("district", "street", "specialist1", "employer", "worker")} == set(Role)
