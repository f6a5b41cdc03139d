"""The head of an unlisted title, which in Chinese stands at the end.

酒店保安 is a 保安, but 洗车工 is no 车工: the head must begin where a word begins. And some heads change their trade
with whatever stands before them: 宠物美容师 is no 美容师, so a ``closed`` head takes only plain words (places, shifts,
people).
"""

import re
from collections.abc import Set
from functools import lru_cache

import rjieba

from matcher.language.skills.deeds import NOT_OWN, deed, things
from matcher.language.skills.lattice import lattice, rows_of, stem
from matcher.language.skills.words import normal

# Equipment of the 特种设备目录 and the great building machines: who runs one is no plain operator.
_SPECIAL = re.compile(
    r"起重|吊|叉车|锅炉|压力容器|压力管道|电梯|索道|游乐|挖掘|装载|推土|压路|摊铺|塔机|架桥|盾构|桩机|泵车|升降|充装"
)
# 月饼模具 is a thing and nobody's trade.
_WORKER_OR_WORK = re.compile(
    r"[员工师匠手生士长佬仔姐嫂妹哥姨人]$|(?:司机|销售|维修|修理|安装|设计|运营|客服|保安|保洁|护理|操作|加工|装配|组装|包装|分拣|配送"
    r"|印刷|焊接|缝纫|收银|会计|文员|导购|教练|主管|经理|厨师|翻译|编辑|主播|助教|顾问|剪辑|摄影|拍摄|测试|开发|编程|清洁|清洗|采购"
    r"|物流|仓管|跟单|质检|检验|喷漆|打磨|抛光|养殖|种植|绿化|装修|防水|搬运|装卸|美容|按摩|推拿|策划|推广|招聘|培训|制作|雕刻"
    r"|前台|文秘|内勤|业务|会籍|保姆|家教|辅导|派送|分销|营销|维保|检修|保养|调试|施工|监理|预算|造价|管理|编导|美工|网管|运维)$"
)
_PLAIN_OPERATOR, _MACHINE_OPERATOR = "普工", "机械操作"
_TRADES = frozenset({"making", "building", "services", "office", "computing"})


def head_of(word: str) -> tuple[str, str] | None:
    """The concept an unlisted word is a kind of and the words before it, or None when that cannot be told safely.

    The longest listed tail owns the word; a shorter one may only stand in for it as something it is a kind of
    (红木家具木工 is not cut as 红木|家具木工, but 木工 still holds).
    """
    owner: str | None = None
    for start in range(1, len(word) - 1):
        key = _trade(word[start:])
        if key and (owner is None or key in lattice().concepts[owner].above) and _parts_there(word, start):
            if key == _PLAIN_OPERATOR and _SPECIAL.search(word[:start]):
                return _MACHINE_OPERATOR, word[:start]
            return (key, word[:start]) if _may_stand_before(word[:start], key, word[start:]) else None
        owner = owner or key
    return None


def _trade(name: str) -> str | None:
    known = lattice()
    key, paper = known.names.get(name, (known.stems.get(stem(name)), False))
    return key if key and not paper and not name.isascii() and known.concepts[key].kind in _TRADES else None


def _parts_there(word: str, start: int) -> bool:
    return (start > 1 and _is_plain(word[:start])) or _begins_a_word(word, start)


def _begins_a_word(word: str, start: int) -> bool:
    """Whether no dictionary word straddles the place, unless it could only begin inside another word."""
    cuts = {0}
    for piece in rjieba.cut(word):
        cuts.add(max(cuts) + len(piece))
    straddling = (
        (left, right)
        for left in range(max(0, start - 3), start)
        for right in range(start + 1, min(len(word), left + 4) + 1)
        if rjieba.has_word(word[left:right])
    )
    return not any(left in cuts for left, _ in straddling)


def _may_stand_before(modifier: str, key: str, head: str) -> bool:
    if _is_plain(modifier):
        return True
    if NOT_OWN.search(modifier) or _is_thing(head):
        return False
    return len(modifier) > 1 and "closed" not in lattice().concepts[key].flags


def is_idle(modifier: str) -> bool:
    """Whether a modifier only says where or when the work is done: 夜班, 电子厂."""
    return _is_made_of(modifier, _idle())


def _is_plain(modifier: str) -> bool:
    return _is_made_of(modifier, _plain())


def _is_made_of(modifier: str, known: Set[str]) -> bool:
    """Whether a modifier is nothing but known words, longest first."""
    while modifier:
        size = next((n for n in range(min(6, len(modifier)), 0, -1) if modifier[:n] in known), 0)
        if not size:
            return False
        modifier = modifier[size:]
    return True


def _is_thing(head: str) -> bool:
    """Whether a head names what is worked on and neither worker nor work: 模具 of 月饼模具, 叉车 of 玩具叉车."""
    known = lattice().names
    return (head not in known or head in things()) and not _WORKER_OR_WORK.search(head) and not deed(head)


@lru_cache(maxsize=1)
def _idle() -> frozenset[str]:
    return frozenset(normal(row["word"]) for row in rows_of("skill_modifiers.csv") if row["idle"])


@lru_cache(maxsize=1)
def _plain() -> frozenset[str]:
    return frozenset(normal(row["word"]) for row in rows_of("skill_modifiers.csv"))
