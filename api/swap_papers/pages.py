"""The papers of a swap: which can be made now, each as a page to print and as a Word file, or why not yet."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from litestar import Request, Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.types import id_of
from api.layout import page
from api.refusals import Conflict, NotAllowed, NotThere
from api.swap_papers.agreement import TITLE as AGREEMENT
from api.swap_papers.agreement import agreement, missing_terms
from api.swap_papers.docx_file import docx_file
from api.swap_papers.name_list import TITLE as NAMES
from api.swap_papers.name_list import missing_people, name_list
from api.swap_papers.paper import Incomplete, Missing, Paper
from api.swap_papers.variation import TITLE as VARIATION
from api.swap_papers.variation import missing_facts, variation
from api.swaps.arranging import COUNTS, arrangement_of
from api.swaps.known_names import known_to
from api.swaps.sides import Side, side_of
from api.swaps.swap_pages import entry_of
from matcher.swap.arrangement import Arrangement, Person
from models.employer import Employer
from models.swap import Swap, SwapState
from models.swap_member import SwapMember, members_of

AnyRequest = Request[Any, Any, Any]
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
ALL_VARIATIONS = "variations"


@dataclass(frozen=True, slots=True)
class Line:
    """One paper on the list: where it is, or what it lacks."""

    title: str
    path: str
    missing: tuple[Missing, ...]


@get("/swaps/{swap_id:int}/papers", opt={"action": Action.SWAP_PAPERS}, include_in_schema=False, sync_to_thread=True)
def papers_page(
    request: AnyRequest, swap_id: FromPath[int], session: NamedDependency[Session], access: NamedDependency[Access]
) -> Response[Any]:
    swap = _swap(request, session, access, swap_id)
    early = _too_early(swap, access)
    arrangement = _as_known(request, session, swap, access)
    variations = [] if early or side_of(access, swap) is Side.BORROWER else _variations(session, swap, arrangement)
    return page(
        request,
        "swap_papers/papers.html",
        here=entry_of(request),
        made_up=session.get_one(Employer, swap.lender_id).made_up,
        swap=swap,
        lines=[] if early else _shared(swap, arrangement),
        variations=variations,
        ready=not any(line.missing for line in variations),
        early=early,
    )


@get(
    "/swaps/{swap_id:int}/papers/{name:str}",
    opt={"action": Action.SWAP_PAPERS},
    include_in_schema=False,
    sync_to_thread=True,
)
def paper_page(
    request: AnyRequest,
    swap_id: FromPath[int],
    name: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    """Agreement or list of names: the page, or with ``.docx`` behind it the file. `Incomplete` says what is lacking."""
    swap = _swap(request, session, access, swap_id)
    kind = name.removesuffix(".docx")
    if kind not in (*MADE, ALL_VARIATIONS):
        raise NotThere("文书", name)
    if kind == ALL_VARIATIONS:
        _require_own(swap, access)
    arrangement = _arrangement(request, session, swap, access)
    if kind == ALL_VARIATIONS:
        papers = _every_variation(arrangement, number_of(swap))
    else:
        papers = [MADE[kind](arrangement, number=number_of(swap))]
    return _answer(request, session, swap, papers, name)


@get(
    "/swaps/{swap_id:int}/papers/variation/{name:str}",
    opt={"action": Action.SWAP_PAPERS},
    include_in_schema=False,
    sync_to_thread=True,
)
def variation_page(
    request: AnyRequest,
    swap_id: FromPath[int],
    name: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
) -> Response[Any]:
    """The variation of one member's contract: between lender and worker, and no paper of the borrower's."""
    swap = _swap(request, session, access, swap_id)
    _require_own(swap, access)
    arrangement = _arrangement(request, session, swap, access)
    person = _person(session, swap, arrangement, name.removesuffix(".docx"))
    return _answer(request, session, swap, [variation(arrangement, person, number=number_of(swap))], name)


def number_of(swap: Swap) -> str:
    """What a paper is called by: the year, the swap, its version."""
    return f"调剂〔{swap.created_at.year}〕{swap.id}号 第{swap.version}版"


def _shared(swap: Swap, arrangement: Arrangement) -> list[Line]:
    """What both firms keep."""
    here = f"/swaps/{swap.id}/papers"
    lines = [Line(AGREEMENT, f"{here}/agreement", missing_terms(arrangement))]
    return [*lines, Line(NAMES, f"{here}/names", missing_people(arrangement))] if arrangement.people else lines


def _variations(session: Session, swap: Swap, arrangement: Arrangement) -> list[Line]:
    """One for each member, by name."""
    people = {person.id: person for person in arrangement.people}
    members = [one for one in session.exec(members_of(swap.id or 0)) if one.worker_id in people and one.state in COUNTS]
    return [
        Line(
            people[member.worker_id].name,
            f"/swaps/{swap.id}/papers/variation/{member.id}",
            missing_facts(arrangement, people[member.worker_id]),
        )
        for member in members
    ]


def _every_variation(arrangement: Arrangement, number: str) -> list[Paper]:
    """Raises `Incomplete` for a list with nobody on it, and for the first paper that lacks something."""
    if not arrangement.people:
        raise Incomplete(VARIATION, missing_people(arrangement))
    return [variation(arrangement, person, number=number) for person in arrangement.people]


def _swap(request: AnyRequest, session: Session, access: Access, swap_id: int) -> Swap:
    return one(session, Swap, swap_id, access, request.app.state.settings.today())


def _arrangement(request: AnyRequest, session: Session, swap: Swap, access: Access) -> Arrangement:
    """Raises `Conflict` for a borrower before the people have agreed: until then it reads no name."""
    if early := _too_early(swap, access):
        raise Conflict(early)
    return _as_known(request, session, swap, access)


def _as_known(request: AnyRequest, session: Session, swap: Swap, access: Access) -> Arrangement:
    arrangement = arrangement_of(session, swap, request.app.state.settings.today())
    return known_to(arrangement, swap, side_of(access, swap))


def _too_early(swap: Swap, access: Access) -> str:
    waits = side_of(access, swap) is Side.BORROWER and swap.state in (SwapState.DRAFT, SwapState.OFFERED)
    return "协议和名单要等本人都答复以后才能看。" if waits else ""


def _require_own(swap: Swap, access: Access) -> None:
    """Raises `NotAllowed` for the borrower."""
    if side_of(access, swap) is Side.BORROWER:
        raise NotAllowed("劳动合同变更书是借出单位和本人之间的，借入单位不看。")


def _person(session: Session, swap: Swap, arrangement: Arrangement, number: str) -> Person:
    member = session.get(SwapMember, id_of(number) or 0)
    found = [one for one in arrangement.people if member and member.swap_id == swap.id and one.id == member.worker_id]
    if not found:
        raise NotThere("借出人员", number)
    return found[0]


def _answer(request: AnyRequest, session: Session, swap: Swap, papers: Sequence[Paper], name: str) -> Response[Any]:
    if name.endswith(".docx"):
        return _docx(papers, f"{papers[0].title}_{swap.id}_第{swap.version}版")
    return page(
        request,
        "swap_papers/paper.html",
        here=entry_of(request),
        made_up=session.get_one(Employer, swap.lender_id).made_up,
        papers=papers,
        back=f"/swaps/{swap.id}/papers",
        file=f"{request.url.path}.docx",
    )


def _docx(papers: Sequence[Paper], name: str) -> Response[bytes]:
    safe = quote(f"{PurePath(name).name}.docx")
    disposition = f"attachment; filename=\"paper.docx\"; filename*=UTF-8''{safe}"
    return Response(docx_file(papers), media_type=DOCX, headers={"Content-Disposition": disposition})


MADE: Mapping[str, Callable[..., Paper]] = {"agreement": agreement, "names": name_list}
PAGES: list[HTTPRouteHandler] = [papers_page, paper_page, variation_page]
