"""Posts of the story: what waits for the office, what goes stale, what is still being written."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Post:
    """A post in its employer's words; wages in yuan a month. `days` ago it was handed in or published."""

    title: str
    duties: str
    openings: int
    low: int
    high: int
    days: int


OWN_STALE = Post("口罩机操作工", "看护平面口罩机，换料、剔次品，两班倒，包吃住。", 6, 5200, 6800, 15)
"""Published so long ago that nobody believes its number any more."""

OWN_IN_REVIEW = Post("质检员", "抽检口罩外观和鼻梁条，35岁以下，初中以上，会用卡尺。", 3, 4800, 5600, 1)

IN_REVIEW = (
    Post("货车装卸工", "装卸百货，限男性，能吃苦，长白班。", 4, 5000, 6500, 2),
    Post("楼面服务员", "负责点单传菜，形象好，只招本地人，包两餐。", 5, 4500, 5200, 1),
    Post("收银员", "早晚两班，上岗先交服装押金200元，离职退还。", 2, 4200, 4800, 1),
)
"""Of other employers, the first of one in the demonstration street; each holds what the screening finds."""

OWN_DRAFT = """诚聘包装组长1名
带10人的包装小组，排班、报产量，有带班经验优先。
月薪6000-7500元，包吃住，单休。
地点：荔湾区东漖街道"""
OWN_DRAFT_ANSWERS = {"title": "包装组长", "openings": "1", "wage_low_fen": "6000", "wage_high_fen": "7500", "post": "0"}
