"""What the variation of one worker's contract is made from, and what of that is not known yet."""

from api.swap_papers.paper import Missing
from matcher.swap.arrangement import Arrangement, Contract, Disclosure, Person, post_of

_FACTS = (
    ("work", "工作内容"),
    ("conditions", "工作条件"),
    ("place", "工作地点"),
    ("hazards", "职业危害"),
    ("safety", "安全生产状况"),
    ("pay", "劳动报酬"),
    ("house_rules", "规章制度"),
)


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
    if post := post_of(swap.posts, person):
        missing += [
            Missing(person.name, f"没有写{label}", "请借入单位在缺工里补上") for label in _untold(post.disclosure)
        ]
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
