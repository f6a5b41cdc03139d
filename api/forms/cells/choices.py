"""Words that stand for a code: education, shifts, skill level, sex, yes and no."""

import re

from api.forms.cells.plain import RawCell, number, plain, says_nothing, typed

_EDUCATION = (
    (10, r"研究生|硕士|博士"),
    (20, r"本科|学士|大学(?!专科|生村|时)"),
    (30, r"大专|专科|高职|高专"),
    (40, r"中专|中技|技校|职高|中职|职中|技工学校|中等职业|中等专业|职业高中"),
    (60, r"高中"),
    (70, r"初中|九年义务|9年义务"),
    (80, r"小学"),
    (90, r"文盲|半文盲|未上学|不识字|没读过书"),
)
"""GB/T 4658-2006 major codes with the words offices use, highest first."""
_EDUCATION_CODES = {10, 11, 14, 20, 21, 30, 31, 40, 41, 44, 47, 60, 61, 70, 71, 80, 81, 90}
_NO_EDUCATION = re.compile(r"在读|肄业|未毕业|同等|不限")
_LEVELS = (
    (1, r"高级技师|一级|1级|特级技师|首席技师"),
    (2, r"技师|二级|2级"),
    (3, r"高级|三级|3级|高技"),
    (4, r"中级|四级|4级|中技"),
    (5, r"初级|五级|5级|初技"),
)
_SHIFT_WORDS = (
    ("rotating", r"倒班|轮班|两班|二班|三班|2班|3班|四班|翻班|两头班|转班|轮岗班|运转|轮换"),
    ("night", r"夜班|晚班|夜间|大夜|通宵|night"),
    ("day", r"白班|日班|早班|正常班|长白|行政班|常白|白天|day"),
)
_NO_NIGHT = re.compile(
    r"(?:不上|不做|不要|不接受|不能|不可|不愿|不值|不想|无|拒绝|不倒|不)[上做]?(?:夜班|晚班|倒班|轮班|夜)|只[上做能要]?白班|仅白班"
)
_ANY_SHIFT = re.compile(r"都可以?|均可|不限|服从|随便|都行|皆可|无所谓|听安排|任意|全部")
_NO = re.compile(
    r"^(?:否|不|无|没|未|×|x|✗|✘|n$|no|f$|false|0$|错|拒)|不(?:是|需|要|同意|接受|可|提供|包|参加|愿)|未(?:参|买|购|缴)",
    re.IGNORECASE,
)
_YES = re.compile(
    r"^(?:是|有|对|√|✓|✔|☑|y$|yes|t$|true|1$|需|要|可|能|同意|愿意|接受|提供|包|参加|买|购|缴|已|会|好|支持|五险|5险|社保|急|留|安排)|五险|5险|齐全|购买|参保",
    re.IGNORECASE,
)


def parse_education(raw: RawCell, *, lowest: bool = False) -> int | None:
    """GB/T 4658 major code (10 … 90): the highest education named, or the ``lowest`` for a requirement.

    A stage not finished (本科在读) says nothing certain and stays unknown.
    """
    value = number(raw)
    if value is None and re.fullmatch(r"\d{2}", plain(raw)):
        value = float(plain(raw))
    if value is not None:
        return int(value) // 10 * 10 if value in _EDUCATION_CODES else None
    words = plain(raw)
    if says_nothing(raw) or _NO_EDUCATION.search(words):
        return None
    named = [code for code, pattern in _EDUCATION if re.search(pattern, words)]
    if not named:
        return None
    return named[-1] if lowest else named[0]


def parse_level(raw: RawCell) -> int | None:
    """Skill level 5 (初级工) … 1 (高级技师); professional titles (职称) are another ladder and stay unknown."""
    words = plain(raw)
    if says_nothing(raw) or re.search(r"职称|工程师|会计师|教师|护师|英语", words):
        return None
    if re.fullmatch(r"[1-5]", words):
        return int(words)
    return next((level for level, pattern in _LEVELS if re.search(pattern, words)), None)


def parse_shifts(raw: RawCell) -> list[str]:
    """The shifts a worker takes, in the order day, night, rotating; [] when unknown."""
    words = plain(raw)
    if _NO_NIGHT.search(words):
        return ["day"]
    if _ANY_SHIFT.search(words):
        return ["day", "night", "rotating"]
    named = {name for name, pattern in _SHIFT_WORDS if re.search(pattern, words, re.IGNORECASE)}
    if "night" in named and re.search(r"(?:可|能|接受|愿意|也行)[上做]?(?:夜|晚)", words):
        named.add("day")
    return [name for name in ("day", "night", "rotating") if name in named]


def parse_shift(raw: RawCell) -> str | None:
    """The shift of a vacancy: day, night, or rotating (also when both day and night are named)."""
    words = plain(raw)
    if _NO_NIGHT.search(words):
        return "day"
    named = [name for name, pattern in _SHIFT_WORDS if re.search(pattern, words, re.IGNORECASE)]
    if "rotating" in named or len(named) == 2:
        return "rotating"
    return named[0] if named else None


def parse_sex(raw: RawCell) -> str | None:
    """男 or 女 (GB/T 2261.1 codes 1 and 2 too); anything else is unknown."""
    words = plain(raw).lower()
    if words in ("男", "男性", "男士", "m", "male", "1"):
        return "男"
    return "女" if words in ("女", "女性", "女士", "f", "female", "2") else None


def parse_yes(raw: RawCell) -> bool | None:
    """Yes or no in any of the ways people tick a box; unknown otherwise."""
    if isinstance(raw, bool):
        return raw
    words = plain(typed(raw))
    if _NO.search(words):
        return False
    return True if _YES.search(words) else None


def parse_staying(raw: RawCell) -> bool | None:
    """Whether a worker stays for the festival: 留穗, 就地过年, 不返乡 are yes; 返乡, 回老家 are no."""
    words = plain(raw)
    if re.search(r"不返|不回|不走|留|就地|在穗|本地过年|在广州", words) and not re.search(r"不留", words):
        return True
    return False if re.search(r"返|回|离|走|不留", words) else parse_yes(raw)


def parse_list(raw: RawCell, most: int = 20) -> list[str]:
    """The words of a cell that lists things: “焊工证、叉车证；健康证”, each kept as typed."""
    if says_nothing(raw):
        return []
    parts = re.split(r"[、，,；;/|\n\r+＋]|\s{2,}", typed(raw))
    seen = dict.fromkeys(re.sub(r"^[\s\d①-⑨.．）)(（]*(?=\D)", "", part).strip() for part in parts)
    return [part for part in seen if part][:most]
