"""Every JSON route of the application, subject by subject.

They share one router: registered one by one, two handlers of one path are wrapped twice for the thread pool (Litestar
2.25) and the first of them answers with a coroutine.
"""

from litestar import Router

from api.accounts.routes import ROUTES as ACCOUNTS
from api.employers.routes import ROUTES as EMPLOYERS
from api.imports.routes import ROUTES as IMPORTS
from api.matching.routes import ROUTES as MATCHING
from api.reference.routes import ROUTES as REFERENCE
from api.referrals.routes import ROUTES as REFERRALS
from api.reports.routes import ROUTES as REPORTS
from api.vacancies.routes import ROUTES as VACANCIES
from api.workers.routes import ROUTES as WORKERS

ROUTES = Router(
    "/",
    route_handlers=[
        *ACCOUNTS,
        *VACANCIES,
        *EMPLOYERS,
        *WORKERS,
        *REFERRALS,
        *MATCHING,
        *IMPORTS,
        *REPORTS,
        *REFERENCE,
    ],
)
