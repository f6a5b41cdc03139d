"""What an operator may set, all of it through the environment."""

import os
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime
from ipaddress import ip_network
from pathlib import Path

from models.days import day_of

VAR = Path("var")


class BadSetting(Exception):  # noqa: N818  it says what happened
    """An environment variable holds something that cannot be used; the text names it and says how to mend it."""


def _utc_now() -> datetime:
    return datetime.now(UTC)


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one running application.

    ``secret`` signs CSRF tokens. ``fixed_today`` replaces the day the date rules see (an office that rehearses with
    the demonstration data, a test); ``now`` is the clock of everything else. ``trusted_proxies`` are the addresses or
    networks whose word on where a request comes from is taken.
    """

    database_url: str
    secret: str
    host: str = "127.0.0.1"
    port: int = 8000
    secure_cookies: bool = False
    trusted_proxies: tuple[str, ...] = ()
    run_jobs: bool = True
    fixed_today: date | None = None
    now: Callable[[], datetime] = field(default=_utc_now)

    def today(self) -> date:
        """The day in Shanghai, by which every date rule goes."""
        return self.fixed_today or day_of(self.now())


def from_environment(environ: Mapping[str, str] | None = None, folder: Path = VAR) -> Settings:
    """Read the settings; raises `BadSetting` naming the variable."""
    environ = os.environ if environ is None else environ
    return Settings(
        database_url=environ.get("DATABASE_URL") or f"sqlite:///{(folder / 'wengang.sqlite').as_posix()}",
        secret=environ.get("WENGANG_SECRET") or _kept_secret(folder / "secret"),
        host=environ.get("WENGANG_HOST") or "127.0.0.1",
        port=_port(environ.get("WENGANG_PORT") or "8000"),
        secure_cookies=environ.get("WENGANG_SECURE_COOKIES") == "1",
        trusted_proxies=_networks(environ.get("WENGANG_TRUSTED_PROXY", "")),
        fixed_today=_day(environ.get("WENGANG_TODAY")),
    )


def _kept_secret(path: Path) -> str:
    """The signing secret of this installation, made on first use, so that a restart does not void open forms."""
    path.parent.mkdir(parents=True, exist_ok=True)
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    except FileExistsError:
        return path.read_text(encoding="ascii").strip()
    with os.fdopen(handle, "w", encoding="ascii") as file:
        secret = secrets.token_hex(32)
        file.write(secret)
    return secret


def _port(text: str) -> int:
    if not text.isascii() or not text.isdigit() or not 0 < int(text) < 65536:
        raise BadSetting(f"WENGANG_PORT={text}：端口应是 1 到 65535 的整数，例如 WENGANG_PORT=8000")
    return int(text)


def _networks(text: str) -> tuple[str, ...]:
    """Addresses and networks set apart by commas. Nobody is trusted by a name or a star: anybody could be meant."""
    given = tuple(part.strip() for part in text.split(",") if part.strip())
    for part in given:
        try:
            ip_network(part)
        except ValueError:
            raise BadSetting(
                f"WENGANG_TRUSTED_PROXY={part}：应是反向代理的 IP 地址或网段，多个用逗号隔开，"
                "例如 WENGANG_TRUSTED_PROXY=127.0.0.1"
            ) from None
    return given


def _day(text: str | None) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadSetting(f"WENGANG_TODAY={text}：日期应写成 2021-02-08 这样") from None
