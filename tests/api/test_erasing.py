"""After a worker is erased nothing in the whole store tells of them; what is counted stays."""

import io
import zipfile
from datetime import UTC, datetime
from html import unescape
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlmodel import SQLModel, select

from api.accounts.lookup_codes import fresh, give
from api.forms.writing import Table, workbook
from api.matching import computing
from api.matching.commands import match_now
from api.matching.frames import without
from api.workers.erasing import erase
from models.complaint import Complaint, ComplaintReason
from models.consent import ConsentEntry, ConsentKind
from models.database import writing
from models.duplicate import WorkerMerge
from models.imported import ImportedFile, ImportKind
from models.referral import Referral, ReferralLog, ReferralOrigin, ReferralReason, ReferralState
from models.referral_results import counted_results
from models.run import MatchingRun, RunFrame, RunListLine, RunPair, RunUnmatched
from models.saved_search import SavedSearch
from models.vacancy import Vacancy, on_offer
from models.worker import Worker, WorkerSkill, WorkerWish
from tests.api.conftest import TODAY

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
NAME, PHONE, SENTENCE = "欧阳琼瑛", "13912340987", "凉茶铺掌柜做了九年"
MARKS = (NAME, PHONE, SENTENCE)
FAULT = {"sheet": "表一", "row": 3, "column": "手机", "value": PHONE + "0", "why": "多了一位", "mend": "核对"}
OTHER = {**FAULT, "row": 4, "value": "123"}


def refused_rows():
    header = ["原因", "怎么改", "原工作表", "原行号", "姓名", "手机"]
    mine, others = ["多了一位", "核对", "表一", 3, NAME, PHONE + "0"], ["少了", "核对", "表一", 4, "李强", "123"]
    return workbook([Table("退回改正", header, [mine, others])])


def vacancy(session):
    return session.exec(select(Vacancy).where(on_offer(TODAY))).first()


def person(session):
    worker = Worker(name=NAME, phone=PHONE, words=SENTENCE, registered_at=NOW, updated_at=NOW, consent_recommend=True)
    session.add(worker)
    session.flush()
    key = worker.id
    give(session, worker, fresh(session, PHONE), NOW)
    session.add_all(
        [
            WorkerWish(worker_id=key, position=1, words=SENTENCE),
            WorkerSkill(worker_id=key, words=SENTENCE),
            SavedSearch(worker_id=key, query=f"q={SENTENCE}", words=SENTENCE, created_at=NOW, seen_at=NOW),
            ConsentEntry(worker_id=key, kind=ConsentKind.RECOMMEND, given=True, at=NOW, channel="网页"),
            ImportedFile(
                kind=ImportKind.WORKERS,
                filename="登记表.xlsx",
                sha256="0" * 64,
                at=NOW,
                refused=[FAULT, OTHER],
                refused_rows=refused_rows(),
            ),
        ]
    )
    referred(session, key)
    complaint(session, phone=PHONE, words=f"我是{NAME}，先收 200 元")
    return worker


def complaint(session, *, phone="", words="", reporter="r"):
    row = Complaint(
        vacancy_id=vacancy(session).id,
        reporter=reporter,
        reason=ComplaintReason.FEE,
        words=words,
        phone=phone,
        made_at=NOW,
    )
    session.add(row)
    session.flush()
    return row


def referred(session, key):
    """A referral refused for a reason, and a file that was merged into another and taken out again."""
    row = Referral(
        worker_id=key,
        vacancy_id=vacancy(session).id,
        state=ReferralState.DECLINED_BY_EMPLOYER,
        state_since=NOW,
        origin=ReferralOrigin.WORKER,
        created_at=NOW,
        reasons=[SENTENCE],
        breakdown={"values": {SENTENCE: 1.0}},
    )
    session.add(row)
    session.flush()
    kept = session.exec(select(Worker.id).where(Worker.id != key)).first()
    lost = ReferralState.DECLINED_BY_EMPLOYER
    session.add_all(
        [
            ReferralLog(referral_id=row.id, to_state=ReferralState.TOLD, at=NOW, note=SENTENCE),
            ReferralLog(
                referral_id=row.id,
                from_state=ReferralState.TOLD,
                to_state=lost,
                at=NOW,
                reason_code=ReferralReason.SKILL,
                note=NAME,
            ),
            WorkerMerge(kept_id=kept, gone_id=key, at=NOW, undone_at=NOW, filled={"words": SENTENCE}),
        ]
    )


def everything(session):
    """Every value of every table as text, workbooks unpacked."""
    for table in SQLModel.metadata.sorted_tables:
        for row in session.execute(sa.select(table)):
            yield from (f"{table.name}: {_text(value)}" for value in row)


