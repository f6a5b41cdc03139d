"""The lists of candidates as an employer takes them away: the columns of the page, masked as the page masks them."""

from collections.abc import Sequence

from api.candidates.people import Person
from api.candidates.suitable import Suitable
from api.tables import Column, Table

PEOPLE: Sequence[Column[Person]] = (
    Column("姓名", lambda one: one.name),
    Column("电话", lambda one: one.phone or None),
    Column("怎么来的", lambda one: one.came),
    Column("本人说的", lambda one: one.says or None),
    Column("状态", lambda one: one.state),
    Column("从哪天起", lambda one: one.since),
    Column("工种和技能", lambda one: one.work or None),
    Column("住在", lambda one: one.street or None),
    Column("离单位", lambda one: one.way or None),
    Column("班次", lambda one: one.shift or None),
    Column("工资期望", lambda one: one.pay or None),
    Column("证书（本人填写）", lambda one: one.certificates or one.to_ask or None),
    Column("可上岗", lambda one: one.first_day or None),
)
SUITABLE: Sequence[Column[Suitable]] = (
    Column("称呼", lambda one: one.name),
    Column("合适度", lambda one: one.score, number=True),
    Column("为什么", lambda one: one.reasons or None),
    Column("工种和技能", lambda one: one.work or None),
    Column("住在", lambda one: one.street or None),
    Column("离单位", lambda one: one.way or None),
    Column("班次", lambda one: one.shift or None),
    Column("工资期望", lambda one: one.pay or None),
    Column("证书（本人填写）", lambda one: one.certificates or one.to_ask or None),
    Column("可上岗", lambda one: one.first_day or None),
)


def people_table(title: str, rows: Sequence[Person]) -> Table[Person]:
    return Table(f"{title} 人选", PEOPLE, rows, "还没有人申请，也还没有推荐。")


def suitable_table(title: str, rows: Sequence[Suitable]) -> Table[Suitable]:
    return Table(f"{title} 合适的人", SUITABLE, rows, "没有合适的人。")
