"""Small made-up problems, and the best plan of each found another way."""

import random
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
from scipy.optimize import Bounds, LinearConstraint, milp

from matcher.swap.distances import kilometres
from matcher.swap.problem import Need, Offer, SwapInstance, SwapParams

MONDAY = date(2021, 2, 8)
SKILLS = ("缝纫工", "裁剪工", "质检员")


def offer(name: str = "o1", **changed: object) -> Offer:
    """Two people of 甲 from the first Monday to the second Sunday."""
    plain = Offer(
        name, "甲", "缝纫工", 2, MONDAY, MONDAY + timedelta(13), 420_000, None, False, False, 113.24, 23.11
    )  # fmt: skip
    return replace(plain, **changed)


def need(name: str = "n1", **changed: object) -> Need:
    """Two people for 乙 in the same days, at the same wage."""
    plain = Need(name, "乙", "缝纫工", 2, MONDAY, MONDAY + timedelta(13), 420_000, 1, "K0", False, 113.22, 23.06)
    return replace(plain, **changed)


def drawn(seed: int, rows: int = 3, days: int = 9) -> SwapInstance:
    """A problem of up to so many offers and needs in which every rule refuses somebody now and then."""
    dice = random.Random(seed)

    def window() -> dict[str, date]:
        first = dice.randrange(days)
        return {"first": MONDAY + timedelta(first), "last": MONDAY + timedelta(dice.randrange(first, days))}

    def place() -> dict[str, float]:
        return {"lng": 113.2 + dice.choice([0, 0.02, 0.05, 0.5]), "lat": 23.1 + dice.choice([0, 0.01, 0.03])}

    offers = [
        offer(
            f"o{n}",
            employer=dice.choice("甲乙丙丁"),
            skill=dice.choice(SKILLS[:2]),
            people=dice.randint(1, 4),
            wage_fen=dice.choice([400_000, 420_000]),
            contract_until=dice.choice([None, None, MONDAY + timedelta(dice.randrange(days))]),
            accepts_lower_wage=dice.random() < 0.3,
            dispatched=dice.random() < 0.1,
            **window(),
            **place(),
        )
        for n in range(dice.randint(1, rows))
    ]
    needs = [
        need(
            f"n{n}",
            employer=dice.choice("丙丁戊己"),
            skill=dice.choice(SKILLS),
            people=dice.randint(1, 4),
            wage_fen=dice.choice([410_000, 430_000]),
            min_days=dice.randint(1, 4),
            key_class=dice.choice(["K0", "K0", "K2"]),
            urgent=dice.random() < 0.1,
            **window(),
            **place(),
        )
        for n in range(dice.randint(1, rows))
    ]
    substitution = {("缝纫工", "裁剪工"): 0.3, ("裁剪工", "质检员"): 0.1}
    params = SwapParams(20.0, dice.randint(1, 3), dice.choice([0.0, 1.0, 5.0]), 0.02, substitution)
    return SwapInstance(MONDAY, tuple(offers), tuple(needs), params)


def loans_possible(instance: SwapInstance) -> list[tuple[Offer, Need, date, date]]:
    """Every loan of every length that the rules allow, read off the rules one by one."""
    params = instance.params
    found = []
    for giving in instance.offers:
        for taking in instance.needs:
            far = float(kilometres(giving.lng, giving.lat, taking.lng, taking.lat)) > params.max_km
            fits = giving.skill == taking.skill or (giving.skill, taking.skill) in (params.substitution or {})
            poorer = taking.wage_fen < giving.wage_fen and not giving.accepts_lower_wage
            if giving.dispatched or giving.employer == taking.employer or far or poorer or not fits:
                continue
            until = min(giving.last, taking.last, giving.contract_until or date.max)
            day = max(giving.first, taking.first)
            while day <= until:
                least = max(taking.min_days, params.min_days)
                lasts = [day + timedelta(n) for n in range(least - 1, (until - day).days + 1)]
                found += [(giving, taking, day, last) for last in lasts]
                day += timedelta(1)
    return found


