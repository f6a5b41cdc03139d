"""S08, S09, S10, S24: no profit for the lender, nothing taken from the worker, paid on time and enough."""

from collections.abc import Iterator
from datetime import timedelta

from matcher.swap.arrangement import Item, Person, SettlementLine
from matcher.swap.rules.looking import Breach, Level, Look, Step, block, breach
from matcher.swap.rules.moments import end_of, month_words, months, start_of
from matcher.swap.settlement import TOLERANCE_FEN, margin_fen
from matcher.swap.wording import day, yuan

WAGES = frozenset({Item.WAGE, Item.OVERTIME})
SATURDAY = 5  # weekday()
_PAID_LATER = WAGES | {Item.SOCIAL_INSURANCE, Item.HOUSING_FUND}


def no_profit(look: Look) -> Iterator[Breach]:
    """S08: what the borrower pays is what the lender paid out, to the fen; no fee for managing; each line is proved.

    Before the close a wage or contribution not yet paid out is left aside.
    """
    lender, lines = look.arrangement.lender, look.arrangement.settlement
    settled = [line for line in lines if look.step is Step.CLOSE or not _awaited(line)]
    if any(line.item is Item.MANAGEMENT_FEE and (line.charged_fen or line.paid_fen) for line in lines):
        yield block(lender, f"结算里有付给{lender.name}的服务费或管理费", "借出员工不能营利：请删去这一行")
    elif abs(margin := margin_fen(settled)) > TOLERANCE_FEN:
        more = "多收" if margin > 0 else "少收"
        yield block(
            lender,
            f"{lender.name}比实际支出{more}了{yuan(abs(margin))}",
            "收多少、付多少要一样：请逐行核对票据和计算式",
        )
    for line in lines:
        if line.item is not Item.WORKER_FEE and not line.evidence.strip():
            yield block(
                None,
                f"{month_words(line.month)}有一行{yuan(line.charged_fen)}没有票据或计算式",
                "请补上票据号或计算式",
            )


def _awaited(line: SettlementLine) -> bool:
    return line.item in _PAID_LATER and line.paid is None and line.paid_fen == 0


def nothing_taken(look: Look) -> Iterator[Breach]:
    """S09: no fee from a worker, and what reached the worker is no less than what was agreed for the month's work."""
    lines, names = look.arrangement.settlement, {person.id: person for person in look.people}
    for line in lines:
        if line.item is Item.WORKER_FEE and (line.charged_fen or line.paid_fen):
            taken = max(abs(line.charged_fen), abs(line.paid_fen))
            yield block(
                names.get(line.person or 0),
                f"向劳动者收了{yuan(taken)}（{line.name or line.evidence or '没有写明用途'}）",
                "不能以任何名目向劳动者收钱：请退还并删去这一行",
            )
        elif line.item in WAGES and line.paid_fen < line.charged_fen and not _awaited(line):
            yield block(
                names.get(line.person or 0),
                f"{month_words(line.month)}应付{yuan(line.charged_fen)}，只付了{yuan(line.paid_fen)}",
                f"请{look.arrangement.lender.name}补发{yuan(line.charged_fen - line.paid_fen)}",
            )


def paid_on_time(look: Look) -> Iterator[Breach]:
    """S10: the borrower settles by the day, the lender pays wages by pay day and insures every month of the stay.

    What is open is an alarm while people are away and a block at the close. What was paid, but late, stays an alarm:
    nothing could ever mend it.
    """
    level = Level.BLOCK if look.step is Step.CLOSE else Level.ALARM
    for line in look.arrangement.settlement:
        yield from _settled(look, line, level)
        if line.item in WAGES:
            yield from _paid(look, line, level)
    for person in look.people:
        yield from _each_month(look, person, level)


