"""How long the served pages take: the real server on the demonstration district, asked one request at a time.

The district has been matched, as it is every day in use: the pages say how many people look at each vacancy.
"""

import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import httpx

PAGES = {
    "all vacancies, page": "/",
    "words, page": "/?q=叉车 包住 六千",
    "all vacancies, JSON": "/api/vacancies",
    "words, JSON": "/api/vacancies?words=叉车 包住 六千",
}
ROUNDS = 100
START_SECONDS = 120


def main() -> None:
    with (
        tempfile.TemporaryDirectory() as folder,
        served(Path(folder)) as address,
        httpx.Client(base_url=address) as client,
    ):
        vacancies = client.get("/api/vacancies").json()["total"]
        print(f"browsing {vacancies} vacancies, {ROUNDS} requests each, milliseconds a request, whole round trip")
        print(f"{'':22}{'first':>8}{'median':>8}{'p95':>8}{'bytes':>9}")
        for name, path in PAGES.items():
            first, times, size = timed(client, path)
            print(f"{name:22}{first:8.1f}{statistics.median(times):8.1f}{sorted(times)[94]:8.1f}{size:9}")


def timed(client: httpx.Client, path: str) -> tuple[float, list[float], int]:
    """The first answer apart: it may fill caches."""
    times = []
    for _ in range(ROUNDS + 1):
        begun = time.perf_counter()
        answer = client.get(path)
        times.append((time.perf_counter() - begun) * 1000)
        answer.raise_for_status()
    return times[0], times[1:], len(answer.content)


@contextmanager
def served(folder: Path) -> Iterator[str]:
    """A server of its own, with a store of its own in which a matching has finished, until the block ends."""
    port = free_port()
    own = os.environ | {"WENGANG_PORT": str(port), "DATABASE_URL": f"sqlite:///{folder / 'wengang.db'}"}
    wengang = Path(sys.executable).with_name("wengang")
    for prepare in (["seed"], ["run", "match"]):
        subprocess.run([wengang, *prepare], env=own, stdout=subprocess.DEVNULL, check=True)
    server = subprocess.Popen([wengang, "serve"], env=own, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address)
        yield address
    finally:
        server.terminate()
        server.wait()


def free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        port: int = found.getsockname()[1]
        return port


def wait_for(address: str) -> None:
    for _ in range(START_SECONDS * 5):
        try:
            httpx.get(f"{address}/healthz").raise_for_status()
        except httpx.HTTPError:
            time.sleep(0.2)
        else:
            return
    raise TimeoutError(f"{address} did not answer within {START_SECONDS} s")


if __name__ == "__main__":
    main()
