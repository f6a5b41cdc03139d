"""How the server listens."""

import asyncio
import socket
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest

from api.serving import _listen, configuration
from api.settings import from_environment


def test_the_port_is_taken_as_tcp_so_that_kept_connections_are_not_held_back(tmp_path):
    """asyncio turns Nagle's algorithm off only for sockets that say they are TCP."""
    with _listen(replace(from_environment({}, tmp_path), port=0)) as listening:
        assert listening.proto == socket.IPPROTO_TCP


def seen_as(settings, peer):
    """The address the application sees when ``peer`` says it speaks for 203.0.113.9."""
    seen = []

    async def application(scope, _receive, _send):
        seen.append(scope["client"][0])

    config = configuration(application, settings)
    config.load()
    scope = {"type": "http", "client": (peer, 1), "headers": [(b"x-forwarded-for", b"203.0.113.9")], "path": "/"}
    with ThreadPoolExecutor(1) as elsewhere:  # a browser test may have left its event loop in this thread
        elsewhere.submit(lambda: asyncio.run(config.loaded_app(scope, None, None))).result()
    return seen[0]


@pytest.mark.parametrize(
    ("trusted", "peer", "seen"),
    [
        ("", "127.0.0.1", "127.0.0.1"),
        ("127.0.0.1", "127.0.0.1", "203.0.113.9"),
        ("10.0.0.0/8, 127.0.0.1", "10.1.2.3", "203.0.113.9"),
        ("10.0.0.0/8", "127.0.0.1", "127.0.0.1"),
    ],
)
def test_only_a_trusted_proxy_says_where_a_request_comes_from(tmp_path, trusted, peer, seen):
    settings = from_environment({"WENGANG_TRUSTED_PROXY": trusted}, tmp_path)
    assert seen_as(settings, peer) == seen
