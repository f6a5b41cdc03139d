"""Numbers that carry their own proof: resident ID (GB 11643) and unified social credit code (GB 32100)."""

import re
from dataclasses import dataclass
from datetime import date

from api.forms.cells.plain import LOST_DIGITS, Impossible, RawCell, number, plain, says_nothing

_ID_MEND = "把这一格设成“文本”，照证件重填 18 位号码；没有号码就留空"
_ID_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_ID_CHECK = "10X98765432"
_PROVINCES = frozenset(
    [
        "11",
        "12",
        "13",
        "14",
        "15",
        "21",
        "22",
        "23",
        "31",
        "32",
        "33",
        "34",
        "35",
        "36",
        "37",
        "41",
        "42",
        "43",
        "44",
        "45",
        "46",
        "50",
        "51",
        "52",
        "53",
        "54",
        "61",
        "62",
        "63",
        "64",
        "65",
        "71",
        "81",
        "82",
        "83",
        "91",
    ]
)
_OTHER_PAPERS = re.compile(r"[A-Z]{1,2}\d{6,10}|[A-Z]\d{6}\([0-9A]\)|\d{8}")
_SCIENTIFIC = re.compile(r"\d(?:\.\d+)?E\+?\d{2}", re.IGNORECASE)
_USCC_ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_USCC_MEND = "照营业执照重填 18 位统一社会信用代码，或留空"


@dataclass(frozen=True, slots=True)
class IdNumber:
    """An identity paper's number, with what it proves of its holder (unknown for papers other than the ID card)."""

    text: str
    kind: str
    birth_date: date | None = None
    sex: str | None = None


def parse_id(raw: RawCell, as_of: date, kind: str = "") -> IdNumber | None:
    """A resident ID of 18 or (old) 15 digits, or another paper's number when ``kind`` or its shape says so."""
    if says_nothing(raw):
        return None
    text = plain(raw).upper().strip("'’‘`\"")
    if _lost_digits(raw, text):
        raise Impossible("身份证号被当成数字保存，末几位已经丢失", _ID_MEND)
    text = re.sub(r"[-–—·.]|^[\u4e00-\u9fff]+[::]", "", text)
    if _is_other_paper(text, kind):
        return IdNumber(text, kind or "其他证件")
    if len(text) not in (15, 18):
        raise Impossible(f"身份证号应为 18 位，现有 {len(text)} 位", _ID_MEND)
    if not re.fullmatch(r"\d{15}|\d{17}[\dX]", text) or text[:2] not in _PROVINCES:
        raise Impossible("身份证号里有不该有的字符或地区码不存在", _ID_MEND)
    birth = _birth_date(text, as_of)
    if len(text) == 18 and text[17] != check_digit(text[:17]):
        raise Impossible("身份证号的校验位不对，有数字填错", _ID_MEND)
    return IdNumber(text, "居民身份证", birth, "男" if int(text[16] if len(text) == 18 else text[14]) % 2 else "女")


def check_digit(first17: str) -> str:
    """The last character of a resident ID (GB 11643, ISO 7064 MOD 11-2)."""
    return _ID_CHECK[sum(int(c) * w for c, w in zip(first17, _ID_WEIGHTS, strict=True)) % 11]


def _lost_digits(raw: RawCell, text: str) -> bool:
    """Excel keeps 15 significant digits: a longer number typed as a number cannot be trusted in its last places."""
    value = number(raw)
    return (value is not None and abs(value) >= LOST_DIGITS) or bool(_SCIENTIFIC.fullmatch(text))


def _is_other_paper(text: str, kind: str) -> bool:
    if re.search(r"护照|通行证|台胞|回乡|居留|军官|其他", kind):
        return bool(re.fullmatch(r"[A-Z0-9()]{5,20}", text))
    return bool(_OTHER_PAPERS.fullmatch(text)) and not text.isdigit()


def _birth_date(text: str, as_of: date) -> date:
    digits = text[6:14] if len(text) == 18 else "19" + text[6:12]
    try:
        born = date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError:
        raise Impossible("身份证号里的出生日期不存在", _ID_MEND) from None
    if not date(1900, 1, 1) <= born <= as_of:
        raise Impossible("身份证号里的出生日期不可能", _ID_MEND)
    return born


def parse_uscc(raw: RawCell) -> str | None:
    """A unified social credit code whose check character is right; ``None`` for old 15-digit registration numbers."""
    if says_nothing(raw):
        return None
    text = re.sub(r"[-–—]", "", plain(raw).upper().strip("'’‘`\""))
    if _lost_digits(raw, text) and len(text) != 15:
        raise Impossible("统一社会信用代码被当成数字保存，末几位已经丢失", _USCC_MEND)
    if re.fullmatch(r"\d{13,15}|[0-9X]{8,10}", text) or not re.search(r"[0-9]", text):
        return None  # business licence number or organisation code from before 2015: another number, not a wrong one
    if len(text) != 18:
        raise Impossible(f"统一社会信用代码应为 18 位，现有 {len(text)} 位", _USCC_MEND)
    if any(c not in _USCC_ALPHABET for c in text):
        raise Impossible("统一社会信用代码里有不该有的字符（不用 I、O、Z、S、V）", _USCC_MEND)
    if text[17] != uscc_check(text[:17]):
        raise Impossible("统一社会信用代码的校验位不对，有字符填错", _USCC_MEND)
    return text


def uscc_check(first17: str) -> str:
    """The last character of a unified social credit code (GB 32100, weights are powers of 3 modulo 31)."""
    total = sum(_USCC_ALPHABET.index(c) * pow(3, i, 31) for i, c in enumerate(first17))
    return _USCC_ALPHABET[-total % 31]
