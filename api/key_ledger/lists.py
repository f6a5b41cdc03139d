"""The ledger as lists on the page and in Excel."""

from collections.abc import Sequence
from dataclasses import dataclass

from api.key_ledger.firms import Firm
from api.key_ledger.rows import posts_words
from api.tables import Cell, Column, Table


def _said(name: str) -> Column[Firm]:
    """A value of today's line; nothing while nobody reported it today."""
    labels = {
        "capacity": "企业产能",
        "staff_total": "员工总数",
        "needed": "需要人数",
        "on_post": "在岗人数",
        "difficulties": "问题困难",
        "owner": "谁来解决",
        "due": "哪天前",
    }
    number = name in ("staff_total", "needed", "on_post")
    return Column(labels[name], lambda firm: getattr(firm.today, name) if firm.today else None, number=number)


LEDGER: Sequence[Column[Firm]] = (
    Column("企业", lambda firm: firm.employer.name),
    Column("类别", lambda firm: f"{firm.key_class} {firm.key_class.label}"),
    Column("服务专员", lambda firm: firm.service.name if firm.service else "没有专员"),
    _said("capacity"),
    _said("staff_total"),
    _said("needed"),
    _said("on_post"),
    Column("新到岗", lambda firm: firm.gap.arrived if firm.today and firm.gap else None, number=True),
    Column("缺工", lambda firm: firm.gap.short if firm.today and firm.gap else None, number=True),
    Column("空岗结构", lambda firm: posts_words(firm) or None),
    _said("difficulties"),
    _said("owner"),
    _said("due"),
    Column("不清", lambda firm: "、".join(firm.unclear) or "五清"),
)


def ledger_table(firms: Sequence[Firm], day: str) -> Table[Firm]:
    return Table(f"{day} 重点企业台账", LEDGER, firms, "没有重点企业。")


@dataclass(frozen=True, slots=True)
class Burden:
    """What one specialist has to see to today."""

    name: str
    firms: int
    unclear: int
    late: int
    short: int


def burdens(firms: Sequence[Firm]) -> list[Burden]:
    """By specialist, nobody's firms first, then the most unclear."""
    names = {firm.service.name if firm.service else "" for firm in firms}
    found = [
        _burden(name, [firm for firm in firms if (firm.service.name if firm.service else "") == name]) for name in names
    ]
    return sorted(found, key=lambda one: (one.name != "", -one.late, -one.unclear, one.name))


def _burden(name: str, firms: Sequence[Firm]) -> Burden:
    short = sum(max(0, firm.gap.short) for firm in firms if firm.gap)
    unclear = sum(not firm.is_clear for firm in firms)
    return Burden(name, len(firms), unclear, sum(firm.late for firm in firms), short)


BURDENS: Sequence[Column[Burden]] = (
    Column(
        "服务专员",
        lambda one: one.name or "没有专员",
        lambda one: Cell(one.name or "没有专员", tag=None if one.name else "no"),
    ),
    Column("企业", lambda one: one.firms, number=True),
    Column("不清", lambda one: one.unclear, number=True),
    Column("过时", lambda one: one.late, number=True),
    Column("缺工", lambda one: one.short, number=True),
)


def burden_table(firms: Sequence[Firm]) -> Table[Burden]:
    return Table("按专员看", BURDENS, burdens(firms), "没有重点企业。")
