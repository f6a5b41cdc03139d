"""Streets and home counties by the names people write for them."""

import re
from collections.abc import Mapping

from api.forms.cells.plain import RawCell, plain, says_nothing

_SUFFIX = re.compile(r"(?:街道办事处|街道办|办事处|街道|街办|街)$")
_VARIANTS = str.maketrans(
    {
        "茘": "荔",
        "窖": "滘",
        "涌": "冲",
        "沖": "冲",
        "圍": "围",
        "東": "东",
        "龍": "龙",
        "華": "华",
        "寶": "宝",
        "橋": "桥",
        "鶴": "鹤",
        "嶺": "岭",
        "豐": "丰",
    }
)


def street_code(raw: RawCell, streets: Mapping[str, str], *, address: bool = False) -> str | None:
    """The 9-digit code of the street named; ``streets`` maps official names to codes.

    In an ``address`` only a name followed by 街 counts: 东漖北路 is a road, and
    runs through more streets than one.
    """
    words = plain(raw).translate(_VARIANTS)
    if says_nothing(raw):
        return None
    if words in streets.values():
        return words
    by_stem = {_SUFFIX.sub("", plain(name)): code for name, code in streets.items()}
    if not address and (exact := by_stem.get(_SUFFIX.sub("", words))):
        return exact
    after = r"(?:街道?|办事处)" if address else r"(?![东西南北中]?[路巷大])"
    found = {code for stem, code in by_stem.items() if re.search(re.escape(stem) + after, words)}
    return found.pop() if len(found) == 1 else None


def county_code(raw: RawCell, counties: Mapping[str, str]) -> str | None:
    """The 6-digit code of a county; ``counties`` maps province + county names to codes.

    A county's own name counts only when one county alone bears it.
    """
    words = plain(raw)
    if says_nothing(raw):
        return None
    if re.fullmatch(r"\d{6}", words) and words in counties.values():
        return words
    if words in counties:
        return counties[words]
    tail = re.search(r"[^省市区州盟]{1,8}(?:县|区|市|旗)$", words)
    if not tail:
        return None
    found = {code for name, code in counties.items() if name.endswith(tail.group())}
    found = _narrowed(found, counties, words) if len(found) > 1 else found
    return found.pop() if len(found) == 1 else None


def _narrowed(found: set[str], counties: Mapping[str, str], words: str) -> set[str]:
    return {code for name, code in counties.items() if code in found and name[:2] == words[:2]}
