"""What a rule looks at, and what it says: steps of an arrangement's life, the look, breaches and findings."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from enum import StrEnum
from functools import cached_property

from matcher.policy.parameters import Parameters
from matcher.swap.arrangement import Arrangement, Firm, Person, Post, post_of

About = Person | Post | Firm | None


class Level(StrEnum):
    """``BLOCK`` shuts the step, ``ALARM`` has to be seen to now, ``WARN`` asks for a look, ``INFO`` offers help."""

    BLOCK = "block"
    ALARM = "alarm"
    WARN = "warn"
    INFO = "info"


class Step(StrEnum):
    """Steps of life, each before it is taken; ``RUN`` is every day on which people are away."""

    OFFER = "offer"  # draft → offered
    CONSENT = "consent"  # closing the answers
    SIGN = "sign"
    START = "start"  # → active
    RUN = "run"
    EXTEND = "extend"
    RETURN = "return"  # somebody comes back, or → returning
    CLOSE = "close"


_ORDER = tuple(Step)


@dataclass(frozen=True, slots=True)
class Breach:
    """One fact that breaks a rule: why, in a sentence, and what to do about it.

    ``person`` is the id of the worker it is about; ``article`` stands only where it is not the rule's own.
    """

    level: Level
    why: str
    mend: str
    about: str = ""
    person: int | None = None
    article: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """A breach under the number of its rule, with the source the rule rests on."""

    rule: str
    level: Level
    about: str
    why: str
    mend: str
    article: str
    person: int | None = None


@dataclass(frozen=True)
class Look:
    """One look at an arrangement before a step, on a day. Rules take people and posts from here.

    Before an extension they stand with the days they would have, so that every rule judges the longer stay.
    """

    arrangement: Arrangement
    step: Step
    day: date
    parameters: Parameters
    _longer: date | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        asked = self.arrangement.extension if self.step is Step.EXTEND else None
        object.__setattr__(self, "_longer", asked.last if asked else None)

    @cached_property
    def people(self) -> tuple[Person, ...]:
        """Everybody on the list."""
        return tuple(self._person(person) for person in self.arrangement.people)

    @cached_property
    def posts(self) -> tuple[Post, ...]:
        """The work they are lent for."""
        staying = {(person.post, person.loan) for person in self.arrangement.people if stays(person)}
        return tuple(
            replace(post, last=max(post.last, self._longer))
            if self._longer and (post.name, post.loan) in staying
            else post
            for post in self.arrangement.posts
        )

    @property
    def away(self) -> Iterator[Person]:
        """Who has not come back yet; before the start everybody."""
        return (person for person in self.people if person.back is None)

    def placed(self) -> Iterator[tuple[Person, Post]]:
        """People with their posts; who has no post is told by the rule of quantities."""
        return ((person, post) for person in self.people if (post := self.post_of(person)))

    def post_of(self, person: Person) -> Post | None:
        """The post that a worker is lent for."""
        return post_of(self.posts, person)

    def reached(self, step: Step) -> bool:
        """Whether a step is now being taken or lies behind."""
        return _ORDER.index(self.step) >= _ORDER.index(step)

    @property
    def too_late(self) -> Level:
        """How grave it is that something was done late: once people are away nothing mends it any more."""
        away = self.arrangement.since is not None or _ORDER.index(self.step) > _ORDER.index(Step.START)
        return Level.ALARM if away else Level.BLOCK

    def value(self, key: str, on: date | None = None) -> float:
        """A parameter of a day; of the first day away when none is named."""
        first = min((post.first for post in self.arrangement.posts), default=self.day)
        return self.parameters.value(key, on or first)

    def _person(self, person: Person) -> Person:
        longer = self._longer
        return replace(person, last=max(person.last, longer)) if longer and stays(person) else person


def stays(person: Person) -> bool:
    """Whether an extension is about this worker: away, and wants to stay."""
    return person.back is None and person.stays_wanted is True


def block(about: About, why: str, mend: str, *, article: str = "") -> Breach:
    """A breach that shuts the step."""
    return breach(Level.BLOCK, about, why, mend, article=article)


def breach(level: Level, about: About, why: str, mend: str, *, article: str = "") -> Breach:
    """A breach about a worker, a post, a firm, or the arrangement as a whole."""
    name, person = about.name if about else "", about.id if isinstance(about, Person) else None
    return Breach(level, why, mend, name, person, article)
