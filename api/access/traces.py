"""Which requests leave a row in the audit."""

from api.access.table import Access, Action
from models.account import Role

SAFE = frozenset({"GET", "HEAD", "OPTIONS"})

# Reading these opens somebody's personal file: each reading leaves an audit row, as every write does. A worker who
# reads their own file does not.
PERSONAL = frozenset(
    {
        Action.WORKER_READ,
        Action.COMPLAINT_DECIDE,
        Action.DUPLICATE_MERGE,
        Action.WORKER_FILE,
        Action.WORKER_CORRECT,
        Action.WORKER_EXPORT,
        Action.ASSISTANCE_READ,
        Action.RECOMMENDATION_READ,
        Action.CANDIDATES,
        Action.KEY_FILE,
        Action.REFERRAL_READ,
        Action.REFERRAL_LOG,
        Action.RUN_RESULT,
        Action.RUN_EXPORT,
        Action.IMPORT_OPEN,
        Action.EXPORT,
        Action.SWAP_PAPERS,
        Action.SWAP_PEOPLE,
        Action.SWAP_ANSWER_FOR,
    }
)

# Exact counts of people: whoever asks for many, changing the terms in between, could tell one person from the rest.
# The office has the files anyway; an employer's asking leaves an audit row each time.
COUNTED = frozenset({Action.VACANCY_RECOUNT})


def leaves_a_trace(access: Access, method: str) -> bool:
    """Every write does; of the readings, those of somebody else's personal file and the counts an employer asks for."""
    if method not in SAFE:
        return True
    if access.action in COUNTED:
        return access.role == Role.EMPLOYER
    return access.action in PERSONAL and access.role != Role.WORKER  # whose only file is their own
