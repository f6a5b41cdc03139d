"""Made-up employers: named by industry, some on the key list, some shut for the festival with staff to spare."""

from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from seed_data.codes import Row, parts, running, table, trades
from seed_data.identity import credit_code, mobile
from seed_data.names import person
from seed_data.places import somewhere

CAMPAIGN_START = date(2021, 1, 21)

STAFF_OF_SIZE = ((300, "large"), (100, "medium"), (20, "small"), (0, "micro"))
"""Smallest staff of each size, roughly as the statistics office draws the lines for industry."""

KEY_CLASSES = ("K1", "K2", "K3", "K1", "K2", "K3", "K4", "K6")
"""The classes of the key employers, in turn: most make medical goods or daily needs or keep the city running."""

KEY_EVIDENCE = "区重点用工企业名单（示范数据，非真实名单）"


def employers(rng: Random, count: int, key: int, idle: int, now: datetime, in_liwan: float) -> list[dict[str, Any]]:
    """`count` employers: the first `key` are on the key list, the next `idle` have staff to spare over the festival."""
    taken: set[str] = set()
    rows = []
    for number in range(count):
        key_class = KEY_CLASSES[number % len(KEY_CLASSES)] if number < key else ""
        industry = _industry(rng, key_class, shuts=key <= number < key + idle)
        row = _employer(rng, number, industry, taken, now, in_liwan)
        if number < key:
            row["key_listings"] = [_listing(rng, industry["key_class"])]
        elif number < key + idle:
            row["swap_offers"] = [_spare(rng, industry, row["staff_total"])]
        rows.append(row)
    return rows


def _industry(rng: Random, key_class: str, *, shuts: bool) -> Row:
    """An industry drawn by its weight: of one key class when that is asked, or of those that shut for the festival."""
    allowed, weights = _pool(key_class, shuts)
    return rng.choices(allowed, cum_weights=weights)[0]


@cache
def _pool(key_class: str, shuts: bool) -> tuple[list[Row], tuple[float, ...]]:
    every = table("vocabulary", "industries")
    allowed = [row for row in every if row["key_class"] == key_class] if key_class else list(every)
    if shuts:
        allowed = [row for row in allowed if float(row["shuts_share"]) > 0.5 and not row["key_class"]]
    return allowed, running([float(row["weight"]) for row in allowed])


def _employer(
    rng: Random, number: int, industry: Row, taken: set[str], now: datetime, in_liwan: float
) -> dict[str, Any]:
    place = somewhere(rng, tuple(industry["streets"].split("；")), in_liwan)
    staff = rng.randint(int(industry["staff_low"]), int(industry["staff_high"]))
    contact = person(rng, rng.choice("12"))
    registered = now - timedelta(days=rng.randint(1, 17), minutes=-rng.randint(0, 540))
    form = rng.choice(parts(industry["forms"]))
    return {
        "key": f"E{number + 1:05d}",
        "name": _name(rng, industry, form, taken),
        "uscc": credit_code(number + 1) if rng.random() < 0.85 else None,
        "legal_person": person(rng, rng.choice("12")),
        **place._asdict(),
        "industry_code": industry["industry_code"],
        "kind": "个体工商户" if form in {"商行", "服务部"} else "企业",
        "size": next(size for least, size in STAFF_OF_SIZE if staff >= least),
        "staff_total": staff if rng.random() < 0.85 else None,
        "contact": contact,
        "phone": mobile(90_000_000 + number),
        "urgent_goods": rng.random() < float(industry["urgent_share"]),
        "dispatch_permit": False if rng.random() < 0.7 else None,
        "made_up": True,
        "registered_at": registered,
        "updated_at": registered,
        "key_listings": [],
        "swap_offers": [],
        "swap_needs": [],
        # For the generator alone: what the employer's vacancies are drawn from.
        "industry": industry,
    }


def _name(rng: Random, industry: Row, form: str, taken: set[str]) -> str:
    """A name no other employer has, wherever it says it is; rare characters keep clear of real brands."""
    first, second = (table("vocabulary", "brands")[0][part] for part in ("first", "second"))
    while True:
        brand = rng.choice(first) + rng.choice(second)
        trade = rng.choice(parts(industry["words"]))
        # 皮具 and 皮具厂 make 皮具厂, not 皮具皮具厂.
        trade = trade.removesuffix(form[:2])
        if brand + trade not in taken:
            taken.add(brand + trade)
            return f"{rng.choice(('广州市', '广州', '广州市荔湾区'))}{brand}{trade}{form}"


def _listing(rng: Random, key_class: str) -> dict[str, Any]:
    return {
        "key_class": key_class,
        "level": rng.choice(("district", "district", "city", "province")),
        "evidence": KEY_EVIDENCE,
        "valid_from": CAMPAIGN_START,
        "valid_to": None,
    }


def _spare(rng: Random, industry: Row, staff: int | None) -> dict[str, Any]:
    """Staff who stay in town while the firm is shut, around 2021-02-08 … 02-20; `swaps` tells their terms."""
    trade = trades().by_code[rng.choice(industry["trades"].split("；")[:3])]
    shut, opens = date(2021, 2, 8) + timedelta(days=rng.randint(-2, 1)), date(2021, 2, 20)
    return {
        "trade": trade.titles[0],
        "people": rng.randint(3, max(4, (staff or 20) // 3)),
        "from_day": shut,
        "to_day": opens + timedelta(days=rng.randint(-2, 8)),
        "note": "春节停工，留穗员工愿意短期调剂",
    }
