"""How a program asks about the swap of the room."""

from tests.api.swaps.conftest import TODAY


def ask(room, who, method, path, on=TODAY, /, **body):
    return room.as_(who, on).api(method, f"/api{room.at}/{path}", **({"json": body} if method != "GET" else {}))


def read(room, who, path, day=TODAY):
    answer = ask(room, who, "GET", path, day)
    assert answer.status_code == 200, answer.text
    return answer.json()


def seen(room):
    return room.as_("district").api("GET", f"/api{room.at}").json()["seen"]


def write(room, who, method, path, on=TODAY, /, **body):
    """With what is read a moment before."""
    return ask(room, who, method, path, on, seen=seen(room), **body)


def refused(answer, status, *words):
    assert answer.status_code == status, answer.text
    assert answer.headers["content-type"] == "application/problem+json"
    assert all(word in answer.text for word in words), answer.text


def ids(room):
    return [one.id for one in room.members]
