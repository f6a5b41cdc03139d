"""Meals and beds an employer provides, read from words such as 包吃住, 食宿自理, 提供宿舍."""

import re
from dataclasses import dataclass

_BOTH = re.compile(
    r"(?<!是否)包(?:吃|食|餐)(?:包|管)?(?:住|宿)|包住(?:包)?(?:吃|食)|管吃管?住|(?:吃住|食宿)(?:全?包|免费|都包|提供)|(?:提供|免费)(?:免费)?(?:吃住|食宿)|包两餐一宿"
)
_NEITHER = re.compile(
    r"不(?:包|提供|管|含)(?:吃住|食宿|吃不?包?住)|(?:吃住|食宿)(?:自理|不包|自费)|不包吃不包住|不包吃,?不包住"
)
_NO_MEALS = re.compile(r"不(?:包|提供|管|含)(?:吃|餐|伙食|膳食|食)|(?:餐|吃饭|伙食|(?<!包)吃)(?:费)?(?:自理|自费|不包)")
_MEALS = re.compile(
    r"(?<!是否)(?:包|管|供|含)(?:吃|食|饭|[一两二三123早午中晚]*[餐顿饭]|夜宵)|(?:提供|免费)[^,;。不\n]{0,4}(?:餐|伙食)|工作餐|(?:餐|伙食)免费"
)
_NO_LODGING = re.compile(
    r"不(?:包|提供|管|含)(?:住|宿)|(?:无|没有|没)(?:宿舍|住宿)|(?:住宿|(?<!包)住)(?:费)?(?:自理|自费|不包)|住宿费?\d+元?(?:/月)?自理"
)
_LODGING = re.compile(r"(?:包|管)住|(?:提供|免费|有|可)[^,;。不\n]{0,4}(?:住宿|宿舍)|宿舍免费|住宿免费|夫妻房")


@dataclass(frozen=True, slots=True)
class Provided:
    """What the words say of meals and lodging; ``None`` where they do not say."""

    meals: bool | None = None
    lodging: bool | None = None


@dataclass(frozen=True, slots=True)
class Said:
    """An answer, and the place of the words that give it."""

    answer: bool
    span: tuple[int, int]


def provided(words: str) -> Provided:
    """Facts about board in plain words (no spaces).

    >>> provided("包吃不包住"), provided("食宿自理").meals, provided("餐补300")
    (Provided(meals=True, lodging=False), False, Provided(meals=None, lodging=None))
    """
    meals, lodging = board(words, 0, len(words))
    return Provided(meals.answer if meals else None, lodging.answer if lodging else None)


def board(words: str, start: int, end: int) -> tuple[Said | None, Said | None]:
    """What a stretch of words says of meals and of lodging, and where."""
    for pattern, answer in ((_NEITHER, False), (_BOTH, True)):
        if found := pattern.search(words, start, end):
            said = Said(answer, found.span())
            return said, said
    return (
        _either(words, start, end, _NO_MEALS, _MEALS),
        _either(words, start, end, _NO_LODGING, _LODGING),
    )


def _either(words: str, start: int, end: int, no: re.Pattern[str], yes: re.Pattern[str]) -> Said | None:
    for pattern, answer in ((no, False), (yes, True)):
        if found := pattern.search(words, start, end):
            return Said(answer, found.span())
    return None
