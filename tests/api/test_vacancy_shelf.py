"""The kept index of what is on offer: who finds it waits for nobody; a page that ranks nothing does not make it."""

from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from sqlmodel import select

from api.vacancies import index
from api.vacancies.index import IndexShelf
from models.database import writing
from models.vacancy import Vacancy, VacancyState, on_offer


def test_a_kept_index_is_found_while_another_is_being_read(api):
    shelf, today = IndexShelf(), api.settings.today()

    def found():
        with api.store() as session:
            return shelf.index(session, today)

    first = found()
    with shelf.reading, ThreadPoolExecutor(1) as pool:
        assert pool.submit(found).result(timeout=10) is first


def test_the_page_of_a_vacancy_reads_the_index_only_for_who_came_from_a_search(fresh_api, monkeypatch):
    asked = []
    offer = IndexShelf.offer
    monkeypatch.setattr(IndexShelf, "offer", lambda *given: asked.append(1) or offer(*given))
    with fresh_api.store() as session:
        key = session.exec(select(Vacancy.id).where(on_offer(fresh_api.settings.today()))).first()
    fresh_api.get(f"/vacancies/{key}")
    without = len(asked)
    fresh_api.get(f"/vacancies/{key}?q=普工")
    assert (without, len(asked) > 0) == (0, True)


def test_after_a_change_the_changed_vacancies_alone_are_read_again(fresh_api, monkeypatch):
    shelf, today, read = IndexShelf(), fresh_api.settings.today(), []
    frame = index.vacancy_frame
    monkeypatch.setattr(index, "vacancy_frame", lambda *given: read.append(given[2:]) or frame(*given))
    with fresh_api.store() as session:
        before = shelf.offer(session, today).newest
    with writing(fresh_api.state.engine) as session:
        edited, closed = (session.get_one(Vacancy, key) for key in before[:2])
        edited.wage_low_fen = edited.wage_high_fen = 654_300
        closed.state = VacancyState.CLOSED
        edited.updated_at = closed.updated_at = datetime.now(UTC)
    with fresh_api.store() as session:
        found = shelf.offer(session, today)
    pay = found.index.vacancies.wage_low[found.row_of[before[0]]]
    assert (read, pay, found.newest) == ([(), ([before[0]],)], 6543.0, [before[0], *before[2:]])
