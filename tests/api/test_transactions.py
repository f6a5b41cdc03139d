"""One transaction a request: everything or nothing, committed before the answer."""

from litestar import post
from litestar.di import NamedDependency
from litestar.exceptions import HTTPException
from litestar.testing import TestClient
from sqlmodel import Session, select

from api.access.table import Action
from api.app import create_app
from models.audit import AuditEntry
from models.employer import Employer


def application(api, handler):
    """The application with one more route, over the same store."""
    app = create_app(api.settings)
    app.register(handler)
    return TestClient(app, raise_server_exceptions=False)


def firm(api, **fields):
    now = api.clock()
    return Employer(name="半途的厂", registered_at=now, updated_at=now, **fields)


def firms(api):
    with api.store() as session:
        return len(session.exec(select(Employer).where(Employer.name == "半途的厂")).all())


def test_what_fails_half_way_leaves_nothing(fresh_api):
    @post("/api/half-way", opt={"action": Action.EMPLOYER_CREATE}, sync_to_thread=True)
    def half_way(session: NamedDependency[Session]) -> None:
        session.add(firm(fresh_api))
        session.flush()
        raise HTTPException(status_code=418)

    with application(fresh_api, half_way) as client:
        answer = client.post("/api/half-way", headers=fresh_api.headers("district"))
    assert (answer.status_code, firms(fresh_api)) == (418, 0)


def test_what_the_store_refuses_at_the_commit_reaches_the_client(fresh_api):
    """Some frameworks answer 201 and lose the row."""

    @post("/api/too-late", opt={"action": Action.EMPLOYER_CREATE}, sync_to_thread=True)
    def too_late(session: NamedDependency[Session]) -> dict[str, str]:
        session.add(firm(fresh_api, street_code="000000000"))
        return {"looks": "fine"}

    with application(fresh_api, too_late) as client:
        answer = client.post("/api/too-late", headers=fresh_api.headers("district"))
    assert (answer.status_code, firms(fresh_api)) == (409, 0)


def test_the_audit_row_is_in_the_same_transaction(fresh_api):
    @post("/api/late-fault", opt={"action": Action.EMPLOYER_CREATE}, sync_to_thread=True)
    def late_fault(session: NamedDependency[Session]) -> None:
        session.add(firm(fresh_api, staff_total=-1))

    with application(fresh_api, late_fault) as client:
        client.post("/api/late-fault", headers=fresh_api.headers("district"))
    with fresh_api.store() as session:
        rows = session.exec(select(AuditEntry).where(AuditEntry.action == Action.EMPLOYER_CREATE)).all()
    assert rows == []
