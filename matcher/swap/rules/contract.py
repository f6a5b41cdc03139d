"""S03, S13, S18: a loan within the labour contract, a contract that says so, and a longer stay that three want."""

from collections.abc import Iterator

from matcher.swap.arrangement import Contract, Extension, Person
from matcher.swap.rules.looking import Breach, Look, block, breach, stays
from matcher.swap.rules.moments import dated, local_day
from matcher.swap.wording import day


def within_contract(look: Look) -> Iterator[Breach]:
    """S03: the last day away is no later than that of the contract."""
    return (found for person in look.people if (found := _contract(person)))


def _contract(person: Person) -> Breach | None:
    if person.contract is None:
        return block(person, f"没有登记{person.name}的劳动合同是固定期限还是无固定期限", "请借出单位登记合同类型和期限")
    if person.contract is Contract.OPEN:
        return None
    if person.contract_until is None:
        what = "预计完工的日期" if person.contract is Contract.PROJECT else "到期的日期"
        return block(person, f"{person.name}的劳动合同没有写{what}", f"请借出单位登记合同{what}")
    if person.last > person.contract_until:
        until = dated(person.contract_until, person.last)
        return block(
            person,
            f"{person.name}的劳动合同到{until}，借调要到{day(person.last)}",
            f"请把{person.name}的最后一天改到{until}或更早，或者先续签劳动合同",
        )
    return None


def variation_signed(look: Look) -> Iterator[Breach]:
    """S13: the variation of each contract is signed after this version was agreed to, and by the first day."""
    return (found for person in look.people if (found := _variation(look, person)))


def _variation(look: Look, person: Person) -> Breach | None:
    signed, first = person.variation_signed, look.arrangement.holds_from(person)
    if signed is None:
        return block(
            person, f"{person.name}的劳动合同变更书还没有签", f"请借出单位和{person.name}签变更书，再登记签的日期"
        )
    if person.consent and signed < local_day(person.consent.given_at):
        return block(
            person,
            f"{person.name}的变更书是{dated(signed, first)}签的，早于本人同意现在这版内容",
            "请按现在的内容重签变更书",
        )
    if signed > first:
        return breach(
            look.too_late,
            person,
            f"{person.name}的变更书{day(signed)}才签，晚于开始的{day(first)}",
            "请把开始日期改到签变更书以后",
        )
    return None


def three_want_it(look: Look) -> Iterator[Breach]:
    """S18: borrower, worker and lender each say yes. Who does not want to stay goes back as agreed and blocks nobody.

    The longer stay must again lie within the contract: S03 looks at the new last day.
    """
    arrangement, asked = look.arrangement, look.arrangement.extension
    if asked is None:
        yield block(None, "没有写明要延到哪一天", "请写明延期后的最后一天")
        return
    yield from _firms(look, asked)
    for person in look.away:
        if person.stays_wanted is None:
            yield block(person, f"还没有问过{person.name}愿不愿意留下", f"请先问{person.name}本人；不愿意的按期返回")
    staying = [person for person in arrangement.people if stays(person)]
    if not staying:
        yield block(None, "没有一位劳动者愿意留下", "请按原来的日期安排返回")
    for person in staying:
        if asked.last <= person.last:
            yield block(
                person, f"延到{day(asked.last)}，不晚于{person.name}原来的{day(person.last)}", "请改延期后的最后一天"
            )


def _firms(look: Look, asked: Extension) -> Iterator[Breach]:
    lender, borrower = look.arrangement.lender, look.arrangement.borrower
    if not asked.borrower_needs:
        yield block(borrower, f"{borrower.name}没有确认还需要人", f"请{borrower.name}确认延期")
    if not asked.lender_agrees:
        yield block(lender, f"{lender.name}没有同意延期", "借出单位不同意的，劳动者按期返回，或者自己依法解除劳动合同")
