"""The pages of the application: what `app` registers beside the JSON routes.

Each subject's ``pages.py`` names its handlers; templates lie beside them in ``templates/``, and `layout` renders them.
The handlers share one router: registered one by one, two handlers of one path are wrapped twice for the thread pool
(Litestar 2.25) and the first of them answers with a coroutine.
"""

from litestar import Router
from litestar.template import TemplateConfig

from api.accounts.pages import PAGES as ACCOUNTS
from api.employers.pages import PAGES as EMPLOYERS
from api.imports.pages import PAGES as IMPORTS
from api.layout import html_problem, static_files
from api.matching.pages import PAGES as MATCHING
from api.staff.pages import PAGES as STAFF
from api.vacancies.pages import PAGES as VACANCIES
from api.workers.pages import PAGES as WORKERS

SUBJECTS = (VACANCIES, ACCOUNTS, STAFF, IMPORTS, MATCHING, EMPLOYERS, WORKERS)
PAGES: list[Router] = [
    Router("/", route_handlers=[*(handler for subject in SUBJECTS for handler in subject), *static_files()])
]
TEMPLATES: TemplateConfig | None = None  # type: ignore[type-arg]  # `layout` renders in the handler's thread
HTML_PROBLEM = html_problem
