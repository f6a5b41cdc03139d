"""Every page and route of a swap's life, from its draft to its close."""

from litestar.handlers import HTTPRouteHandler

from api.swaps.arranged_routes import ROUTES as ARRANGED
from api.swaps.changing_routes import ROUTES as CHANGING
from api.swaps.disputing import PAGES as DISPUTES
from api.swaps.extending_pages import PAGES as EXTENDING
from api.swaps.lent_routes import ROUTES as LENT
from api.swaps.list_pages import PAGES as LISTS
from api.swaps.loan_pages import PAGES as LOANS
from api.swaps.returning_pages import PAGES as RETURNING
from api.swaps.signing_pages import PAGES as SIGNING
from api.swaps.swap_pages import PAGES as SWAP
from api.swaps.swap_routes import ROUTES as STEPS
from api.swaps.terms_pages import PAGES as TERMS
from api.swaps.varying_pages import PAGES as VARYING

PAGES: list[HTTPRouteHandler] = [
    *LISTS,
    *SWAP,
    *TERMS,
    *LOANS,
    *SIGNING,
    *VARYING,
    *RETURNING,
    *EXTENDING,
    *DISPUTES,
]
ROUTES: list[HTTPRouteHandler] = [*STEPS, *ARRANGED, *CHANGING, *LENT]
