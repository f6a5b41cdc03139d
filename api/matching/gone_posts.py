"""Vacancies of an earlier run that the later one had no more, and what became of the people they had."""

from dataclasses import dataclass

from api.matching.comparing import Cause, Kind, Outcome


@dataclass(frozen=True, slots=True)
class Gone:
    """A vacancy that is sought for no more: of the people it had, ``placed_again`` have another place now."""

    vacancy: str
    filled: int
    openings: int
    placed_again: int

    @property
    def causes(self) -> tuple[Cause, ...]:
        return (Cause(Kind.VACANCY_GONE, self.vacancy),)


def gone_posts(before: Outcome, now: Outcome) -> list[Gone]:
    """Those with people first, then by vacancy."""
    people: dict[str, list[str]] = {vacancy: [] for vacancy in before.vacancies.keys() - now.vacancies.keys()}
    for worker, vacancy in before.pairs.items():
        if vacancy in people:
            people[vacancy].append(worker)
    found = [
        Gone(vacancy, len(had), before.openings(vacancy), sum(worker in now.pairs for worker in had))
        for vacancy, had in people.items()
    ]
    return sorted(found, key=lambda gone: (-gone.filled, int(gone.vacancy)))
