"""The classification of occupations (职业分类大典 2022): its codes, their names and what stands above what."""

from functools import cache

from matcher.language.tables import items, rows

LEVELS = {4: (10, ""), 3: (7, "-00"), 2: (4, "-00-00"), 1: (1, "-00-00-00")}  # characters kept, and what ends them


@cache
def names() -> dict[str, str]:
    """The name of every code of the classification."""
    return {row["code"]: row["name"] for row in rows("occupations")}


@cache
def levels() -> dict[str, int]:
    """4 细类, 3 小类, 2 中类 or 1 大类 of every code."""
    return {row["code"]: int(row["level"]) for row in rows("occupations")}


@cache
def own_names() -> dict[str, str]:
    """The 细类 that the classification itself calls so."""
    return {row["name"]: row["code"] for row in rows("occupations") if row["level"] == "4"}


@cache
def called() -> dict[str, tuple[str, ...]]:
    """The name and the 工种 of every code."""
    return {row["code"]: (row["name"], *items(row["work_types"])) for row in rows("occupations")}


@cache
def ancestor(code: str, level: int) -> str:
    """The code at a coarser level; empty when the code itself is coarser or the table has none there.

    >>> ancestor("4-07-05-01", 3), ancestor("4-07-05-01", 1), ancestor("4-07-00-00", 3)
    ('4-07-05-00', '4-00-00-00', '')
    """
    if levels()[code] <= level:
        return code if levels()[code] == level else ""
    width, ending = LEVELS[level]
    above = code[:width] + ending
    return above if above in names() else ""