def worth(instance: SwapInstance, loan: tuple[Offer, Need, date, date]) -> tuple[int, int, float]:
    """Key person-days, person-days and cost, without agreements, of one person on a loan."""
    giving, taking, first, last = loan
    days = (last - first).days + 1
    km = float(kilometres(giving.lng, giving.lat, taking.lng, taking.lat))
    change = 0.0 if giving.skill == taking.skill else (instance.params.substitution or {})[giving.skill, taking.skill]
    key = taking.urgent or taking.key_class in {"K1", "K2", "K3", "K4", "K5", "K6"}
    return days * key, days, days * (instance.params.km_cost * km + change)


def best_by_programme(instance: SwapInstance) -> tuple[int, int, float]:
    """The three objectives in turn over all loans, day by day: three plain mixed-integer programmes."""
    loans = loans_possible(instance)
    if not loans:
        return 0, 0, 0.0
    signed = sorted({(giving.employer, taking.employer) for giving, taking, *_ in loans})
    values = np.array([worth(instance, loan) for loan in loans])
    values = np.vstack([values, [[0, 0, instance.params.agreement_cost]] * len(signed)])
    rows, limits = _day_by_day(loans, len(signed))
    most = np.array([min(giving.people, taking.people) for giving, taking, *_ in loans] + [1] * len(signed))
    for column, (giving, taking, *_) in enumerate(loans):
        link = np.zeros(len(values))
        link[column], link[len(loans) + signed.index((giving.employer, taking.employer))] = 1, -most[column]
        rows.append(link)
        limits.append(0)
    found = []
    for objective in (-values[:, 0], -values[:, 1], values[:, 2]):
        solved = milp(
            objective,
            integrality=np.ones(len(values), dtype=int),
            bounds=Bounds(0, most),
            constraints=LinearConstraint(np.array(rows), -np.inf, np.array(limits)),
            options={"mip_rel_gap": 0.0},
        )
        assert solved.status == 0
        found.append(solved.fun)
        rows.append(objective)
        limits.append(round(solved.fun))
    return -round(found[0]), -round(found[1]), float(found[2])


def _day_by_day(loans: list[tuple[Offer, Need, date, date]], agreements: int) -> tuple[list[np.ndarray], list[int]]:
    rows: dict[tuple[str, date], np.ndarray] = {}
    limits: dict[tuple[str, date], int] = {}
    for column, (giving, taking, first, last) in enumerate(loans):
        for passed in range((last - first).days + 1):
            for row in (giving, taking):
                place = (row.id, first + timedelta(passed))
                rows.setdefault(place, np.zeros(len(loans) + agreements))[column] = 1
                limits[place] = row.people
    return list(rows.values()), [limits[place] for place in rows]


def best_by_hand(instance: SwapInstance) -> tuple[int, int, float]:
    """The best over every multiset of loans: only for the tiniest problems."""
    loans = loans_possible(instance)
    free: dict[tuple[str, date], int] = {}
    for row in (*instance.offers, *instance.needs):
        for passed in range((row.last - row.first).days + 1):
            free[row.id, row.first + timedelta(passed)] = row.people
    best = (0, 0, 0.0)

    def go(start: int, so_far: tuple[int, int, float], signed: frozenset[tuple[str, str]]) -> None:
        nonlocal best
        cost = so_far[2] + instance.params.agreement_cost * len(signed)
        best = max(best, (so_far[0], so_far[1], -cost))
        for number in range(start, len(loans)):
            giving, taking, first, last = loans[number]
            days = [first + timedelta(passed) for passed in range((last - first).days + 1)]
            used = [(row.id, day) for row in (giving, taking) for day in days]
            if all(free[place] for place in used):
                for place in used:
                    free[place] -= 1
                more = tuple(a + b for a, b in zip(so_far, worth(instance, loans[number]), strict=True))
                go(number, more, signed | {(giving.employer, taking.employer)})
                for place in used:
                    free[place] += 1

    go(0, (0, 0, 0.0), frozenset())
    return best[0], best[1], -best[2]
