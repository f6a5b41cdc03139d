"""The list of who goes, the annex that both firms keep; of an ID number its last four places only."""

from collections.abc import Iterator
from datetime import date

from api.swap_papers.paper import Grid, Incomplete, Missing, Paper, yuan
from matcher.swap.arrangement import Arrangement, Contract, Person
from models.days import day_of

TITLE = "共享用工人员名单"
_HEADER = (
    *("序号", "姓名", "身份证\n后四位", "岗位", "第一日", "最后一日", "月工资\n（元）", "劳动合同\n届满日期"),
    "本人同意\n日期",
)
_WIDTHS = (0.9, 1.7, 1.4, 1.6, 2.1, 2.1, 1.9, 2.3, 2.0)


def name_list(swap: Arrangement, *, number: str, title: str = TITLE) -> Paper:
    """Everybody of this version in the order arranged; `Incomplete` where something of a person is unknown."""
    if missing := missing_people(swap):
        raise Incomplete(TITLE, missing)
    rows = tuple(_row(place, person) for place, person in enumerate(swap.people, start=1))
    return Paper(
        title,
        number,
        opening=(
            f"甲方（借出单位）：{swap.lender.name}；乙方（借入单位）：{swap.borrower.name}。共{len(rows)}人。",
            Grid(_HEADER, rows, _WIDTHS),
            "本名单只用于履行共享用工合作协议和核对结算，双方应当妥善保管，不得挪作他用。",
        ),
    )


def missing_people(swap: Arrangement) -> tuple[Missing, ...]:
    """What the list lacks of each person, as articles A02 and A03 need it; empty when it can be made."""
    if not swap.people:
        return (Missing("A02", "名单上还没有人", "请借出单位先点名"),)
    return tuple(lack for person in swap.people for lack in _missing(person, swap.version))


def _missing(person: Person, version: int) -> Iterator[Missing]:
    who = person.name.strip() or "名单上有一人"
    if not person.name.strip():
        yield Missing("A02", f"{who}没有姓名", "请借出单位在名单里补上")
    if not person.id_last4.strip():
        yield Missing("A02", f"{who}没有身份证号", "请借出单位在名单里补上")
    if person.consent is None or person.consent.version != version:
        yield Missing("A02", f"{who}还没有同意第{version}版安排", "请等本人答复，或者把这一行去掉")
    if person.contract is None or (person.contract != Contract.OPEN and person.contract_until is None):
        yield Missing("A03", f"不知道{who}的劳动合同到哪天", "请借出单位在名单里补上")


def _row(place: int, person: Person) -> tuple[str, ...]:
    return (
        *(str(place), person.name, person.id_last4, person.post, _day(person.first), _day(person.last)),
        *(yuan(person.wage_fen).removesuffix("元"), _contract_end(person)),
        _day(day_of(person.consent.given_at)) if person.consent else "",
    )


def _contract_end(person: Person) -> str:
    if person.contract == Contract.OPEN:
        return "无固定期限"
    return _day(person.contract_until) if person.contract_until else ""


def _day(value: date) -> str:
    """2021.2.10: short, and no place to break it."""
    return f"{value.year}.{value.month}.{value.day}"
