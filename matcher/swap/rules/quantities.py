"""S22, S25, S26: no more people than are spared and needed on any day, from a firm really idle to one really short."""

from collections import Counter
from collections.abc import Iterator, Mapping
from datetime import date, timedelta

from matcher.language.skills.relating import relate
from matcher.swap.arrangement import Person, Post
from matcher.swap.rules.looking import Breach, Level, Look, block, breach
from matcher.swap.wording import day


def within_quantities(look: Look) -> Iterator[Breach]:
    """S22: by day, not by plan; each loan lies in its post's days and is no shorter than the need takes.

    A day that no offer or need names spares and lacks nobody.
    """
    if not look.people:
        yield block(None, "名单上没有人", "请先选定借出的人员")
    for person in look.people:
        yield from _days(look, person)
    for post in look.posts:
        sent = _sent(look, post)
        yield from _too_many(post, sent, post.surplus, "借出单位只余", "请减少人数、改日期，或者请借出单位补登记富余")
        yield from _too_many(post, sent, post.shortage, "借入单位只缺", "请减少人数、改日期，或者请借入单位补登记缺工")


def _days(look: Look, person: Person) -> Iterator[Breach]:
    post = look.post_of(person)
    stay = (person.last - person.first).days + 1
    if post is None:
        yield block(person, f"协议里没有{person.name}要去的“{person.post}”", "请改岗位，或者把岗位写进协议")
    elif stay < 1:
        yield block(
            person,
            f"{person.name}的日期倒了：{day(person.first)}到{day(person.last)}",
            "请改成先开始、后结束的日期",
        )
    elif person.first < post.first or person.last > post.last:
        yield block(
            person,
            f"{person.name}{day(person.first)}到{day(person.last)}，不在“{post.name}”的"
            f"{day(post.first)}到{day(post.last)}之内",
            "请改日期",
        )
    elif stay < post.least_days:
        yield block(person, f"{person.name}只去{stay}天，“{post.name}”至少要{post.least_days}天", "请延长，或者换人")


def _sent(look: Look, post: Post) -> Counter[date]:
    """People of a post on each day they are away."""
    days: Counter[date] = Counter()
    for person in look.people:
        if look.post_of(person) == post:
            days.update(_each(person.first, person.until))
    return days


def _too_many(post: Post, sent: Counter[date], bears: Mapping[date, int], whose: str, mend: str) -> Iterator[Breach]:
    """The first day on which more go than there is room for."""
    over = sorted(on for on, people in sent.items() if people > bears.get(on, 0))
    if over:
        first = over[0]
        yield block(
            post,
            f"“{post.name}”{day(first)}去{sent[first]}人，{whose}{bears.get(first, 0)}人，这样的有{len(over)}天",
            mend,
        )


def really_idle(look: Look) -> Iterator[Breach]:
    """S25: people go on days on which the lender stands still or has said it can spare some."""
    lender = look.arrangement.lender
    if not lender.idle:
        yield breach(
            Level.WARN, lender, f"{lender.name}没有登记停产或富余的日期", "请借出单位登记，或者说明为什么有富余"
        )
        return
    for person in look.people:
        busy = [on for on in _each(person.first, person.until) if not _inside(on, lender.idle)]
        if busy:
            yield breach(
                Level.WARN,
                person,
                f"{day(busy[0])}{lender.name}没有停产，也没有登记富余，{person.name}却在外面",
                "请核对日期，或者请借出单位补登记",
            )


def not_recruiting_the_same(look: Look) -> Iterator[Breach]:
    """S26: the lender does not look for the people it lends, the borrower does not lay off those it borrows."""
    lender, borrower = look.arrangement.lender, look.arrangement.borrower
    lent = {person.own_post or person.post for person in look.people}
    for name in sorted(lender.recruits):
        if any(_same(name, post) for post in lent):
            yield breach(Level.WARN, lender, f"{lender.name}自己正在招“{name}”", "请核实是不是真有富余，写明理由")
    for name in sorted(borrower.dismisses):
        if any(_same(name, post.name) for post in look.posts):
            yield breach(Level.WARN, borrower, f"{borrower.name}正在裁减“{name}”", "请核实为什么还要借人，写明理由")


def _same(one: str, other: str) -> bool:
    return one == other or relate(one, other).kind == "same"


def _each(first: date, last: date) -> Iterator[date]:
    return (first + timedelta(number) for number in range((last - first).days + 1))


def _inside(on: date, windows: tuple[tuple[date, date], ...]) -> bool:
    return any(first <= on <= last for first, last in windows)
