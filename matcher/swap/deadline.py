"""How much time is left."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Deadline:
    """A moment on a clock that counts seconds."""

    clock: Callable[[], float]
    at: float

    def left(self) -> float:
        """Seconds until then, 0 once it is past."""
        return max(0.0, self.at - self.clock())

    def past(self) -> bool:
        """Whether it is over."""
        return not self.left()

    def share(self, part: float) -> "Deadline":
        """A moment after this part of what is left."""
        return Deadline(self.clock, self.at - (1 - part) * self.left())
