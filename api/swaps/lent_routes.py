"""Variations of contracts, ways back and longer stays of the people of a swap, for programs."""

from collections.abc import Collection

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.refusals import BadField, NotAllowed
from api.settings import Settings
from api.swaps.extending_pages import DOING
from api.swaps.known_names import known_name
from api.swaps.moving import By
from api.swaps.returning import WayBack, bring_back
from api.swaps.returning_pages import names_of_members
from api.swaps.ruling import findings_before
from api.swaps.schemas import ExtensionRead, ExtensionStep, LentList, LentRead, ReturnsCreate, VariationsCreate
from api.swaps.sides import Side, require_unchanged, seen_of, side_of
from api.swaps.varying import SIGNS, note_signed, to_sign
from api.swaps.varying_pages import swap_varied
from matcher.swap.arrangement import RETURN_REASONS
from matcher.swap.rules.looking import Level
from models.swap import Swap, SwapState
from models.swap_member import MemberState, SwapMember, members_of

PATH = "/api/swaps/{swap_id:int}"
TAGS = ["余缺调剂"]
THERE = frozenset({MemberState.AWAY, MemberState.RETURNED})


@get(f"{PATH}/variations", opt={"action": Action.SWAP_SIGN}, sync_to_thread=True, tags=TAGS)
def read_variations(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> LentList:
    """Who signs the variation of their contract, and when they did."""
    return _list(session, swap_varied(session, access, swap_id, settings.today()), access, SIGNS)


@post(f"{PATH}/variations", opt={"action": Action.SWAP_SIGN}, sync_to_thread=True, tags=TAGS)
def put_variations(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[VariationsCreate],
) -> LentList:
    """The lender, or the office for it, notes which variations are signed."""
    today = settings.today()
    swap = swap_varied(session, access, swap_id, today, lock=True)
    require_unchanged(session, swap, data.seen, today)
    members = _named(to_sign(session, swap), data.members, "已登记过变更书，或不在等签的名单上")
    note_signed(session, swap, members, data.day, By(access.account_id, settings.now(), today))
    return _list(session, swap, access, SIGNS)


@get(f"{PATH}/returns", opt={"action": Action.SWAP_RETURN}, sync_to_thread=True, tags=TAGS)
def read_returns(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> LentList:
    """Who is at the borrower, and who is back since when and why."""
    return _list(session, one(session, Swap, swap_id, access, settings.today()), access, THERE)


@post(f"{PATH}/returns", opt={"action": Action.SWAP_RETURN}, sync_to_thread=True, tags=TAGS)
def put_returns(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[ReturnsCreate],
) -> LentList:
    """People are back; somebody who is back already refuses the whole (409)."""
    today = settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    if data.reason not in RETURN_REASONS:
        told = "、".join(f"{code}（{words}）" for code, words in RETURN_REASONS.items())
        raise BadField.of("reason", f"没有这个原因，可用：{told}")
    members = _named(session.exec(members_of(swap_id)).all(), data.members, "不在这次调剂的名单上")
    by = By(access.account_id, settings.now(), today)
    bring_back(session, swap, members, WayBack(data.day, data.reason), by)
    return _list(session, swap, access, THERE)


@get(f"{PATH}/extension", opt={"action": Action.SWAP_EXTEND}, sync_to_thread=True, tags=TAGS)
def read_extension(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> ExtensionRead:
    """The longer stay that was asked for."""
    return _extension(session, one(session, Swap, swap_id, access, settings.today()), access, settings)


@post(f"{PATH}/extension", opt={"action": Action.SWAP_EXTEND}, sync_to_thread=True, tags=TAGS)
def step_extension(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[ExtensionStep],
) -> ExtensionRead:
    """The borrower asks, the lender agrees or not, the office notes each worker's word and makes the new version."""
    today = settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    doing, sides = DOING[data.do]
    if side_of(access, swap) not in sides:
        raise NotAllowed("这一步由另一方办理。")
    require_unchanged(session, swap, data.seen, today)
    doing(session, swap, _typed(data), By(access.account_id, settings.now(), today))
    return _extension(session, swap, access, settings)


def _typed(step: ExtensionStep) -> dict[str, str]:
    """The step as the form of its page sends it; raises `BadField` for what it lacks."""
    if step.do == "ask" and step.last is None:
        raise BadField.of("last", "没有填，请写延到哪一天")
    if step.do != "answer":
        return {"last": step.last.isoformat() if step.last else ""}
    if step.member is None or step.stays is None:
        raise BadField.of("member" if step.member is None else "stays", "没有填，请写谁、愿不愿意留下")
    return {"answer": f"{step.member}-{'stays' if step.stays else 'leaves'}"}


def _named(members: Collection[SwapMember], wanted: Collection[int], why: str) -> list[SwapMember]:
    """The members by their ids, each once; raises `BadField` naming those that are not among them."""
    if unknown := sorted(set(wanted) - {member.id for member in members}):
        raise BadField.of("members", f"编号 {'、'.join(map(str, unknown[:5]))} {why}；请重新读取名单")
    return [member for member in members if member.id in wanted]


def _list(session: Session, swap: Swap, access: Access, states: Collection[MemberState]) -> LentList:
    return LentList(people=_people(session, swap, access, states), seen=int(seen_of(session, swap)))


def _people(session: Session, swap: Swap, access: Access, states: Collection[MemberState]) -> list[LentRead]:
    side = side_of(access, swap)
    members = [one for one in session.exec(members_of(swap.id or 0)) if one.state in states]
    names = names_of_members(session, members)
    hidden = {"variation_signed_on": None} if side is Side.BORROWER else {}
    return [
        LentRead.model_validate(one, update={"name": known_name(names[one.worker_id], swap, side), **hidden})
        for one in members
    ]


def _extension(session: Session, swap: Swap, access: Access, settings: Settings) -> ExtensionRead:
    judged = swap.extend_to is not None and side_of(access, swap) is Side.OFFICE
    found = findings_before(session, swap, SwapState.EXTENDED, settings.today()) if judged else []
    return ExtensionRead(
        asked_until=swap.extend_to,
        lender_agrees=swap.lender_extends,
        people=_people(session, swap, access, {MemberState.AWAY}),
        blocks=[f"{one.rule} {one.why}；{one.mend}" for one in found if one.level is Level.BLOCK],
        version=swap.version,
        seen=int(seen_of(session, swap)),
    )


ROUTES: list[HTTPRouteHandler] = [
    read_variations,
    put_variations,
    read_returns,
    put_returns,
    read_extension,
    step_extension,
]
