"""Answers kept in memory for as long as what they were made from stays as it was."""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Kept(Generic[Answer]):
    """At most ``most`` answers, those asked for longest ago leave first; all leave when the ground changes.

    >>> kept = Kept[str](most=2)
    >>> kept.of("v1", "a", lambda: "made"), kept.of("v1", "a", lambda: "made again"), kept.of("v2", "a", lambda: "anew")
    ('made', 'made', 'anew')
    """

    def __init__(self, most: int) -> None:
        self._most = most
        self._ground: Hashable = None
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._turn = Lock()

    def of(self, ground: Hashable, question: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer made on this ground, made now if it is not kept. Two who ask at once may both make it."""
        with self._turn:
            if ground != self._ground:
                self._answers.clear()
                self._ground = ground
            if question in self._answers:
                self._answers.move_to_end(question)
                return self._answers[question]
        answer = make()
        with self._turn:
            if ground == self._ground:
                self._answers[question] = answer
                while len(self._answers) > self._most:
                    self._answers.popitem(last=False)
        return answer
