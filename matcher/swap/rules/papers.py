"""S14: the written agreement, A01–A16 complete, its annex the people who go, both signatures before the first day."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from matcher.swap.arrangement import Agreement, Arrangement, Contract, Firm, Person, Post, post_of
from matcher.swap.rules.looking import Breach, Look, Step, block, breach
from matcher.swap.rules.moments import dated
from matcher.swap.wording import day

FIRM_FACTS = {
    "name": "名称",
    "uscc": "统一社会信用代码",
    "address": "地址",
    "signatory": "签字人",
    "phone": "电话",
}
TERMS = {
    "A04": ("place", "工作地点"),
    "A05": ("content", "岗位和工作内容"),
    "A06": ("hours", "工作时间、班次和休息休假"),
    "A07": ("protection", "劳动保护、职业危害、防护用品和培训"),
    "A08": ("pay", "报酬标准、发薪日和方式"),
    "A09": ("board", "食宿"),
    "A10": ("transport", "交通和谁出钱"),
    "A11": ("returns", "可以退回的情形和提前几天通知"),
    "A12": ("injury", "工伤责任和两家之间的补偿"),
    "A13": ("settlement", "结算的项目、金额、日期和方式"),
    "A14": ("insurance", "社会保险由借出单位缴、单位部分谁承担"),
    "A16": ("disputes", "期满、延期和争议处理"),
}
DECLARATIONS = {
    "no_profit": "不营利",
    "no_fee": "不向劳动者收费",
    "no_dispatch": "不变相派遣",
    "no_lending_on": "不转借",
}
"""A15. That nobody is made to register as a trader is S12's."""


@dataclass(frozen=True, slots=True)
class Gap:
    """What an article of the agreement still lacks, in Chinese."""

    article: str  # A01–A16
    lacks: str
    mend: str


def gaps(arrangement: Arrangement) -> list[Gap]:
    """All that keeps the agreement from being complete, A01 to A16; signatures apart."""
    return sorted(
        [
            *_firms(arrangement),
            *_annex(arrangement.posts, arrangement.people),
            *_dates(arrangement.posts, arrangement.people),
            *_terms(arrangement.agreement),
        ],
        key=lambda gap: gap.article,
    )


def complete_and_signed(look: Look) -> Iterator[Breach]:
    """S14: complete from the signing on, signed from the start on. A12 is told by S11."""
    for gap in gaps(look.arrangement):
        if gap.article != "A12":
            yield block(None, f"协议{gap.article}：{gap.lacks}", gap.mend)
    if not look.people:
        return
    first = min(look.arrangement.holds_from(person) for person in look.people)
    for firm in (look.arrangement.lender, look.arrangement.borrower):
        yield from _signature(look, firm, first)


def _signature(look: Look, firm: Firm, first: date) -> Iterator[Breach]:
    """At the signing itself only that it is not too late; afterwards that it is done."""
    version, mend = look.arrangement.version, "请两家在开始之前签好现在这一版；来不及就改开始日期"
    days = [one.day for one in look.arrangement.signatures if one.firm_id == firm.id and one.version == version]
    if not days and look.step is not Step.SIGN:
        yield block(firm, f"{firm.name}没有签第{version}版协议", mend)
    elif not days and look.day >= first:
        yield breach(look.too_late, firm, f"{day(first)}就开始，{firm.name}已经来不及事先签字", mend)
    elif days and min(days) >= first:
        yield breach(look.too_late, firm, f"{firm.name}{day(min(days))}才签字，不在开始的{day(first)}之前", mend)


def _firms(arrangement: Arrangement) -> Iterator[Gap]:
    for firm, side in ((arrangement.lender, "借出单位"), (arrangement.borrower, "借入单位")):
        lacking = [words for field, words in FIRM_FACTS.items() if not getattr(firm, field).strip()]
        if lacking:
            yield Gap("A01", f"{side}没有写{'、'.join(lacking)}", f"请{side}补写")


def _annex(posts: tuple[Post, ...], people: tuple[Person, ...]) -> Iterator[Gap]:
    """A02: as many rows in the annex as people of each post in the agreement."""
    named = Counter(person.post for person in people)
    agreed: Counter[str] = Counter()
    for post in posts:
        agreed[post.name] += post.people
    for name in agreed:
        if agreed[name] != named[name]:
            yield Gap(
                "A02",
                f"“{name}”写{agreed[name]}人，名单上{named[name]}人",
                "请把人数改成名单上的人数，或者补齐名单",
            )


def _dates(posts: tuple[Post, ...], people: tuple[Person, ...]) -> Iterator[Gap]:
    """A03: days in order, and none after the first labour contract that ends among the people of the post."""
    for post in posts:
        ends = [
            person.contract_until
            for person in people
            if post_of(posts, person) == post and person.contract is not Contract.OPEN and person.contract_until
        ]
        if post.first > post.last:
            yield Gap("A03", f"“{post.name}”{day(post.first)}到{day(post.last)}，日期倒了", "请改日期")
        elif ends and post.last > min(ends):
            yield Gap(
                "A03",
                f"“{post.name}”到{day(post.last)}，名单上最早的劳动合同{dated(min(ends), post.last)}到期",
                "请把结束日期改早，或者先续签劳动合同，或者换人",
            )


def _terms(terms: Agreement) -> Iterator[Gap]:
    for article, (field, words) in TERMS.items():
        waived = article == "A08" and terms.pay_waived.strip()
        if not getattr(terms, field).strip() and not waived:
            yield Gap(article, f"没有写{words}", f"请写明{words}")
    missing = [words for field, words in DECLARATIONS.items() if not getattr(terms, field)]
    if missing:
        yield Gap("A15", f"没有声明{'、'.join(missing)}", "请双方逐条勾选声明")
