"""What an operator may set, all of it through the environment."""

import os
import secrets
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from ipaddress import ip_network
from pathlib import Path
from urllib.parse import urlsplit

from api.clock import Clock, PlayedDay, real_now
from models.days import day_of

VAR = Path("var")


class BadSetting(Exception):  # noqa: N818  it says what happened
    """An environment variable holds something that cannot be used; the text names it and says how to mend it."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of one running application.

    ``secret`` signs CSRF tokens. ``public_url`` is the address people reach the site by, without a slash at its end; ""
    is unknown. ``trusted_proxies`` are the addresses or networks whose word on where a request comes
    from is taken. ``fixed_today`` is the day an office rehearses on (with the demonstration data, in a test): date
    rules go by it, and ``now``, the moment of everything that is stored, stays on it, at ``not_before`` or later.
    ``real_now`` is the clock of what runs out: sign-ins, brakes, signs of life.
    """

    database_url: str
    secret: str
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = ""
    secure_cookies: bool = False
    trusted_proxies: tuple[str, ...] = ()
    run_jobs: bool = True
    fixed_today: date | None = None
    not_before: datetime | None = None
    real_now: Clock = real_now
    now: Clock = field(init=False, compare=False)

    def __post_init__(self) -> None:
        day = self.fixed_today
        clock = self.real_now if day is None else PlayedDay(day, self.real_now, self.not_before)
        object.__setattr__(self, "now", clock)

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
        public_url=_site(environ.get("WENGANG_PUBLIC_URL", "")),
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


def _site(text: str) -> str:
    """An address of a site, as it is put in front of paths."""
    try:
        parts = urlsplit(text.strip())
        usable = parts.scheme in {"http", "https"} and parts.hostname and not (parts.query or parts.fragment)
    except ValueError:
        usable = False
    if text.strip() and (not usable or "@" in text):
        raise BadSetting(
            f"WENGANG_PUBLIC_URL={text}：应是网站对外的地址，例如 WENGANG_PUBLIC_URL=https://work.example.cn"
        )
    return text.strip().rstrip("/")


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
