"""The office reads what employers hand in: one after the other, or all that nothing was found in at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from litestar import Request, Response, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, URLEncodedBody
from litestar.status_codes import HTTP_409_CONFLICT
from sqlmodel import Session, select

from api import wording
from api.access.scopes import one
from api.access.table import Access, Action
from api.complaints import queue as complaints
from api.downloads import asks_for_xlsx, xlsx
from api.fields.filled import Filled
from api.fields.types import id_of
from api.layout import page
from api.notices import Notice, go_to
from api.refusals import BadField, Conflict
from api.reviews.deciding import give_back, publish
from api.reviews.marks import marked
from api.reviews.queue import history, lines, table_of, version_of
from api.staff.heading import made_up_here
from api.tables import workbook
from api.vacancies import cards
from api.vacancies.around import around, education_names
from models.account import Account
from models.advert import Advert
from models.employer import Employer
from models.review import Review, Verdict
from models.vacancy import Vacancy

AnyRequest = Request[Any, Any, Any]
DECIDE = {"action": Action.REVIEW_DECIDE}
QUEUE = "/staff/reviews"
BATCH = 100
TOLD = 3  # refusals that one notice tells


@dataclass(frozen=True, slots=True)
class Sentence:
    """A ready sentence of a return; ``value`` is its number among the findings."""

    value: int
    words: str


@dataclass(frozen=True, slots=True)
class Batch:
    """Of boxes with one name the form sends a word for one that is ticked, a list for several.

    Each is the review's number and the version of the vacancy that the queue showed: `7:2021-02-08T09:30:00`.
    """

    review: str | list[str] = ""


@dataclass(frozen=True, slots=True)
class Decided:
    """``do`` is publish or return; ``sentence`` are the numbers of the ready sentences that were ticked.

    ``seen`` says which version of the vacancy the page showed.
    """

    do: str = ""
    seen: str = ""
    words: str = ""
    sentence: str | list[str] = ""


@get("/staff/reviews", opt=DECIDE, include_in_schema=False, sync_to_thread=True)
def queue_page(
    request: AnyRequest, session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    today = request.app.state.settings.today()
    waiting = lines(session, access, today)
    listed = table_of(waiting)
    complained = complaints.table_of(complaints.complained_of(session, access.to(Action.COMPLAINT_DECIDE), today))
    if asks_for_xlsx(request):
        if request.query_params.get("list") == "complaints":
            return xlsx(workbook(complained, title=f"被举报的岗位 {today}"), f"被举报岗位 {today}")
        return xlsx(workbook(listed, title=f"等着审核的岗位 {today}"), f"待审核岗位 {today}")
    clean = sum(line.clean for line in waiting)
    return page(
        request,
        "reviews/queue.html",
        made_up=made_up_here(session),
        list=listed,
        lines=waiting,
        clean=clean,
        complained=complained,
    )


@post("/staff/reviews", opt=DECIDE, include_in_schema=False, sync_to_thread=True)
def batch_form(
    request: AnyRequest,
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[Batch],
) -> Response[Any]:
    """Pass all that are ticked and in which nothing was found; who has findings is read one by one."""
    passed, left = [], []
    for review_id, seen in _ticked_versions(data.review):
        try:
            passed.append(_pass_clean(request, session, access, review_id, seen))
        except Conflict as refused:
            left.append(refused.detail)
    return go_to(QUEUE, Notice(_told(len(passed), left), "right" if passed else "wrong"))


def _told(passed: int, left: Sequence[str]) -> str:
    """How many passed, and why others did not; of many only the first few."""
    none = "没有通过任何岗位。" if left else "没有通过任何岗位：先勾选要通过的。"
    told = f"通过了 {passed} 个岗位，求职者现在就能看到。" if passed else none
    more = [f"另外还有 {len(left) - TOLD} 个没有通过，请点开看。"] if len(left) > TOLD else []
    return " ".join([told, *left[:TOLD], *more])


def _ticked(sent: str | list[str]) -> list[int]:
    """The numbers of the boxes that were ticked."""
    values = [sent] if isinstance(sent, str) else sent
    return [int(value) for value in values if value.isdecimal() and len(value) < 4][:BATCH]


def _ticked_versions(sent: str | list[str]) -> list[tuple[int, str]]:
    """The numbers of the reviews that were ticked, each with the version that was seen."""
    values = [sent] if isinstance(sent, str) else sent
    split = [value.partition(":") for value in values]
    return [(number, seen) for words, _, seen in split if (number := id_of(words))][:BATCH]


def _pass_clean(request: AnyRequest, session: Session, access: Access, review_id: int, seen: str) -> str:
    """Publish one in which nothing was found and nothing was changed since it was seen; raises `Conflict`."""
    settings = request.app.state.settings
    review = one(session, Review, review_id, access, settings.today())
    vacancy = session.get_one(Vacancy, review.vacancy_id, with_for_update=True)
    if seen != version_of(vacancy):
        raise Conflict(f"“{vacancy.title}”在您打开名单以后改过，没有通过，请点开看新的内容。")
    if review.decision is not None or review.verdict != Verdict.OK:
        raise Conflict(f"“{vacancy.title}”要一个一个看。")
    publish(session, vacancy, by=access.account_id, today=settings.today(), now=settings.now())
    return vacancy.title


@get("/staff/reviews/{review_id:int}", opt=DECIDE, include_in_schema=False, sync_to_thread=True)
def review_page(
    request: AnyRequest,
    review_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    today = request.app.state.settings.today()
    return _shown(request, session, one(session, Review, review_id, access, today), Filled())


@post("/staff/reviews/{review_id:int}", opt=DECIDE, include_in_schema=False, sync_to_thread=True)
def review_form(
    request: AnyRequest,
    review_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    data: URLEncodedBody[Decided],
) -> Response[Any]:
    settings = request.app.state.settings
    review = one(session, Review, review_id, access, settings.today(), lock=True)
    vacancy = session.get_one(Vacancy, review.vacancy_id, with_for_update=True)
    form = Filled({"words": data.words[:1000]})
    if data.seen != version_of(vacancy):
        return _shown(request, session, review, form, status=HTTP_409_CONFLICT, changed=True)
    try:
        if data.do == "publish":
            publish(session, vacancy, by=access.account_id, today=settings.today(), now=settings.now())
            return go_to(QUEUE, Notice(f"“{vacancy.title}”已通过，求职者现在就能看到。"))
        give_back(review, _words(review, data), by=access.account_id, now=settings.now())
    except Conflict as refused:
        return go_to(f"{QUEUE}/{review_id}", Notice(refused.detail, "wrong"))
    except BadField as refused:
        return _shown(request, session, review, form.wrong(refused.problems), status=422)
    return go_to(QUEUE, Notice(f"“{vacancy.title}”已退回，单位会看到您写的话。"))


def _words(review: Review, data: Decided) -> str:
    """The ready sentences that were ticked, and what was written besides."""
    ticked = set(_ticked(data.sentence))
    ready = [sentence.words for sentence in sentences(review) if sentence.value in ticked]
    return "\n".join([*ready, data.words.strip()[:1000]]).strip()


def sentences(review: Review) -> list[Sentence]:
    """A sentence for each finding that its employer can mend."""
    return [
        Sentence(number, _sentence(finding))
        for number, finding in enumerate(review.findings)
        if not finding.get("office")
    ]


def _sentence(finding: Mapping[str, Any]) -> str:
    mend = f"请改为“{finding['rewrite']}”。" if finding["rewrite"] else "请改写或删去。"
    return f"“{finding['phrase']}”{'不能写' if finding['level'] == 'block' else '要有理由'}：{finding['article']}{mend}"


def _shown(
    request: AnyRequest, session: Session, review: Review, form: Filled, *, status: int = 200, changed: bool = False
) -> Response[Any]:
    today = request.app.state.settings.today()
    vacancy = session.get_one(Vacancy, review.vacancy_id)
    known = around(session, [vacancy], today)
    groups = cards.groups(vacancy, known, education_names(session), today)
    advert = session.exec(select(Advert).where(Advert.vacancy_id == vacancy.id)).first()
    employer = session.get_one(Employer, vacancy.employer_id)
    return page(
        request,
        "reviews/review.html",
        status=status,
        made_up=vacancy.made_up,
        review=review,
        employer=employer,
        vacancy=cards.card(vacancy, known, ""),
        vacancy_id=vacancy.id,
        groups=groups,
        unsaid="、".join(name for group in groups for name, value in group.facts if not value),
        duties=marked(vacancy.duties, review.findings, "duties"),
        text=marked(advert.text, review.findings, "text") if advert and advert.text else [],
        sentences=sentences(review),
        history=history(session, vacancy.id or 0, today),
        submitted=_submitted(session, review, today),
        form=form,
        changed=changed,
        seen=version_of(vacancy),
    )


def _submitted(session: Session, review: Review, today: date) -> str:
    account = session.get(Account, review.submitted_by) if review.submitted_by else None
    return wording.joined(account.name if account else None, wording.moment(review.submitted_at, today))


PAGES: list[HTTPRouteHandler] = [queue_page, batch_form, review_page, review_form]
