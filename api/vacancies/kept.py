"""Answers kept in memory for as long as what they were made from stays as it was.

They are made one after the other. Threads of Python that compute at once hand the interpreter to and fro: twenty
readers of as many searches took twice the processor (22 ms a page, in turn 11).
"""

from collections import OrderedDict
from collections.abc import Callable, Hashable
from threading import Lock, RLock
from typing import Generic, TypeVar

Answer = TypeVar("Answer")


class Kept(Generic[Answer]):
    """At most ``most`` answers, those asked for longest ago leave first; all leave when the ground changes.

    Whoever shares the ``turn`` makes no answer meanwhile. An answer may ask for others to be made for it.

    >>> kept = Kept[str](2, RLock())
    >>> kept.of("v1", "a", lambda: "made"), kept.of("v1", "a", lambda: "made again"), kept.of("v2", "a", lambda: "anew")
    ('made', 'made', 'anew')
    """

    def __init__(self, most: int, turn: RLock) -> None:
        self._most = most
        self._turn = turn
        self._ground: Hashable = None
        self._answers: OrderedDict[Hashable, Answer] = OrderedDict()
        self._held = Lock()  # for moments only: what is kept can be read while another answer is made

    def of(self, ground: Hashable, question: Hashable, make: Callable[[], Answer]) -> Answer:
        """The answer made on this ground, made now if it is not kept. Two who ask at once have the same one."""
        if found := self._kept(ground, question):
            return found[0]
        with self._turn:
            if found := self._kept(ground, question):
                return found[0]
            answer = make()
            self._keep(ground, question, answer)
        return answer

    def _kept(self, ground: Hashable, question: Hashable) -> tuple[Answer] | None:
        with self._held:
            if ground != self._ground:
                self._answers.clear()
                self._ground = ground
            if question not in self._answers:
                return None
            self._answers.move_to_end(question)
            return (self._answers[question],)

    def _keep(self, ground: Hashable, question: Hashable, answer: Answer) -> None:
        with self._held:
            if ground != self._ground:  # nobody asks for it any more
                return
            self._answers[question] = answer
            while len(self._answers) > self._most:
                self._answers.popitem(last=False)
