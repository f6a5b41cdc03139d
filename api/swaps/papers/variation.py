"""《劳动合同变更协议书》 between the lender and one worker: what of their contract changes, and for which days."""

from collections.abc import Iterator

from api.swaps.papers.paper import (
    BLANK_DATE,
    Article,
    Block,
    Grid,
    Incomplete,
    Missing,
    Paper,
    Signing,
    day,
    numbered,
    typed,
    yuan,
)
from matcher.swap.arrangement import Arrangement, Contract, Disclosure, Person, Post

TITLE = "劳动合同变更协议书"
_KINDS = {Contract.FIXED: "固定期限", Contract.OPEN: "无固定期限", Contract.PROJECT: "以完成一定工作任务为期限"}
_FACTS = (
    ("work", "工作内容"),
    ("conditions", "工作条件"),
    ("place", "工作地点"),
    ("hazards", "职业危害"),
    ("safety", "安全生产状况"),
    ("pay", "劳动报酬"),
    ("house_rules", "规章制度"),
)


def variation(swap: Arrangement, person: Person, *, number: str) -> Paper:
    """One worker's paper; `Incomplete` says what is lacking. The borrower is named in it and signs nothing."""
    if missing := missing_facts(swap, person):
        raise Incomplete(TITLE, missing)
    post = post_of(swap, person)
    made = (
        ("变更的期间和范围", _scope(swap, person)),
        (
            "工作内容和工作地点",
            (*typed(f"工作内容：{post.disclosure.work}"), *typed(f"工作地点：{post.disclosure.place}")),
        ),
        ("工作时间和休息休假", _hours(swap)),
        ("劳动报酬", _pay(swap, person, post)),
        ("劳动条件和职业危害", _conditions(post)),
        ("规章制度", _rules(swap, post)),
        ("社会保险和工伤", _insurance()),
        ("不收费", ("甲方不向乙方收取任何费用，不扣押证件，不要求担保，也不允许借入单位这样做。",)),
        ("返回", _return(person)),
    )
    return Paper(
        TITLE,
        number,
        opening=(_parties(swap, person), _why(swap)),
        articles=tuple(
            Article(f"{numbered(place)}　{heading}", tuple(blocks))
            for place, (heading, blocks) in enumerate(made, start=1)
        ),
        closing=("本协议是原劳动合同的附件，一式两份，甲乙双方各执一份，自双方签字（盖章）之日起生效。",),
        signing=(
            Signing("甲方（盖章）：", ("签约代表（签字）：", BLANK_DATE)),
            Signing("乙方（签字）：", ("身份证号码（本人填写）：", BLANK_DATE)),
        ),
    )


def post_of(swap: Arrangement, person: Person) -> Post:
    """The post a person goes to: the one of that name whose days hold theirs, else the first of that name.

    Raises LookupError when the arrangement has no such post.
    """
    named = [post for post in swap.posts if post.name == person.post]
    if not named:
        raise LookupError(f"no post {person.post} for person {person.id}")
    return next((post for post in named if post.first <= person.first and person.last <= post.last), named[0])


def missing_facts(swap: Arrangement, person: Person) -> tuple[Missing, ...]:
    """What one worker's paper lacks; empty when it can be made."""
    where = "请借出单位在名单里补上"
    firm = swap.lender
    asked = (
        (bool(firm.name and firm.uscc and firm.address), "借出单位的名称、信用代码和地址不全", "请借出单位补写"),
        (bool(person.id_last4), "没有身份证号", where),
        (bool(person.own_post), "没有写原岗位", where),
        (person.own_wage_fen is not None, "没有写原工资", where),
        (_contract_known(person), "不知道劳动合同到哪天", where),
        (bool(swap.agreement.hours.strip()), "没有写工作时间、班次和休息休假", "请在协议A06里写明"),
        (_agreed(swap, person), f"本人还没有同意第{swap.version}版安排", "请等本人答复"),
        (_agreed_to_less(person), "工资比原来低，本人没有单独同意", "请本人勾选同意，或者改工资"),
    )
    missing = [Missing(person.name, what, mend) for there, what, mend in asked if not there]
    if any(post.name == person.post for post in swap.posts):
        facts = post_of(swap, person).disclosure
        missing += [Missing(person.name, f"没有写{label}", "请借入单位在缺工里补上") for label in _untold(facts)]
    else:
        missing.append(Missing(person.name, f"调剂里没有“{person.post}”这个岗位", "请改名单里的岗位"))
    return tuple(missing)


def _untold(facts: Disclosure) -> list[str]:
    return [label for name, label in _FACTS if not getattr(facts, name).strip()]


