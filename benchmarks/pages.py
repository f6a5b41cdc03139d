"""How heavy the worker's pages are, and how long they take with 20 people reading 10,000 vacancies at once.

The real server over a made-up store that has been matched once. Twenty readers ask one thing after another: with one
second to read in between, which is how people read, then without any pause, both while the office writes: something
once a second (which drops every kept page), and a vacancy is closed every ten seconds (which drops every ranking and
has the index brought up to date). Nearly every search is one that nobody asked before. Last, without a pause, the same
hundred addresses over and over while nobody writes. Processor time is the server's own, so it can be compared on a
machine that others use too.
"""

import asyncio
import gzip
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from urllib.parse import quote

import sqlalchemy as sa
from browsing_speed import free_port, wait_for

from api.access.passwords import hash_password
from models.audit import AuditEntry
from models.database import open_engine, upgrade, writing
from models.reference import Street
from models.vacancy import Vacancy, VacancyState
from seed_data.generator import AS_OF, NOW, Size
from seed_data.load import load_demonstration, load_reference

SIZE = Size(
    workers=4_000, vacancies=10_000, employers=2_500, key=80, idle=200, employers_in_liwan=0.6, workers_in_liwan=0.95
)
READERS, SECONDS, PAUSE = 20, float(os.environ.get("SECONDS_A_ROUND", "20")), 1.0
WRITES_EVERY, CLOSES_EVERY = 1.0, 10.0
REPORT = Path(__file__).with_suffix(".md")

JOBS = [
    "叉车",
    "保洁",
    "普工",
    "包装工",
    "厨师",
    "服务员",
    "保安",
    "仓管",
    "车工",
    "缝纫工",
    "快递",
    "收银员",
    "文员",
    "电工",
    "焊工",
    "司机",
    "护工",
    "月嫂",
    "营业员",
    "客服",
    "质检",
    "搬运",
    "洗碗工",
    "水电工",
    "装配工",
]
CONDITIONS = ["", "", "", "包住", "包住 五千", "六千", "夜班", "白班 四千五"]


def words(chance: random.Random) -> str:
    return " ".join(part for part in (chance.choice(JOBS), chance.choice(CONDITIONS)) if part)


@dataclass(frozen=True, slots=True)
class Asker:
    """What readers ask for, drawn by chance: kind and address."""

    chance: random.Random
    streets: list[str]
    vacancies: list[int]

    def any(self) -> Iterator[tuple[str, str]]:
        """One after the other, without end."""
        while True:
            kind = self.chance.choices(
                ("first page", "words", "words and street", "street", "later page", "one vacancy"),
                (20, 25, 15, 10, 10, 20),
            )[0]
            yield kind, self._address(kind)

    def some(self, count: int) -> Iterator[tuple[str, str]]:
        """One of the next ``count`` at a time, by chance, without end."""
        addresses = list(islice(self.any(), count))
        while True:
            yield self.chance.choice(addresses)

    def _address(self, kind: str) -> str:
        street = self.chance.choice(self.streets)
        return {
            "first page": lambda: "/",
            "words": lambda: f"/?q={quote(words(self.chance))}",
            "words and street": lambda: f"/?q={quote(words(self.chance))}&street={street}",
            "street": lambda: f"/?street={street}",
            "later page": lambda: f"/?q={quote(self.chance.choice(JOBS))}&page={self.chance.choice((2, 3))}",
            "one vacancy": lambda: f"/vacancies/{self.chance.choice(self.vacancies)}",
        }[kind]()


@dataclass
class Heard:
    """Times in milliseconds and bytes as sent, by kind of page."""

    times: dict[str, list[float]] = field(default_factory=lambda: defaultdict(list))
    sent: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    full: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))

    def all(self) -> list[float]:
        return [time for times in self.times.values() for time in times]


async def read(port: int, asked: Iterator[tuple[str, str]], heard: Heard, until: float, pause: float) -> None:
    """One reader with one kept connection."""
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**20)
    await asyncio.sleep(random.random() * pause)
    while time.perf_counter() < until:
        kind, address = next(asked)
        begun = time.perf_counter()
        writer.write(f"GET {address} HTTP/1.1\r\nHost: localhost\r\nAccept-Encoding: gzip\r\n\r\n".encode())
        status, body, zipped = await answer(reader)
        heard.times[kind].append((time.perf_counter() - begun) * 1000)
        if status not in {200, 404}:  # a vacancy may have been closed meanwhile
            raise RuntimeError(f"{address}: {status}")
        heard.sent[kind].append(len(body))
        heard.full[kind].append(len(gzip.decompress(body)) if zipped else len(body))
        if pause:
            await asyncio.sleep(pause)
    writer.close()


async def answer(reader: asyncio.StreamReader) -> tuple[int, bytes, bool]:
    head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
    length = int(head.split("content-length:")[1].split("\r\n")[0])
    return int(head.split()[1]), await reader.readexactly(length), "content-encoding: gzip" in head


async def crowd(port: int, askers: list[Iterator[tuple[str, str]]], pause: float) -> Heard:
    heard, until = Heard(), time.perf_counter() + SECONDS
    await asyncio.gather(*(read(port, asked, heard, until, pause) for asked in askers))
    return heard


