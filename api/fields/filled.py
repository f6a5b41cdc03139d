"""A page's form as somebody filled it in: shown again with every word kept and each mistake beside its field."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TypeVar

from pydantic import ValidationError

from api.fields.types import UNSTORABLE, storable
from api.fields.words import pydantic_problems
from api.refusals import BadField, FieldProblem

Read = TypeVar("Read")
LONGEST = 10_000  # characters of one field


@dataclass(frozen=True, slots=True)
class Filled:
    """What stands in the fields (as typed, never as understood) and what is wrong with them, by field name."""

    values: Mapping[str, str] = field(default_factory=dict)
    problems: Mapping[str, str] = field(default_factory=dict)

    def value(self, name: str) -> str:
        return self.values.get(name, "")

    def problem(self, name: str) -> str:
        return self.problems.get(name, "")

    def wrong(self, problems: Sequence[FieldProblem]) -> "Filled":
        """The same form with these mistakes marked, in its order; of several on one field the first is told.

        Fields come as a browser sends them, from top to bottom. What was not sent (a box left empty, a group of boxes)
        keeps the place at which its mistake was found.
        """
        told: dict[str, str] = {}
        for problem in problems:
            told.setdefault(problem.field.split(".")[0], problem.why)
        sent = iter([name for name in self.values if name in told])
        return Filled(
            self.values, {name: told[name] for name in (next(sent) if one in self.values else one for one in told)}
        )


def filled(form: Mapping[str, object]) -> Filled:
    """A form as it was sent, the last value of a field sent twice; raises nothing: what cannot be kept is cut off."""
    last = {name: value[-1] if isinstance(value, list) and value else value for name, value in form.items()}
    return Filled({name: value[:LONGEST] for name, value in last.items() if isinstance(value, str)})


def read(form: Filled, meaning: Callable[[Mapping[str, str]], Read]) -> Read | Filled:
    """What the form means, or the form with its mistakes marked.

    ``meaning`` makes the value from the stripped fields; it raises `BadField` or pydantic's `ValidationError`.
    """
    unstorable = [FieldProblem(name, UNSTORABLE) for name, value in form.values.items() if not storable(value)]
    if unstorable:
        return form.wrong(unstorable)
    try:
        return meaning({name: value.strip() for name, value in form.values.items()})
    except BadField as refused:
        return form.wrong(refused.problems)
    except ValidationError as refused:
        return form.wrong(pydantic_problems(refused.errors()))
