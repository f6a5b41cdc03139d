"""S04, S05: a worker's own yes, given in time, to this version, after the seven facts were shown."""

import json
from collections.abc import Iterator
from dataclasses import asdict, fields
from hashlib import sha256

from matcher.swap.arrangement import Consent, Disclosure, Person, Post
from matcher.swap.rules.looking import Breach, Look, Step, block, breach
from matcher.swap.rules.moments import local_day
from matcher.swap.wording import day

FACTS = {
    "work": "工作内容",
    "conditions": "工作条件",
    "place": "工作地点",
    "hazards": "职业危害",
    "safety": "安全生产状况",
    "pay": "劳动报酬",
    "house_rules": "规章制度",
}
"""What a worker has to be told, by the fields of `Disclosure`, in the order in which it is shown."""


def facts_sha256(post: Post, person: Person) -> str:
    """The fingerprint of what a worker is shown before being asked: post, own days and wage, hours, goods, the facts.

    Blanks around a text mean nothing; any other change of a character makes an older yes void.
    """
    shown = {
        "post": post.name.strip(),
        "first": person.first.isoformat(),
        "last": person.last.isoformat(),
        "wage_fen": person.wage_fen,
        **{name: getattr(post, name) for name in ("hours_day", "hours_week", "overtime_day")},
        "protection": list(post.protection),
        "board": post.board.strip(),
        "transport": post.transport.strip(),
        **{name: text.strip() for name, text in asdict(post.disclosure).items()},
    }
    canonical = json.dumps(shown, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(canonical.encode()).hexdigest()


def untold(facts: Disclosure) -> list[str]:
    """The facts that nobody has written down yet, in Chinese."""
    return [FACTS[fact.name] for fact in fields(facts) if not getattr(facts, fact.name).strip()]


def agreed(look: Look) -> Iterator[Breach]:
    """S04: everybody on the list has said yes to this version before their first day."""
    for person in look.people:
        if person.consent is None:
            yield block(person, f"{person.name}还没有同意", f"请等{person.name}本人答复；不同意或没有答复的移出名单")
        else:
            yield from _of_this_version(look, person, person.consent)


def _of_this_version(look: Look, person: Person, given: Consent) -> Iterator[Breach]:
    version, first = look.arrangement.version, look.arrangement.holds_from(person)
    on = local_day(given.given_at)
    if given.version != version:
        yield block(
            person,
            f"{person.name}同意的是第{given.version}版，现在是第{version}版",
            f"请把现在的内容再给{person.name}看一遍，由本人重新答复",
        )
    elif on >= first:
        yield breach(
            look.too_late,
            person,
            f"{person.name}{day(on)}才同意，不在开始的{day(first)}之前",
            "请把开始日期改到本人同意以后",
        )


def informed(look: Look) -> Iterator[Breach]:
    """S05: seven facts stand before anybody is asked; the answer was given to these very facts, questions asked."""
    for post in look.posts:
        if missing := untold(post.disclosure):
            yield block(post, f"“{post.name}”没有写明{'、'.join(missing)}", "请借入单位补写；写全了才能征求劳动者意见")
    if look.reached(Step.CONSENT):
        yield from _shown(look)


def _shown(look: Look) -> Iterator[Breach]:
    for person, post in look.placed():
        given = person.consent
        if given and given.facts_sha256 != facts_sha256(post, person):
            yield block(
                person,
                f"{person.name}同意时看到的内容和现在的不一样",
                f"请把现在的内容再给{person.name}看一遍，由本人重新答复",
            )
        if given and not given.asked_more.strip():
            yield block(
                person,
                f"没有记下{person.name}还想了解什么",
                f"请问{person.name}“还想了解什么”，没有就写“没有”",
            )
