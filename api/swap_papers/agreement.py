"""《共享用工合作协议》 between lender and borrower: sixteen articles and the list of names, complete or refused."""

from collections.abc import Iterator

from api.swap_papers.articles import articles
from api.swap_papers.name_list import TITLE as NAMES
from api.swap_papers.name_list import missing_people, name_list
from api.swap_papers.paper import BLANK_DATE, Incomplete, Missing, Paper, Signing, day
from matcher.swap.arrangement import Arrangement, Post
from matcher.swap.rules.papers import gaps

TITLE = "共享用工合作协议"


def agreement(swap: Arrangement, *, number: str) -> Paper:
    """The agreement of this version with its annex; `Incomplete` names every article that lacks something."""
    if missing := missing_terms(swap):
        raise Incomplete(TITLE, missing)
    return Paper(
        TITLE,
        number,
        opening=(
            "甲乙双方平等自愿、协商一致，就甲方职工临时到乙方工作订立本协议。"
            "共享用工期间，劳动者仍是甲方职工，与甲方的劳动关系不变。",
        ),
        articles=articles(swap),
        closing=(
            "本协议一式两份，甲乙双方各执一份，自双方签字盖章之日起生效，"
            f"最迟在{day(swap.since or swap.first)}之前签订。",
            f"附件：《{NAMES}》（{len(swap.people)}人）",
        ),
        signing=tuple(
            Signing(side, ("签约代表（签字）：", BLANK_DATE)) for side in ("甲方（盖章）：", "乙方（盖章）：")
        ),
        annexes=(name_list(swap, number=number, title=f"附件　{NAMES}"),),
    )


def missing_terms(swap: Arrangement) -> tuple[Missing, ...]:
    """What the agreement lacks, by article; empty when it can be made.

    Beyond what rule S14 asks for, the paper needs what it says of each person and each post.
    """
    found = [
        *(Missing(gap.article, gap.lacks, gap.mend) for gap in gaps(swap)),
        *missing_people(swap),
        *(lack for post in swap.posts for lack in _post_missing(post)),
    ]
    if not swap.agreement.no_trader:
        found.append(Missing("A15", "没有声明不让劳动者注册个体户", "请双方勾选声明"))
    return tuple(sorted(found, key=lambda lack: lack.article))


def _post_missing(post: Post) -> Iterator[Missing]:
    if post.wage_fen <= 0:
        yield Missing("A05", f"“{post.name}”没有写工资", "请借入单位在缺工里补上")
    if post.hazards and not post.protection:
        yield Missing("A07", f"“{post.name}”有职业危害，没有写发什么防护用品", "请借入单位在缺工里补上")
