"""E8: is every reason shown true? What it names is taken out of the raw cells, and the score has to fall.

The reasons are read back from their words (``reading_reasons``); the cells are blanked in the frames a run is given;
the run's own candidates, with no least score, say what the pair is then worth. Counted by themselves: the reasons of
lists and plan, those of a search, and those of lists and plan under chances learnt in several made-up worlds. Besides:
do the parts of a score add up to it, and does the same pair always get the same words?
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from matcher.evaluation.districts import AS_OF, district
from matcher.evaluation.figures import Figure
from matcher.evaluation.hiring_worlds import WORLDS, results
from matcher.evaluation.reading_reasons import Blank, Row, blanks, claims_of
from matcher.pairing.cells import day
from matcher.pairing.comparisons import UTILITY
from matcher.pairing.instance import Instance
from matcher.pairing.learning.refit import learn, learning_on
from matcher.pairing.params import MICRO, MatchParams
from matcher.pairing.reasons.facts import FACTS
from matcher.pairing.retrieval import problem_of, retrieve
from matcher.pairing.run import match
from matcher.pairing.scoring import contributions
from matcher.pairing.search import VacancyIndex, rank_vacancies

SEEDS = range(10)
BY_HAND = MatchParams.on(AS_OF)
ALL_PAIRS = replace(BY_HAND, min_score=0.0)
RESULTS = 2_000  # behind the learnt chances
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Shown:
    """One reason of one pair, the score it stands behind, and all that it rests on."""

    pair: Pair
    reason: str
    micro: int
    rests_on: tuple[Blank, ...]


@dataclass(frozen=True, slots=True)
class Tested:
    """How many reasons were tested, and which failed."""

    reasons: int
    failed: list[Shown]

    @property
    def passed(self) -> float:
        """Share of the reasons whose every deletion lowers the score; 1 where there was none."""
        return 1 - len(self.failed) / self.reasons if self.reasons else 1.0


def figures(seeds: Iterable[int] = SEEDS, workers: int = 60, vacancies: int = 40) -> list[Figure]:
    """The share of reasons that pass, lines with a reason, parts that add up, words that stay."""
    districts = [district(seed, workers, vacancies) for seed in seeds]
    lines = np.concatenate([_reasons_a_line(each) for each in districts])
    same = np.concatenate([_words_stay(each) for each in districts])
    parts = np.concatenate([_parts_missing(each) for each in districts])
    return [
        *_deletion_figures(districts),
        Figure("E8", "lines with a reason", float((lines > 0).mean()), "", {}, len(lines)),
        Figure("E8", "reasons a line", float(lines.mean()), "", {}, len(lines)),
        Figure("E8", "parts that add up to the utility (±1e-6)", float((parts < 1e-6).mean()), "1", {}, len(parts)),
        Figure("E8", "same pair, same words", float(same.mean()), "1", {}, len(same)),
    ]


def _deletion_figures(districts: Sequence[Instance]) -> list[Figure]:
    """The share of reasons that pass: of runs, of searches, of runs with learnt chances."""
    whole = _together([deletion_test(each, shown_by_run(each)) for each in districts])
    unchecked = _together([deletion_test(each, every_true_fact(each)) for each in districts])
    searched = _together([deletion_test(each, shown_by_search(each)) for each in districts])
    with_learnt = {
        name: _together([deletion_test(each, shown_by_run(each, params), params) for each in districts])
        for name, params in learnt_params().items()
    }
    beside = {"every fact that is true": unchecked.passed}
    return [
        Figure("E8", "reasons that pass the deletion test", whole.passed, "1", beside, whole.reasons),
        Figure("E8", "reasons of a search that pass", searched.passed, "1", {}, searched.reasons),
        *(
            Figure("E8", f"reasons that pass, chances learnt where {name}", each.passed, "1", {}, each.reasons)
            for name, each in with_learnt.items()
        ),
    ]


def _together(tested: Sequence[Tested]) -> Tested:
    return Tested(sum(each.reasons for each in tested), [failed for each in tested for failed in each.failed])


def learnt_params() -> dict[str, MatchParams]:
    """Parameters with the chance weights and the calibration that results of each made-up world teach."""
    table = learning_on(AS_OF)
    return {name: learn(results(world, RESULTS, 1), BY_HAND, table) for name, world in WORLDS.items()}


def shown_by_search(of: Instance) -> list[Shown]:
    """Every reason that each worker is given who asks for vacancies."""
    index = VacancyIndex.of(of.vacancies)
    said = []
    for row in of.workers.to_dict("records"):
        found = rank_vacancies({str(name): cell for name, cell in row.items()}, index, as_of=AS_OF)
        lines = zip(found["vacancy_id"], found["score"], found["reasons"], strict=True)
        said += [(row["worker_id"], v, score, reason) for v, score, text in lines for reason in claims_of(text)]
    return _shown(of, said)


def shown_by_run(of: Instance, params: MatchParams = BY_HAND) -> list[Shown]:
    """Every reason in the lists and the pairs of a run."""
    result = match(of, params, as_of=AS_OF)
    lines = [*zip(*(result.lists[name] for name in ("worker_id", "vacancy_id", "score", "reasons")), strict=True)]
    lines += zip(*(result.pairs[name] for name in ("worker_id", "vacancy_id", "score", "reason")), strict=True)
    return _shown(of, dict.fromkeys((w, v, score, said) for w, v, score, text in lines for said in claims_of(text)))


def every_true_fact(of: Instance) -> list[Shown]:
    """What would be shown of the same pairs if every fact that is true were called a reason."""
    problem = problem_of(of, BY_HAND, day(AS_OF))
    found = retrieve(problem)
    said = []
    for fact in FACTS:
        true = np.flatnonzero(fact.holds(problem, found.pairs))
        pairs = found.pairs.take(true)
        for row, words in enumerate(fact.say(problem, pairs) if len(true) else []):
            ids = problem.workers.ids[pairs.worker[row]], problem.vacancies.ids[pairs.vacancy[row]]
            said.append((*ids, float(found.scores.score[true[row]]), words))
    return _shown(of, said)


def _shown(of: Instance, said: Iterable[tuple[str, str, float, str]]) -> list[Shown]:
    workers, vacancies = _rows(of.workers, "worker_id"), _rows(of.vacancies, "vacancy_id")
    return [
        Shown((w, v), reason, round(score * MICRO), tuple(blanks(reason, workers[w], vacancies[v])))
        for w, v, score, reason in said
    ]


def _rows(frame: pd.DataFrame, key: str) -> dict[str, Row]:
    return {str(row[key]): {str(name): str(cell) for name, cell in row.items()} for row in frame.to_dict("records")}


def deletion_test(of: Instance, shown: Sequence[Shown], params: MatchParams = BY_HAND) -> Tested:
    """Take away all that each reason rests on, one thing at a time; a reason that cannot be read back has failed."""
    failed = {number for number, each in enumerate(shown) if not each.rests_on}
    for changed, cases in _rounds(shown):
        left = _micro(_with(of, changed), params)
        failed |= {number for number in cases if left.get(shown[number].pair, -1) >= shown[number].micro}
    return Tested(len(shown), [shown[number] for number in sorted(failed)])


Changes = dict[str, Blank]  # what becomes of each row that changes, by its id
Round = tuple[Changes, list[int]]  # what is changed, and the numbers of the reasons it tests


def _rounds(shown: Sequence[Shown]) -> Iterator[Round]:
    """Runs that test all reasons: in each only one side and one kind of cell is changed, in each row at most once.

    A pair's score depends on its own two rows, and on other vacancies only through what such work pays here. That
    is why wages and titles are never changed in the same run as anything else.
    """
    for tests in _by_columns(shown).values():
        variants: defaultdict[str, dict[Blank, list[int]]] = defaultdict(dict)
        for number, blank in tests:
            variants[shown[number].pair[blank.side == "vacancy"]].setdefault(blank, []).append(number)
        for turn in range(max(map(len, variants.values()))):
            chosen = {row: list(each.items())[turn] for row, each in variants.items() if turn < len(each)}
            cases = [number for _, numbers in chosen.values() for number in numbers]
            yield {row: blank for row, (blank, _) in chosen.items()}, cases


def _by_columns(shown: Sequence[Shown]) -> dict[tuple[object, ...], list[tuple[int, Blank]]]:
    """The tests of each side, kind of cell, and whole cell or words out of it."""
    grouped: defaultdict[tuple[object, ...], list[tuple[int, Blank]]] = defaultdict(list)
    for number, each in enumerate(shown):
        for blank in dict.fromkeys(each.rests_on):
            grouped[blank.side, blank.columns, any(left for _, left in blank.cells)].append((number, blank))
    return dict(grouped)


def _with(of: Instance, changed: Changes) -> Instance:
    """The district with some rows changed."""
    return Instance(_edited(of.workers, "worker_id", changed), _edited(of.vacancies, "vacancy_id", changed))


def _edited(frame: pd.DataFrame, key: str, changed: Changes) -> pd.DataFrame:
    rows = [
        {**row, **dict(changed[str(row[key])].cells)} if str(row[key]) in changed else row
        for row in frame.to_dict("records")
    ]
    return pd.DataFrame(rows, columns=frame.columns, dtype=object)


def _micro(of: Instance, params: MatchParams) -> dict[Pair, int]:
    """What every pair that breaks no hard rule is worth, in millionths."""
    problem = problem_of(of, replace(params, min_score=0.0), day(AS_OF))
    found = retrieve(problem)
    worker, vacancy = found.pairs.worker.tolist(), found.pairs.vacancy.tolist()
    ids = ((problem.workers.ids[w], problem.vacancies.ids[v]) for w, v in zip(worker, vacancy, strict=True))
    return dict(zip(ids, found.scores.micro.tolist(), strict=True))


def _reasons_a_line(of: Instance) -> NDArray[np.int64]:
    lists = match(of, as_of=AS_OF).lists
    return np.array([len(claims_of(text)) for text in lists["reasons"]])


def _parts_missing(of: Instance) -> NDArray[np.float64]:
    """How far the parts of each candidate's utility are from the utility."""
    problem = problem_of(of, ALL_PAIRS, day(AS_OF))
    found = retrieve(problem)
    parts = sum(contributions(problem, found.pairs, UTILITY).values())
    return np.abs(np.asarray(parts) - found.scores.utility)


def _words_stay(of: Instance) -> NDArray[np.bool_]:
    """Whether each listed pair has the same words when the rows come in another order and ties fall differently."""
    turned = Instance(of.workers[::-1].reset_index(drop=True), of.vacancies[::-1].reset_index(drop=True))
    first, second = (
        match(instance, as_of=AS_OF, seed=seed).lists.set_index(["worker_id", "vacancy_id"])["reasons"].map(claims_of)
        for instance, seed in ((of, 0), (turned, 1))
    )
    both = first.index.intersection(second.index)
    return (first.loc[both] == second.loc[both]).to_numpy()


def kinds(shown: Iterable[Shown]) -> Counter[str]:
    """How many reasons there are of each kind of cell."""
    return Counter("+".join(each.rests_on[0].columns) if each.rests_on else "unread" for each in shown)
