"""The lists an office takes away as Excel, each within the reader's scope."""

from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlmodel import Session, SQLModel, col, select

from api.access.scopes import reach
from api.access.table import Access, Action
from api.fields.types import within_reach
from api.forms.export import (
    PairLine,
    UnmatchedLine,
    pairs_workbook,
    pay,
    unmatched_workbook,
    vacancies_workbook,
    workers_workbook,
)
from api.refusals import BadField
from api.reports.swap_lines import swaps_workbook
from api.vacancies.around import street_names
from models.days import bounds
from models.employer import Employer
from models.run import MatchingRun, RunPair, RunState, RunUnmatched, still_left, still_offered, unsettled
from models.vacancy import Vacancy
from models.worker import Worker, wishes_of

KEY_TIER = "1"


def check_days(first: date, last: date, *, first_name: str, last_name: str) -> None:
    """Raises `BadField` for days that cannot be meant or stand the wrong way round."""
    for name, day in ((first_name, first), (last_name, last)):
        try:
            within_reach(day)
        except ValueError as problem:
            raise BadField.of(name, str(problem)) from None
    if last < first:
        raise BadField.of(last_name, f"结束日 {last} 早于开始日 {first}")


@dataclass(frozen=True, slots=True)
class Asked:
    """Who asks for which days (both included), on which day."""

    access: Access
    first: date
    last: date
    today: date

    def within_days(self, column: Any) -> sa.ColumnElement[bool]:
        return sa.and_(col(column) >= bounds(self.first)[0], col(column) < bounds(self.last)[1])

    def reaches(self, table: type[SQLModel], action: Action) -> sa.ColumnElement[bool]:
        return reach(table, self.access.to(action), self.today)

    def title(self, what: str) -> str:
        return f"{what}（{self.first} 至 {self.last}）"


def vacancies(session: Session, asked: Asked) -> bytes:
    """Vacancies registered in these days."""
    rows = session.exec(
        select(Vacancy, Employer)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
        .where(
            asked.within_days(Vacancy.created_at), reach(Vacancy, asked.access.to(Action.VACANCY_WRITE), asked.today)
        )
        .order_by(col(Vacancy.created_at), col(Vacancy.id))
    ).all()
    made_up = any(vacancy.made_up for vacancy, _ in rows)
    return vacancies_workbook(rows, street_names(session), title=asked.title("招用岗位"), made_up=made_up)


def workers(session: Session, asked: Asked) -> bytes:
    """Workers registered in these days."""
    rows = session.exec(
        select(Worker)
        .where(asked.within_days(Worker.registered_at), asked.reaches(Worker, Action.WORKER_READ))
        .order_by(col(Worker.registered_at), col(Worker.id))
    ).all()
    wishes = wishes_by_worker(session, rows)
    made_up = any(worker.made_up for worker in rows)
    lines = ((worker, wishes[worker.id or 0]) for worker in rows)
    return workers_workbook(lines, street_names(session), title=asked.title("求职人员"), made_up=made_up)


def pairs(session: Session, asked: Asked) -> bytes:
    """The pairs of the latest run that was finished in these days."""
    run = _latest(session, asked)
    return run_pairs(session, run, asked.access.to(Action.RUN_EXPORT), asked.today)


def unmatched(session: Session, asked: Asked) -> bytes:
    """Who and what that run left over."""
    run = _latest(session, asked)
    return run_unmatched(session, run, asked.access.to(Action.RUN_EXPORT), asked.today)


def swaps(session: Session, asked: Asked) -> bytes:
    """Swaps in which people were away in these days, apart from every count of hires."""
    return swaps_workbook(session, asked.access, asked.first, asked.last, asked.today, title=asked.title("余缺调剂"))


REPORTS: Mapping[str, Callable[[Session, Asked], bytes]] = {
    "vacancies": vacancies,
    "workers": workers,
    "pairs": pairs,
    "unmatched": unmatched,
    "swaps": swaps,
}


