"""A real server, started by the real command in an empty folder, and a real browser in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, ViewportSize, expect, sync_playwright
from sqlalchemy import Engine

from models.database import open_engine

PASSWORD = "wengang-2021"  # of the demonstration accounts
STORE = "wengang.sqlite"
DAY = "2021-02-08"  # of the demonstration
WENGANG = str(Path(sys.executable).parent / "wengang")
SCREENSHOTS = Path(__file__).parent / "screenshots"
FIRST_START_SECONDS = 180
DESK, PHONE = ViewportSize(width=1440, height=900), ViewportSize(width=360, height=740)
expect.set_options(timeout=30_000)  # how quick a page is, is measured elsewhere; here machines are busy
ARGUMENTS = [  # what Debian's Chromium needs to run as root, and what keeps it from calling home
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]


def browser_path() -> str | None:
    named = os.environ.get("WENGANG_BROWSER")
    if named:
        return named
    return next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    path = browser_path()
    if path is None:
        pytest.skip("NO BROWSER: no Chromium found and WENGANG_BROWSER is not set; the pages were NOT tried in one")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, headless=True, args=ARGUMENTS)
        yield browser
        browser.close()


def free_port() -> int:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        port: int = listening.getsockname()[1]
        return port


def settings_in(folder: Path) -> dict[str, str]:
    return os.environ | {"DATABASE_URL": f"sqlite:///{folder / STORE}", "WENGANG_TODAY": DAY}


@pytest.fixture(scope="session")
def demonstration(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demonstration district in a store, made once by the real command: each file of tests has a copy."""
    folder = tmp_path_factory.mktemp("demonstration")
    subprocess.run([WENGANG, "seed", "--size", "district"], cwd=folder, env=settings_in(folder), check=True)
    return folder / STORE


@pytest.fixture(scope="module")
def served_folder(demonstration: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("served")
    shutil.copy(demonstration, folder / STORE)
    return folder


@contextmanager
def serving(folder: Path, day: str = DAY) -> Iterator[str]:
    """The address of `wengang serve` over the store of a folder, on a day."""
    port = free_port()
    settings = settings_in(folder) | {"WENGANG_PORT": str(port), "WENGANG_TODAY": day}
    with (folder / "log").open("w") as log:
        process = subprocess.Popen([WENGANG, "serve"], cwd=folder, env=settings, stdout=log, stderr=log)
        try:
            wait_until_it_answers(f"http://127.0.0.1:{port}/healthz", process, folder / "log")
            yield f"http://127.0.0.1:{port}"
        finally:
            process.terminate()
            process.wait(timeout=20)


@pytest.fixture(scope="module")
def server(browser: Browser, served_folder: Path) -> Iterator[str]:
    """A server over a store of its own with the demonstration district."""
    with serving(served_folder) as site:
        yield site


@pytest.fixture(scope="module")
def store(server: str, served_folder: Path) -> Iterator[Engine]:
    """The store behind the server, for what no page can do: to let something have happened on an earlier day."""
    engine = open_engine(f"sqlite:///{served_folder / STORE}")
    yield engine
    engine.dispose()


def wait_until_it_answers(address: str, process: "subprocess.Popen[bytes]", log: Path) -> None:
    until = time.monotonic() + FIRST_START_SECONDS
    while time.monotonic() < until:
        if process.poll() is not None:
            pytest.fail(f"wengang serve ended with {process.returncode}:\n{log.read_text()}")
        try:
            with urllib.request.urlopen(address, timeout=2):
                return
        except (urllib.error.URLError, TimeoutError):
            time.sleep(0.3)
    pytest.fail(f"wengang serve did not answer within {FIRST_START_SECONDS} s:\n{log.read_text()}")


@dataclass
class Visit:
    """One person's browser: the page, where the site is, and everything the console complained of."""

    page: Page
    site: str
    complaints: list[str]

    def go(self, path: str) -> int | None:
        """Opens a page of the site and says its status."""
        answer = self.page.goto(self.site + path)
        return answer.status if answer else None

    def sign_in(self, login: str, password: str = PASSWORD) -> None:
        self.go("/sign-in")
        self.page.locator("#login").fill(login)
        self.page.locator("#password").fill(password)
        self.page.get_by_role("button", name="登录").click()
        self.page.wait_for_url(lambda url: "/sign-in" not in url)

    def picture(self, name: str, *, whole: bool = True) -> None:
        SCREENSHOTS.mkdir(exist_ok=True)
        self.page.screenshot(path=SCREENSHOTS / f"{name}.png", full_page=whole)

    def overflow(self) -> int:
        """How many pixels the page is wider than its window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def visit(context: BrowserContext, site: str) -> Visit:
    page, complaints = context.new_page(), list[str]()

    def heard(message: ConsoleMessage) -> None:
        if message.type == "error":
            complaints.append(f"{message.text} ({message.location.get('url')})")

    page.on("console", heard)
    page.on("pageerror", lambda error: complaints.append(str(error)))
    return Visit(page, site, complaints)


@pytest.fixture
def opened(browser: Browser, server: str) -> Iterator[Callable[..., Visit]]:
    """Opens further browsers, each its own person's: ``opened(PHONE, java_script_enabled=False)``."""
    contexts: list[BrowserContext] = []

    def open_(size: ViewportSize = DESK, **settings: Any) -> Visit:
        contexts.append(browser.new_context(viewport=size, locale="zh-CN", **settings))
        return visit(contexts[-1], server)

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture
def desk(browser: Browser, server: str) -> Iterator[Visit]:
    """A member of staff at a desk."""
    context = browser.new_context(viewport=DESK, locale="zh-CN", accept_downloads=True)
    yield visit(context, server)
    context.close()


@pytest.fixture
def phone(browser: Browser, server: str) -> Iterator[Visit]:
    """A worker with a small old phone."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN", has_touch=True)
    yield visit(context, server)
    context.close()
