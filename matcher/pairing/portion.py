"""A part of a problem: some workers against some vacancies, everything else as it was."""

from dataclasses import replace

import numpy as np

from matcher.pairing.candidates import Problem
from matcher.pairing.instance import Ints, PairRows
from matcher.pairing.sides import rows_of


def part_of(problem: Problem, workers: Ints, vacancies: Ints) -> Problem:
    """The problem of some workers and some vacancies. What such work pays here is still what it pays in the whole."""
    known, words = problem.known, problem.known.words
    return replace(
        problem,
        workers=rows_of(problem.workers, workers),
        vacancies=rows_of(problem.vacancies, vacancies),
        known=replace(
            known,
            words=replace(
                words,
                title_of=words.title_of[vacancies],
                in_duties=words.in_duties[:, vacancies],
                duties_of=words.duties_of[vacancies],
                skills_of=words.skills_of[vacancies],
                certificates_of=words.certificates_of[vacancies],
            ),
            open_to_all=known.open_to_all[workers],
            wishes_of=known.wishes_of[workers],
            wish_duties=known.wish_duties[:, vacancies],
            skills_of=known.skills_of[workers],
            certificates_of=known.certificates_of[workers],
        ),
        local_pay=problem.local_pay[vacancies],
        settled=_settled(problem.settled, workers, vacancies),
    )


def _settled(settled: PairRows, workers: Ints, vacancies: Ints) -> PairRows:
    """The settled pairs of the part, by the rows of the part. Both parts stand in the order of the whole."""
    kept = settled[np.isin(settled[:, 0], workers) & np.isin(settled[:, 1], vacancies)]
    places = np.searchsorted(workers, kept[:, 0]), np.searchsorted(vacancies, kept[:, 1])
    return np.column_stack(places).astype(settled.dtype)
