"""Small made-up districts in raw cells, to look at a run from outside.

They are made to be awkward rather than typical: cells left blank, two wishes that are one, requirements met twice
over, a river between. Nobody in them exists, and no figure measured on them says how good the matching is.
"""

from datetime import date, timedelta

import numpy as np
import pandas as pd

from matcher.pairing.instance import Instance
from matcher.pairing.places import street_centres

AS_OF = date(2021, 2, 8)
# Each trade: what it is wished for as, advertised as, what its duties say, its skills and its certificates.
TRADES = (
    "叉车司机 叉车工 开叉车 | 叉车工 叉车司机（夜班） | 叉车驾驶 装卸货物 | 叉车 装卸 | 叉车证",
    "电工 水电工 | 维修电工 水电工 | 电路检修 设备巡检 | 电工 水电安装 | 低压电工证 电工证",
    "厨师 炒菜师傅 | 厨师 厨工 | 炒菜 厨房卫生 | 粤菜 切配 | 健康证",
    "车位工 缝纫工 | 平车工 缝纫工 | 车缝衣服 质检 | 平车 锁边 |",
    "收银员 营业员 | 超市收银员 导购员 | 收银 理货 | 收银 普通话 | 健康证",
    "保安 门卫 | 保安员 安保人员 | 门岗值守 巡逻 | 消防常识 退伍军人 | 保安员证",
    "货车司机 送货司机 | 货车司机 配送司机 | 城市配送 装卸货物 | 开货车 熟悉广州路况 | 驾驶证B2 驾驶证C1",
    "文员 行政文员 | 文员 前台文员 | 文件整理 接听电话 | 办公软件 打字 |",
)


WOMENS = (3, 4, 7)  # trades in which most who look for work are women, as in the district's own forms


def district(seed: int, workers: int = 60, vacancies: int = 40) -> Instance:
    """A district of some workers and vacancies.

    Name, sex, place of origin and ethnicity are further columns that are never to matter. They go along with what
    does matter, as they do outside: people from elsewhere need lodging more often, the old went to school for less
    long, men and women look for other work. So the groups are not alike, and flipping a column is no empty test.
    """
    drawn = np.random.default_rng(seed)
    people = [_worker(drawn, number) for number in range(1, workers + 1)]
    posts = [_vacancy(drawn, number) for number in range(1, vacancies + 1)]
    return Instance(pd.DataFrame(people, dtype=object), pd.DataFrame(posts, dtype=object))


def _worker(drawn: np.random.Generator, number: int) -> dict[str, str]:
    sex, origin = str(drawn.choice(["男", "女"])), str(drawn.choice(["广东广州", "广西南宁", "贵州毕节"]))
    born = date(1961, 1, 1) + timedelta(days=int(drawn.integers(15_000)))
    elsewhere, old = origin != "广东广州", born.year < 1975
    trade, other = (_trade(row) for row in _trades_of(drawn, sex))
    wishes = [*_some(drawn, trade[0], 2), *_some(drawn, other[0], 1), *_some(drawn, ("不限",), 1, 0.1)]
    return {
        "worker_id": f"w{number}",
        "wishes": _maybe(drawn, "；".join(wishes[:3]), 0.9),
        "skills": _maybe(drawn, "；".join([*_some(drawn, trade[3], 2), *_some(drawn, other[3], 1, 0.3)]), 0.8),
        "certificates": _maybe(drawn, "；".join([*_some(drawn, trade[4], 2), *_some(drawn, other[4], 1, 0.2)]), 0.8),
        "education": _maybe(drawn, str(drawn.choice([80, 70] if old else [70, 60, 40, 30])), 0.8),
        "birth_date": born.isoformat(),
        **_place(drawn),
        "wage_min": _maybe(drawn, str(3_000 + 250 * int(drawn.integers(13))), 0.8),
        "shifts": _maybe(drawn, "；".join(_some(drawn, ("day", "night", "rotating"), 3, 0.6)), 0.8),
        "needs_lodging": _maybe(drawn, str(int(drawn.random() < (0.5 if elsewhere else 0.05))), 0.8),
        "available_from": _maybe(drawn, (AS_OF + timedelta(days=int(drawn.integers(40)))).isoformat(), 0.8),
        "assist": str(int(drawn.random() < 0.2)),
        "name": f"{'张' if sex == '男' else '李'}{number}",
        "sex": sex,
        "hukou": origin,
        "ethnicity": str(drawn.choice(["汉族", "壮族", "苗族"])),
    }


