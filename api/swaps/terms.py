"""The typed articles of 《共享用工合作协议》: their names, what their fields mean, which of them workers agreed to.

A01–A03 (firms, people, days) stand in the swap itself and are not typed twice.
"""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from typing import Any

from matcher.swap.arrangement import RETURN_REASONS, Agreement
from models.swap import Swap


@dataclass(frozen=True, slots=True)
class Article:
    """One typed article; `asks_again` are those that a worker agreed to as well."""

    key: str
    number: str
    label: str
    hint: str = ""
    asks_again: bool = False


ARTICLES = (
    Article("place", "A04", "工作地点", "写到门牌，几个地点都写", asks_again=True),
    Article("content", "A05", "岗位和工作内容", asks_again=True),
    Article("hours", "A06", "工作时间、班次、休息休假", asks_again=True),
    Article("protection", "A07", "劳动保护、职业危害、防护用品和培训", asks_again=True),
    Article("pay", "A08", "工资标准、发放日和方式", "由借出单位发给本人", asks_again=True),
    Article("pay_waived", "A08", "不写工资标准的理由", "只有区里可以准许，写了理由才能空着上一条"),
    Article("board", "A09", "食宿", asks_again=True),
    Article("transport", "A10", "交通和费用由谁出", asks_again=True),
    Article("returns", "A11", "可以退回的情形，提前几天通知"),
    Article("injury", "A12", "工伤责任和两家之间的补偿"),
    Article("settlement", "A13", "结算的项目、金额、日期和方式", "利润为零"),
    Article("insurance", "A14", "社会保险留在借出单位，单位部分由谁负担"),
    Article("disputes", "A16", "到期、延期和争议怎么办"),
)
DECLARATIONS = {
    "no_profit": "借出单位不靠借出人员盈利",
    "no_fee": "不向劳动者收取任何费用，不克扣工资",
    "no_dispatch": "不是劳务派遣，也不以劳务派遣的方式用工",
    "no_lending_on": "借入单位不把人再借给别的单位",
    "no_trader": "不诱导劳动者注册个体工商户",
}
CASES = {code: words for code, words in RETURN_REASONS.items() if code in ("breach", "incompetent", "agreed")}
"""Cases in which the borrower may send somebody back once A11 says so."""
DAYS = {"settle_day": "借入单位每月付款日", "pay_day": "借出单位每月发工资日"}
LABELS = {article.key: article.label for article in ARTICLES} | DECLARATIONS | DAYS | {"return_cases": "可以退回的情形"}
ASKS_AGAIN = frozenset(article.key for article in ARTICLES if article.asks_again)
_KNOWN = frozenset(field.name for field in fields(Agreement))
DEFAULT_DAY = {"settle_day": 10, "pay_day": 15}


def agreement_of(swap: Swap) -> Agreement:
    """The articles as they are stored; what was never typed is missing."""
    stored = {key: value for key, value in swap.terms.items() if key in _KNOWN}
    cases = frozenset(stored.pop("return_cases", ()))
    return Agreement(**stored, return_cases=cases)


def day_of_month(swap: Swap, key: str) -> int:
    """`settle_day` or `pay_day`: the day of the next month by which a month is paid."""
    return int(swap.terms.get(key) or DEFAULT_DAY[key])


def typed(terms: Mapping[str, Any]) -> dict[str, str]:
    """Stored terms as the fields of their form."""
    found = {article.key: str(terms.get(article.key, "")) for article in ARTICLES}
    found |= {key: "yes" if terms.get(key) else "" for key in DECLARATIONS}
    found |= {key: str(terms.get(key) or DEFAULT_DAY[key]) for key in DAYS}
    return found | {f"case_{code}": "yes" if code in terms.get("return_cases", ()) else "" for code in CASES}


def meant(values: Mapping[str, str]) -> dict[str, Any]:
    """The terms that the fields of a form mean; the two days are checked by the form."""
    terms: dict[str, Any] = {article.key: values.get(article.key, "") for article in ARTICLES}
    terms |= {key: values.get(key) == "yes" for key in DECLARATIONS}
    terms |= {key: int(values[key]) for key in DAYS}
    terms["return_cases"] = [code for code in CASES if values.get(f"case_{code}") == "yes"]
    return terms


def changed_keys(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[str]:
    """Which terms say something else now, in the order of the form."""
    return [key for key in LABELS if (before.get(key) or "") != (after.get(key) or "")]
