"""S01, S02, S06, S07, S12, S19, S21: whose employee a lent worker is and stays, and that nobody deals in people."""

from collections.abc import Iterator
from datetime import date

from matcher.swap.arrangement import Person, Standing
from matcher.swap.rules.looking import Breach, Level, Look, Step, block, breach
from matcher.swap.rules.moments import dated


def lender_is_employer(look: Look) -> Iterator[Breach]:
    """S01: the labour contract is and stays with the lender. A contract that ended is S20's."""
    lender = look.arrangement.lender
    for person in look.people:
        if person.contract_ended is not None:
            continue
        if person.employer_id is None:
            yield block(
                person, f"没有登记{person.name}和哪家单位签了劳动合同", f"请{lender.name}登记{person.name}的劳动合同"
            )
        elif person.employer_id != lender.id:
            yield block(
                person,
                f"{person.name}的劳动合同不是和{lender.name}签的",
                "调剂前后劳动关系都留在借出单位：请核对合同，或者换人",
            )


def sent_by_lender(look: Look) -> Iterator[Breach]:
    """S02: the employer sends; who found the job alone is in no swap."""
    if not look.arrangement.from_offer:
        yield block(
            look.arrangement.lender,
            f"这次调剂不是从{look.arrangement.lender.name}登记的富余人员来的",
            "请借出单位先登记富余人员，再从那里建调剂",
        )
    for person in look.people:
        if person.found_it_alone:
            yield block(
                person,
                f"{person.name}是自己去应聘的，不是借出单位安排的",
                f"请把{person.name}移出名单；自己应聘按招聘办理",
            )


def nobody_dispatched(look: Look) -> Iterator[Breach]:
    """S06: a dispatched worker may not be lent."""
    for person in look.people:
        if person.dispatched:
            yield block(person, f"{person.name}是劳务派遣人员", f"被派遣劳动者不能再借出：请把{person.name}移出名单")
        elif person.dispatched is None:
            yield block(person, f"没有登记{person.name}是不是劳务派遣人员", "请借出单位确认是不是劳务派遣")


def lender_is_no_agency(look: Look) -> Iterator[Breach]:
    """S07: no permit for dispatch; many people away or many swaps a year look like dispatch by another name.

    An unknown permit blocks: the rule turns on it, and permits are public, so that one look-up answers it.
    """
    lender = look.arrangement.lender
    if lender.dispatch_permit:
        yield block(lender, f"{lender.name}有劳务派遣许可", "劳务派遣单位不能作为借出单位：请另找借出单位")
    elif lender.dispatch_permit is None:
        yield block(lender, f"没有登记{lender.name}有没有劳务派遣许可", "请先查劳务派遣许可名单，再登记有或没有")
    yield from _many_lent(look)
    times, limit = lender.swaps_this_year, look.value("swap.times_warn")
    if times > limit:
        yield breach(
            Level.WARN, lender, f"{lender.name}今年借出{times}次，超过{limit:g}次", "请核实是不是变相派遣，写明理由"
        )


def _many_lent(look: Look) -> Iterator[Breach]:
    lender, share = look.arrangement.lender, look.value("swap.lent_share_warn")
    if lender.staff_total is None:
        yield breach(Level.WARN, lender, f"没有登记{lender.name}有多少职工，看不出借出的比例", "请借出单位登记职工总数")
    elif lender.lent_now > share * lender.staff_total:
        yield breach(
            Level.WARN,
            lender,
            f"{lender.name}共{lender.staff_total}人，借出{lender.lent_now}人，超过{share:.0%}",
            "请核实借出单位是不是还在生产，写明理由",
        )


def nobody_made_trader(look: Look) -> Iterator[Breach]:
    """S12: no worker was made to register as a trader, and from the signing on both firms declare it."""
    for person in look.people:
        if person.registered_trader:
            yield block(
                person,
                f"{person.name}被要求注册个体工商户",
                "不能用个体工商户代替劳动关系：请注销登记，恢复劳动关系后再办",
            )
    if look.reached(Step.SIGN) and not look.arrangement.agreement.no_trader:
        yield block(None, "协议里没有“不诱导劳动者注册个体工商户”的声明", "请双方在协议里勾选这条声明")


def not_recruited_by_borrower(look: Look) -> Iterator[Breach]:
    """S19: while the contract with the lender lives, no vacancy of the borrower takes the same worker."""
    borrower, lender = look.arrangement.borrower, look.arrangement.lender
    for person in look.people:
        if person.recruited and person.contract_ended is None:
            yield block(
                person,
                f"{borrower.name}正在招用{person.name}，但{person.name}和{lender.name}的劳动合同还在",
                "请先停止招用；要留下，先和借出单位依法解除合同，或者走延期",
            )


def one_swap_at_a_time(look: Look) -> Iterator[Breach]:
    """S21: two firms, one promise a day for each worker, and the borrower lends nobody on."""
    lender, borrower = look.arrangement.lender, look.arrangement.borrower
    if lender.id == borrower.id:
        yield block(lender, "借出单位和借入单位是同一家", "请选择另一家单位")
    for person in look.people:
        taken = [*person.elsewhere, *_other_rows(look, person)]
        clashes = [days for days in taken if days[0] <= person.until and person.first <= days[1]]
        if clashes:
            promised = _days(min(clashes), person)
            yield block(person, f"{person.name}{promised}已经另有安排", f"请改{person.name}的日期，或者换人")
        if person.lends_on:
            yield block(
                person, f"{borrower.name}又把{person.name}借给别的单位", "借入单位不能转借：请撤下这条，让劳动者回岗"
            )


def _days(promised: tuple[date, date], person: Person) -> str:
    """Days promised elsewhere; a promise without an end has its first day only."""
    first = dated(promised[0], person.first)
    return f"{first}起" if promised[1] == date.max else f"{first}到{dated(promised[1], person.first)}"


def _other_rows(look: Look, person: Person) -> Iterator[tuple[date, date]]:
    """Days of the same worker in other rows of this list."""
    return ((row.first, row.until) for row in look.people if row.id == person.id and row is not person)


def lender_stands(look: Look) -> Iterator[Breach]:
    """S20: with the lender or the contract gone the swap is void for who is away; so it is with a borrower gone."""
    lender, borrower = look.arrangement.lender, look.arrangement.borrower
    mend = f"请作废调剂并通知双方和劳动者；{borrower.name}要继续用人，应当自己和劳动者签劳动合同，不签就停止用工"
    away = list(look.away)
    for firm in (lender, borrower):
        if firm.standing is not Standing.ACTIVE and away:
            gone = "已经破产" if firm.standing is Standing.BANKRUPT else "已经关闭"
            yield block(firm, f"{firm.name}{gone}", mend if firm is lender else "请作废调剂，让劳动者回借出单位")
    for person in away:
        if person.contract_ended and person.contract_ended <= max(person.last, look.day):
            yield block(
                person,
                f"{person.name}和{lender.name}的劳动合同{dated(person.contract_ended, look.day)}已经终止或解除",
                mend if look.reached(Step.RUN) else f"请把{person.name}移出名单，可以换人",
            )
