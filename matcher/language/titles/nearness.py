"""How near is one job of each query to one job of each title?"""

from functools import cache

import numpy as np
import numpy.typing as npt

from matcher.language.titles.closeness import FAMILY, concept_closeness
from matcher.language.titles.lexicon import lexicon
from matcher.language.titles.prepared import Jobs, Scores, Titles
from matcher.language.titles.reading import UNKNOWN

OTHER_CONTENT = 0.55  # nearness left to one generic job on two things
OTHER_PLACE = 0.9  # nearness left to one specific job in two places
SAME_FIELD = 0.3  # a clerk of the warehouse and its keeper
RANK_NEARNESS = np.array(
    # worker, learner, helper, leader
    [[1.0, 0.75, 0.65, 0.7], [0.75, 1.0, 0.8, 0.5], [0.65, 0.8, 1.0, 0.5], [0.7, 0.5, 0.5, 1.0]],
    dtype=np.float32,
)


def job_nearness(mine: Jobs, theirs: Jobs) -> Scores:
    """Nearness of one job of each query (row) to one job of each title (column)."""
    near = concept_closeness()[np.ix_(mine.concept, theirs.concept)]
    near = np.where(near == 1, _content_nearness(mine, theirs), near)
    near = np.maximum(near, SAME_FIELD * _field_nearness(mine, theirs))
    near = near * RANK_NEARNESS[np.ix_(mine.rank, theirs.rank)]
    return np.asarray(near * (mine.weight[:, None] * theirs.weight[None, :]), dtype=np.float32)


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