def _trades_of(drawn: np.random.Generator, sex: str) -> list[int]:
    """The worker's own trade and another."""
    usual = WOMENS if sex == "女" else tuple(row for row in range(len(TRADES)) if row not in WOMENS)
    rows = usual if drawn.random() < 0.7 else tuple(range(len(TRADES)))
    own = int(drawn.choice(rows))
    return [own, int(drawn.choice([row for row in range(len(TRADES)) if row != own]))]


def _vacancy(drawn: np.random.Generator, number: int) -> dict[str, str]:
    wishes, titles, duties, skills, certificates = _trade(int(drawn.integers(len(TRADES))))
    low = 3_000 + 250 * int(drawn.integers(13))
    return {
        "vacancy_id": f"v{number}",
        "employer_id": f"e{drawn.integers(1 + number // 2)}",
        "title": _maybe(drawn, str(drawn.choice(titles)), 0.95),
        "duties": _maybe(drawn, "，".join([*_some(drawn, duties, 2), *_some(drawn, wishes, 2, 0.3)]), 0.7),
        "skills_required": _maybe(drawn, "；".join(_some(drawn, skills, 2)), 0.7),
        "certificates_required": _maybe(drawn, "；".join(_some(drawn, certificates, 2)), 0.4),
        "education_min": _maybe(drawn, str(drawn.choice([80, 70, 60])), 0.5),
        **_place(drawn),
        "wage_low": _maybe(drawn, str(low), 0.8),
        "wage_high": _maybe(drawn, str(low + 500 * int(drawn.integers(6))), 0.8),
        "shift": _maybe(drawn, str(drawn.choice(["day", "day", "night", "rotating"])), 0.8),
        "lodging": _maybe(drawn, str(int(drawn.random() < 0.4)), 0.8),
        "openings": str(int(drawn.integers(1, 6))),
        "start_date": _maybe(drawn, (AS_OF + timedelta(days=int(drawn.integers(5, 60)))).isoformat(), 0.8),
        "open_until": "2021-04-30",
        "key_class": str(drawn.choice(["K0", "K0", "K0", "K1", "K3"])),
        "urgent": str(int(drawn.random() < 0.1)),
    }


def _trade(row: int) -> list[tuple[str, ...]]:
    """Wishes, titles, duties, skills and certificates of a trade."""
    return [tuple(words.split()) for words in TRADES[row].split("|")]


def _place(drawn: np.random.Generator) -> dict[str, str]:
    """A street of the district, with a point near its centre in half of the cases; sometimes nothing."""
    code = str(drawn.choice(sorted(street_centres())))
    lng, lat = street_centres()[code]
    if drawn.random() < 0.1:
        return {"street": "", "lng": "", "lat": ""}
    if drawn.random() < 0.5:
        return {"street": code, "lng": "", "lat": ""}
    near = drawn.normal(0, 0.004, 2)
    return {"street": code, "lng": f"{lng + near[0]:.5f}", "lat": f"{lat + near[1]:.5f}"}


def _some(drawn: np.random.Generator, words: tuple[str, ...], most: int, chance: float = 0.8) -> list[str]:
    """Some of the words, ``most`` at most, in a drawn order."""
    order = drawn.permutation(len(words))[:most]
    return [words[place] for place in order.tolist() if drawn.random() < chance]


def _maybe(drawn: np.random.Generator, cell: str, known: float) -> str:
    """The cell, or nothing for an unknown."""
    return cell if drawn.random() < known else ""
