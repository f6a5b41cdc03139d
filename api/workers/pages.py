"""A worker's own page: what is on file about them, and the vacancies the last matching recommends."""

from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from sqlmodel import Session, col, select

from api import wording
from api.access.scopes import one, reach, within
from api.access.table import Access, Action
from api.layout import page
from api.matching.weighing import bands_of_run
from api.refusals import NotThere
from api.vacancies import cards
from api.vacancies.around import around, education_names, street_names
from api.vacancies.asking import SHIFTS
from api.vacancies.reasons import judged
from api.workers.own_file import PARTS
from models.run import MatchingRun, RunListLine, RunState, list_of, runs_newest_first, still_offered, unsettled
from models.swap_member import MemberState, asked_of
from models.vacancy import Vacancy, on_offer
from models.worker import Worker, certificates_of, experience_of, skills_of, wishes_of

AnyRequest = Request[Any, Any, Any]


NEWEST = 20


@dataclass(frozen=True, slots=True)
class Group:
    """Some facts of the file and the form that corrects them."""

    part: str
    title: str
    facts: list[tuple[str, str | None]]

    @property
    def known(self) -> list[tuple[str, str]]:
        return [(label, value) for label, value in self.facts if value]

    @property
    def unsaid(self) -> str:
        """In one line: a new file knows little, and a page of 未知 tells nobody what to do."""
        return "、".join(label for label, value in self.facts if not value)


@get("/me", opt={"action": Action.WORKER_READ}, include_in_schema=False, sync_to_thread=True)
def worker_home(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    if access.account is None or access.account.worker_id is None:
        raise NotThere("求职登记", "（本账号）")
    today = request.app.state.settings.today()
    worker = one(session, Worker, access.account.worker_id, access, today)
    wishes = [wish.words for wish in session.exec(wishes_of([access.account.worker_id])).all()]
    run = session.exec(runs_newest_first().where(MatchingRun.state == RunState.DONE).limit(1)).one_or_none()
    plain = not worker.personal_ranking
    return page(
        request,
        "workers/home.html",
        made_up=worker.made_up,
        name=worker.name,
        groups=_groups(session, worker, wishes, today),
        recommended=_newest(session, access, today) if plain else _recommended(session, worker, run, access, today),
        plain=plain,
        done=request.query_params.get("done", ""),
        willing=worker.consent_recommend,
        counted_on=wording.day(run.as_of, today) if run else None,
        swaps=_swaps(session, access.account.worker_id),
        search=f"/?{urlencode({'q': ' '.join(wishes) or worker.words})}" if wishes or worker.words else "/",
    )


def _swaps(session: Session, worker_id: int) -> str:
    """What stands at the entry to the swaps one was asked about; "" when there is none."""
    states = [member.state for member in session.exec(asked_of(worker_id))]
    waiting = states.count(MemberState.ASKED)
    return f"{waiting} 件等您答复" if waiting else "问过您的、去过的" if states else ""


def _groups(session: Session, worker: Worker, wishes: list[str], today: date) -> list[Group]:
    wage = f"{wording.yuan(worker.wage_min_fen)} 元以上" if worker.wage_min_fen is not None else None
    shifts = "、".join(SHIFTS.get(shift, shift) for shift in worker.shifts)
    lodging = {True: "要包住", False: "不要求", None: None}[worker.needs_lodging]
    wanted = [
        ("想找", "、".join(wishes) or None),
        ("月薪", wage),
        ("班次", shifts or None),
        ("住宿", lodging),
        ("可到岗", wording.day(worker.available_from, today)),
        *([("说的话", worker.words)] if worker.words else []),
    ]
    street = street_names(session).get(worker.street_code or "")
    return [
        Group("contact", PARTS["contact"].title, [("姓名", worker.name), ("电话", worker.phone or None)]),
        Group("wishes", PARTS["wishes"].title, wanted),
        Group("skills", PARTS["skills"].title, _skills(session, worker)),
        Group("street", PARTS["street"].title, [("街道", street), ("地址", worker.address or None)]),
    ]


def _skills(session: Session, worker: Worker) -> list[tuple[str, str | None]]:
    key = [worker.id or 0]
    jobs = [wording.joined(row.post or None, row.employer or None) for row in session.exec(experience_of(key)).all()]
    return [
        ("会什么", "、".join(row.words for row in session.exec(skills_of(key)).all()) or None),
        ("证书", "、".join(row.words for row in session.exec(certificates_of(key)).all()) or None),
        ("做过", "；".join(jobs) or None),
        ("学历", education_names(session).get(worker.education or 0)),
    ]


def _newest(session: Session, access: Access, today: date) -> list[cards.Card]:
    """What is on offer, without regard to who reads: the latest first."""
    offered = within(Vacancy, access.to(Action.VACANCY_READ), today).where(on_offer(today), col(Vacancy.openings) > 0)
    rows = session.exec(offered.order_by(col(Vacancy.created_at).desc(), col(Vacancy.id).desc()).limit(NEWEST)).all()
    known = around(session, rows, today)
    return [cards.card(row, known, f"/vacancies/{row.id}") for row in rows]


def _recommended(
    session: Session, worker: Worker, run: MatchingRun | None, access: Access, today: date
) -> list[cards.Card]:
    """The worker's list in the last finished run, without what is no longer on offer or was refused since."""
    if run is None:
        return []
    scope = reach(Vacancy, access.to(Action.VACANCY_READ), today)
    stands = still_offered(RunListLine, today), unsettled(RunListLine)
    lines = session.exec(list_of(run.id or 0, worker.id or 0).where(*stands)).all()
    open_rows = select(Vacancy).where(scope, on_offer(today), col(Vacancy.id).in_([line.vacancy_id for line in lines]))
    rows = {row.id: row for row in session.exec(open_rows).all()}
    known, bands = around(session, list(rows.values()), today), bands_of_run(run)
    return [
        cards.card(
            row, known, f"/vacancies/{line.vacancy_id}", judged(line.reasons, cards.band_of(line.chance, bands), row)
        )
        for line in lines
        if (row := rows.get(line.vacancy_id))
    ]


PAGES: list[HTTPRouteHandler] = [worker_home]
