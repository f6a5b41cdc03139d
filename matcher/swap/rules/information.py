"""S27, S28: being brought together costs nothing, and who has to learn first may be trained."""

import re
from collections.abc import Iterator

from matcher.swap.arrangement import Item
from matcher.swap.rules.looking import Breach, Level, Look, block, breach
from matcher.swap.rules.safety import closeness
from matcher.swap.wording import yuan

_FOR_INFORMATION = re.compile(r"(?:信息|中介|介绍|撮合|居间|推荐|匹配|平台|对接|洽谈会?)(?:服务)?费")


def free_of_charge(look: Look) -> Iterator[Breach]:
    """S27: nobody pays for the information on offers and needs: no line of the settlement is for bringing together.

    The product has no price for it anywhere; a charge could come in only as a cost that somebody types. Fees under
    their own names are S08's and S09's.
    """
    for line in look.arrangement.settlement:
        fee = _FOR_INFORMATION.search(f"{line.name} {line.evidence}") if line.item is Item.ACTUAL_COST else None
        if fee and (line.charged_fen or line.paid_fen):
            yield block(
                None,
                f"结算里有{yuan(max(abs(line.charged_fen), abs(line.paid_fen)))}的“{fee[0]}”",
                "供求信息和对接服务免费：请删去这一行，已经收的退还",
            )


def may_be_trained(look: Look) -> Iterator[Breach]:
    """S28: a post that asks to learn first, or people whose work is only kindred: a course may help."""
    for post in look.posts:
        if post.training.strip():
            yield breach(
                Level.INFO, post, f"“{post.name}”上岗前要学：{post.training}", "可以列入培训计划，查看现有课程"
            )
    for person, post in look.placed():
        if closeness(person, post) == "partly":
            yield breach(
                Level.INFO,
                person,
                f"{person.name}原来做“{person.own_post or '、'.join(person.skills)}”，和“{post.name}”相近",
                "可以列入培训计划，先学后上岗",
            )
