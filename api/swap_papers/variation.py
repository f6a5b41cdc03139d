"""《劳动合同变更协议书》 between the lender and one worker: what of their contract changes, and for which days."""

import re
from collections.abc import Iterator

from api.swap_papers.paper import (
    BLANK_DATE,
    Article,
    Block,
    Grid,
    Incomplete,
    Paper,
    Signing,
    day,
    numbered,
    typed,
    yuan,
)
from api.swap_papers.variation_facts import missing_facts
from matcher.swap.arrangement import Arrangement, Contract, Person, Post, post_of

__all__ = ["TITLE", "missing_facts", "variation"]

TITLE = "劳动合同变更协议书"
_KINDS = {Contract.FIXED: "固定期限", Contract.OPEN: "无固定期限", Contract.PROJECT: "以完成一定工作任务为期限"}


def variation(swap: Arrangement, person: Person, *, number: str) -> Paper:
    """One worker's paper; `Incomplete` says what is lacking. The borrower is named in it and signs nothing."""
    missing, post = missing_facts(swap, person), post_of(swap.posts, person)
    if missing or post is None:
        raise Incomplete(TITLE, missing)
    made = (
        ("变更的期间和范围", _scope(swap, person)),
        ("工作内容和工作地点", _work(post)),
        ("工作时间和休息休假", _hours(swap)),
        ("劳动报酬", _pay(swap, person, post)),
        ("劳动条件和职业危害", _conditions(post)),
        ("规章制度", _rules(swap, post)),
        ("社会保险和工伤", _insurance()),
        ("不收费", ("用人单位不向劳动者收取任何费用，不扣押证件，不要求担保，也不允许借入单位这样做。",)),
        ("返回", _return(person)),
    )
    return Paper(
        TITLE,
        number,
        opening=(_parties(swap, person), _why(swap), *_words_of_the_agreement(swap)),
        articles=tuple(
            Article(f"{numbered(place)}　{heading}", tuple(blocks))
            for place, (heading, blocks) in enumerate(made, start=1)
        ),
        closing=("本协议是原劳动合同的附件，一式两份，双方各执一份，自双方签字（盖章）之日起生效。",),
        signing=(
            Signing("用人单位（盖章）：", ("签约代表（签字）：", BLANK_DATE)),
            Signing("劳动者（签字）：", ("身份证号码（本人填写）：", BLANK_DATE)),
        ),
    )


def _parties(swap: Arrangement, person: Person) -> Grid:
    rows = (
        ("用人单位", swap.lender.name),
        ("统一社会信用代码", swap.lender.uscc),
        ("住所", swap.lender.address),
        ("劳动者", f"{person.name}（身份证号后四位：{person.id_last4}）"),
        ("借入单位", f"{swap.borrower.name}，不是本协议的签订方"),
    )
    return Grid((), rows, (4.6, 11.4), centred=False)


def _why(swap: Arrangement) -> str:
    return (
        "用人单位与借入单位开展共享用工，劳动者自愿在约定期间到借入单位工作。依照《劳动合同法》第三十五条，"
        "双方协商一致，对原劳动合同变更如下。"
        f"劳动者已看过工作情况的说明，并同意第{swap.version}版方案对本人的安排。"
    )


def _words_of_the_agreement(swap: Arrangement) -> Iterator[Block]:
    """What is taken over as typed may speak of the two firms as their agreement does."""
    if re.search("[甲乙]方", swap.agreement.hours + swap.agreement.pay):
        yield "下文中引自共享用工合作协议的文字，甲方指用人单位，乙方指借入单位。"


def _scope(swap: Arrangement, person: Person) -> Iterator[Block]:
    yield (
        f"变更只在{day(person.first)}至{day(person.last)}期间有效，首尾两日均计算在内。"
        f"原劳动合同（{_KINDS[person.contract or Contract.FIXED]}{_until(person)}）继续有效，"
        "双方的劳动关系不变，劳动者的工龄连续计算。"
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
    yield (
        "加班须先与劳动者商量，加班工资不低于《劳动法》第四十四条规定的标准。"
        "劳动者依法享有休息日、法定节假日和各项假期。"
    )


def _pay(swap: Arrangement, person: Person, post: Post) -> Iterator[Block]:
    yield f"变更期间劳动者正常工作时间的月工资为{yuan(person.wage_fen)}，由用人单位按月足额支付给劳动者本人。"
    yield from typed(post.disclosure.pay)
    yield from typed(swap.agreement.pay)
    if person.own_wage_fen is not None and person.wage_fen < person.own_wage_fen:
        yield "这一工资低于劳动者原来的工资，劳动者知道并已单独表示同意。"
    yield "用人单位不得以借入单位尚未结算为由拖欠，不得从工资中扣收共享用工的任何费用。"


def _conditions(post: Post) -> Iterator[Block]:
    facts = post.disclosure
    yield from typed(f"劳动条件：{facts.conditions}")
    yield from typed(f"职业危害：{facts.hazards}")
    yield from typed(f"安全生产状况：{facts.safety}")
    if post.protection:
        yield f"借入单位免费发给的防护用品：{'、'.join(post.protection)}。"


def _rules(swap: Arrangement, post: Post) -> Iterator[Block]:
    told = f"{swap.borrower.name}依法制定并已告知劳动者的规章制度"
    yield from typed(f"变更期间劳动者遵守{told}：{post.disclosure.house_rules}")


def _insurance() -> Iterator[Block]:
    yield "用人单位继续为劳动者缴纳社会保险费。劳动者在借入单位工作时因工受伤的，由用人单位依法承担工伤保险责任。"


def _return(person: Person) -> Iterator[Block]:
    yield (
        f"{day(person.last)}期满，劳动者返回用人单位，用人单位应当接收，并按原劳动合同安排工作、支付工资。"
        "延期须劳动者本人愿意并与用人单位另行书面约定。"
    )
    yield (
        "劳动者不适应借入单位的工作，或者借入单位不履行保护义务的，可以要求提前返回，"
        "用人单位不得因此降低劳动者的待遇或者解除劳动合同。"
    )
