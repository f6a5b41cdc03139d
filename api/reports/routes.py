"""Reports as Excel."""

from datetime import date
from typing import Annotated

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, QueryParameter
from sqlmodel import Session

from api.access.table import Access, Action
from api.downloads import XLSX, xlsx
from api.matching import asking
from api.refusals import BadField
from api.reports.workbooks import REPORTS, Asked, check_days, run_pairs, run_unmatched
from api.settings import Settings

NAMES = {
    "vacancies": "招用岗位",
    "workers": "求职人员",
    "pairs": "匹配结果",
    "unmatched": "未匹配",
    "swaps": "余缺调剂",
}


@get("/api/reports/{report:str}", opt={"action": Action.EXPORT}, sync_to_thread=True, media_type=XLSX, tags=["报表"])
def download_report(
    report: FromPath[str],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    first: Annotated[date, QueryParameter(name="from", description="开始日")],
    last: Annotated[date, QueryParameter(name="to", description="结束日（含）")],
) -> Response[bytes]:
    """``vacancies``, ``workers``, ``pairs``, ``unmatched`` or (the district alone) ``swaps``; both days included."""
    if report not in REPORTS:
        raise BadField.of("report", f"没有报表“{report}”，可用：{'、'.join(REPORTS)}")
    check_days(first, last, first_name="from", last_name="to")
    content = REPORTS[report](session, Asked(access, first, last, settings.today()))
    return xlsx(content, f"{NAMES[report]}-{first}-{last}")


@get(
    "/api/matching-runs/{run_id:int}/pairs.xlsx",
    opt={"action": Action.RUN_EXPORT},
    sync_to_thread=True,
    media_type=XLSX,
    tags=["匹配"],
)
def download_pairs(
    run_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[bytes]:
    """The pairs of one run within the reader's scope."""
    run = asking.finished(session, run_id)
    return xlsx(run_pairs(session, run, access, settings.today()), f"{NAMES['pairs']}-{run.as_of}-{run_id}")


@get(
    "/api/matching-runs/{run_id:int}/unmatched.xlsx",
    opt={"action": Action.RUN_EXPORT},
    sync_to_thread=True,
    media_type=XLSX,
    tags=["匹配"],
)
def download_unmatched(
    run_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> Response[bytes]:
    """Who and what one run left over, within the reader's scope."""
    run = asking.finished(session, run_id)
    return xlsx(run_unmatched(session, run, access, settings.today()), f"{NAMES['unmatched']}-{run.as_of}-{run_id}")


ROUTES: list[HTTPRouteHandler] = [download_report, download_pairs, download_unmatched]
