"""Pieces of an advert that say nothing of which work it is: 加班费有保障, 18-45岁, 会英语, 老板好.

A piece is one when words of pay, rest, people and praise, numbers with their units and
small words cover it from end to end; no list of whole pieces is kept.
"""

import re
from enum import IntEnum
from functools import cache, lru_cache

from matcher.language.tables import rows
from matcher.language.titles.lexicon import key, lexicon

_UNIT = (
    "以上|以下|以内|左右|周岁|小时|分钟|个月|[名个人位岁天年月日号点次套间桌台吨斤米票单件餐休班%时险万千百元块楼档折]"
)
_COUNTED = re.compile(rf"\d+(?:\.\d+)?(?:{_UNIT})*|[一二两三四五六七八九十百几多半]+(?:{_UNIT})+")
# 认证, 公证 and the like are work, no papers.
_CERTIFICATE = re.compile(
    r"(?:需要?|要求?|具备|取得|持|有|考)*[^\W有持]{0,10}?"
    r"(?:(?<![认办制公验论保签单])证书?|牌照|(?<=[a-c])牌|驾照|职称)(?:者|在手|齐全|优先|上岗)*$"
)
_LICENCE = re.compile(r"(?:有|持|需|要)*[abc][123](?:照|证|驾照|驾驶证|本)?(?:以上|及以上|者)*$")
_PIECES = re.compile(r"([\ue000\s/、，,;；|+&:：()（）\[\]【】<>《》「」『』{}\"“”'‘’!！?？。．·…~～—\\*★☆-]+)")
# What is said of a place may follow the job without a break; these words begin it.
_OPENING = frozenset("有可持会懂包无免要需限均都早男女加带含送")
_DOER = re.compile(r"(?:[员工师手仔嫂姨生徒]|师傅|[店厂部队班组机船站]长|经理|主管|代表|助理|顾问)$")
# Words a condition begins with, but for those that begin a trade: 有 but 有机, 会 but 会展.
_CONDITION = re.compile(
    r"有(?![色机线声氧轨])|会(?![计展务议员所])|可(?!编程|视|靠)|无(?![损人线纺机刷菌纸]|车承)|不(?![锈动良])|包(?![装点子材工])|能(?![源力效])|"
    r"免(?![税疫])|需(?!求)|持(?!续)|配(?=车|电脑|宿舍|手机)|看(?=图)|穿|熟悉|懂|热爱|沟通|入职|打卡|干满|半夜|周末|每[天日月周晚次]|当天|适合|随到|家住|上\d*$|自(?=[备带驾])"
)
_ABILITY = re.compile("[会懂可有]|熟悉")  # may end with the name of a job and name a skill: 会编程
_PRAISED = re.compile(
    r"(?:好|高|多|少|稳定|优先|必备|[均皆]可|充足|活力|领|拿|私聊|勿扰|报销|放假|熟练|肯学|肯干|能力强|即可|就行|另[计算议])$"
)
SHORTEST_JOB = 2  # characters


class Cover(IntEnum):
    """What covers a piece: not asides alone, only those a job can be about (英语, 环境), or at least one that tells."""

    NONE = 0
    TOPICS = 1
    SURE = 2


def without_asides(text: str) -> tuple[str, tuple[str, ...]]:
    """The text without its asides, and those of two characters or more.

    >>> without_asides("普工 加班费有保障")
    ('普工  ', ('加班费有保障',))
    >>> without_asides("有氧教练/电工有证")
    ('有氧教练/电工 ', ('有证',))
    """
    pieces = _PIECES.split(text)
    ends = [len(piece) if number % 2 else _end_of_job(piece) for number, piece in enumerate(pieces)]
    jobs = {number for number, piece in enumerate(pieces) if is_job(piece[: ends[number]])}
    for number in range(0, len(pieces), 2):
        settle = _end_beside_a_job if jobs - {number} else _end_without_one
        ends[number] = settle(pieces[number], ends[number])
    kept = [piece if len(piece) == end else f"{piece[:end]} " for piece, end in zip(pieces, ends, strict=True)]
    asides = tuple(piece[end:] for piece, end in zip(pieces, ends, strict=True) if len(piece) - end >= SHORTEST_JOB)
    return "".join(kept), asides


def is_aside(words: str) -> bool:
    """Whether words tell how one works, even where they are a name of work too: 住家, 租车."""
    return bool(words) and _covered_to_the_end(words)[0] is Cover.SURE


def _end_beside_a_job(piece: str, end: int) -> int:
    """Zero for what begins like a condition or ends in praise, whatever stands between; what refuses a job stays."""
    told = _CONDITION.match(piece) or _PRAISED.search(piece)
    if not told or _refuses(piece):
        return end
    named = _is_name if _ABILITY.match(piece) else is_job
    return end if named(piece[:end]) else 0


def _refuses(piece: str) -> bool:
    return piece[0] == "不" and any(piece[start:] in lexicon().whole for start in (1, 2))


def _end_without_one(piece: str, end: int) -> int:
    """电焊证 alone tells the work as well as 电焊 does."""
    return len(piece) if end == 0 and _CERTIFICATE.match(piece) else end


@lru_cache(maxsize=65536)
def _end_of_job(piece: str) -> int:
    """Where the job ends in a piece without breaks; zero when it holds none."""
    if not piece or (key(piece) in lexicon().whole and not _CERTIFICATE.match(piece)):
        return len(piece)
    covered = _covered_to_the_end(piece)
    if covered[0] is Cover.SURE or (covered[0] is not Cover.NONE and len(piece) < SHORTEST_JOB):
        return 0
    for start in range(SHORTEST_JOB, len(piece)):
        if covered[start] is Cover.SURE and piece[start] in _OPENING and is_job(piece[:start]):
            return start
    return len(piece)


def is_job(words: str) -> bool:
    """Whether words are a known name, end with one, or end as names of jobs do."""
    return _is_name(words) or any(words[start:] in lexicon().heads for start in range(1, len(words) - 1))


def _is_name(words: str) -> bool:
    return words in lexicon().whole or _DOER.search(words) is not None


def _covered_to_the_end(piece: str) -> list[Cover]:
    """For every position how asides cover the rest of the piece from there on."""
    covered = [Cover.NONE] * len(piece) + [Cover.TOPICS]
    for start in range(len(piece) - 1, -1, -1):
        for length, cover in _asides_at(piece, start):
            if covered[start + length] is not Cover.NONE:
                covered[start] = max(covered[start], covered[start + length], cover)
    return covered


def _asides_at(piece: str, start: int) -> list[tuple[int, Cover]]:
    """How long the asides are that begin at a position, and what each shows."""
    found = [(len(word), cover) for word, cover in _words().get(piece[start], ()) if piece.startswith(word, start)]
    for pattern in (_COUNTED, _CERTIFICATE, _LICENCE):
        matched = pattern.match(piece, start)
        if matched:
            found.append((matched.end() - start, Cover.SURE))
    return found


@cache
def _words() -> dict[str, tuple[tuple[str, Cover], ...]]:
    """Aside words by their first character."""
    found: dict[str, list[tuple[str, Cover]]] = {}
    for row in rows("title_words"):
        cover = Cover.TOPICS if row["kind"] == "topic" else Cover.SURE
        found.setdefault(row["phrase"][0], []).append((row["phrase"], cover))
    return {first: tuple(words) for first, words in found.items()}
