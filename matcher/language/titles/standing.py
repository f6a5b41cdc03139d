"""Words that rank a person within a trade: 学徒, 助理, 主管. Some ranks are trades of their own."""

import re
from functools import cache

from matcher.language.tables import items, rows
from matcher.language.titles.lexicon import Lexicon, lexicon
from matcher.language.titles.mentions import Mention, Rank

RANKED_SHARE = 0.95  # of the certainty left when a rank was read beside the trade

_RANKS = {
    Rank.LEARNER: ("实习生", "见习生", "学徒工", "学徒", "实习", "徒弟", "学员", "管培生", "徒工", "学生工"),
    Rank.HELPER: ("助理", "助手", "帮工", "帮手", "小工", "下手", "副手"),
    Rank.LEADER: (
        *("负责人", "管理人员", "副主管", "主管", "经理", "总监", "组长", "站长", "所长", "馆长", "园长"),
        *("队长", "班长", "领班", "主任", "部长", "带班", "督导", "拉长", "线长", "科长", "老大", "头头"),
        *("院长", "行长", "校长", "处长", "总管", "社长"),
    ),
}
_RANKED = re.compile(
    "副?(?:" + "|".join(f"(?P<r{rank.value}>{'|'.join(words)})" for rank, words in _RANKS.items()) + ")$"
)
_LEADING = f"r{Rank.LEADER.value}"
_FRONT = {
    Rank.LEARNER: re.compile(r"^(?:学徒|实习生?|见习|跟师|新手|小白)(?=..)"),
    Rank.SENIOR: re.compile(r"^(?:高级|资深|首席|特级|星级|金牌)(?=..)"),
}
_MANAGER = "经理"


def split_rank(part: str) -> tuple[str, Rank] | None:
    """What stands before a word of rank, and the rank.

    >>> split_rank("叉车司机助理"), split_rank("叉车司机")
    (('叉车司机', <Rank.HELPER: 2>), None)
    """
    found = _RANKED.search(part)
    if found is None or found.start() < 2:
        return None
    return part[: found.start()], next(rank for rank in _RANKS if found[f"r{rank.value}"])


def fronted(part: str) -> tuple[str, Rank] | None:
    """What stands behind a word of rank that comes first, and the rank.

    >>> fronted("实习护士"), fronted("资深技工"), fronted("护士")
    (('护士', <Rank.LEARNER: 1>), ('技工', <Rank.SENIOR: 4>), None)
    """
    for rank, words in _FRONT.items():
        rest = words.sub("", part)
        if rest != part:
            return rest, rank
    return None


def leads(name: str, names: Lexicon) -> bool:
    """Whether a known name is another known name of the same concept with a leader's word behind it.

    A 经理 of a job that says only how one works, as 销售经理, leads nobody.
    """
    found = _RANKED.search(name)
    if found is None or found[_LEADING] is None or names.whole.get(name[: found.start()]) != names.whole[name]:
        return False
    return found[_LEADING] != _MANAGER or not names.concepts[names.whole[name]].generic


def stands(mention: Mention, rank: Rank) -> Mention:
    """The trade at a rank; some ranks are trades of their own: who helps a cook is a kitchen hand."""
    own = _rank_trades().get((mention.concept, rank))
    concept, rank = (mention.concept, rank) if own is None else (own, Rank.WORKER)
    return Mention(concept, rank, mention.content, mention.certainty * RANKED_SHARE)


@cache
def bare_ranks() -> dict[int, Rank]:
    """Concepts that name a rank in whatever trade: 学徒, 助理, 经理."""
    whole = lexicon().whole
    return {whole[row["means"]]: Rank(int(row["rank"])) for row in rows("ranks") if not row["concepts"]}


@cache
def own_ranks() -> dict[int, Rank]:
    """The rank of concepts that are a rank of another trade: 厨师长 leads, 厨工 helps."""
    return {means: rank for (_, rank), means in _rank_trades().items()} | bare_ranks()


@cache
def _rank_trades() -> dict[tuple[int, Rank], int]:
    whole = lexicon().whole
    return {
        (whole[name], Rank(int(row["rank"]))): whole[row["means"]]
        for row in rows("ranks")
        for name in items(row["concepts"])
    }
