"""“12 人看 5 个名额”: how many look at the places of a vacancy, on every page that names it."""

import re
from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from api.vacancies.crowd import Expected, waiting
from models.ledger import Promise, PromisedBy, reserve_all
from models.referral import Referral, ReferralOrigin, ReferralState
from models.run import MatchingRun, RunListLine, RunState
from models.vacancy import Vacancy, VacancyState
from models.worker import Worker

TODAY = date(2021, 2, 8)
NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)


@pytest.fixture
def vacancy(store):
    found = store.exec(select(Vacancy).where(Vacancy.state == VacancyState.OPEN).order_by(Vacancy.id)).first()
    found.openings, found.title = 5, "包装工"
    store.commit()
    return found


def finished(store, vacancy, *, expected, openings=5, worker_id=1, chance=0.8):
    """A finished run that put the vacancy on one worker's list."""
    run = MatchingRun(as_of=TODAY, asked_at=NOW, state_since=NOW, state=RunState.DONE)
    store.add(run)
    store.flush()
    store.add(
        RunListLine(
            run_id=run.id,
            worker_id=worker_id,
            rank=1,
            vacancy_id=vacancy.id,
            score=0.5,
            chance=chance,
            expected_applicants=expected,
            openings=openings,
            reasons="同工种；离家2.0公里；留意：要过珠江；拓宽：与您想做的工作相近",
        )
    )
    store.commit()


def put_forward(store, vacancy, people, state=ReferralState.TOLD):
    for worker in store.exec(select(Worker.id).order_by(Worker.id).limit(people)).all():
        origin = ReferralOrigin.STAFF
        store.add(
            Referral(
                worker_id=worker, vacancy_id=vacancy.id, state=state, state_since=NOW, origin=origin, created_at=NOW
            )
        )
    store.commit()


def crowd_on(page):
    """On the vacancy's own part of its page; others like it stand below."""
    return re.findall(r"\d+ 人看 \d+ 个名额|招 \d+ 人", page.text.partition("</article>")[0])


def test_a_run_tells_how_many_look(visitor, store, vacancy):
    finished(store, vacancy, expected=12.2)
    assert crowd_on(visitor().get(f"/vacancies/{vacancy.id}")) == ["12 人看 5 个名额"]


def test_the_list_says_the_same_as_the_page_of_the_vacancy(visitor, store, vacancy):
    finished(store, vacancy, expected=12.2)
    card = re.search(rf"/vacancies/{vacancy.id}\?.*?</article>", visitor().get("/?q=包装工").text, re.S).group()
    assert "12 人看 5 个名额" in card


def test_without_a_number_only_what_is_sought_is_said(visitor, vacancy):
    assert crowd_on(visitor().get(f"/vacancies/{vacancy.id}")) == ["招 5 人"]


def test_more_people_put_forward_than_expected_count_instead(visitor, store, vacancy):
    finished(store, vacancy, expected=3.0)
    put_forward(store, vacancy, 7)
    assert crowd_on(visitor().get(f"/vacancies/{vacancy.id}")) == ["7 人看 5 个名额"]


def test_fewer_people_put_forward_than_expected_are_among_them(visitor, store, vacancy):
    finished(store, vacancy, expected=12.0)
    put_forward(store, vacancy, 3)
    assert crowd_on(visitor().get(f"/vacancies/{vacancy.id}")) == ["12 人看 5 个名额"]


def test_who_has_declined_looks_no_more(visitor, store, vacancy):
    put_forward(store, vacancy, 3, ReferralState.DECLINED_BY_WORKER)
    assert crowd_on(visitor().get(f"/vacancies/{vacancy.id}")) == ["招 5 人"]


def applied(store, vacancy, name, phone, state=ReferralState.PROPOSED, origin=ReferralOrigin.WORKER):
    """A file and what was put forward with it: who applies without signing in gets a new file each time."""
    worker = Worker(name=name, phone=phone, registered_at=NOW, updated_at=NOW)
    store.add(worker)
    store.flush()
    times = {"state_since": NOW, "created_at": NOW}
    store.add(Referral(worker_id=worker.id, vacancy_id=vacancy.id, state=state, origin=origin, **times))
    store.commit()


