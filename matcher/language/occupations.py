"""Which occupation of the classification (职业分类大典 2022) does a title name?

A linear model of labelled adverts scores the codes that adverts name; the lexicon
speaks for its own names and for codes no advert named. Scores become chances by a
power of them: over five folds of the labelled titles such chances are off by 0.02 on
average (expected calibration error).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import as_file, files

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.language.features import WIDTH, counts, weighted
from matcher.language.lexicon import lexicon
from matcher.language.reading import SURE_NAME, UNKNOWN, Mention, Rank, read
from matcher.language.tables import rows
from matcher.language.titles import clean_title

THRESHOLD = 0.5  # chance a level must reach to be given
MOST_ALTERNATIVES = 10
OWN_NAME_BONUS = 1.0  # added for the classification's own name of a code: 包装工 is 包装工
TRADE_BONUS = 0.3  # added for the whole name of a trade; costs no more than 0.2 % of the adverts' codes
NAME_BONUS = 0.1  # the same for any other specific job, and for a trade named by the end or the verb of a title
LIKELY_NAME = 0.75  # certainty of such an end or verb
POWER = 1.8  # of a score, to make it a chance; 2 is too sure by 0.06
NAME_SCORE = 0.35  # of a certain name whose code no labelled advert bears
DOUBT = 0.003  # score to that power that belongs to no code: a title of faint scores stays uncertain
FAINTEST = 0.085  # best score below which a title with no known job names none
BATCH = 512  # titles scored at once

LEVELS = {4: (10, ""), 3: (7, "-00"), 2: (4, "-00-00"), 1: (1, "-00-00-00")}

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Coding:
    """The code of a title at the finest level sure enough; empty when no job is named.

    ``level`` is 4 细类 … 1 大类, 0 for no job; ``confidence`` the chance that the code at
    that level is right; ``alternatives`` 细类 with their chances, best first.
    """

    code: str = ""
    name: str = ""
    level: int = 0
    confidence: float = 0.0
    alternatives: tuple[tuple[str, float], ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """Weights of every feature (row) for every code (column)."""

    codes: tuple[str, ...]
    frequency: Floats
    weights: sparse.csr_array
    tables: str  # fingerprint of what it was fitted on


def code(titles: Sequence[str], model: Model | None = None) -> list[Coding]:
    """The occupation of each title, raw or cleaned, by the shipped model or another."""
    model = model or _shipped()
    cores = [clean_title(title).core for title in titles]
    distinct = [core for core in dict.fromkeys(cores) if core]
    codings = {"": Coding()}
    for first in range(0, len(distinct), BATCH):
        batch = distinct[first : first + BATCH]
        codings |= {
            core: _code(core, dict(zip(model.codes, scores.tolist(), strict=True)))
            for core, scores in zip(batch, _scores(batch, model), strict=True)
        }
    return [codings[core] for core in cores]


def _code(core: str, scores: dict[str, float]) -> Coding:
    mentions = [mention for mention in read(core) if mention.concept != UNKNOWN]
    if not mentions and (core.isascii() or max(scores.values()) < FAINTEST):
        return Coding()
    return _back_off(_chances(_with_names(scores, core, mentions)))


def _with_names(scores: dict[str, float], core: str, mentions: Sequence[Mention]) -> dict[str, float]:
    """Scores with what names say: the classification's own, a plain trade's, and codes without adverts."""
    own = _own_names().get(core)
    if own:
        return scores | {own: scores.get(own, 0.0) + OWN_NAME_BONUS}
    for mention in mentions:
        concept = lexicon().concepts[mention.concept]
        if concept.code not in scores:
            scores[concept.code] = NAME_SCORE * mention.certainty
        elif mention.rank is Rank.WORKER and not concept.generic:
            scores[concept.code] += _bonus(mention.certainty, concept.is_trade)
    return scores


def _bonus(certainty: float, is_trade: bool) -> float:
    if certainty >= SURE_NAME:
        return TRADE_BONUS if is_trade else NAME_BONUS
    return NAME_BONUS if is_trade and certainty >= LIKELY_NAME else 0.0


def _chances(scores: Mapping[str, float]) -> dict[str, float]:
    """Chances of the codes, likeliest first; equals in the order of the codes."""
    powers = {code: score**POWER for code, score in scores.items() if score > 0}
    total = sum(powers.values()) + DOUBT
    return {code: power / total for code, power in sorted(powers.items(), key=lambda pair: (-pair[1], pair[0]))}


def _back_off(chances: Mapping[str, float]) -> Coding:
    """The finest level at which one code reaches the threshold; the likeliest 大类 when none does."""
    fine = [(code, round(chance, 4)) for code, chance in chances.items() if _levels()[code] == 4]
    alternatives = tuple(pair for pair in fine[:MOST_ALTERNATIVES] if pair[1] > 0)
    level, best, chance = 0, "", 0.0
    for level in LEVELS:
        best, chance = _likeliest_at(level, chances)
        if chance >= THRESHOLD:
            break
    return Coding(best, names()[best], level, round(min(chance, 1.0), 4), alternatives)


def _likeliest_at(level: int, chances: Mapping[str, float]) -> tuple[str, float]:
    """The likeliest code of a level, holding all that lies under it."""
    sums: dict[str, float] = {}
    for code, chance in chances.items():
        above = ancestor(code, level)
        if above:
            sums[above] = sums.get(above, 0.0) + chance
    return max(sums.items(), key=lambda pair: (pair[1], pair[0]), default=("", 0.0))


@cache
def ancestor(code: str, level: int) -> str:
    """The code at a coarser level; empty when the code itself is coarser or the table has none there.

    >>> ancestor("4-07-05-01", 3), ancestor("4-07-05-01", 1), ancestor("4-07-00-00", 3)
    ('4-07-05-00', '4-00-00-00', '')
    """
    if _levels()[code] <= level:
        return code if _levels()[code] == level else ""
    width, ending = LEVELS[level]
    above = code[:width] + ending
    return above if above in names() else ""


@cache
def names() -> dict[str, str]:
    """The name of every code of the classification."""
    return {row["code"]: row["name"] for row in rows("occupations")}


@cache
def _own_names() -> dict[str, str]:
    """The 细类 that the classification itself calls so."""
    return {row["name"]: row["code"] for row in rows("occupations") if row["level"] == "4"}


@cache
def _levels() -> dict[str, int]:
    return {row["code"]: int(row["level"]) for row in rows("occupations")}


def _scores(cores: Sequence[str], model: Model) -> Floats:
    return np.asarray((weighted(counts(cores), model.frequency) @ model.weights).toarray(), dtype=np.float32)


@cache
def _shipped() -> Model:
    """The weights that ``python -m matcher.language.fitting`` wrote."""
    with as_file(files("matcher.language") / "data" / "occupation_model.npz") as path, np.load(path) as stored:
        weights = stored["data"].astype(np.float32) * stored["step"]
        parts = (weights, stored["indices"].astype(np.int32), stored["starts"])
        codes = tuple(str(code) for code in stored["codes"])
        frequency = stored["frequency"].astype(np.float32)
        return Model(codes, frequency, sparse.csr_array(parts, shape=(WIDTH, len(codes))), str(stored["tables"]))


def fitted_on() -> str:
    """The fingerprint of the tables the model was fitted on."""
    return _shipped().tables
