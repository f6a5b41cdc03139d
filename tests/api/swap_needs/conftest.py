"""A firm that needs nothing yet, at the pages of the demonstration."""

from tests.api.swap_offers.conftest import employer, firm, latest, lent, offered, other, settings, store, visitor

__all__ = ["employer", "firm", "latest", "lent", "offered", "other", "settings", "store", "visitor"]
