"""Made-up labour swap: what the firms with people to spare tell of them, and what key employers lack meanwhile.

Most can be planned with. Some tell too little, some break a rule or want too much, so that every reason for a refusal
and for a gap has its case.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from seed_data.codes import Trade, minimum_wage, trades

TODAY = date(2021, 2, 8)
SHARED = ("6-31-05-00", "6-31-99-00", "6-31-03-05", "6-30-05-01", "4-02-05-01", "4-02-07-02", "4-03-02-05")
"""Trades that many industries have, and so can lend each other: packers, hands, inspectors, fork-lift drivers, …"""
MASKS, SEWING = "2770", "6-05-01-03"
"""Makers of masks and protective suits lack sewers, whom the clothing factories have."""
OTHERS = 4
"""One firm off the key list needs people for so many on it."""
PROTECTION = {"粉尘": "防尘口罩", "噪声": "耳塞", "高温": "防暑降温用品", "高处": "安全带", "夜班": "夜餐"}
LODGING = ("四人间宿舍，免费", "包午餐", "包吃住", "")
TRANSPORT = ("早晚班车接送，不收钱", "地铁站步行 8 分钟，报销车费", "")


def add_terms(rng: Random, firms: Sequence[dict[str, Any]]) -> None:
    """Give each firm with people to spare its whole offers, and key employers their needs."""
    lenders = [firm for firm in firms if firm["swap_offers"]]
    keys = [firm for firm in firms if firm["key_listings"]]
    rest = [firm for firm in firms if not firm["swap_offers"] and not firm["key_listings"]]
    for number, firm in enumerate(lenders):
        firm["swap_offers"] = _offers(rng, number, firm)
    offered = {one["trade"] for firm in lenders for one in firm["swap_offers"]}
    for number, firm in enumerate([*keys, *rest[: len(keys) // OTHERS]]):
        firm["swap_needs"] = _needs(rng, number, firm, offered)
    if keys:
        keys[0]["swap_offers"] = [_own_spare(rng, keys[0])]


def _offers(rng: Random, number: int, firm: dict[str, Any]) -> list[dict[str, Any]]:
    """The post that stands still, and one or two that many industries share."""
    (first,) = firm["swap_offers"]
    known = {trade.titles[0]: trade for trade in trades().every}
    offers = [first | _terms(rng, number, known[first["trade"]], firm)]
    shared = [code for code in firm["industry"]["trades"].split("；") if code in SHARED]
    left = (firm["staff_total"] or 30) - first["people"]
    for place, code in enumerate(rng.sample(shared, min(2, len(shared))), start=1):
        trade = trades().by_code[code]
        people = min(left, rng.randint(3, 14))
        if people >= 2 and trade.titles[0] != first["trade"]:
            told = {"trade": trade.titles[0], "people": people}
            offers.append({**first, **told, **_terms(rng, number + place, trade, firm)})
            left -= people
    return offers


def _terms(rng: Random, number: int, trade: Trade, firm: dict[str, Any]) -> dict[str, Any]:
    """Wage and contracts; every few offers tell too little or cannot be lent."""
    wage = _hundreds(rng.uniform(trade.wage_low, (trade.wage_low + trade.wage_high) / 2))
    open_ended = rng.random() < 0.3
    until = date(2021, 2, 13) if number % 7 == 3 else date(2021, 3, 1) + timedelta(days=rng.randint(20, 600))
    return {
        "wage_fen": None if number % 9 == 4 else wage * 100,
        "open_ended": open_ended and number % 7 != 3,
        "contract_until": None if open_ended and number % 7 != 3 else until,
        "accepts_lower_wage": rng.random() < 0.4,
        "dispatched": {5: None, 6: True}.get(number % 8, False),
        **_stamps(firm),
    }


def _own_spare(rng: Random, firm: dict[str, Any]) -> dict[str, Any]:
    """A few people of a post that the first key employer does not need for two weeks."""
    trade = trades().by_code[firm["industry"]["trades"].split("；")[-1]]
    days = {"from_day": TODAY + timedelta(days=2), "to_day": TODAY + timedelta(days=20)}
    told = {"trade": trade.titles[0], "people": 3, "note": "设备检修，这几天没有活"}
    return {**told, **days, **_terms(rng, 0, trade, firm)}


def _needs(rng: Random, number: int, firm: dict[str, Any], offered: set[str]) -> list[dict[str, Any]]:
    """One to three posts, those that somebody offers first."""
    codes = firm["industry"]["trades"].split("；")
    if firm["industry"]["industry_code"] == MASKS:
        codes = [SEWING, *codes]
    known = sorted((trades().by_code[code] for code in codes), key=lambda trade: trade.titles[0] not in offered)
    return [_need(rng, number + 3 * place, trade, firm) for place, trade in enumerate(known[: rng.randint(1, 3)])]


def _need(rng: Random, number: int, trade: Trade, firm: dict[str, Any]) -> dict[str, Any]:
    first, last, least = _days(rng, number)
    wage = _hundreds(max(minimum_wage(TODAY), rng.uniform(trade.wage_low * 0.95, trade.wage_high)))
    if number % 7 == 2:  # less than most lenders pay: only who said so would go
        wage = _hundreds(max(minimum_wage(TODAY), trade.wage_low * 0.85))
    return {
        "trade": trade.titles[0],
        "people": rng.randint(3, 24),
        "from_day": first,
        "to_day": last,
        "wage_fen": None if number % 11 == 8 else wage * 100,
        "min_days": least,
        "urgent": bool(firm["urgent_goods"]) or rng.random() < 0.2,
        **{part: firm[part] for part in ("street_code", "address", "lng", "lat")},
        "hours_day": 8.0,
        "hours_week": 40.0,
        "overtime_day": 2.0,
        "overtime_month": 20.0,
        **_told(rng, trade, wage, whole=number % 4 != 3),
        **_stamps(firm),
    }


def _days(rng: Random, number: int) -> tuple[date, date, int]:
    """First and last day and the fewest days a loan; some are too short to sign for, some want too long a stay."""
    first = TODAY + timedelta(days=rng.randint(0, 5))
    if number % 10 == 6:
        return first, first + timedelta(days=1), 1
    if number % 10 == 9:
        return first, first + timedelta(days=44), 30
    return first, first + timedelta(days=rng.randint(8, 21)), rng.choice((3, 5, 7))


def _told(rng: Random, trade: Trade, wage: int, *, whole: bool) -> dict[str, Any]:
    """What people are told before they answer; ``whole`` needs can ask them today."""
    hazards = list(trade.hazards)
    named = "、".join(hazards)
    return {
        "hazards": hazards,
        "protection": [PROTECTION.get(one, "劳保手套") for one in hazards] if whole else [],
        "certificates": list(trade.certificates[:1]) if trade.certificate_share > 0.5 else [],
        "work": trade.duties,
        "conditions": "室内车间，有空调和饮水，工间休息两次" if whole else "",
        "hazards_told": f"有{named}，发防护用品，上岗前讲清楚" if hazards else "没有职业病危害",
        "safety": "上岗前培训半天，有人带，机器有急停" if whole else "",
        "pay": f"每月 {wage} 元，加班另算，次月 15 日由原单位发",
        "house_rules": "按时打卡，工作区不抽烟；不罚款、不扣证件" if whole else "",
        "board": rng.choice(LODGING),
        "transport": rng.choice(TRANSPORT),
    }


def _hundreds(yuan: float) -> int:
    return int(round(yuan, -2))


def _stamps(firm: dict[str, Any]) -> dict[str, Any]:
    return {"made_up": True, "created_at": firm["registered_at"], "updated_at": firm["registered_at"]}
