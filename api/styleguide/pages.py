"""The living page of the visual language: every piece of the stylesheet with made-up content."""

from datetime import date
from typing import Any, NamedTuple

from litestar import Request, Response, get
from litestar.handlers import HTTPRouteHandler

from api.access.table import Action
from api.fields.filled import Filled
from api.layout import page
from api.notices import Notice
from api.paging_links import Pages
from api.tables import Cell, Column, Table
from api.vacancies.cards import Band, Card, Judged, Tag


class Person(NamedTuple):
    name: str
    street: str
    since: date
    openings: int | None
    state: str


COLOURS = (
    ("shell", "要做的事、出错"),
    ("leaf", "好的、办成的"),
    ("amber", "重点企业、代价"),
    ("sky", "要知道的"),
    ("ink", "正文"),
    ("ink-2", "次要的字"),
    ("edge", "框线"),
    ("card", "卡片"),
    ("page", "底色"),
)
PEOPLE = [
    Person("李*梅", "冲口街", date(2021, 2, 8), 5, "已录用"),
    Person("覃*", "石围塘街", date(2021, 2, 3), None, "待核实"),
]
TABLE: Table[Person] = Table(
    caption="两个人",
    columns=[
        Column("姓名", lambda row: row.name, lambda row: Cell(row.name, sub=row.street, link="/styleguide")),
        Column("登记", lambda row: row.since),
        Column("名额", lambda row: row.openings, number=True),
        Column("状态", lambda row: row.state, lambda row: Cell(row.state, tag="ok" if row.openings else "info")),
    ],
    rows=PEOPLE,
    nothing="还没有人。",
    export="/styleguide",
)
FORM = Filled({"name": "李小梅", "wage": "六千多", "words": "叉车 包住"}, {"wage": "请只写数字，比如 6000"})
JOBS = [
    Card(
        id=1,
        link="/styleguide",
        title="叉车工（白班）",
        pay="6200–6800 元/月",
        where="广泽医用材料厂 · 东沙街",
        tags=[Tag("重点企业", "key"), Tag("包住"), Tag("白班")],
        openings="4 人看 5 个名额",
        phone="02081000000",
        apply="/styleguide",
        fresh="今天更新",
        judged=Judged("有叉车证（N1）；工资够您说的 6000；骑车约 12 分钟", [], True, Band("机会较大", 3)),
    ),
    Card(
        id=2,
        link="/styleguide",
        title="仓库管理员",
        pay="3000–9500 元/月",
        pay_clear=False,
        where="花地里供应链 · 花地街",
        tags=[Tag("急聘", "no")],
        openings="12 人看 5 个名额",
        phone="",
        judged=Judged("离家近，1.3 公里", ["待核实：夜班您没说行不行"], False, Band("机会一般", 2)),
    ),
]


@get("/styleguide", opt={"action": Action.DESK}, include_in_schema=False, sync_to_thread=True)
def styleguide(request: Request[Any, Any, Any]) -> Response[Any]:
    return page(
        request,
        "styleguide/styleguide.html",
        colours=COLOURS,
        form=FORM,
        empty=Table(caption="空的名单", columns=TABLE.columns, rows=[], nothing="还没有人。先导入登记表。"),
        jobs=JOBS,
        people=TABLE,
        notices=[Notice("已保存。"), Notice("没有存上：网络断了。", "wrong"), Notice("明天 17:00 前要报数。", "")],
        pages=Pages(2, 7, 20, "/styleguide", "/styleguide"),
    )


PAGES: list[HTTPRouteHandler] = [styleguide]
