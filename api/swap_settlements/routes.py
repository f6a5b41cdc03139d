"""The settlement of a swap for programs: its lines and what they come to, months and costs written."""

from typing import Annotated

from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody, QueryParameter
from litestar.status_codes import HTTP_200_OK
from sqlmodel import Session

from api.access.scopes import one
from api.access.table import Access, Action
from api.fields.types import LARGEST_ID
from api.refusals import BadField, FieldProblem
from api.settings import Settings
from api.swap_settlements.lines import month_days
from api.swap_settlements.month_pages import members_in
from api.swap_settlements.pages import MONEY_RULES, cost_named, month_words, months_shown
from api.swap_settlements.schemas import (
    CostCreate,
    CostRead,
    LineRead,
    MonthRead,
    MonthWrite,
    PersonMonth,
    PersonMonthRead,
    SettlementRead,
)
from api.swap_settlements.settling import CostStated, MonthStated, add_cost, drop_cost, note, state_month
from api.swap_settlements.workbook import ITEMS
from api.swaps.arranging import arrangement_of
from api.swaps.known_names import known_to
from api.swaps.moving import By
from api.swaps.ruling import alike
from api.swaps.sides import require_unchanged, seen_of, side_of
from matcher.policy.parameters import packaged_parameters
from matcher.swap.arrangement import Arrangement
from matcher.swap.rules.looking import Step
from matcher.swap.rules.registry import check
from matcher.swap.settlement import charged_fen, margin_fen, paid_out_fen
from models.swap import Swap
from models.swap_member import SwapMember
from models.swap_settlement import costs_of, work_of

PATH = "/api/swaps/{swap_id:int}/settlement"
OPT = {"action": Action.SWAP_SETTLE}
TAGS = ["余缺调剂"]


@get(PATH, opt=OPT, sync_to_thread=True, tags=TAGS)
def read_settlement(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> SettlementRead:
    """Every line with its evidence, what was stated, and what keeps the settlement open."""
    return _read(session, one(session, Swap, swap_id, access, settings.today()), access, settings)


@put(f"{PATH}/{{month:str}}", opt=OPT, sync_to_thread=True, tags=TAGS)
def write_month(
    swap_id: FromPath[int],
    month: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[MonthWrite],
) -> SettlementRead:
    """Days and money of people in one month (``2021-02``)."""
    today = settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    members = {member.id: member for member in members_in(session, swap, month)}
    require_unchanged(session, swap, data.seen, today)
    _require_each_once(data, members)
    by = By(access.account_id, settings.now(), today)
    for number, row in enumerate(data.people):
        try:
            state_month(session, swap, members[row.member_id], month, _stated(row, data), by)
        except BadField as refused:
            wrong = [FieldProblem(f"people.{number}.{one.field}", one.why) for one in refused.problems]
            raise BadField(*wrong) from None
    note(session, swap, by, f"填写{month_words(month)}结算")
    return _read(session, swap, access, settings)


@post(f"{PATH}/costs", opt=OPT, sync_to_thread=True, tags=TAGS)
def create_cost(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[CostCreate],
) -> SettlementRead:
    """A cost of a month in which people were away."""
    today = settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    require_unchanged(session, swap, data.seen, today)
    known = [month.month for month in months_shown(session, swap, today)]
    if data.month not in known:
        raise BadField.of("month", f"这个月没有人在借入单位；可用：{'、'.join(known) or '还没有'}")
    stated = CostStated(**data.model_dump(exclude={"seen"}))
    add_cost(session, swap, stated, By(access.account_id, settings.now(), today))
    return _read(session, swap, access, settings)


@delete(f"{PATH}/costs/{{cost_id:int}}", opt=OPT, sync_to_thread=True, status_code=HTTP_200_OK, tags=TAGS)
def remove_cost(
    swap_id: FromPath[int],
    cost_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    seen: Annotated[int, QueryParameter(ge=0, le=LARGEST_ID, description="读取时的 seen")],
) -> SettlementRead:
    """Take a cost out again."""
    today = settings.today()
    swap = one(session, Swap, swap_id, access, today, lock=True)
    require_unchanged(session, swap, seen, today)
    by = By(access.account_id, settings.now(), today)
    drop_cost(session, swap, cost_named(session, swap, str(cost_id)), by)
    return _read(session, swap, access, settings)


def _require_each_once(data: MonthWrite, members: dict[int | None, SwapMember]) -> None:
    """Raises `BadField` for somebody who was not away in the month, or stands there twice."""
    problems, met = [], set()
    for number, row in enumerate(data.people):
        if row.member_id not in members:
            problems.append(FieldProblem(f"people.{number}.member_id", "这个月不在借入单位；请核对编号"))
        elif row.member_id in met:
            problems.append(FieldProblem(f"people.{number}.member_id", "这个人写了两行，请合成一行"))
        met.add(row.member_id)
    if problems:
        raise BadField(*problems)


def _stated(row: PersonMonth, data: MonthWrite) -> MonthStated:
    return MonthStated(**row.model_dump(exclude={"member_id"}), settled_on=data.settled_on, paid_on=data.paid_on)


def _read(session: Session, swap: Swap, access: Access, settings: Settings) -> SettlementRead:
    today = settings.today()
    arrangement = known_to(arrangement_of(session, swap, today), swap, side_of(access, swap))
    lines = arrangement.settlement
    found = check(arrangement, Step.CLOSE, today, packaged_parameters())
    return SettlementRead(
        charged_fen=charged_fen(lines),
        paid_fen=paid_out_fen(lines),
        margin_fen=margin_fen(lines),
        lines=_lines(arrangement),
        months=_months(session, swap, settings),
        costs=[CostRead.model_validate(row) for row in session.exec(costs_of(swap.id or 0))],
        findings=[
            f"{one.rule} {one.why}；{one.mend}" + (f"（共 {times} 处）" if times > 1 else "")
            for one, times in alike([one for one in found if one.rule in MONEY_RULES])
        ],
        seen=int(seen_of(session, swap)),
    )


def _lines(arrangement: Arrangement) -> list[LineRead]:
    names = {person.id: person.name for person in arrangement.people}
    return [
        LineRead(
            month=line.month,
            name=names.get(line.person or 0, ""),
            item=line.name or ITEMS[line.item],
            evidence=line.evidence,
            charged_fen=line.charged_fen,
            paid_fen=line.paid_fen,
            due=line.due,
            settled=line.settled,
            pay_day=line.pay_day,
            paid=line.paid,
        )
        for line in arrangement.settlement
    ]


def _months(session: Session, swap: Swap, settings: Settings) -> list[MonthRead]:
    rows = session.exec(work_of(swap.id or 0)).all()
    return [
        MonthRead(
            month=month.month,
            paid_days=month_days(month.month),
            people=month.people,
            stated=[PersonMonthRead.model_validate(row) for row in rows if row.month == month.month],
        )
        for month in months_shown(session, swap, settings.today())
    ]


ROUTES: list[HTTPRouteHandler] = [read_settlement, write_month, create_cost, remove_cost]
