"""Who is short of whom, and who has people to spare, by post, employer and week: what no swap has taken yet."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta

from sqlmodel import Session

from api.swap_plans.instance import free_by_day, held_by
from models.employer import names_of
from models.swap import SwapLoan
from models.swap_need import SwapNeed, standing_needs
from models.swap_offer import SwapOffer, standing_offers

WEEK = 7


@dataclass(frozen=True, slots=True)
class Week:
    """Seven days from a Monday on; of the first, only those from the day the matrix begins."""

    first: date
    last: date


@dataclass(frozen=True, slots=True)
class Gap:
    """People short and people to spare in one week: as many as on its worst day, each side for itself."""

    short: int = 0
    spare: int = 0


@dataclass(frozen=True, slots=True)
class FirmRow:
    employer_id: int
    name: str
    gaps: tuple[Gap, ...]


@dataclass(frozen=True, slots=True)
class PostRow:
    """A post: the whole district's people by week, then each firm's."""

    post: str
    gaps: tuple[Gap, ...]
    firms: tuple[FirmRow, ...]

    @property
    def worst(self) -> int:
        """The most people short in any week."""
        return max((gap.short for gap in self.gaps), default=0)


@dataclass(frozen=True, slots=True)
class Matrix:
    weeks: tuple[Week, ...]
    posts: tuple[PostRow, ...]


@dataclass(slots=True)
class _Days:
    """People by day: short, and to spare."""

    length: int
    short: list[int] = field(init=False)
    spare: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self.short, self.spare = [0] * self.length, [0] * self.length

    def gaps(self, weeks: Sequence[Week], begin: date) -> tuple[Gap, ...]:
        spans = [((week.first - begin).days, (week.last - begin).days + 1) for week in weeks]
        return tuple(Gap(max(self.short[low:high]), max(self.spare[low:high])) for low, high in spans)


def weeks_from(day: date, number: int) -> tuple[Week, ...]:
    """So many weeks, the first from ``day`` to its Sunday.

    >>> [str(week.last) for week in weeks_from(date(2021, 2, 10), 2)]
    ['2021-02-14', '2021-02-21']
    """
    sunday = day + timedelta(days=6 - day.weekday())
    later = [sunday + timedelta(days=1 + WEEK * passed) for passed in range(number - 1)]
    return (Week(day, sunday), *(Week(monday, monday + timedelta(days=WEEK - 1)) for monday in later))


def matrix_of(session: Session, day: date, number: int) -> Matrix:
    """The district's gaps from a day on, posts that lack most first."""
    weeks = weeks_from(day, number)
    length = (weeks[-1].last - day).days + 1
    rows: dict[tuple[str, int], _Days] = defaultdict(lambda: _Days(length))
    held = held_by(session, SwapLoan.need_id)
    for need in session.exec(standing_needs(day)):
        _add(rows[need.trade, need.employer_id].short, _free(need, held.get(need.id or 0, ())), need.from_day, day)
    held = held_by(session, SwapLoan.offer_id)
    for offer in session.exec(standing_offers(day)):
        _add(rows[offer.trade, offer.employer_id].spare, _free(offer, held.get(offer.id or 0, ())), offer.from_day, day)
    names = dict(session.exec(names_of({employer for _, employer in rows})).all())
    posts = [_post(post, rows, names, weeks, day) for post in {post for post, _ in rows}]
    shown = [post for post in posts if any(gap != Gap() for gap in post.gaps)]
    return Matrix(weeks, tuple(sorted(shown, key=lambda post: (-post.worst, post.post))))


def _free(row: SwapNeed | SwapOffer, held: Iterable[tuple[date, date, int]]) -> list[int]:
    return free_by_day(row.people, row.from_day, row.to_day, held)


def _add(days: list[int], people: Sequence[int], first: date, begin: date) -> None:
    for passed, number in enumerate(people, start=(first - begin).days):
        if 0 <= passed < len(days):
            days[passed] += number


def _post(
    post: str, rows: Mapping[tuple[str, int], _Days], names: Mapping[int, str], weeks: Sequence[Week], begin: date
) -> PostRow:
    own = {employer: days for (trade, employer), days in rows.items() if trade == post}
    total = _Days(len(next(iter(own.values())).short))
    for days in own.values():
        total.short = [one + other for one, other in zip(total.short, days.short, strict=True)]
        total.spare = [one + other for one, other in zip(total.spare, days.spare, strict=True)]
    firms = [FirmRow(employer, names.get(employer, ""), days.gaps(weeks, begin)) for employer, days in own.items()]
    shown = [firm for firm in firms if any(gap != Gap() for gap in firm.gaps)]
    in_order = sorted(shown, key=lambda firm: (-max(gap.short for gap in firm.gaps), firm.name))
    return PostRow(post, total.gaps(weeks, begin), tuple(in_order))
