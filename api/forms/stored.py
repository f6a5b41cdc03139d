"""What became of the rows of a form in the store, by their places among the rows that read well."""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Obstacle:
    """Why the store does not take a row; ``field`` is the one whose cell is shown."""

    field: str
    why: str
    mend: str


@dataclass(slots=True)
class Stored:
    """Rows that changed something, rows that could not, and what of a taken row was left out."""

    changed: set[int] = field(default_factory=set)
    refused: dict[int, Obstacle] = field(default_factory=dict)
    notes: dict[int, str] = field(default_factory=dict)


_MEND = "核对这一行；没有填错就联系区里处理"


def elsewhere(field_: str, what: str) -> Obstacle:
    """The row meets something outside the actor's reach: said in the same words whatever it met there, and by what."""
    return Obstacle(field_, f"{what}可能已由其他街道或区里登记，本街道不能改动", _MEND)
