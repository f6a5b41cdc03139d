"""Who may stand in at another post: the same work by another name, more than it asks, or kindred work.

Kindred work is none where a post takes a licence of its own.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib import resources

from matcher.language.skills.relating import Kind, relate

ENOUGH = frozenset({"same", "covers"})


@dataclass(frozen=True, slots=True)
class Licence:
    """What the law asks of whoever works at a post, and where."""

    permit: str
    source: str


@cache
def stands_in(offered: str, needed: str) -> Kind:
    """How the work of one post stands to another; kindred work is none at a post that takes a licence of its own.

    >>> stands_in("裁剪工", "缝纫工"), stands_in("搬运工", "货车司机"), stands_in("叉车司机", "叉车工")
    ('partly', 'no', 'same')
    """
    kind = relate(offered, needed).kind
    return "no" if kind == "partly" and licence_for(needed) else kind


@cache
def licence_for(post: str) -> Licence | None:
    """The licence without which nobody may work at a post; None where there is none.

    >>> licence_for("B2司机").permit, licence_for("焊锡工")
    ('驾驶证', None)
    """
    found = (licence for listed, licence in _listed() if relate(post, listed).kind in ENOUGH)
    return next(found, None)


@cache
def _listed() -> tuple[tuple[str, Licence], ...]:
    written = resources.files("matcher.swap.rules").joinpath("data", "licensed_posts.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(written)["licensed"]
    return tuple((post, Licence(row["permit"], row["source"])) for row in rows for post in row["posts"].split())
