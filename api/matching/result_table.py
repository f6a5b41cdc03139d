"""The table under a result: its views, its columns and its pages, all in the address."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any
from urllib.parse import urlencode

from sqlmodel import Session

from api.access.table import Access
from api.matching import rows
from api.matching.lines import HERE
from api.paging_links import asked_page, pages_of

VIEWS = {"pairs": "全部配对", "key": "重点、急聘", "workers": "没配上的人", "vacancies": "没招满的岗位"}
COLUMNS = (("求职者", "worker"), ("岗位", "vacancy"), ("为什么", ""), ("合适度", "score"))


@dataclass(frozen=True, slots=True)
class Column:
    words: str
    link: str = ""
    sorted: str = ""
    number: bool = False


def asked_of(given: Mapping[str, str], run_id: int) -> rows.Asked:
    """What the address says; anything unknown in it counts as not said."""
    view, sort = given.get("view", "pairs"), given.get("sort", "-score")
    return rows.Asked(
        run_id=run_id,
        view=view if view in VIEWS else "pairs",
        find=given.get("find", "").strip()[:50],
        sort=sort if sort.removeprefix("-") in rows.ORDERS else "-score",
        page=asked_page(given.get("page", "")),
    )


def table(session: Session, asked: rows.Asked, access: Access, today: date) -> dict[str, Any]:
    """The rows of one view with their links."""

    def link(**changes: object) -> str:
        now = {"view": asked.view, "find": asked.find, "sort": asked.sort, **changes}
        return f"{HERE}/{asked.run_id}?{urlencode({name: value for name, value in now.items() if value})}"

    def cut(total: int) -> tuple[int, int]:
        last = pages_of(total, rows.PAGE_SIZE, asked.page, str)
        return (last.page - 1) * rows.PAGE_SIZE, rows.PAGE_SIZE

    of_view = rows.left_rows if asked.view in ("workers", "vacancies") else rows.pair_rows
    total, shown = of_view(session, asked, access, today, cut)
    counts = rows.views(session, asked.run_id, access, today)
    return {
        "views": [
            {
                "name": view,
                "link": link(view=view, find="", page=None),
                "words": words,
                "count": counts[view],
            }
            for view, words in VIEWS.items()
        ],
        "asked": asked,
        "columns": [_column(words, key, asked.sort, link) for words, key in COLUMNS],
        "rows": shown,
        "pages": pages_of(total, rows.PAGE_SIZE, asked.page, lambda to: link(page=to)),
        "nothing": f"没有找到“{asked.find}”。" if asked.find else "没有。",
    }


def _column(words: str, key: str, sort: str, link: Callable[..., str]) -> Column:
    """A heading that orders by its column; a second press turns the order round."""
    if not key:
        return Column(words)
    now = {key: "ascending", f"-{key}": "descending"}.get(sort, "")
    first, turned = (f"-{key}", key) if key == "score" else (key, f"-{key}")
    return Column(words, link(sort=turned if sort == first else first), now, key == "score")
