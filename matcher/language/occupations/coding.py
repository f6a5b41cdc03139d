"""Which occupation of the classification (职业分类大典 2022) does a title name?

Candidates get their odds from the occupation model; names of codes and of trades speak where it is not sure. Odds
become chances, chances of codes under one class add up, and the finest level sure enough is given. How often it is
right, and how well the chances fit, is measured by ``matcher.evaluation.coding``.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp

from matcher.language.classification import LEVELS, ancestor, levels, names, own_names
from matcher.language.occupations.model import Model, shipped
from matcher.language.titles.cleaning import clean_title
from matcher.language.titles.lexicon import key, lexicon
from matcher.language.titles.reading import UNKNOWN, Mention, Rank, read

THRESHOLD = 0.5  # chance a level must reach to be given
MOST_ALTERNATIVES = 10
OWN_NAME_ODDS = 6.0  # added to the log-odds of the classification's own name of a code: 包装工 is 包装工
TRADE_ODDS = 5.0  # added for the whole name of a trade where the model is not sure
SURE = 0.8  # best chance from which on the model needs no such help
FAINTEST = 0.06  # best chance below which a title with no known job names none
BATCH = 512  # titles scored at once


@dataclass(frozen=True, slots=True)
class Coding:
    """The code of a title at the finest level sure enough; empty when none is, or no job is named.

    ``level`` is 4 细类 … 1 大类, 0 for no code; ``confidence`` the chance that the code at
    that level is right; ``alternatives`` 细类 with their chances, best first.
    """

    code: str = ""
    name: str = ""
    level: int = 0
    confidence: float = 0.0
    alternatives: tuple[tuple[str, float], ...] = ()


def code(titles: Sequence[str], model: Model | None = None) -> list[Coding]:
    """The occupation of each title, raw or cleaned, by the shipped model or another."""
    model = model or shipped()
    cores = [clean_title(title).core for title in titles]
    distinct = [core for core in dict.fromkeys(cores) if core]
    codings = {"": Coding()}
    for first in range(0, len(distinct), BATCH):
        batch = distinct[first : first + BATCH]
        odds = model.log_odds(batch)
        codings |= {core: _code(core, known) for core, known in zip(batch, odds, strict=True)}
    return [codings[core] for core in cores]


def _code(core: str, odds: Mapping[str, float]) -> Coding:
    mentions = [mention for mention in read(core) if mention.concept != UNKNOWN]
    found = as_chances(_with_names(odds, core, mentions))
    if not mentions and (core.isascii() or max(found.values()) < FAINTEST):
        return Coding()
    return _back_off(found)


def as_chances(log_odds: Mapping[str, float]) -> dict[str, float]:
    """Of codes of which one or none is right, from their log-odds against none; likeliest first, equals by code.

    >>> as_chances({"b": -1000.0, "a": 0.0})
    {'a': 0.5, 'b': 0.0}
    """
    shares = {code: exp(odd) for code, odd in log_odds.items()}
    total = 1 + sum(shares.values())
    return {code: share / total for code, share in sorted(shares.items(), key=lambda pair: (-pair[1], pair[0]))}


def _with_names(odds: Mapping[str, float], core: str, mentions: Sequence[Mention]) -> dict[str, float]:
    """Log-odds with what names say: the classification's own, and the whole name of a trade."""
    found = dict(odds)
    own = own_names().get(core)
    if own:
        found[own] += OWN_NAME_ODDS
    elif key(core) in lexicon().whole and max(as_chances(odds).values()) < SURE:
        for mention in mentions:
            concept = lexicon().concepts[mention.concept]
            if mention.rank is Rank.WORKER and concept.is_trade:
                found[concept.code] += TRADE_ODDS
    return found


def _back_off(chances: Mapping[str, float]) -> Coding:
    """The finest level at which one code reaches the threshold; no code, but its alternatives, when none does."""
    fine = [(code, round(chance, 4)) for code, chance in chances.items() if levels()[code] == 4]
    alternatives = tuple(pair for pair in fine[:MOST_ALTERNATIVES] if pair[1] > 0)
    for level in LEVELS:
        best, chance = _likeliest_at(level, chances)
        if chance >= THRESHOLD:
            return Coding(best, names()[best], level, round(min(chance, 1.0), 4), alternatives)
    return Coding(alternatives=alternatives)


def _likeliest_at(level: int, chances: Mapping[str, float]) -> tuple[str, float]:
    """The likeliest code of a level, holding all that lies under it."""
    sums: dict[str, float] = {}
    for code, chance in chances.items():
        above = ancestor(code, level)
        if above:
            sums[above] = sums.get(above, 0.0) + chance
    return max(sums.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0.0))


def fitted_on() -> str:
    """The fingerprint of the tables the shipped model was fitted on."""
    return shipped().tables
