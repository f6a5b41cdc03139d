"""What changed between two matching runs, and why: by their kept frames, parameters and pairs alone.

A reason is a difference that the two runs really show. One that settles the matter by itself (somebody or some post
came or went, a pair was settled) stands alone; what else differs on either side stands only where the pair's score
differs or is not known; a full post names who took the place, or who left it, one step. Where neither side changed
and nothing else differs but the parameters, the day or the seed, that is the reason; beyond that the line says that
others changed.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from enum import Enum, auto
from typing import Any

Row = Mapping[str, str]
Pair = tuple[str, str]  # worker id, vacancy id
ALWAYS_TOLD = frozenset({"key_class", "urgent", "assist"})  # they order the plan without touching a score
NOT_COMPARED = frozenset({"worker_id", "vacancy_id", "openings"})  # openings are told by themselves


class Kind(Enum):
    WORKER_NEW = auto()
    WORKER_GONE = auto()
    WORKER_CHANGED = auto()
    VACANCY_NEW = auto()
    VACANCY_GONE = auto()
    VACANCY_CHANGED = auto()
    MORE_OPENINGS = auto()
    FEWER_OPENINGS = auto()
    SETTLED = auto()
    FREE_AGAIN = auto()
    TAKEN_BY = auto()
    LEFT_BY = auto()
    PARAMS = auto()
    DAY_OR_SEED = auto()
    OTHERS = auto()


SETTLES = frozenset(
    {Kind.WORKER_NEW, Kind.WORKER_GONE, Kind.VACANCY_NEW, Kind.VACANCY_GONE, Kind.SETTLED, Kind.FREE_AGAIN}
)


@dataclass(frozen=True, slots=True)
class Changed:
    """One column of a row, before and now."""

    column: str
    before: str
    now: str


@dataclass(frozen=True, slots=True)
class Cause:
    """One reason: of which worker or vacancy, what changed, and for a place taken or left what stands `behind` it."""

    kind: Kind
    subject: str = ""
    changed: tuple[Changed, ...] = ()
    behind: "Cause | None" = None


@dataclass(frozen=True, slots=True)
class Outcome:
    """One run as far as it is compared: what it read (rows by id), what it went by, whom it placed where.

    ``scores`` are those of the pairs known to somebody's list or to the plan.
    """

    workers: Mapping[str, Row]
    vacancies: Mapping[str, Row]
    pairs: Mapping[str, str]
    settled: frozenset[Pair] = frozenset()
    scores: Mapping[Pair, float] = field(default_factory=dict)
    params: Mapping[str, Any] = field(default_factory=dict)
    seed: int = 0
    as_of: str = ""

    def openings(self, vacancy: str) -> int:
        row = self.vacancies.get(vacancy)
        return int(row["openings"] or 0) if row else 0


@dataclass(frozen=True, slots=True)
class Move:
    """A worker with another place than before; None is no place."""

    worker: str
    before: str | None
    now: str | None
    causes: tuple[Cause, ...] = ()


@dataclass(frozen=True, slots=True)
class Refill:
    """A vacancy that has all its people now and had not before, or the other way round."""

    vacancy: str
    filled_before: int
    openings_before: int
    filled: int
    openings: int
    causes: tuple[Cause, ...] = ()

    @property
    def full(self) -> bool:
        return self.filled >= self.openings


def moves(before: Mapping[str, str], now: Mapping[str, str]) -> list[Move]:
    """Whose place differs between two plans, by worker; without reasons."""
    everybody = sorted(before.keys() | now.keys(), key=_in_order)
    found = (Move(worker, before.get(worker), now.get(worker)) for worker in everybody)
    return [move for move in found if move.before != move.now]


class Comparison:
    """Two runs held against each other; ``before`` is the earlier one."""

    def __init__(self, before: Outcome, now: Outcome) -> None:
        self.before, self.now = before, now
        self._at_before, self._at_now = _by_vacancy(before.pairs), _by_vacancy(now.pairs)
        self._everywhere = tuple(self._of_the_run())
        self._same_frames = (before.workers, before.vacancies, before.settled) == (
            now.workers,
            now.vacancies,
            now.settled,
        )

    def moves(self) -> list[Move]:
        found = moves(self.before.pairs, self.now.pairs)
        return [Move(move.worker, move.before, move.now, self._why(move)) for move in found]

    def refills(self) -> list[Refill]:
        """Vacancies of the later run that became full or stopped being so."""
        found = (self._refill(vacancy) for vacancy in sorted(self.now.vacancies, key=_in_order))
        return [refill for refill in found if refill is not None]

    def _why(self, move: Move) -> tuple[Cause, ...]:
        if self._same_frames and self._everywhere:
            return self._everywhere
        own = self._own(move)
        if any(cause.kind in SETTLES for cause in own):
            return tuple(cause for cause in own if cause.kind in SETTLES)
        own += self._places(move)
        own += [cause for cause in self._everywhere if cause.kind == Kind.PARAMS]
        return tuple(own) or (Cause(Kind.OTHERS),)

    def _own(self, move: Move) -> list[Cause]:
        """What differs on the sides of the pairs that ended and began."""
        causes = [*self._came_or_went(move)]
        same = all(self._same_score((move.worker, end)) for end in (move.before, move.now) if end is not None)
        causes += self._row(Kind.WORKER_CHANGED, move.worker, same)
        for vacancy in filter(None, (move.before, move.now)):
            causes += self._row(Kind.VACANCY_CHANGED, vacancy, self._same_score((move.worker, vacancy)))
        return causes

    def _came_or_went(self, move: Move) -> Iterable[Cause]:
        worker, old, new = move.worker, move.before, move.now
        if worker not in self.before.workers:
            yield Cause(Kind.WORKER_NEW, worker)
        if worker not in self.now.workers:
            yield Cause(Kind.WORKER_GONE, worker)
            return
        if old is not None and old not in self.now.vacancies:
            yield Cause(Kind.VACANCY_GONE, old)
        elif old is not None and (worker, old) in self.now.settled - self.before.settled:
            yield Cause(Kind.SETTLED, old)
        if new is not None and new not in self.before.vacancies:
            yield Cause(Kind.VACANCY_NEW, new)
        elif new is not None and (worker, new) in self.before.settled - self.now.settled:
            yield Cause(Kind.FREE_AGAIN, new)

    def _row(self, kind: Kind, key: str, same_score: bool) -> list[Cause]:
        """What changed in one row; what cannot have mattered to a score that is the same is left out."""
        workers = kind == Kind.WORKER_CHANGED
        before, now = ((run.workers if workers else run.vacancies).get(key) for run in (self.before, self.now))
        if before is None or now is None:
            return []
        changed = tuple(c for c in _differences(before, now) if not same_score or c.column in ALWAYS_TOLD)
        return [Cause(kind, key, changed)] if changed else []

    def _same_score(self, pair: Pair) -> bool:
        before, now = self.before.scores.get(pair), self.now.scores.get(pair)
        return before is not None and now is not None and abs(before - now) < 5e-7

    def _places(self, move: Move) -> list[Cause]:
        """Fewer or more openings, who took the place, who left one: only where the vacancy was, or is, full."""
        causes: list[Cause] = []
        if move.before is not None and self._full(self.now, move.before, self._at_now):
            causes += self._lost(move.before, move.worker)
        if move.now is not None and self._full(self.before, move.now, self._at_before):
            causes += self._gained(move.now, move.worker)
        return causes

    def _lost(self, vacancy: str, worker: str) -> list[Cause]:
        if self.now.openings(vacancy) < self.before.openings(vacancy):
            return [Cause(Kind.FEWER_OPENINGS, vacancy, (self._openings(vacancy),))]
        takers = self._at_now[vacancy] - self._at_before[vacancy] - {worker}
        return self._one_step(Kind.TAKEN_BY, takers)

    def _gained(self, vacancy: str, worker: str) -> list[Cause]:
        if self.now.openings(vacancy) > self.before.openings(vacancy):
            return [Cause(Kind.MORE_OPENINGS, vacancy, (self._openings(vacancy),))]
        leavers = self._at_before[vacancy] - self._at_now[vacancy] - {worker}
        return self._one_step(Kind.LEFT_BY, leavers)

    def _one_step(self, kind: Kind, people: Iterable[str]) -> list[Cause]:
        """The one of these people with a reason of their own, or the first, with that reason behind."""
        told = [(worker, self._own(self._move_of(worker))) for worker in sorted(people, key=_in_order)]
        for worker, own in told:
            if own:
                return [Cause(kind, worker, behind=own[0])]
        return [Cause(kind, told[0][0])] if told else []

    def _move_of(self, worker: str) -> Move:
        return Move(worker, self.before.pairs.get(worker), self.now.pairs.get(worker))

    def _refill(self, vacancy: str) -> Refill | None:
        before, now = self._at_before[vacancy], self._at_now[vacancy]
        refill = Refill(vacancy, len(before), self.before.openings(vacancy), len(now), self.now.openings(vacancy))
        was_full = self._full(self.before, vacancy, self._at_before)
        if refill.openings == 0 or refill.full == was_full:
            return None
        return replace(refill, causes=self._why_refilled(vacancy, refill.full))

    def _why_refilled(self, vacancy: str, full: bool) -> tuple[Cause, ...]:
        if vacancy not in self.before.vacancies:
            return (Cause(Kind.VACANCY_NEW, vacancy),)
        if self._same_frames and self._everywhere:
            return self._everywhere
        causes = self._row(Kind.VACANCY_CHANGED, vacancy, same_score=False)
        openings = self._openings(vacancy)
        if self.now.openings(vacancy) != self.before.openings(vacancy):
            more = self.now.openings(vacancy) > self.before.openings(vacancy)
            causes.append(Cause(Kind.MORE_OPENINGS if more else Kind.FEWER_OPENINGS, vacancy, (openings,)))
        before, now = self._at_before[vacancy], self._at_now[vacancy]
        kind, people = (Kind.TAKEN_BY, now - before) if full else (Kind.LEFT_BY, before - now)
        causes += self._one_step(kind, people)
        causes += [cause for cause in self._everywhere if cause.kind == Kind.PARAMS]
        return tuple(causes) or (Cause(Kind.OTHERS),)

    def _full(self, outcome: Outcome, vacancy: str, at: Mapping[str, frozenset[str]]) -> bool:
        return vacancy in outcome.vacancies and len(at[vacancy]) >= outcome.openings(vacancy) > 0

    def _openings(self, vacancy: str) -> Changed:
        return Changed("openings", str(self.before.openings(vacancy)), str(self.now.openings(vacancy)))

    def _of_the_run(self) -> Iterable[Cause]:
        """What differs for everybody: parameters and weights, the day, the seed."""
        params = differing(self.before.params, self.now.params)
        if params:
            yield Cause(Kind.PARAMS, changed=params)
        pairs = (("as_of", self.before.as_of, self.now.as_of), ("seed", str(self.before.seed), str(self.now.seed)))
        drawn = tuple(Changed(*one) for one in pairs if one[1] != one[2])
        if drawn:
            yield Cause(Kind.DAY_OR_SEED, changed=drawn)

    @property
    def everywhere(self) -> tuple[Cause, ...]:
        """What differs for everybody, told once above the lists."""
        return self._everywhere


def differing(before: Mapping[str, Any], now: Mapping[str, Any], under: str = "") -> tuple[Changed, ...]:
    """The parameters that differ, nested ones by their dotted name."""
    found: list[Changed] = []
    for key in sorted(before.keys() | now.keys()):
        old, new = before.get(key), now.get(key)
        if isinstance(old, Mapping) and isinstance(new, Mapping):
            found += differing(old, new, f"{under}{key}.")
        elif old != new:
            found.append(Changed(f"{under}{key}", _plain(old), _plain(new)))
    return tuple(found)


def _plain(value: object) -> str:
    return "" if value is None else str(value)


def _differences(before: Row, now: Row) -> Iterable[Changed]:
    for column in now:
        if column not in NOT_COMPARED and column in before and before[column] != now[column]:
            yield Changed(column, before[column], now[column])


def _by_vacancy(pairs: Mapping[str, str]) -> defaultdict[str, frozenset[str]]:
    people: defaultdict[str, set[str]] = defaultdict(set)
    for worker, vacancy in pairs.items():
        people[vacancy].add(worker)
    return defaultdict(frozenset, {vacancy: frozenset(found) for vacancy, found in people.items()})


def _in_order(key: str) -> tuple[int, str]:
    return (int(key) if key.isdigit() else 0, key)
