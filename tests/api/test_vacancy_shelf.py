"""The kept index of what is on offer: who finds it waits for nobody; a page that ranks nothing does not make it."""

from concurrent.futures import ThreadPoolExecutor

from sqlmodel import select

from api.vacancies.index import IndexShelf
from models.vacancy import Vacancy, on_offer


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
