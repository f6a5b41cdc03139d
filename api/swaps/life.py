"""Every page of a swap's life, from its draft to its close."""

from litestar.handlers import HTTPRouteHandler

from api.swaps.extending_pages import PAGES as EXTENDING
from api.swaps.returning_pages import PAGES as RETURNING
from api.swaps.signing_pages import PAGES as SIGNING
from api.swaps.swap_pages import PAGES as SWAP
from api.swaps.terms_pages import PAGES as TERMS

PAGES: list[HTTPRouteHandler] = [*SWAP, *TERMS, *SIGNING, *RETURNING, *EXTENDING]
