"""The store: tables, their named queries and their states. Importing it makes every table known."""

from models import (
    account,
    assistance,
    audit,
    chance_model,
    employer,
    imported,
    ledger,
    parameter,
    reference,
    referral,
    run,
    vacancy,
    worker,
)

__all__ = [
    "account",
    "assistance",
    "audit",
    "chance_model",
    "employer",
    "imported",
    "ledger",
    "parameter",
    "reference",
    "referral",
    "run",
    "vacancy",
    "worker",
]