@contextmanager
def office(engine: sa.Engine) -> Iterator[None]:
    """Somebody writes all the while."""
    stop = threading.Event()
    writer = threading.Thread(target=_write, args=(engine, stop))
    writer.start()
    try:
        yield
    finally:
        stop.set()
        writer.join()


def _write(engine: sa.Engine, stop: threading.Event) -> None:
    closed, begun = 0, time.perf_counter()
    while not stop.wait(WRITES_EVERY):
        with writing(engine) as session:
            session.add(AuditEntry(at=datetime.now(UTC), action="benchmark", subject="nothing", request_id=""))
            if time.perf_counter() - begun > (closed + 1) * CLOSES_EVERY:
                closed += 1
                vacancy = session.get_one(Vacancy, closed)
                vacancy.state, vacancy.updated_at = VacancyState.CLOSED, datetime.now(UTC)


@contextmanager
def served(folder: Path) -> Iterator[tuple[int, int, sa.Engine]]:
    """Port and process of a server over a store of its own, until the block ends."""
    url, port = f"sqlite:///{folder / 'wengang.db'}", free_port()
    engine = open_engine(url)
    upgrade(engine)
    with writing(engine) as session:
        load_reference(session)
    with writing(engine) as session:
        load_demonstration(session, SIZE, 1, NOW, hash_password)  # type: ignore[arg-type]
    own = os.environ | {"WENGANG_PORT": str(port), "DATABASE_URL": url, "WENGANG_TODAY": AS_OF.isoformat()}
    wengang = Path(sys.executable).with_name("wengang")
    subprocess.run([wengang, "run", "match"], env=own, stdout=subprocess.DEVNULL, check=True)
    server = subprocess.Popen([wengang, "serve"], env=own, stdout=subprocess.DEVNULL, cwd=folder)
    try:
        wait_for(f"http://127.0.0.1:{port}")
        yield port, server.pid, engine
    finally:
        server.terminate()
        server.wait()
        engine.dispose()


def processor_seconds(process: int) -> float:
    """Used by the server so far."""
    fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def at(times: list[float], share: float) -> float:
    return sorted(times)[min(len(times) - 1, int(share * len(times)))]


def measured(
    port: int, process: int, askers: list[Iterator[tuple[str, str]]], pause: float = 0.0
) -> tuple[Heard, float]:
    """A round, and the processor milliseconds it took a request."""
    before = processor_seconds(process)
    heard = asyncio.run(crowd(port, askers, pause))
    return heard, (processor_seconds(process) - before) * 1000 / len(heard.all())


def readers(engine: sa.Engine) -> list[Asker]:
    with engine.connect() as connection:
        streets = list(connection.execute(sa.select(Street.code)).scalars())
        vacancies = list(connection.execute(sa.select(Vacancy.id).where(Vacancy.state == VacancyState.OPEN)).scalars())
    return [Asker(random.Random(seed), streets, vacancies) for seed in range(READERS)]


def lines(heard: Heard, processor: float) -> list[str]:
    every = {**heard.times, "**all**": heard.all()}
    found = ["| page | requests | median ms | p95 ms |", "|---|---:|---:|---:|"]
    found += [f"| {kind} | {len(t)} | {statistics.median(t):.1f} | {at(t, 0.95):.1f} |" for kind, t in every.items()]
    return [
        *found,
        "",
        f"{len(heard.all()) / SECONDS:.0f} requests a second; {processor:.1f} ms of processor time a request.",
        "",
    ]


def weights(heard: Heard) -> list[str]:
    found = ["| page | bytes sent (median) | unpacked |", "|---|---:|---:|"]
    return found + [
        f"| {kind} | {statistics.median(heard.sent[kind]):.0f} | {statistics.median(heard.full[kind]):.0f} |"
        for kind in heard.sent
    ]


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, served(Path(folder)) as (port, process, engine):
        people = readers(engine)
        anything = [asker.any() for asker in people]
        measured(port, process, anything)  # what a first reader reads for all
        with office(engine):
            calm, calm_cost = measured(port, process, anything, PAUSE)
            hurried, hurried_cost = measured(port, process, anything)
        again, again_cost = measured(port, process, [people[0].some(100)] * READERS)
    report = [
        "# The worker's pages", "", (__doc__ or "").strip(), "",
        f"{SIZE.vacancies:,} vacancies, {READERS} readers, {SECONDS:.0f} s a round, {os.cpu_count()} cores; "
        f"load of the machine, the benchmark included: {os.getloadavg()[0]:.1f}. Above the number of cores, times are "
        "the machine's and not the server's; processor time still is.", "",
        "## With a second to read", "", *lines(calm, calm_cost),
        "## Without a pause, any search", "", *lines(hurried, hurried_cost),
        "## Without a pause, a hundred addresses", "", *lines(again, again_cost),
        "## Weight", "", "Stylesheet, script and icon come once and are kept for good.", "", *weights(hurried), "",
    ]  # fmt: skip
    REPORT.write_text("\n".join(report), encoding="utf-8")
    print("\n".join(report))


if __name__ == "__main__":
    main()
