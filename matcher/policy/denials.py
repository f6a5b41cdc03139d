"""Phrases that an advert takes back: 押金已取消, 绝不拒绝残疾人, 杜绝限男限女等歧视."""

from matcher.policy.findings import Hit
from matcher.policy.phrases import phrases

_PHRASES = phrases("denials")
_REACH = 24  # characters on either side that are looked at
_BARE_NO = frozenset({"V12", "V14", "V17"})  # 不996, 非代招: a bare no before the phrase is enough
_INSURANCE, _HOURS = "V18", "V17"  # 社保已取消 is what the rule is about; hours may be changed to others


def denied(text: str, hit: Hit) -> bool:
    """Whether the words right before or behind a hit say that it does not hold, or warn of it."""
    before, behind = text[max(0, hit.start - _REACH) : hit.start], text[hit.end : hit.end + _REACH]
    if _PHRASES.one("applying").match(behind):  # 严禁乙肝患者报名
        return False
    return _negated(text, hit, before, behind) or _taken_back(hit, behind) or _warned_of(before, behind)


def _negated(text: str, hit: Hit, before: str, behind: str) -> bool:
    """A no stands before it."""
    refuses = _PHRASES.one("refusing").match(text, hit.start) and _PHRASES.one("not").search(before)
    unknown = _PHRASES.one("none").search(before) and _PHRASES.one("of_a_kind").match(behind)
    bare = hit.rule in _BARE_NO and _PHRASES.one("no").search(before)
    return bool(_PHRASES.one("never").search(before) or refuses or unknown or bare)


def _taken_back(hit: Hit, behind: str) -> bool:
    """Words behind it lift it."""
    if _PHRASES.one("rebuffed").match(behind):
        return True
    lifted = hit.rule != _INSURANCE and _PHRASES.one("lifted_behind").match(behind)
    return bool(lifted or (hit.rule == _HOURS and _PHRASES.one("changed").match(behind)))


def _warned_of(before: str, behind: str) -> bool:
    """It is called unlawful, or to be reported."""
    reported = _PHRASES.one("warned").search(before) and _PHRASES.one("reported").match(behind)
    return bool(_PHRASES.one("condemned").match(behind) or reported)
