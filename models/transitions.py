"""States change through a table of allowed steps; a step that is not listed is refused."""

from collections.abc import Mapping
from typing import TypeVar

from models.columns import Labelled
from models.errors import IllegalTransition

State = TypeVar("State", bound=Labelled)


def require_step(subject: str, allowed: Mapping[State, frozenset[State]], current: State, wanted: State) -> None:
    """Raise `IllegalTransition` unless `allowed` lists the step; `subject` names the thing in Chinese."""
    if wanted not in allowed[current]:
        raise IllegalTransition(subject, current.label, wanted.label)
