"""Who brings a form in: which of the rows already stored a form may change on their behalf."""

from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlmodel import SQLModel

from api.access.scopes import Condition, reach
from api.access.table import Access, Action
from models.employer import Employer
from models.vacancy import Vacancy
from models.worker import Worker


@dataclass(frozen=True, slots=True)
class Actor:
    """An account, its street if it has one, and the conditions under which a stored row is theirs to change."""

    account_id: int | None
    street_code: str | None
    workers: Condition
    assisted: Condition
    """Workers whose assistance category this actor certifies."""
    employers: Condition
    vacancies: Condition

    @classmethod
    def of(cls, access: Access, today: date) -> "Actor":
        """What the reader may write by hand, a form may write too: the lines of the one table of access."""

        def theirs(table: type[SQLModel], action: Action) -> Condition:
            return reach(table, access.to(action), today) if access.may(action) else sa.false()

        return cls(
            account_id=access.account_id,
            street_code=access.account.street_code if access.account else None,
            workers=theirs(Worker, Action.WORKER_WRITE),
            assisted=theirs(Worker, Action.ASSISTANCE_WRITE),
            employers=theirs(Employer, Action.EMPLOYER_WRITE),
            vacancies=theirs(Vacancy, Action.VACANCY_WRITE),
        )


OPERATOR = Actor(None, None, sa.true(), sa.true(), sa.true(), sa.true())
"""Whoever has the command line has the whole store."""
