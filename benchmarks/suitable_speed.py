"""How long an employer waits to read who suits a vacancy, and what would bring more people.

    python benchmarks/suitable_speed.py

The application in this process over two made-up stores; the vacancies asked about are made one employer's own. First:
before anything was read. Warm: each vacancy once, the audit writing one row a page. Changed: a worker's wage was
corrected before each page. Processor time, so that it can be compared on a machine that others use too.
"""

import statistics
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import sqlalchemy as sa
from litestar.testing import TestClient
from pages import SIZE
from sqlmodel import select

from api.access.passwords import hash_password
from api.access.sessions import open_family
from api.app import create_app
from api.settings import Settings
from models.account import Account, TokenKind
from models.database import open_engine, upgrade, writing
from models.vacancy import Vacancy, on_offer
from models.worker import Worker
from seed_data.generator import AS_OF, NOW, SIZES, Size
from seed_data.load import load_demonstration, load_reference

ASKED = 12  # vacancies
PAGES = {
    "who suits it": "/vacancies/{}/suitable",
    "what would bring more": "/vacancies/{}/recounts",
    "the same as JSON": "/api/vacancies/{}/recounts",
}


@contextmanager
def store(size: Size) -> Iterator[tuple[str, sa.Engine]]:
    with tempfile.TemporaryDirectory() as folder:
        url = f"sqlite:///{Path(folder) / 'wengang.db'}"
        engine = open_engine(url)
        upgrade(engine)
        with writing(engine) as session:
            load_reference(session)
        with writing(engine) as session:
            load_demonstration(session, size, 1, NOW, hash_password)  # type: ignore[arg-type]
        yield url, engine
        engine.dispose()


def asked_about(engine: sa.Engine) -> tuple[str, list[int]]:
    """A token of the employer who asks, and the vacancies, which are theirs from now on."""
    with writing(engine) as session:
        account = session.exec(select(Account).where(Account.login == "employer")).one()
        offered = session.exec(select(Vacancy).where(on_offer(AS_OF)).order_by(sa.text("id"))).all()
        chosen = offered[:: len(offered) // ASKED][:ASKED]
        for vacancy in chosen:
            vacancy.employer_id, vacancy.updated_at = account.employer_id or 0, datetime.now(UTC)
        return open_family(session, account, TokenKind.BEARER, datetime.now(UTC))[0], [row.id or 0 for row in chosen]


def correct(engine: sa.Engine, number: int) -> None:
    """One worker asks for a little more."""
    with writing(engine) as session:
        someone = select(Worker).where(Worker.consent_recommend).order_by(sa.text("id")).offset(number).limit(1)
        worker = session.exec(someone).one()
        worker.wage_min_fen = (worker.wage_min_fen or 400_000) + 10_000


def measure(name: str, size: Size) -> None:
    with store(size) as (url, engine):
        token, vacancies = asked_about(engine)
        settings = Settings(database_url=url, secret="s" * 64, run_jobs=False, fixed_today=AS_OF)
        with TestClient(create_app(settings)) as client:

            def ask(path: str, vacancy: int) -> float:
                begun = time.process_time()
                answer = client.get(path.format(vacancy), headers={"Authorization": f"Bearer {token}"})
                if answer.status_code != 200:
                    raise RuntimeError(f"{path.format(vacancy)}: {answer.status_code}")
                return (time.process_time() - begun) * 1000

            print(f"{name}: {size.workers:,} workers, {size.vacancies:,} vacancies; processor milliseconds a page")
            for what, path in PAGES.items():
                first, warm = ask(path, vacancies[0]), [ask(path, vacancy) for vacancy in vacancies]
                changed = []
                for number, vacancy in enumerate(vacancies):
                    correct(engine, number)
                    changed.append(ask(path, vacancy))
                print(
                    f"  {what}: first {first:,.0f}, warm {statistics.median(warm):.0f} (most {max(warm):.0f}), "
                    f"changed {statistics.median(changed):.0f} (most {max(changed):.0f})"
                )


def main() -> None:
    measure("district", SIZES["district"])
    measure("many vacancies", SIZE)


if __name__ == "__main__":
    main()
