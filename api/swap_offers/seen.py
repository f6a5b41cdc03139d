"""Whether a form is older than the record it is about, and what others wrote into the record meanwhile."""

from collections.abc import Mapping
from datetime import datetime
from typing import Protocol

from api.fields.filled import Filled

YES = {"yes": "是", "no": "否", "open": "无固定期限", "until": "有固定期限"}


class Dated(Protocol):
    updated_at: datetime


def seen_of(row: Dated | None) -> str:
    """Which version of a record a page shows, as its form carries it."""
    return "" if row is None else row.updated_at.isoformat()


def meanwhile(form: Filled, stands: Mapping[str, str], labels: Mapping[str, str]) -> list[tuple[str, str]]:
    """Fields in which the record now says something else than the form: label and what stands there."""
    return [
        (labels.get(name, name), YES.get(value, value) or "（空）")
        for name, value in stands.items()
        if form.value(name).strip() != value
    ]
