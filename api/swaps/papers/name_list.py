"""The list of who goes, the annex that both firms keep; of an ID number its last four places only."""

from datetime import date

from api.swaps.papers.paper import Grid, Paper, yuan
from matcher.swap.arrangement import Arrangement, Contract, Person
from models.days import day_of

TITLE = "共享用工人员名单"
_HEADER = (
    *("序号", "姓名", "身份证\n后四位", "岗位", "第一日", "最后一日", "月工资\n（元）", "劳动合同\n届满日期"),
    "本人同意\n日期",
)
_WIDTHS = (0.9, 1.7, 1.4, 1.7, 2.1, 2.1, 1.7, 2.4, 2.0)


def name_list(arrangement: Arrangement, *, number: str, title: str = TITLE) -> Paper:
    """Everybody of this version in the order of the arrangement, whether or not all is known of them."""
    lender, borrower = arrangement.lender.name, arrangement.borrower.name
    rows = tuple(_row(place, person) for place, person in enumerate(arrangement.people, start=1))
    return Paper(
        title,
        number,
        opening=(
            f"甲方（借出单位）：{lender}；乙方（借入单位）：{borrower}。共{len(rows)}人。",
            Grid(_HEADER, rows, _WIDTHS),
            "本名单只用于履行共享用工合作协议和核对结算，双方应当妥善保管，不得挪作他用。",
        ),
    )


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
