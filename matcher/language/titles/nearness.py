"""How near is one job of each query to one job of each title?"""

from functools import cache

import numpy as np
import numpy.typing as npt

from matcher.language.titles.closeness import FAMILY, concept_closeness
from matcher.language.titles.lexicon import lexicon
from matcher.language.titles.prepared import Jobs, Scores, Titles
from matcher.language.titles.reading import UNKNOWN, Rank
from matcher.language.titles.standing import bare_ranks, own_ranks

OTHER_CONTENT = 0.55  # nearness left to one generic job on two things
OTHER_PLACE = 0.9  # nearness left to one specific job in two places
SAME_FIELD = 0.3  # a clerk of the warehouse and its keeper
RANK_NEARNESS = np.array(
    # worker, learner, helper, leader, senior
    [
        [1.0, 0.75, 0.65, 0.7, 0.95],
        [0.75, 1.0, 0.8, 0.25, 0.35],
        [0.65, 0.8, 1.0, 0.35, 0.4],
        [0.7, 0.25, 0.35, 1.0, 0.85],
        [0.95, 0.35, 0.4, 0.85, 1.0],
    ],
    dtype=np.float32,
)
BEGIN, LEAD = (Rank.LEARNER, Rank.HELPER), (Rank.LEADER, Rank.SENIOR)
BEGINNERS = 0.9  # nearness left between two who begin or help: 厨师学徒 and 厨工
APART = 0.35  # nearness left between one who begins or helps and one who leads: 厨师学徒 and 厨师长
ANY_TRADE = 0.55  # 学徒 and 电工学徒: a rank without a trade, and the same rank in one


def job_nearness(mine: Jobs, theirs: Jobs) -> Scores:
    """Nearness of one job of each query (row) to one job of each title (column)."""
    near = concept_closeness()[np.ix_(mine.concept, theirs.concept)]
    near = np.where(near == 1, _content_nearness(mine, theirs), near)
    near = np.maximum(near, SAME_FIELD * _field_nearness(mine, theirs))
    near = np.maximum(near * _rank_nearness(mine, theirs), ANY_TRADE * _one_rank_of_any_trade(mine, theirs))
    return np.asarray(near * (mine.weight[:, None] * theirs.weight[None, :]), dtype=np.float32)


def _rank_nearness(mine: Jobs, theirs: Jobs) -> Scores:
    """Beside the ranks read in the titles, some trades are a rank: 厨工 begins or helps, 厨师长 leads."""
    near = RANK_NEARNESS[np.ix_(mine.rank, theirs.rank)]
    begins, leads = [_is(BEGIN, jobs) for jobs in (mine, theirs)], [_is(LEAD, jobs) for jobs in (mine, theirs)]
    near = np.where(begins[0][:, None] & begins[1][None, :], np.maximum(near, np.float32(BEGINNERS)), near)
    apart = (begins[0][:, None] & leads[1][None, :]) | (leads[0][:, None] & begins[1][None, :])
    return np.where(apart, np.minimum(near, np.float32(APART)), near)


def _is(ranks: tuple[Rank, ...], jobs: Jobs) -> npt.NDArray[np.bool_]:
    own = np.where(jobs.rank == Rank.WORKER, _own_ranks()[jobs.concept], jobs.rank)
    return np.isin(own, ranks)


@cache
def _own_ranks() -> npt.NDArray[np.int8]:
    return np.array([own_ranks().get(number, Rank.WORKER) for number in range(len(lexicon().concepts))], dtype=np.int8)


def _one_rank_of_any_trade(mine: Jobs, theirs: Jobs) -> npt.NDArray[np.bool_]:
    """Whether one names a rank alone and the other the same rank in a trade."""
    bare = [_bare(jobs) for jobs in (mine, theirs)]
    asked = bare[0][:, None] == theirs.rank[None, :]
    return np.asarray(asked | (mine.rank[:, None] == bare[1][None, :]))


def _bare(jobs: Jobs) -> npt.NDArray[np.int8]:
    """The rank that stands without a trade; -1 where a trade, or some word for one, is told: 校长助理."""
    ranks = [bare_ranks().get(number, -1) for number in jobs.concept.tolist()]
    return np.where(jobs.has_content, -1, np.array(ranks, dtype=np.int8))


def refused_share(queries: Titles, titles: Titles) -> Scores:
    """What is left of a score where a title's first job is one the query refuses, or close kin of it."""
    left = np.ones((len(queries), len(titles)), dtype=np.float32)
    jobs = titles.jobs[0]
    for row, concept in queries.refused:
        close = concept_closeness()[concept][jobs.concept]
        wanted = np.concatenate([named.concept[named.row == row] for named in queries.jobs])
        kin = np.where((close >= FAMILY) & ~np.isin(jobs.concept, wanted), 1 - close, np.float32(1))
        left[row, jobs.row] = np.minimum(left[row, jobs.row], kin)
    return left


def _content_nearness(mine: Jobs, theirs: Jobs) -> Scores:
    """房产销售 and 汽车销售 sell different things; 医院保洁 and 学校保洁 do one job in two places."""
    alike = np.asarray((mine.content @ theirs.content.T).toarray(), dtype=np.float32)
    other = np.where(_generic()[mine.concept], OTHER_CONTENT, OTHER_PLACE).astype(np.float32)[:, None]
    near = other + (1 - other) * alike
    near = np.where(mine.has_content[:, None] != theirs.has_content[None, :], (1 + other) / 2, near)
    return np.where(mine.has_content[:, None] | theirs.has_content[None, :], near, np.float32(1))


@cache
def _generic() -> npt.NDArray[np.bool_]:
    return np.array([concept.generic for concept in lexicon().concepts])


def _field_nearness(mine: Jobs, theirs: Jobs) -> Scores:
    near = concept_closeness()[np.ix_(mine.field, theirs.field)]
    known = (mine.field != UNKNOWN)[:, None] & (theirs.field != UNKNOWN)[None, :]
    return np.where(known, near, np.float32(0))
