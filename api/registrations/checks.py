"""What the office looks at before it believes that an account speaks for an employer."""

from collections.abc import Collection, Mapping
from typing import Any

from api.refusals import BadField

CHECKS = {"licence": "执照核对", "authority": "授权核对", "call": "电话回访"}


def ticked(form: Mapping[str, Any]) -> list[str]:
    """The checks that a form says were made."""
    return [name for name in CHECKS if form.get(name) == "yes"]


def require_all(checked: Collection[str], done: str) -> None:
    """Raises `BadField` until all three were made; ``done`` is what they allow: 核实, 复核."""
    missing = [label for name, label in CHECKS.items() if name not in checked]
    if missing:
        raise BadField.of("checked", f"还没有勾：{'、'.join(missing)}。三项都核对过，才算{done}")
