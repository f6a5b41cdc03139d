"""All protocols in turn, and their figures as one table to read."""

from collections.abc import Callable, Iterable, Sequence

from matcher.evaluation import (
    adverts,
    assignment,
    chance,
    coding,
    deletion,
    fairness,
    market,
    skills,
    swapping,
    words,
)
from matcher.evaluation.figures import Figure

Protocol = Callable[[], list[Figure]]

PROTOCOLS: dict[str, Protocol] = {
    "E1": coding.figures,
    "E2": skills.figures,
    "E3": lambda: [*words.figures(), *chance.figures()],
    "E4": market.figures,
    "E5": assignment.figures,
    "E6": swapping.figures,
    "E8": deletion.figures,
    "E9": fairness.figures,
    "E11": adverts.figures,
}
ENCODER = "encoder"  # a baseline whose name holds this word has a column of its own


def measured(
    names: Iterable[str] = PROTOCOLS, progress: Callable[[str, float], None] = lambda _name, _done: None
) -> list[Figure]:
    """The figures of the named protocols, in order. ``progress`` is told the protocol done and the share of all."""
    found: list[Figure] = []
    chosen = list(names)
    for number, name in enumerate(chosen, start=1):
        found += PROTOCOLS[name]()
        progress(name, number / len(chosen))
    return found


def table(figures: Sequence[Figure]) -> str:
    """A table in Markdown, one line a figure.

    >>> print(table([Figure("E1", "acc@1", 0.7, "≥ .70", {"chars": 0.4, "encoder": 0.66}, 5_078)]))
    | | measure | cases | ours | to reach | encoder | others |
    |---|---|---|---|---|---|---|
    | E1 | acc@1 | 5,078 | **.700** | ≥ .70 | .660 | chars .400 |
    """
    head = ["| | measure | cases | ours | to reach | encoder | others |", "|---|---|---|---|---|---|---|"]
    return "\n".join([*head, *(_line(figure) for figure in figures)])


def _line(figure: Figure) -> str:
    encoder = "; ".join(number(value) for name, value in figure.others.items() if ENCODER in name)
    others = "; ".join(f"{name} {number(value)}" for name, value in figure.others.items() if ENCODER not in name)
    cases = f"{figure.cases:,}" if figure.cases else ""
    cells = [figure.protocol, figure.measure, cases, f"**{number(figure.ours)}**", figure.target, encoder, others]
    return "| " + " | ".join(cells) + " |"


def number(value: float) -> str:
    """A figure as short as it can be read.

    >>> number(0.9812), number(1.0), number(0.0), number(-0.25), number(12.345), number(1234.5)
    ('.981', '1', '0', '-.250', '12.35', '1,234')
    """
    if value == int(value):
        return f"{int(value):,}"
    if abs(value) >= 1_000:
        return f"{value:,.0f}"
    if abs(value) >= 1:
        return f"{value:.2f}"
    return f"{value:.3f}".replace("0.", ".", 1)
