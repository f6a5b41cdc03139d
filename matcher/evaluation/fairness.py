"""E9: does it matter who somebody is? Flips from outside, and groups side by side.

A flip changes what must not matter and nothing else (sex, name, place of origin, ethnicity, age above 16, whether
somebody is assisted) and compares the frames of two runs byte by byte. Flips of a column are true by construction, as
no score reads these columns; they stand as a guard against the day one does. What could fail are the flips inside the
worker's own words (``word_flips``). The audit puts groups beside the rest: what a
group gets may differ where what it asks for and brings differs, but the lists must not widen the gap in the data.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from matcher.evaluation.districts import AS_OF, district
from matcher.evaluation.figures import Figure
from matcher.evaluation.measures import RESAMPLES
from matcher.evaluation.word_flips import phrasebook, sayings, workers_unchanged
from matcher.pairing.instance import Instance
from matcher.pairing.params import MatchParams
from matcher.pairing.run import MatchResult, match

Floats = NDArray[np.float64]
Mask = NDArray[np.bool_]
Flip = Callable[[pd.DataFrame, np.random.Generator], pd.DataFrame]

SEEDS = range(20)
OLDER_BORN_BEFORE = "1976-02-08"  # 45 on the day of the runs


def _redrawn(column: str, values: list[str]) -> Flip:
    """Another value of a column for everybody."""

    def flipped(workers: pd.DataFrame, drawn: np.random.Generator) -> pd.DataFrame:
        cells = [str(drawn.choice([value for value in values if value != cell])) for cell in workers[column]]
        return workers.assign(**{column: cells})

    return flipped


def _born_another_day(workers: pd.DataFrame, drawn: np.random.Generator) -> pd.DataFrame:
    """Everybody of known age is drawn another one, from 17 to 69."""
    born = pd.Timestamp(AS_OF) - pd.to_timedelta(drawn.integers(17 * 366, 69 * 365, len(workers)), unit="D")
    return workers.assign(birth_date=np.where(workers["birth_date"] != "", born.strftime("%Y-%m-%d"), ""))


def assist_turned(workers: pd.DataFrame, _: np.random.Generator) -> pd.DataFrame:
    """Who was assisted is not, and the other way round."""
    return workers.assign(assist=np.where(workers["assist"] == "1", "0", "1"))


def _all(*flips: Flip) -> Flip:
    def flipped(workers: pd.DataFrame, drawn: np.random.Generator) -> pd.DataFrame:
        for flip in flips:
            workers = flip(workers, drawn)
        return workers

    return flipped


_SINGLE: dict[str, Flip] = {
    "sex": _redrawn("sex", ["男", "女"]),
    "name": _redrawn("name", ["王秀英", "陈志强", "阿卜杜拉", "李小妹"]),
    "place of origin": _redrawn("hukou", ["广东广州", "河南周口", "新疆喀什", ""]),
    "ethnicity": _redrawn("ethnicity", ["汉族", "维吾尔族", "彝族", ""]),
    "age": _born_another_day,
}
FLIPS: dict[str, Flip] = {**_SINGLE, "all five": _all(*_SINGLE.values())}


def figures(seeds: Iterable[int] = SEEDS, workers: int = 120, vacancies: int = 60) -> list[Figure]:
    """Flips that change nothing, then each group beside the rest."""
    districts = {seed: district(seed, workers, vacancies) for seed in seeds}
    runs = {seed: match(each, as_of=AS_OF) for seed, each in districts.items()}
    worded = _word_figures(list(districts.values()))
    return [
        *_flip_figures(districts, runs),
        *worded,
        *_group_figures(districts, runs),
        *_floor_figures(districts, runs),
    ]


def _flip_figures(districts: Mapping[int, Instance], runs: Mapping[int, MatchResult]) -> list[Figure]:
    found = []
    for name, flip in FLIPS.items():
        same = [unchanged(districts[seed], runs[seed], flip, seed) for seed in districts]
        found.append(Figure("E9", f"runs unchanged by another {name}", float(np.mean(same)), "1", {}, len(same)))
    same = [scores_unchanged(districts[seed], runs[seed], assist_turned, seed) for seed in districts]
    found.append(Figure("E9", "scores unchanged by who is assisted", float(np.mean(same)), "1", {}, len(same)))
    same = [ids_only_break_ties(districts[seed], runs[seed]) for seed in districts]
    found.append(Figure("E9", "scores and tiers unchanged by other ids", float(np.mean(same)), "1", {}, len(same)))
    return found


def _word_figures(districts: Sequence[Instance]) -> list[Figure]:
    """For each kind of fact, a sentence drawn for every worker of a quarter of the districts, said by two people."""
    found = []
    for kind in phrasebook().fillings:
        same = np.concatenate(
            [
                workers_unchanged(each, sayings(kind, len(each.workers), seed))
                for seed, each in enumerate(districts[::4])
            ]
        )
        measure = f"workers whose scores are unchanged by another {kind} in their own words"
        found.append(Figure("E9", measure, float(same.mean()), "1", {}, len(same)))
    return found


def unchanged(instance: Instance, before: MatchResult, flip: Flip, seed: int) -> bool:
    """Whether candidates, lists, pairs and who is left over are the same bytes after a flip."""
    after = match(_flipped(instance, flip, seed), as_of=AS_OF)
    further = [column for column in instance.workers.columns if column in before.pairs.columns[5:]]
    return all(
        _bytes(one, further) == _bytes(other, further)
        for one, other in zip(_frames(before), _frames(after), strict=True)
    )


def scores_unchanged(instance: Instance, before: MatchResult, flip: Flip, seed: int) -> bool:
    """Whether the candidates and their scores are the same bytes after a flip; lists and plan may differ."""
    after = match(_flipped(instance, flip, seed), as_of=AS_OF)
    return _bytes(before.candidates, []) == _bytes(after.candidates, [])


def ids_only_break_ties(instance: Instance, before: MatchResult) -> bool:
    """Whether other ids on both sides leave every score, and how much of each tier is reached, as they were."""
    workers = instance.workers.assign(worker_id=[f"{place}号" for place in range(len(instance.workers), 0, -1)])
    posts = instance.vacancies.assign(vacancy_id=[f"岗{place}" for place in range(len(instance.vacancies), 0, -1)])
    after = match(Instance(workers, posts), as_of=AS_OF)
    scores = before.candidates["score"].to_numpy(), after.candidates["score"].to_numpy()
    return np.array_equal(*scores) and before.report["objective"] == after.report["objective"]


def _flipped(instance: Instance, flip: Flip, seed: int) -> Instance:
    return replace(instance, workers=flip(instance.workers, np.random.default_rng(seed)))


def _frames(result: MatchResult) -> tuple[pd.DataFrame, ...]:
    return result.candidates, result.lists, result.pairs, result.unmatched


def _bytes(frame: pd.DataFrame, further: list[str]) -> bytes:
    """The frame as a file would hold it, without the columns that are only carried through."""
    return frame.drop(columns=further, errors="ignore").to_csv(index=False).encode()


@dataclass(frozen=True, slots=True)
class Prospect:
    """What a run has for each worker."""

    best: Floats  # score of the best candidate, 0 without one: what the data alone hold
    exposure: Floats  # lines of the list
    chance: Floats  # mean chance over the list, 0 without one
    utility: Floats  # mean utility over the list, 0 without one
    placement: Floats  # chance of being taken by at least one vacancy of the list, as it is read from the top


def prospects(instance: Instance, result: MatchResult) -> Prospect:
    """What a run has for each worker, in the order of the workers."""
    keys = ["worker_id", "vacancy_id"]
    lists = result.lists.merge(result.candidates[[*keys, "worker_utility"]], on=keys)
    attention = 1 / np.log2(1 + lists["rank"])
    lists = lists.assign(missed=1 - attention * lists["chance"])
    of_worker = lists.groupby("worker_id")
    columns = {
        "best": result.candidates.groupby("worker_id")["score"].max(),
        "exposure": of_worker.size(),
        "chance": of_worker["chance"].mean(),
        "utility": of_worker["worker_utility"].mean(),
        "placement": 1 - of_worker["missed"].prod(),
    }
    ids = instance.workers["worker_id"]
    return Prospect(**{name: ids.map(values).fillna(0.0).to_numpy(float) for name, values in columns.items()})


GROUPS: dict[str, Callable[[pd.DataFrame], Mask]] = {
    "assisted": lambda workers: (workers["assist"] == "1").to_numpy(),
    "women": lambda workers: (workers["sex"] == "女").to_numpy(),
    "from elsewhere": lambda workers: (workers["hukou"] != "广东广州").to_numpy(),
    "45 or older": lambda workers: (workers["birth_date"] < OLDER_BORN_BEFORE).to_numpy(),
    "junior school or less": lambda workers: workers["education"].isin(["70", "80", "90"]).to_numpy(),
}


def _group_figures(districts: Mapping[int, Instance], runs: Mapping[int, MatchResult]) -> list[Figure]:
    """For each group what it gets against the rest, the ends of the interval, and the same gap in the data."""
    each = [prospects(districts[seed], runs[seed]) for seed in districts]
    together = {name: np.concatenate([getattr(one, name) for one in each]) for name in Prospect.__slots__}
    found = []
    for group, members in GROUPS.items():
        inside = np.concatenate([members(districts[seed].workers) for seed in districts])
        data, _, _ = ratio(together["best"], inside)
        for name in ("exposure", "chance", "utility", "placement"):
            middle, low, high = ratio(together[name], inside)
            others = {"from": low, "to": high, "in the data": data}
            found.append(Figure("E9", f"{name} of {group} ÷ the rest", middle, "", others, int(inside.sum())))
    return found


def ratio(values: Floats, inside: Mask, seed: int = 0) -> tuple[float, float, float]:
    """Mean of a group over the mean of the rest, with the ends of its 95 % bootstrap interval.

    >>> [round(end, 2) for end in ratio(np.array([2.0, 2.0, 1.0, 1.0]), np.array([True, True, False, False]))]
    [2.0, 2.0, 2.0]
    """
    group, rest, drawn = values[inside], values[~inside], np.random.default_rng(seed)
    means = [side[drawn.integers(0, len(side), size=(RESAMPLES, len(side)))].mean(axis=1) for side in (group, rest)]
    low, high = np.quantile(means[0] / means[1], [0.025, 0.975])
    return float(group.mean() / rest.mean()), float(low), float(high)


def _floor_figures(districts: Mapping[int, Instance], runs: Mapping[int, MatchResult]) -> list[Figure]:
    """How many of the assisted have the floor beside all others, of those who would have it alone."""
    met = np.concatenate([floor_met(districts[seed], runs[seed], MatchParams.on(AS_OF)) for seed in districts])
    return [
        Figure(
            "E9",
            "assisted workers with the floor left by the crowd",
            float(met.mean()) if len(met) else 1.0,
            "",
            {},
            len(met),
        )
    ]


def floor_met(instance: Instance, result: MatchResult, params: MatchParams) -> Mask:
    """For each assisted worker with enough candidates of a real chance: does the list hold as many?"""
    assisted = instance.workers.loc[instance.workers["assist"] == "1", "worker_id"]
    has, could = (
        assisted.map(frame.loc[frame["chance"] >= params.floor_chance, "worker_id"].value_counts()).fillna(0)
        for frame in (result.lists, result.candidates)
    )
    return (has[could >= params.floor_lines] >= params.floor_lines).to_numpy()
