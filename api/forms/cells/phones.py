"""Telephone numbers: mobiles, landlines with area code and extension, service numbers."""

import re

from api.forms.cells.plain import Impossible, RawCell, plain, says_nothing

_MEND = "手机写 11 位；固定电话写区号加号码，如 020-81880000"
_SPLIT = re.compile(r"[/;,、|或&]|(?<=\d{8})和")
_EXTENSION = re.compile(r"(?:转|分机|ext\.?|x|#)[::]?(\d{1,6})", re.IGNORECASE)
_DASHED_EXTENSION = re.compile(r"((?:0\d{2,3}-?)?[2-8]\d{6,7})-(\d{1,5})$")
_PERSON = re.compile(r"(?:联系人:?)?([\u4e00-\u9fff]{2,4})(?=[\d(+:/,;、-])")
_DEVICE = re.compile(r"电话|手机|座机|办公|微信|联系|固话|热线|号码|公司")
_MOBILE = re.compile(r"1[3-9]\d{9}")
_LANDLINE = re.compile(r"(0(?:10|2\d)-?[2-8]\d{7}|0[3-9]\d{2}-?[2-8]\d{6,7})")
_LOCAL = re.compile(r"[2-8]\d{7}")
_SERVICE = re.compile(r"[48]00\d{7}")


def parse_phones(raw: RawCell) -> list[str]:
    """Every number of the cell, digits only but for the dashes of a landline; [] when the cell names none.

    >>> parse_phones("+86 138-0013-8000 / 020-81880000转801")
    ['13800138000', '020-81880000-801']
    """
    if says_nothing(raw):
        return []
    marked = re.sub(r"[\r\n]+", "/", raw.strip()) if isinstance(raw, str) else raw
    words = re.sub(r"[—–−‐‑﹣ー_]", "-", plain(marked))
    words = re.sub(r"^(\d+)\.0+$", r"\1", words)  # a number that became text on its way through another program
    pieces = [piece for piece in _SPLIT.split(words) if re.search(r"\d", piece)]
    return [_one(piece, words) for piece in _joined(pieces)]


def person_in(raw: RawCell) -> str | None:
    """The person named beside a number: “李生 13800138000”.

    >>> person_in("王小姐020-81880000（办）"), person_in("手机：13800138000")
    ('王小姐', None)
    """
    found = _PERSON.match(plain(raw))
    return None if found is None or _DEVICE.search(found.group(1)) else found.group(1)


def _joined(pieces: list[str]) -> list[str]:
    """Two numbers written side by side (13800138000 13900139000) taken apart."""
    apart: list[str] = []
    for piece in pieces:
        digits = re.sub(r"\D", "", piece)
        pair = re.fullmatch(r"(1[3-9]\d{9})(1[3-9]\d{9})", digits)
        apart.extend(pair.groups() if pair else (piece,))
    return apart


def _one(piece: str, words: str) -> str:
    if "*" in piece:
        raise Impossible("电话号码被星号遮住了", _MEND)
    body, extension = _without_extension(re.sub(r"[()\[\]]", lambda m: "-" if m.group() in ")]" else "", piece))
    digits = re.sub(r"\D", "", body)
    digits = re.sub(r"^(?:00)?86(?=1[3-9]\d{9}$|0\d{9,11}$)", "", digits)
    if _MOBILE.fullmatch(digits):
        return digits
    if landline := _LANDLINE.fullmatch(digits):
        code = 3 if re.match(r"0(?:10|2)", digits) else 4
        number = f"{landline.group()[:code]}-{landline.group()[code:]}"
        return f"{number}-{extension}" if extension else number
    if _LOCAL.fullmatch(digits):
        return f"{digits}-{extension}" if extension else digits
    if _SERVICE.fullmatch(digits):
        return digits
    raise Impossible(_why(digits), _MEND)


def _without_extension(piece: str) -> tuple[str, str]:
    if spoken := _EXTENSION.search(piece):
        return piece[: spoken.start()], spoken.group(1)
    if dashed := _DASHED_EXTENSION.search(piece.strip("-")):
        return dashed.group(1), dashed.group(2)
    return piece, ""


def _why(digits: str) -> str:
    if digits.startswith("1") and len(digits) != 11:
        return f"手机号应为 11 位，现有 {len(digits)} 位"
    if len(digits) == 11:
        return f"“{digits}”不是可用的手机号或固定电话"
    return f"电话号码的位数不对（{len(digits)} 位）"
