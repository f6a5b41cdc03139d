"""S16, S17: for which reasons somebody comes back, and that everybody has come back in time."""

from collections.abc import Iterator

from matcher.swap.arrangement import RETURN_REASONS, Person, Return, Standing
from matcher.swap.rules.looking import Breach, Level, Look, Step, block, breach
from matcher.swap.wording import day


def lawful_reason(look: Look) -> Iterator[Breach]:
    """S16: the reasons of the notice, or a case that the agreement names; nobody is sent back for any other."""
    return (found for person in look.people if person.back and (found := _unlawful(look, person, person.back)))


def _unlawful(look: Look, person: Person, back: Return) -> Breach | None:
    terms = look.arrangement.agreement
    if back.reason not in RETURN_REASONS:
        why = f"“{back.reason}”不是可以返回的原因" if back.reason.strip() else f"{person.name}返回没有写明原因"
        return block(person, why, f"请从列出的原因里选：{'；'.join(RETURN_REASONS.values())}")
    if back.reason == "agreed" and not (terms.returns.strip() and back.reason in terms.return_cases):
        return block(person, "协议没有约定其他可以退回的情形", f"请让{person.name}继续工作，或者三方商定返回")
    if back.reason == "expiry" and back.day < person.last:
        return block(
            person, f"{person.name}要到{day(person.last)}才到期，不是{day(back.day)}", "请改返回日期，或者选别的原因"
        )
    if back.reason == "void" and not _void(look, person):
        return block(person, "借出单位和劳动合同都还在，调剂没有作废", "请选别的原因，或者先登记单位或合同的变化")
    return None


def _void(look: Look, person: Person) -> bool:
    firms = (look.arrangement.lender, look.arrangement.borrower)
    return person.contract_ended is not None or any(firm.standing is not Standing.ACTIVE for firm in firms)


def everybody_back(look: Look) -> Iterator[Breach]:
    """S17: from the day after the last one without return or extension an alarm; nothing closes before all are back."""
    lender = look.arrangement.lender
    closing = look.step is Step.CLOSE
    for person in look.arrangement.people:  # before an extension, too, with the days agreed so far
        if person.back is None and (closing or look.day > person.last):
            yield breach(
                Level.BLOCK if closing else Level.ALARM,
                person,
                f"{person.name}{day(person.last)}到期，还没有登记返回",
                f"请{lender.name}接{person.name}回来并安排工作，再登记返回；要留下请办延期",
            )
