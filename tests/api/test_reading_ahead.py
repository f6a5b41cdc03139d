"""What is read before anybody asks is what the pages use."""

import sys

from api import reading_ahead
from api.matching import worker_shelf


def test_the_first_list_of_people_after_a_start_reads_nobody(fresh_api, monkeypatch):
    reading_ahead.read_all_ahead(fresh_api.state)
    asked = []
    monkeypatch.setattr(worker_shelf, "worker_frame", lambda *given: asked.append(given))
    state = fresh_api.state
    with fresh_api.store() as session:
        sides = worker_shelf.Sides.of(session, state.worker_shelf, state.vacancy_shelf, fresh_api.settings.today())
    assert asked == []
    assert sides.workers.rows


def test_reading_ahead_gives_way_to_pages_while_it_lasts(fresh_api, monkeypatch):
    usual, seen = sys.getswitchinterval(), []
    monkeypatch.setattr(reading_ahead, "read_ahead", lambda *_: seen.append(sys.getswitchinterval()))
    reading_ahead.read_all_ahead(fresh_api.state)
    assert seen[0] < usual == sys.getswitchinterval()
