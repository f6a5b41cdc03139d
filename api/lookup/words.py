"""What was typed into the search box, word by word, and what each word may mean."""

import re
import unicodedata
from dataclasses import dataclass

MOST_WORDS = 6
LONGEST = 100

_PHONE = re.compile(r"(?<!\d)(\d{3})[ -](\d{4})[ -](\d{4})(?!\d)")
_LANDLINE = re.compile(r"(?<!\d)(0\d{2,3})-(\d{7,8})(?!\d)")
_APART = re.compile(r"[\s,，、;；]+")
_NUMBER = re.compile(r"(?:(推荐|岗位|求职者|求职|单位)(?:编号|号|单)?[#:]?|#)?(\d{1,9})")
_KINDS = {"推荐": "referral", "岗位": "vacancy", "求职者": "worker", "求职": "worker", "单位": "employer"}
_SAID_APART = re.compile(r"(推荐|岗位|求职者?|单位)(编号|号|单)?\s+(?=\d)")
# How one calls somebody: 王姐 and 老王 are a surname, 阿梅 is the end of a name.
_BY_SURNAME = re.compile(
    r"(?:老|小|大)([^\W\d_a-z])|([^\W\d_a-z]{1,2}?)(?:姐|哥|叔|姨|婶|嫂|伯|妹|阿姨|师傅|女士|先生|小姐|大姐|大哥)"
)
_BY_END = re.compile(r"阿([^\W\d_a-z]{1,2})")


@dataclass(frozen=True, slots=True)
class Word:
    """One word: lower case, half width. ``number`` is the number it may be, ``of`` whose number it says it is."""

    text: str
    number: int | None = None
    of: str = ""

    @property
    def digits(self) -> str:
        return self.text if self.text.isdigit() else ""

    @property
    def is_latin(self) -> bool:
        return self.text.isascii() and self.text.isalpha()

    @property
    def surname(self) -> str:
        """The surname that an address such as 王姐 or 老王 gives away, or nothing."""
        found = _BY_SURNAME.fullmatch(self.text)
        return (found[1] or found[2]) if found else ""

    @property
    def end_of_name(self) -> str:
        found = _BY_END.fullmatch(self.text)
        return found[1] if found else ""

    def numbers(self, kind: str) -> int | None:
        """The number this word may be of a ``kind`` of thing."""
        return self.number if self.of in ("", kind) else None


def words_of(typed: str) -> list[Word]:
    """The words of a search, each once, at most `MOST_WORDS`.

    >>> [word.text for word in words_of("王姐　138 0013 8000，３栋502")]
    ['王姐', '13800138000', '3栋502']
    """
    text = unicodedata.normalize("NFKC", typed[:LONGEST]).lower()
    text = _LANDLINE.sub(r"\1\2", _PHONE.sub(r"\1\2\3", text))
    text = _SAID_APART.sub(r"\1\2", text)
    parts = dict.fromkeys(part for part in _APART.split(text) if part)
    return [_word(part) for part in list(parts)[:MOST_WORDS]]


def _word(text: str) -> Word:
    said = _NUMBER.fullmatch(text)
    if said is None:
        return Word(text)
    return Word(text, int(said[2]), _KINDS.get(said[1] or "", ""))
