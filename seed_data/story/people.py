"""People of the story who came by themselves: applicants from the web, employers who registered, one person twice."""

from dataclasses import dataclass

NUMBERS_FROM = 70_000_000
"""Serial numbers of their phones; nobody else of the demonstration has one from here on."""


@dataclass(frozen=True, slots=True)
class Newcomer:
    """An applicant nobody knew, without a street yet."""

    name: str
    words: str
    recommend: bool
    days: int


NEWCOMERS = (
    Newcomer("覃秀兰", "做过制衣厂杂工，想找包住的", True, 3),
    Newcomer("罗志明", "有叉车证，初八可以上班", True, 2),
    Newcomer("卢小芬", "想做白班，带孩子", False, 1),
)

TWICE_WORDS = "上次在街道登记过，这次用手机再申请一个"
"""Of somebody on file who applies from the web as if new: two files of one person."""


@dataclass(frozen=True, slots=True)
class Registering:
    """An employer who registered itself; `known` when the office has it on file already."""

    name: str
    contact: str
    known: bool
    days: int


REGISTRATIONS = (
    Registering("广州荔湾区芳荔沅食品加工店", "邓惠仪", known=False, days=2),
    Registering("", "何永强", known=True, days=1),
)
"""The first stands in the demonstration street; the second claims an employer there is already."""