@pytest.mark.parametrize(
    "first", [(ReferralState.PROPOSED, ReferralOrigin.WORKER), (ReferralState.TOLD, ReferralOrigin.STAFF)]
)
def test_who_applies_again_is_one_person(visitor, store, vacancy, first):
    applied(store, vacancy, "何大同", "13800000001", *first)
    applied(store, vacancy, "何大同", "13800000001")
    applied(store, vacancy, "何小同", "13800000001")
    assert crowd_on(visitor().get(f"/vacancies/{vacancy.id}")) == ["2 人看 5 个名额"]


def test_who_was_refused_and_applies_again_looks_no_more(visitor, store, vacancy):
    applied(store, vacancy, "何大同", "13800000001", ReferralState.DECLINED_BY_EMPLOYER)
    applied(store, vacancy, "何大同", "13800000001")
    assert crowd_on(visitor().get(f"/vacancies/{vacancy.id}")) == ["招 5 人"]


def test_people_of_one_name_without_a_phone_are_several(visitor, store, vacancy):
    applied(store, vacancy, "何大同", "")
    applied(store, vacancy, "何大同", "")
    assert crowd_on(visitor().get(f"/vacancies/{vacancy.id}")) == ["2 人看 5 个名额"]


def test_who_held_a_place_before_the_run_looks_at_it_too(visitor, store, vacancy):
    finished(store, vacancy, expected=8.0, openings=2)
    assert crowd_on(visitor().get(f"/vacancies/{vacancy.id}")) == ["11 人看 5 个名额"]


def test_only_the_last_finished_run_counts(visitor, store, vacancy):
    finished(store, vacancy, expected=40.0)
    finished(store, vacancy, expected=6.0)
    assert crowd_on(visitor().get(f"/vacancies/{vacancy.id}")) == ["6 人看 5 个名额"]


def twins(store, vacancy):
    """Two vacancies alike in everything a worker reads; the first was registered first."""
    for title_alike in store.exec(select(Vacancy).where(Vacancy.title == "包装工", Vacancy.id != vacancy.id)).all():
        title_alike.state = VacancyState.CLOSED
    columns = vacancy.model_dump(exclude={"id", "row_key"}) | {"title": "包装工"}
    both = [Vacancy(**columns), Vacancy(**columns)]
    store.add_all(both)
    store.commit()
    return both


def places_of(both, page):
    order = re.findall(r"/vacancies/(\d+)\?", page.text)
    return [order.index(str(vacancy.id)) for vacancy in both]


def test_of_two_equal_vacancies_the_less_crowded_stands_first(visitor, store, vacancy):
    both = crowded, _ = twins(store, vacancy)
    browser = visitor()
    before = places_of(both, browser.get("/?q=包装工"))
    finished(store, crowded, expected=90.0)
    after = places_of(both, browser.get("/?q=包装工"))
    assert (before[0] < before[1], after[0] < after[1]) == (True, False)


def test_the_band_is_the_pairs_own_and_the_crowd_stands_beside_it(visitor, store, vacancy):
    _, crowded = twins(store, vacancy)
    browser = visitor()
    alone = browser.get(f"/vacancies/{crowded.id}?q=包装工").text
    finished(store, crowded, expected=90.0)
    among_many = browser.get(f"/vacancies/{crowded.id}?q=包装工").text
    bands = [re.search(r"机会.大|机会一般|机会.小", text).group() for text in (alone, among_many)]
    assert bands[0] == bands[1]
    assert "90 人看" in among_many


def test_a_place_lent_to_a_swap_takes_nobody_out_of_the_crowd(store, vacancy):
    """Ten were expected for five places; a swap has one of these since, and four are free."""
    promise = Promise(worker_id=1, vacancy_id=vacancy.id, promised_by=PromisedBy.SWAP, promised_id=1, from_day=TODAY)
    reserve_all(store, [promise], now=NOW)
    assert waiting(store, {vacancy.id: 4}, {vacancy.id: Expected(10.0, 5)}) == {str(vacancy.id): 10.0}
