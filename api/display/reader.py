"""How a reader wants pages to look: larger letters, light or dark. Kept in a cookie, asked of nobody."""

from dataclasses import dataclass
from typing import Any

from litestar import Request
from litestar.datastructures import Cookie

COOKIE = "display"
YEAR = 365 * 24 * 3600
TEXTS = ("", "large")
THEMES = ("", "light", "dark")


@dataclass(frozen=True, slots=True)
class Display:
    """Empty means as the device has it."""

    text: str = ""
    theme: str = ""


def display_of(request: Request[Any, Any, Any]) -> Display:
    """What the cookie says; anything unknown in it counts as not said."""
    text, _, theme = request.cookies.get(COOKIE, "").partition(".")
    return Display(text if text in TEXTS else "", theme if theme in THEMES else "")


def kept(display: Display, *, secure: bool) -> Cookie:
    value = f"{display.text}.{display.theme}"
    return Cookie(key=COOKIE, value=value, max_age=YEAR, httponly=True, secure=secure, samesite="lax")
