"""Problems and plans as the JSON of the contract."""

import json
from dataclasses import asdict
from datetime import date

from matcher.swap.plan import Agreement, Loan, Objective
from matcher.swap.planning import SwapPlan
from matcher.swap.problem import Need, Offer, SwapInstance


def plan_json(plan: SwapPlan) -> str:
    """The text of PLAN.json; the same plan gives the same bytes."""
    written = {
        "loans": [_loan(loan) for loan in plan.loans],
        "agreements": [_row(agreement) for agreement in plan.agreements],
        "objective": _objective(plan.objective),
        "bound": _objective(plan.bound),
        "gap": plan.gap,
        "status": "optimal" if plan.proven else "time_limit",
        "unmet": [asdict(one) for one in plan.unmet],
        "refused": [
            {"offer": pair.offer, "need": pair.need, "rule": pair.rule, "why": pair.why}
            for pair in plan.refused  # there may be very many: asdict takes ten times as long
        ],
        "seconds": plan.seconds,
    }
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _loan(loan: Loan) -> dict[str, object]:
    return {
        "offer": loan.offer,
        "need": loan.need,
        "people": loan.people,
        "from": loan.first.isoformat(),
        "to": loan.last.isoformat(),
    }


def _objective(objective: Objective) -> dict[str, object]:
    return {
        "key_person_days": objective.key_person_days,
        "person_days": objective.person_days,
        "cost": objective.cost,
    }


def instance_json(instance: SwapInstance) -> str:
    """The text of INSTANCE.json."""
    params = instance.params
    written = {
        "as_of": instance.as_of.isoformat(),
        "offers": [_row(offer) for offer in instance.offers],
        "needs": [_row(need) for need in instance.needs],
        "params": {
            "max_km": params.max_km,
            "min_days": params.min_days,
            "substitution": [[*pair, cost] for pair, cost in sorted((params.substitution or {}).items())],
            "agreement_cost": params.agreement_cost,
            "km_cost": params.km_cost,
        },
    }
    return json.dumps(written, ensure_ascii=False, indent=1) + "\n"


def _row(row: Offer | Need | Agreement) -> dict[str, object]:
    """A row by the names of the contract."""
    named = {"first": "from", "last": "to"}
    return {
        named.get(cell, cell): value.isoformat() if isinstance(value, date) else value
        for cell, value in asdict(row).items()
        if cell != "further_km"
    }
