"""Who is to go with the one swap of the story, and what each has answered so far."""

from dataclasses import dataclass
from datetime import date

DRAFTED, OFFERED = 3, 2
"""How many days before the last one the agreement was drafted, and its people were asked."""

NUMBERS_FROM = 71_000_000
"""Serial numbers of their phones; nobody else of the demonstration has one from here on."""


@dataclass(frozen=True, slots=True)
class Lent:
    """Somebody whom the lender names; `answer` is "yes", "no", or "" as long as they have said nothing."""

    name: str
    sex: str
    born: date
    skills: tuple[str, ...]
    answer: str


LENT = (
    Lent("梁彩霞", "2", date(1984, 5, 17), ("封箱", "贴标"), "yes"),
    Lent("黄志强", "1", date(1990, 11, 2), ("打包",), "yes"),
    Lent("覃丽萍", "2", date(1987, 3, 26), ("装箱", "质检"), "yes"),
    Lent("莫家宝", "1", date(1995, 8, 9), ("打包", "码板"), "no"),
    Lent("陈惠珍", "2", date(1979, 12, 14), ("手工包装",), "yes"),
    Lent("李桂芳", "2", date(1992, 6, 30), ("封箱",), ""),
)
"""The first answered on her own phone and the last has not yet; the others told the one who called."""

ASKED_MORE, NOTHING_MORE = "车间有没有更衣的地方？", "没有"
"""What the first of them asked when she said yes, and what the others did."""
