"""What is kept of everybody who looks for work is never older than the store, whoever wrote to it and however."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from sqlmodel import select

from api.candidates.suitable import everybody
from api.matching import worker_shelf
from api.matching.worker_shelf import Sides, WorkerShelf
from api.vacancies.index import IndexShelf
from api.vacancies.recounts import recounts
from api.workers.erasing import erase
from models.database import writing
from models.duplicate import WorkerMerge
from models.ledger import Promise, PromisedBy, reserve
from models.referral import Referral, ReferralOrigin
from models.vacancy import Vacancy, on_offer
from models.worker import Worker, WorkerSkill, WorkerWish


class Reader:
    """Who suits one vacancy, and what would bring more, as shelves that stay serve it or as new ones do."""

    def __init__(self, api):
        self.api, self.today = api, api.settings.today()
        self.shelves = WorkerShelf(), IndexShelf()
        with api.store() as session:
            sides = Sides.of(session, *self.shelves, self.today)
            posts = session.exec(select(Vacancy).where(on_offer(self.today)).order_by(Vacancy.id)).all()
            lists = [everybody(session, sides, post, self.today)["worker_id"].astype(int).tolist() for post in posts]
        self.post, people = max(zip([post.id for post in posts], lists, strict=True), key=lambda pair: len(pair[1]))
        self.best, self.second = people[:2]

    def told(self, *shelves):
        with self.api.store() as session:
            sides, post = Sides.of(session, *shelves, self.today), session.get_one(Vacancy, self.post)
            listed = everybody(session, sides, post, self.today)
            return listed.to_csv(), recounts(session, sides, post, self.today).model_dump()

    def served(self):
        return self.told(*self.shelves)

    def anew(self):
        return self.told(WorkerShelf(), IndexShelf())


def asks_more(session, reader):
    session.get_one(Worker, reader.best).wage_min_fen = 9_000_000


def wishes_otherwise(session, reader):
    """Nothing of the worker's own row is written."""
    for wish in session.exec(select(WorkerWish).where(WorkerWish.worker_id == reader.best)):
        wish.words = "月嫂"


def learns(session, reader):
    skill = session.get_one(Vacancy, reader.post).title
    session.add(WorkerSkill(worker_id=reader.second, words=skill))


def withdraws(session, reader):
    session.get_one(Worker, reader.best).consent_recommend = False


def is_erased(session, reader):
    erase(session, session.get_one(Worker, reader.best), by=None, now=reader.api.clock())


def registers(session, reader):
    now = reader.api.clock()
    new = Worker(name="新来的", consent_recommend=True, registered_at=now, updated_at=now)
    session.add(new)
    session.flush()
    session.add(WorkerWish(worker_id=new.id, position=1, words=session.get_one(Vacancy, reader.post).title))


def is_put_on_a_post(session, reader):
    promise = Promise(worker_id=reader.best, from_day=reader.today, promised_by=PromisedBy.SWAP, promised_id=1)
    reserve(session, promise, now=reader.api.clock())


def is_proposed(session, reader):
    now, pair = reader.api.clock(), {"worker_id": reader.best, "vacancy_id": reader.post}
    session.add(Referral(**pair, origin=ReferralOrigin.STAFF, state_since=now, created_at=now))


def is_merged_away(session, reader):
    session.add(WorkerMerge(kept_id=reader.second, gone_id=reader.best, at=reader.api.clock()))


WRITES = [
    asks_more,
    wishes_otherwise,
    learns,
    withdraws,
    is_erased,
    registers,
    is_put_on_a_post,
    is_proposed,
    is_merged_away,
]


@pytest.mark.parametrize("write", WRITES)
def test_a_kept_answer_is_a_fresh_one_once_somebody(fresh_api, write):
    reader = Reader(fresh_api)
    before = reader.served()
    with writing(fresh_api.state.engine) as session:
        write(session, reader)
    after = reader.served()
    assert after == reader.anew() != before


@pytest.fixture
def read(monkeypatch):
    """Whom the frames were asked for; "all" is everybody."""
    asked, frame = [], worker_shelf.worker_frame

    def listening(session, day, only=None):
        asked.append("all" if only is None else sorted(only))
        return frame(session, day, only)

    monkeypatch.setattr(worker_shelf, "worker_frame", listening)
    return asked


def test_after_a_write_only_those_it_changed_are_read_again(fresh_api, read):
    reader = Reader(fresh_api)
    with writing(fresh_api.state.engine) as session:
        asks_more(session, reader)
        withdraws(session, reader)
        wish = session.exec(select(WorkerWish).where(WorkerWish.worker_id == reader.second)).first()
        wish.words += "，长期"
    reader.served()
    assert read == ["all", [reader.second]]


def test_a_write_that_changes_nobody_reads_nobody_again(fresh_api, read):
    reader = Reader(fresh_api)
    with writing(fresh_api.state.engine) as session:
        session.get_one(Worker, reader.best).phone = "13800138000"
    reader.served()
    assert read == ["all"]


def test_those_who_ask_at_once_have_one_reading(fresh_api, read):
    people, today = WorkerShelf(), fresh_api.settings.today()

    def offered(_):
        with fresh_api.store() as session:
            return people.offer(session, today)

    with ThreadPoolExecutor(4) as pool:
        found = list(pool.map(offered, range(4)))
    assert read == ["all"]
    assert all(each is found[0] for each in found)
