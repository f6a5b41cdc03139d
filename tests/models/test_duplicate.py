from typing import Any

from sqlmodel import Session

from models.duplicate import WorkerMerge
from models.worker import workers


def test_a_file_that_went_into_another_stands_in_no_list_until_the_merge_is_undone(session: Session, rows: Any) -> None:
    kept, gone = rows.worker(), rows.worker()
    merge = WorkerMerge(kept_id=kept.id, gone_id=gone.id, at=rows.now)
    session.add(merge)
    session.flush()
    assert [worker.id for worker in session.exec(workers())] == [kept.id]
    merge.undone_at = rows.now
    session.flush()
    assert {worker.id for worker in session.exec(workers())} == {kept.id, gone.id}