def _settled(look: Look, line: SettlementLine, level: Level) -> Iterator[Breach]:
    borrower, lender = look.arrangement.borrower, look.arrangement.lender
    overdue = line.due is not None and line.due < look.day
    if line.settled is None and line.charged_fen and (overdue or look.step is Step.CLOSE):
        due = f"，应在{day(line.due)}以前" if line.due else ""
        yield breach(
            level,
            borrower,
            f"{borrower.name}没有结清{month_words(line.month)}的{yuan(line.charged_fen)}{due}",
            f"请{borrower.name}付给{lender.name}，再登记付款日期",
        )
    elif line.settled and line.due and line.settled > line.due:
        yield breach(
            Level.ALARM,
            borrower,
            f"{borrower.name}{day(line.settled)}才结清{month_words(line.month)}的款，应在{day(line.due)}以前",
            "请提醒借入单位按时结算",
        )


def _paid(look: Look, line: SettlementLine, level: Level) -> Iterator[Breach]:
    lender, when = look.arrangement.lender, line.pay_day
    person = next((one for one in look.people if one.id == line.person), None)
    late = when is not None and (line.paid or look.day) > when
    if line.paid is None and (late or look.step is Step.CLOSE):
        yield breach(
            level,
            person,
            f"{month_words(line.month)}的{yuan(line.charged_fen)}还没有付给本人",
            f"请{lender.name}付清，再登记付款日期",
        )
    elif late:
        yield breach(
            Level.ALARM,
            person,
            f"{month_words(line.month)}的工资{day(line.paid)}才发，应在{day(when)}以前",
            "请核实拖欠；不能补正的转“有争议”处理",
        )
    elif when is None and line.paid and look.step is Step.CLOSE:
        yield block(person, f"{month_words(line.month)}没有写明发薪日", "请登记借出单位的发薪日")


def _each_month(look: Look, person: Person, level: Level) -> Iterator[Breach]:
    """Months of the stay that are over; at the close every one of them."""
    lender = look.arrangement.lender
    waged = {line.month for line in look.arrangement.settlement if line.item is Item.WAGE and line.person == person.id}
    for month in months(person.first, person.until):
        if look.step is not Step.CLOSE and look.day <= end_of(month):
            continue
        if month not in person.insured_months:
            yield breach(
                level,
                person,
                f"没有{person.name}{month_words(month)}的社会保险缴费记录",
                f"请{lender.name}缴费，再登记这个月",
            )
        if month not in waged and _workdays(person, month):
            yield breach(
                level,
                person,
                f"没有{person.name}{month_words(month)}的工资结算",
                "请登记出勤，算出这个月的工资",
            )


def _workdays(person: Person, month: str) -> bool:
    """Whether the stay holds a Monday to Friday of the month; on a weekend alone nobody need have worked."""
    first, last = max(person.first, start_of(month)), min(person.until, end_of(month))
    return any((first + timedelta(days=passed)).weekday() < SATURDAY for passed in range((last - first).days + 1))


def enough_pay(look: Look) -> Iterator[Breach]:
    """S24: no less than the minimum wage on any day away; less than the old wage only with the worker's own tick."""
    for person in look.people:
        yield from _minimum(look, person)
        yield from _old_wage(look, person)


def _minimum(look: Look, person: Person) -> Iterator[Breach]:
    floor = round(100 * max(look.value("wage.month", on) for on in (person.first, person.last)))
    if person.wage_fen < floor:
        yield block(
            person,
            f"{person.name}的月工资{yuan(person.wage_fen)}，低于最低工资{yuan(floor)}",
            f"请把正常工作时间的月工资改到{yuan(floor)}以上",
        )


def _old_wage(look: Look, person: Person) -> Iterator[Breach]:
    if person.own_wage_fen is None:
        yield block(person, f"没有登记{person.name}在借出单位的月工资", "请借出单位登记；不知道原来多少，就不能问本人")
    elif look.reached(Step.CONSENT) and person.wage_fen < person.own_wage_fen and not _ticked(person):
        yield block(
            person,
            f"{person.name}在借入单位每月少{yuan(person.own_wage_fen - person.wage_fen)}，本人没有单独勾选同意",
            f"请{person.name}本人勾选“工资比原来少，我愿意”，或者提高工资",
        )


def _ticked(person: Person) -> bool:
    return person.consent is not None and person.consent.lower_wage
