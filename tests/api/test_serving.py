"""How the server listens."""

import socket
from dataclasses import replace

from api.serving import _listen
from api.settings import from_environment


def test_the_port_is_taken_as_tcp_so_that_kept_connections_are_not_held_back():
    """asyncio turns Nagle's algorithm off only for sockets that say they are TCP."""
    with _listen(replace(from_environment(), port=0)) as listening:
        assert listening.proto == socket.IPPROTO_TCP
