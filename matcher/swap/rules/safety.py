"""S11, S15, S23: insured against injury, hours and protection within the law, work the person may and can do."""

from collections.abc import Iterator

from matcher.language.skills.relating import KINDS, Kind, relate
from matcher.swap.arrangement import Person, Post
from matcher.swap.rules.hazards import Exposure, Group, Verdict, exposure
from matcher.swap.rules.looking import Breach, Level, Look, block, breach
from matcher.swap.rules.moments import birthday
from matcher.swap.standing_in import ENOUGH, licence_for, stands_in

LEAST_AGE = "《劳动法》第十五条"
MINORS = "《劳动法》第六十五条、《未成年工特殊保护规定》第六条、第九条"
_HOURS = (
    ("hours_day", "hours.day", "每天工作", "每天工作几小时"),
    ("hours_week", "hours.week", "每周工作", "每周工作几小时"),
    ("overtime_day", "overtime.day", "每天加班", "每天最多加班几小时"),
    ("overtime_month", "overtime.month", "每月加班", "每月最多加班几小时"),
)


def insured_against_injury(look: Look) -> Iterator[Breach]:
    """S11: the lender's work-injury insurance runs on the first day, and the firms agreed who compensates whom."""
    lender = look.arrangement.lender
    for person in look.people:
        if not person.injury_insured:
            state = "没有登记" if person.injury_insured is None else "没有缴"
            yield block(
                person,
                f"{lender.name}{state}{person.name}的工伤保险",
                f"请{lender.name}在第一天之前办好，再登记",
            )
    if not look.arrangement.agreement.injury.strip():
        yield block(None, "协议A12：没有写明工伤责任和两家之间的补偿", "请两家商定后写进协议")


def rest_and_protection(look: Look) -> Iterator[Breach]:
    """S15: hours and overtime within the law of the first day; against each hazard told there is protection."""
    for post in look.posts:
        for field, key, said, asked in _HOURS:
            hours, limit = getattr(post, field), look.value(key, post.first)
            if hours is None:
                yield block(post, f"“{post.name}”没有写明{asked}", "请借入单位写明，没有加班就写0")
            elif hours > limit:
                yield block(post, f"“{post.name}”{said}{hours:g}小时，超过{limit:g}小时", f"请改到{limit:g}小时以内")
        if post.hazards and not post.protection:
            yield block(
                post,
                f"“{post.name}”有{'、'.join(post.hazards)}，没有列防护用品",
                "请借入单位列出发给劳动者的防护用品",
            )


def fit_for_post(look: Look) -> Iterator[Breach]:
    """S23: age and hazards by law, certificates and skill as the matching asks them of any worker."""
    for person in look.people:
        yield from _age(look, person)
    for person, post in look.placed():
        yield from _hazards(look, person, post)
        yield from _certificates(person, post)
        yield from _skill(person, post)


def closeness(person: Person, post: Post) -> Kind:
    """How the work a person does or can do stands to a post, at its best."""
    known = [skill for skill in (person.own_post, *person.skills) if skill.strip()]
    return max((stands_in(skill, post.name) for skill in known), key=KINDS.index, default="no")


def _age(look: Look, person: Person) -> Iterator[Breach]:
    least, adult = (int(look.value(key, person.first)) for key in ("age.least", "age.adult"))
    if person.birth_date is None:
        yield block(person, f"没有登记{person.name}的出生日期", "请借出单位登记")
    elif birthday(person.birth_date, least) > person.first:
        yield block(
            person, f"{person.name}第一天还不满{least}周岁", "不能使用童工：请移出名单并核实", article=LEAST_AGE
        )
    elif birthday(person.birth_date, adult) > person.first:
        why = f"{person.name}还不满{adult}周岁"
        yield breach(Level.WARN, person, why, "请先做健康检查，并到区里办未成年工登记", article=MINORS)


def _hazards(look: Look, person: Person, post: Post) -> Iterator[Breach]:
    """Work that the law keeps minors and women from. Unknown is asked, but only where some hazard turns on it."""
    adult = int(look.value("age.adult", person.first))
    if person.birth_date and birthday(person.birth_date, adult) > person.first:
        yield from _kept_from("minors", f"不满{adult}周岁的人", look, person, post)
    if person.female:
        yield from _kept_from("women", "女职工", look, person, post)
    elif person.female is None and any(found.verdict for found in _exposures("women", person, post)):
        yield block(person, f"“{post.name}”有法律不让女职工做的工作，没有登记{person.name}的性别", "请借出单位登记")


def _kept_from(group: Group, who: str, look: Look, person: Person, post: Post) -> Iterator[Breach]:
    for hazard, found in zip(post.hazards, _exposures(group, person, post), strict=True):
        if found.verdict is Verdict.BARRED:
            yield block(
                person,
                f"“{post.name}”有“{hazard}”，法律不让{who}做",
                f"请换一位，或者给{person.name}换岗位",
                article=found.source,
            )
        elif found.verdict is Verdict.UNCLEAR:
            yield block(
                person,
                f"“{post.name}”的“{hazard}”没有写清程度，看不出{who}能不能做",
                f"请借入单位写明，例如“{found.example}”",
                article=found.source,
            )


def _exposures(group: Group, person: Person, post: Post) -> list[Exposure]:
    return [exposure(hazard, group, person.first) for hazard in post.hazards]


def _certificates(person: Person, post: Post) -> Iterator[Breach]:
    for asked in post.certificates:
        if not any(relate(held, asked).kind in ENOUGH for held in person.certificates):
            yield block(person, f"{person.name}没有“{asked}”", f"请登记{person.name}的证书，或者换一位有证的")


def _skill(person: Person, post: Post) -> Iterator[Breach]:
    known = "、".join(filter(None, (person.own_post, *person.skills)))
    if not known:
        yield block(person, f"没有登记{person.name}原来做什么、会什么", "请借出单位登记")
    elif closeness(person, post) == "no":
        why, licence = f"{person.name}做的是“{known}”，做不了“{post.name}”", licence_for(post.name)
        if licence:
            yield block(person, why, f"做“{post.name}”要有{licence.permit}：请换一位有证的", article=licence.source)
        else:
            yield block(person, why, "请换一位，或者先培训")