def _latest(session: Session, asked: Asked) -> MatchingRun | None:
    """By the day the run was for: that is what the office means by its date."""
    rows = select(MatchingRun).where(
        MatchingRun.state == RunState.DONE, MatchingRun.as_of >= asked.first, MatchingRun.as_of <= asked.last
    )
    return session.exec(rows.order_by(col(MatchingRun.id).desc()).limit(1)).first()


def run_pairs(session: Session, run: MatchingRun | None, access: Access, today: date) -> bytes:
    """The pairs of a run the reader may see, best first."""
    found = session.exec(
        select(RunPair, Worker, Vacancy, Employer)
        .join(Worker, col(Worker.id) == RunPair.worker_id)
        .join(Vacancy, col(Vacancy.id) == RunPair.vacancy_id)
        .join(Employer, col(Employer.id) == Vacancy.employer_id)
        .where(RunPair.run_id == (run.id if run else 0), reach(RunPair, access, today))
        .where(still_offered(RunPair, today), unsettled(RunPair))
        .order_by(col(RunPair.score).desc(), col(RunPair.worker_id))
    ).all()
    names, wishes = street_names(session), wishes_by_worker(session, [worker for _, worker, _, _ in found])
    lines = [_pair_line(*row, wishes[row[1].id or 0], names) for row in found]
    return pairs_workbook(lines, title=_run_title("匹配结果", run), made_up=any(row[1].made_up for row in found))


def _pair_line(
    pair: RunPair, worker: Worker, vacancy: Vacancy, employer: Employer, wishes: Sequence[str], names: Mapping[str, str]
) -> PairLine:
    """Which tier a worker was placed in could tell of assistance; the list says only whether the post is a key one."""
    ends = (pay(fen, vacancy.wage_unit) for fen in (vacancy.wage_low_fen, vacancy.wage_high_fen))
    return PairLine(
        worker=worker.name,
        phone=worker.phone,
        worker_street=names.get(worker.street_code or "", ""),
        wishes="、".join(wishes),
        employer=employer.name,
        vacancy=vacancy.title,
        vacancy_street=names.get(vacancy.street_code or "", ""),
        wage="-".join(end for end in ends if end),
        score=pair.score,
        tier="重点或急聘" if pair.tier == KEY_TIER else "",
        reason=pair.reason,
    )


def run_unmatched(session: Session, run: MatchingRun | None, access: Access, today: date) -> bytes:
    """Who and what a run left over, workers before vacancies."""
    found = session.exec(
        select(RunUnmatched, Worker, Vacancy)
        .outerjoin(Worker, col(Worker.id) == RunUnmatched.worker_id)
        .outerjoin(Vacancy, col(Vacancy.id) == RunUnmatched.vacancy_id)
        .where(RunUnmatched.run_id == (run.id if run else 0), reach(RunUnmatched, access, today), still_left(today))
        .order_by(col(RunUnmatched.id))
    ).all()
    lines = [_unmatched_line(*row) for row in found]
    made_up = any((worker or vacancy).made_up for _, worker, vacancy in found)
    return unmatched_workbook(lines, title=_run_title("未匹配", run), made_up=made_up)


def _unmatched_line(left: RunUnmatched, worker: Worker | None, vacancy: Vacancy | None) -> UnmatchedLine:
    if worker is not None:
        return UnmatchedLine("求职者", worker.name, left.why, left.what_would_help)
    return UnmatchedLine("岗位", vacancy.title if vacancy else "", left.why, left.what_would_help)


def _run_title(what: str, run: MatchingRun | None) -> str:
    return f"{what}：{run.as_of} 的匹配（任务 {run.id}）" if run else f"{what}：这些日期里没有完成的匹配"


def wishes_by_worker(session: Session, rows: Sequence[Worker]) -> defaultdict[int, list[str]]:
    found: defaultdict[int, list[str]] = defaultdict(list)
    keys = [worker.id or 0 for worker in rows]
    for start in range(0, len(keys), 5_000):
        for wish in session.exec(wishes_of(keys[start : start + 5_000])):
            found[wish.worker_id].append(wish.words)
    return found
