"""The list of a swap for programs: who stands on it as the reader may know them, put on it, taken off, asked."""

from collections.abc import Sequence

from litestar import delete, get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK
from sqlmodel import Field, Session, SQLModel

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.types import STRICT, Whole
from api.lent_people.asking import ask_late_named
from api.lent_people.employments import known_employees
from api.lent_people.naming import take_off
from api.lent_people.naming_pages import changing, put_on_list
from api.lent_people.people_views import rows_of
from api.lent_people.suitability import Candidate
from api.refusals import BadField, NotThere
from api.settings import Settings
from api.swaps.sides import Side, side_of
from models.swap import Swap, SwapLoan, loans_of
from models.swap_member import MemberState, SwapMember, members_of

PATH = "/api/swaps/{swap_id:int}/people"
OPT = {"action": Action.SWAP_PEOPLE}
TAGS = ["余缺调剂"]


class ListedRead(SQLModel):
    """Somebody on the list; `words` say where they stand, `notes` what to mind. That somebody refused only the
    office reads: to the firms they are `dropped`."""

    id: int
    loan_id: int
    state: MemberState
    words: str
    name: str
    about: str
    phone: str
    notes: list[str]
    may_remove: bool


class PeopleCreate(SQLModel):
    """People the lender has stated before, by the ids of their labour contracts."""

    model_config = STRICT

    loan_id: Whole = Field(ge=1)
    employments: list[Whole] = Field(min_length=1, max_length=1_000)


class LeftOutRead(SQLModel):
    employment_id: int
    why: list[str]


class PeopleNamed(SQLModel):
    """Who stands on the list now, and who did not come on it and why."""

    people: list[ListedRead]
    left_out: list[LeftOutRead]


@get(PATH, opt=OPT, sync_to_thread=True, tags=TAGS)
def read_people(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> list[ListedRead]:
    """Everybody ever named whom the reader may know of."""
    return _people(session, one(session, Swap, swap_id, access, settings.today()), access, settings)


@post(PATH, opt=OPT, sync_to_thread=True, tags=TAGS)
def put_people(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[PeopleCreate],
) -> PeopleNamed:
    """As many as suit, are free and find a place; the fair order decides among them."""
    swap, _ = changing(session, swap_id, access, settings.today(), {})
    loan = loan_asked(session, swap, data.loan_id)
    return named(session, swap, loan, _known(session, swap, data.employments), access, settings)


@post(f"{PATH}/ask", opt={"action": Action.SWAP_ANSWER_FOR}, sync_to_thread=True, status_code=HTTP_200_OK, tags=TAGS)
def ask_people(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> list[ListedRead]:
    """Whoever was named after the swap had been offered is asked as well."""
    swap = one(session, Swap, swap_id, access, settings.today(), lock=True)
    ask_late_named(session, swap, now=settings.now())
    return _people(session, swap, access, settings)


@delete(f"{PATH}/{{member_id:int}}", opt=OPT, sync_to_thread=True, status_code=HTTP_200_OK, tags=TAGS)
def remove_person(
    swap_id: FromPath[int],
    member_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> list[ListedRead]:
    """Off the list; the days are the worker's own again."""
    swap, _ = changing(session, swap_id, access, settings.today(), {})
    member = session.get(SwapMember, member_id)
    if member is None or member.swap_id != swap.id:
        raise NotThere("借出人员", member_id)
    take_off(session, member, swap, now=settings.now())
    return _people(session, swap, access, settings)


def loan_asked(session: Session, swap: Swap, loan_id: int) -> SwapLoan:
    """The loan a body names; raises `BadField` for one of another swap."""
    loan = session.get(SwapLoan, loan_id)
    if loan is None or loan.swap_id != swap.id:
        raise BadField.of("loan_id", "这次调剂里没有这一项；请核对编号")
    return loan


def named(
    session: Session, swap: Swap, loan: SwapLoan, people: Sequence[Candidate], access: Access, settings: Settings
) -> PeopleNamed:
    """These people are put on the list; how it stands then."""
    naming = put_on_list(session, swap, loan, people, access, settings)
    left = [LeftOutRead(employment_id=one.candidate.employment.id or 0, why=[*one.why]) for one in naming.left_out]
    return PeopleNamed(people=_people(session, swap, access, settings), left_out=left)


def _known(session: Session, swap: Swap, wanted: Sequence[int]) -> list[Candidate]:
    """The lender's people by their contracts; raises `BadField` naming those it has not stated."""
    known = {row[1].id: Candidate(*row) for row in known_employees(session, swap.lender_id)}
    if unknown := sorted(set(wanted) - known.keys()):
        told = "、".join(map(str, unknown[:5]))
        raise BadField.of("employments", f"编号 {told} 不是借出单位登记过的劳动合同；请先在名单页登记")
    return [known[key] for key in dict.fromkeys(wanted)]


def _people(session: Session, swap: Swap, access: Access, settings: Settings) -> list[ListedRead]:
    side = side_of(access, swap)
    members = session.exec(members_of(swap.id or 0)).all()
    return [
        ListedRead(
            id=row.id,
            loan_id=member.loan_id,
            state=_told(member.state, side),
            words=row.words,
            name=row.name,
            about=row.about,
            phone=row.phone,
            notes=row.notes,
            may_remove=row.may_remove,
        )
        for loan in session.exec(loans_of(swap.id or 0)).all()
        for row, member in rows_of(
            session, swap, loan, [one for one in members if one.loan_id == loan.id], side, settings.today()
        )
    ]


def _told(state: MemberState, side: Side) -> MemberState:
    refused = state is MemberState.REFUSED and side is not Side.OFFICE
    return MemberState.DROPPED if refused else state


ROUTES: list[HTTPRouteHandler] = [read_people, put_people, ask_people, remove_person]