def _text(value):
    if isinstance(value, bytes) and value.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(value)) as book:
            return unescape(" ".join(book.read(name).decode() for name in book.namelist()))
    return value.decode() if isinstance(value, bytes) else str(value)


def told(session):
    """Which tables tell of the person, and by what."""
    return {(line.partition(":")[0], mark) for line in everything(session) for mark in MARKS if mark in line}


@pytest.fixture
def erased(fresh_api):
    """The store before and after somebody was erased whom a matching has seen; what it told and what it counted."""
    with writing(fresh_api.state.engine) as session:
        key = person(session).id
    match_now(fresh_api.settings, None, 0)
    with fresh_api.store() as session:
        before = told(session), counted(session)
    with writing(fresh_api.state.engine) as session:
        erase(session, session.get_one(Worker, key), by=None, now=NOW)
    return fresh_api, before


def counted(session):
    run = session.exec(select(MatchingRun)).one()
    report = {name: value for name, value in (run.report or {}).items() if name != "erased_since"}
    file = session.exec(select(ImportedFile)).one()
    return report, len(file.refused), sum(number for *_, number in session.exec(counted_results()))


def test_no_table_and_no_kept_file_tells_of_the_erased(erased):
    api, (before, _) = erased
    tables = {
        "worker",
        "worker_wish",
        "worker_skill",
        "saved_search",
        "account",
        "referral",
        "referral_log",
        "complaint",
    }
    assert {table for table, _ in before} == tables | {"run_frame", "imported_file", "worker_merge"}
    with api.store() as session:
        assert told(session) == set()


def test_what_was_counted_stays(erased):
    api, (_, before) = erased
    with api.store() as session:
        assert counted(session) == before


def test_not_even_the_unused_pages_of_the_file_tell_of_the_erased(erased):
    api, _ = erased
    with api.state.engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
    content = Path(api.state.engine.url.database).read_bytes()
    assert [mark for mark in MARKS if mark.encode() in content] == []


def test_the_run_says_that_its_frames_are_no_longer_whole_and_keeps_everybody_else(erased):
    api, _ = erased
    with api.store() as session:
        run = session.exec(select(MatchingRun)).one()
        frame = session.get_one(RunFrame, (run.id, "workers")).content.decode()
    assert run.report["erased_since"] == 1
    assert frame.startswith("worker_id,")
    assert frame.count("\n") > 50


def test_the_refused_row_of_somebody_else_goes_on_to_be_corrected(erased):
    api, _ = erased
    with api.store() as session:
        file = session.exec(select(ImportedFile)).one()
    assert "李强" in _text(file.refused_rows)
    assert OTHER in file.refused


def test_a_matching_under_way_keeps_nothing_of_who_is_erased_meanwhile(fresh_api, monkeypatch):
    engine, match = fresh_api.state.engine, computing._matched
    with writing(engine) as session:
        key = person(session).id

    def matched(*given):
        with writing(engine) as session:
            erase(session, session.get_one(Worker, key), by=None, now=NOW)
        return match(*given)

    monkeypatch.setattr(computing, "_matched", matched)
    match_now(fresh_api.settings, None, 0)
    with fresh_api.store() as session:
        assert told(session) == set()
        kept = (RunPair, RunListLine, RunUnmatched)
        assert [table for table in kept if session.exec(select(table).where(table.worker_id == key)).first()] == []


def test_a_complaint_stays_and_loses_the_number_and_the_name_of_the_erased(fresh_api):
    with writing(fresh_api.state.engine) as session:
        worker = Worker(name=NAME, phone=f"{PHONE}/02081880000", registered_at=NOW, updated_at=NOW)
        session.add(worker)
        both = complaint(session, phone=PHONE, words=f"{NAME}：先收 200 元", reporter="a")
        typed = complaint(session, words=f"打给 139 1234-0987 的{NAME}", reporter="b")
        erase(session, worker, by=None, now=NOW)
        assert [(row.phone, row.words) for row in (both, typed)] == [
            ("", "〔本人〕：先收 200 元"),
            ("", "打给 〔号码〕 的〔本人〕"),
        ]


def test_the_complaint_of_somebody_else_keeps_its_number_and_its_words(fresh_api):
    with writing(fresh_api.state.engine) as session:
        worker = Worker(name=NAME, phone=PHONE, registered_at=NOW, updated_at=NOW)
        session.add(worker)
        namesake = complaint(session, phone="13800138000", words=f"我也叫{NAME}")
        erase(session, worker, by=None, now=NOW)
        assert (namesake.phone, namesake.words) == ("13800138000", f"我也叫{NAME}")


def test_a_row_of_a_frame_is_found_by_its_first_cell_alone():
    frame = b'worker_id,wishes\n1,"a\n2,b"\n2,"c ""d"""\n12,2\n'
    assert without(frame, [2]) == b'worker_id,wishes\n1,"a\n2,b"\n12,2\n'
