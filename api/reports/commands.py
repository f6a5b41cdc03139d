"""`wengang export`: a report from the command line, for whoever runs the machine and so sees everything."""

import sys
from datetime import date
from pathlib import Path

from api.access.table import Access, Action, Scope
from api.refusals import BadField
from api.reports.workbooks import REPORTS, Asked, check_days
from api.settings import Settings
from api.store import audited, opened
from models.account import Account, Role


def write_report(settings: Settings, report: str, first: date, last: date, out: Path) -> None:
    """Write a report; raises `BadField` naming the argument."""
    if report not in REPORTS:
        raise BadField.of("REPORT", f"没有报表“{report}”，可用：{'、'.join(REPORTS)}")
    check_days(first, last, first_name="--from", last_name="--to")
    with opened(settings) as (engine, here), audited(engine, Action.EXPORT, here) as session:
        content = REPORTS[report](session, Asked(_operator(here), first, last, here.today()))
    out.write_bytes(content)
    sys.stdout.write(f"已写入 {out}\n")


def _operator(settings: Settings) -> Access:
    """Who types commands on the server reads what a district administrator reads."""
    account = Account(login="", name="", role=Role.DISTRICT_ADMIN, password_hash="", created_at=settings.now())
    return Access(Action.EXPORT, Scope.ALL, account)
