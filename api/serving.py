"""`wengang serve`: bring the store up to date, fill it on the first start, answer until told to stop."""

import logging
import signal
import socket
import sys
from contextlib import suppress
from types import FrameType
from typing import NoReturn

import uvicorn
from litestar import Litestar

from api.access.sessions import forget_ended
from api.app import create_app
from api.demonstration import fill, fill_references, holds_made_up_data, is_empty, on_its_day
from api.referrals.expiring import expire
from api.refusals import Refusal
from api.settings import Settings
from api.store import opened
from models.database import writing
from seed_data.load import DEMONSTRATION_SIGN_INS

# Nobody waits longer than this for an answer that is still being made when the server is told to stop.
GRACE_SECONDS = 1
DEMONSTRATION_SIZE = "district"


class PortTaken(Refusal):
    def __init__(self, host: str, port: int, cause: OSError) -> None:
        super().__init__(f"不能在 {host}:{port} 上开启服务（{cause.strerror}）。请换一个端口，例如 WENGANG_PORT=8001")


class _Server(uvicorn.Server):
    """Prints the address once it really answers there."""

    def __init__(self, app: Litestar, config: uvicorn.Config, ready: str) -> None:
        super().__init__(config)
        self._app, self._ready = app, ready

    def handle_exit(self, sig: int, frame: FrameType | None) -> None:
        """Streams end by themselves before the server waits for them."""
        self._app.state.stopping.set()
        super().handle_exit(sig, frame)

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        if self.started:
            sys.stdout.write(self._ready)
            sys.stdout.flush()


def serve(settings: Settings, *, demonstration: bool = True) -> NoReturn:
    """Serve until SIGTERM or Ctrl-C, then exit with status 0."""
    logging.basicConfig(level=logging.WARNING, format="%(asctime)s %(levelname)s %(name)s: %(message)s")
    listening = _listen(settings)
    signal.signal(signal.SIGTERM, _stop)  # uvicorn hands the signal on once it has closed everything
    settings = prepare(settings, demonstration=demonstration)
    app = create_app(settings)
    ready = _banner(settings, holds_made_up_data(app.state.engine))
    with suppress(KeyboardInterrupt):
        _Server(app, configuration(app, settings), ready).run(sockets=[listening])
    sys.exit(0)


def configuration(app: Litestar, settings: Settings) -> uvicorn.Config:
    """How uvicorn answers. Whoever says X-Forwarded-For may say anything: only a proxy that is trusted is believed."""
    return uvicorn.Config(
        app,
        log_config=None,
        access_log=False,
        timeout_graceful_shutdown=GRACE_SECONDS,
        server_header=False,
        proxy_headers=bool(settings.trusted_proxies),
        forwarded_allow_ips=list(settings.trusted_proxies),
    )


def _stop(_signal: int, _frame: FrameType | None) -> NoReturn:
    sys.exit(0)


def _listen(settings: Settings) -> socket.socket:
    """Take the port before anything slow happens, so that a taken one is said at once."""
    # Named TCP, so that asyncio sends each piece at once: a kept connection otherwise waits 40 ms for every answer.
    listening = socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP)
    listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind((settings.host, settings.port))
    except OSError as cause:
        listening.close()
        raise PortTaken(settings.host, settings.port, cause) from cause
    return listening


def prepare(settings: Settings, *, demonstration: bool) -> Settings:
    """Migrate, load the reference codes and, into an empty store, the made-up district; the settings it lives by."""
    with opened(settings) as (engine, _):
        fill_references(engine)
        with writing(engine) as session:
            forget_ended(session, settings.real_now())
        if demonstration and is_empty(engine):
            sys.stderr.write("首次启动：正在生成荔湾示例数据（全部为虚构）……\n")
            fill(engine, DEMONSTRATION_SIZE)
        here = on_its_day(settings, engine)
        expire(engine, here)
        return here


def _banner(settings: Settings, made_up: bool) -> str:
    lines = [f"稳岗 Wengang: http://{settings.host}:{settings.port}/"]
    if made_up:
        lines.append(f"示例数据（全部为虚构），日期按 {settings.today()} 计。示例账号：")
        lines.extend(f"  {who}：登录名 {login}，密码 {password}" for who, login, password in DEMONSTRATION_SIGN_INS)
    return "\n".join(lines) + "\n"
