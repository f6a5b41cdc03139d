"""How an employer would find more people: exact recounts of one vacancy against everybody who looks for work.

Only numbers leave this module: no name, and no count of a group. No answer is kept, so none is stale.
"""

from datetime import date

from sqlmodel import Session

from api.matching.frames import vacancy_row
from api.matching.weighing import params_on
from api.matching.worker_shelf import Sides
from api.refusals import Conflict
from api.vacancies.schemas import Recount, Recounts
from matcher.pairing.advice.recounts import recount
from models.referral import settled_workers
from models.vacancy import Vacancy

FEN = 100
COUNTED = "：合适人选"  # what the matching's words say after the change, which the numbers say here
NOT_OFFERED = "这个岗位现在没有在招，没有可以比较的求职者。开放招聘以后再来算。"


def recounts(session: Session, sides: Sides, vacancy: Vacancy, today: date) -> Recounts:
    """What each single change would bring; raises `Conflict` for a vacancy that is not on offer."""
    key = vacancy.id or 0
    row = vacancy_row(session, key, today)
    if row is None or key not in sides.vacancies.row_of:
        raise Conflict(NOT_OFFERED)
    found = recount(
        sides.workers.index,
        sides.vacancies.index,
        row,
        params_on(session, today),
        as_of=today,
        settled=[str(worker) for worker in session.exec(settled_workers(key))],
    )
    return Recounts(
        vacancy_id=key,
        as_of=today,
        suitable=found.attrs["suitable"],
        changes=[
            Recount(
                change=str(row["change"]),
                words=str(row["words"]).rpartition(COUNTED)[0],
                suitable=int(row["after"]),
                more=int(row["gain"]),
                cost_fen=round(float(row["cost"]) * FEN),
            )
            for row in found.to_dict("records")
        ],
    )
