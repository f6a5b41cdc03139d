"""Streets and home counties by the names people write for them."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from api.forms.cells.plain import RawCell, plain, says_nothing

_SUFFIX = re.compile(r"(?:街道办事处|街道办|办事处|街道|街办|街)$")
_PROVINCE = re.compile(r"^(?:[^省]{2,3}省|[^区]{2,6}自治区|北京市|天津市|上海市|重庆市|香港特别行政区|澳门特别行政区)")
_COUNTY_SUFFIX = re.compile(r"(?:[\u4e00-\u9fff]{1,4}族)*自治[县旗]$|新区$|[县区市旗]$")
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


@dataclass(frozen=True, slots=True)
class CountyNames:
    """Counties by the short form of their name, each with the province it lies in and its code."""

    by_name: Mapping[str, tuple[tuple[str, str], ...]]
    by_stem: Mapping[str, tuple[tuple[str, str], ...]]
    codes: frozenset[str]

    @classmethod
    def of(cls, counties: Mapping[str, str]) -> "CountyNames":
        """``counties`` maps province and county name, written together, to codes."""
        by_name: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        by_stem: defaultdict[str, list[tuple[str, str]]] = defaultdict(list)
        for name, code in counties.items():
            province = _PROVINCE.match(name)
            county = name[province.end() :] if province else name
            by_name[county].append((name[:2], code))
            by_stem[_stem(county)].append((name[:2], code))
        return cls(_frozen(by_name), _frozen(by_stem), frozenset(counties.values()))


def _frozen(places: Mapping[str, list[tuple[str, str]]]) -> dict[str, tuple[tuple[str, str], ...]]:
    return {name: tuple(codes) for name, codes in places.items()}


def _stem(county: str) -> str:
    """紫金县 → 紫金, but 息县 stays: one character alone is no name."""
    short = _COUNTY_SUFFIX.sub("", county)
    return short if len(short) >= 2 else county


def county_code(raw: RawCell, names: CountyNames) -> str | None:
    """The 6-digit code of the county named: by its full name before its short one, in the province named with it.

    Several counties of one name, and no province to tell them apart, is unknown.
    """
    words = plain(raw)
    if says_nothing(raw):
        return None
    if words in names.codes:
        return words
    pieces = [words[i:j] for i in range(len(words)) for j in range(min(len(words), i + 12), i + 1, -1)]
    met = [place for piece in pieces for place in names.by_name.get(piece, ())]
    met = met or [place for piece in pieces for place in names.by_stem.get(piece, ())]
    here = {code for province, code in met if words.startswith(province)} or {code for _, code in met}
    return here.pop() if len(here) == 1 else None