def _contract_known(person: Person) -> bool:
    return person.contract is not None and (person.contract == Contract.OPEN or person.contract_until is not None)


def _agreed(swap: Arrangement, person: Person) -> bool:
    return person.consent is not None and person.consent.version == swap.version


def _agreed_to_less(person: Person) -> bool:
    less = person.own_wage_fen is not None and person.wage_fen < person.own_wage_fen
    return not less or (person.consent is not None and person.consent.lower_wage)


def _parties(swap: Arrangement, person: Person) -> Grid:
    rows = (
        ("甲方（用人单位）", swap.lender.name),
        ("统一社会信用代码", swap.lender.uscc),
        ("住所", swap.lender.address),
        ("乙方（劳动者）", f"{person.name}（身份证号后四位：{person.id_last4}）"),
        ("借入单位", f"{swap.borrower.name}，不是本协议的签订方"),
    )
    return Grid((), rows, (4.6, 11.4), centred=False)


def _why(swap: Arrangement) -> str:
    return (
        f"甲方与借入单位开展共享用工，乙方自愿在约定期间到借入单位工作。依照《劳动合同法》第三十五条，甲乙双方协商一致，"
        f"对原劳动合同变更如下。乙方已看过工作情况的说明，并同意第{swap.version}版方案对本人的安排。"
    )


def _scope(swap: Arrangement, person: Person) -> Iterator[Block]:
    yield (
        f"变更只在{day(person.first)}至{day(person.last)}期间有效，首尾两日均计算在内。"
        f"原劳动合同（{_KINDS[person.contract or Contract.FIXED]}{_until(person)}）继续有效，"
        "甲方仍是乙方的用人单位，乙方的工龄连续计算。"
    )
    yield Grid(
        ("事项", "原来", "变更期间"),
        (
            ("工作单位", swap.lender.name, swap.borrower.name),
            ("岗位", person.own_post, person.post),
            ("月工资", yuan(person.own_wage_fen or 0), yuan(person.wage_fen)),
        ),
        (3.0, 6.5, 6.5),
    )


def _until(person: Person) -> str:
    return f"，至{day(person.contract_until)}" if person.contract_until else ""


def _work(post: Post) -> Iterator[Block]:
    yield from typed(f"工作内容：{post.disclosure.work}")
    yield from typed(f"工作地点：{post.disclosure.place}")


def _hours(swap: Arrangement) -> Iterator[Block]:
    yield from typed(swap.agreement.hours)
    yield "加班须先与乙方商量，加班工资不低于《劳动法》第四十四条规定的标准。乙方依法享有休息日、法定节假日和各项假期。"


def _pay(swap: Arrangement, person: Person, post: Post) -> Iterator[Block]:
    yield f"变更期间乙方正常工作时间的月工资为{yuan(person.wage_fen)}，由甲方按月足额支付给乙方本人。"
    yield from typed(post.disclosure.pay)
    yield from typed(swap.agreement.pay)
    if person.own_wage_fen is not None and person.wage_fen < person.own_wage_fen:
        yield "这一工资低于乙方原来的工资，乙方知道并已单独表示同意。"
    yield "甲方不得以借入单位尚未结算为由拖欠，不得从工资中扣收共享用工的任何费用。"


def _conditions(post: Post) -> Iterator[Block]:
    facts = post.disclosure
    yield from typed(f"劳动条件：{facts.conditions}")
    yield from typed(f"职业危害：{facts.hazards}")
    yield from typed(f"安全生产状况：{facts.safety}")
    if post.protection:
        yield f"借入单位免费发给的防护用品：{'、'.join(post.protection)}。"


def _rules(swap: Arrangement, post: Post) -> Iterator[Block]:
    told = f"{swap.borrower.name}依法制定并已告知乙方的规章制度"
    yield from typed(f"变更期间乙方遵守{told}：{post.disclosure.house_rules}")


def _insurance() -> Iterator[Block]:
    yield "甲方继续为乙方缴纳社会保险费。乙方在借入单位工作时因工受伤的，由甲方依法承担工伤保险责任。"


def _return(person: Person) -> Iterator[Block]:
    yield (
        f"{day(person.last)}期满，乙方返回甲方，甲方应当接收，并按原劳动合同安排工作、支付工资。"
        "延期须乙方本人愿意并与甲方另行书面约定。"
    )
    yield (
        "乙方不适应借入单位的工作，或者借入单位不履行保护义务的，可以要求提前返回，"
        "甲方不得因此降低乙方的待遇或者解除劳动合同。"
    )
