"""Made-up vacancies of made-up employers, as they stood on 2021-02-08."""

from datetime import date, datetime, timedelta
from random import Random
from typing import Any

from seed_data.codes import Trade, minimum_wage, parameter, running, trades
from seed_data.identity import mobile
from seed_data.names import person
from seed_data.wording import advert_title

MISSING = 0.25
"""Share of the optional fields that nobody filled in."""

STATES = ("open", "draft", "suspended", "filled", "closed")
STATE_WEIGHTS = running([92, 3, 1, 2, 2])

HOURS = {
    "day": "每天8小时，加班另计",
    "night": "20:00-次日6:00，含用餐休息",
    "rotating": "两班倒，每月对调",
}
REST = ("单休", "双休", "月休4天", "大小周", "轮休")
PAYDAYS = ("每月10日", "每月15日", "每月20日", "每月25日")
WAGE_PARTS = ("底薪+绩效", "底薪+加班费", "计件", "底薪+提成", "综合薪资")
INTERVIEWS = ("现场面试", "电话预约", "线上面试", "直接到厂")
EXPERIENCE = ("不限", "熟手优先", "一年以上", "两年以上", "可带学徒")


def vacancies(rng: Random, count: int, employers: list[dict[str, Any]], now: datetime) -> list[dict[str, Any]]:
    """`count` vacancies; every employer has at least one while there are enough."""
    # Large firms post more; an unknown head count counts as thirty.
    weights = running([(firm["staff_total"] or 30) ** 0.5 for firm in employers])
    return [
        _vacancy(rng, n, employers[n] if n < len(employers) else rng.choices(employers, cum_weights=weights)[0], now)
        for n in range(count)
    ]


def _vacancy(rng: Random, number: int, employer: dict[str, Any], now: datetime) -> dict[str, Any]:
    trade = _trade(rng, employer)
    urgent = employer["urgent_goods"] and rng.random() < 0.5
    created = max(employer["registered_at"], now - timedelta(days=rng.randint(1, 16), minutes=-rng.randint(0, 540)))
    title = rng.choice(trade.titles)
    terms = _terms(rng)
    part_time = terms["employment_kind"] == "part_time"
    return {
        "key": f"V{number + 1:06d}",
        "employer": employer["key"],
        "title": advert_title(rng, title),
        "occupation_code": trade.code if rng.random() < 0.6 else None,
        "openings": _openings(rng, employer, urgent),
        "duties": trade.duties if rng.random() > MISSING else "",
        **terms,
        **{part: employer[part] for part in ("street_code", "address", "lng", "lat")},
        **_hours(rng, trade),
        **(_hourly_wage(rng, now.date()) if part_time else _wage(rng, trade, minimum_wage(now.date()))),
        **_conditions(rng, trade, title),
        **_days(rng, employer, urgent),
        "contact": employer["contact"] if rng.random() < 0.8 else person(rng, "2"),
        "phone": employer["phone"] if rng.random() < 0.8 else mobile(80_000_000 + number),
        "interview": _or_blank(rng, INTERVIEWS),
        "accepts_swap": _known(rng, 0.4),
        "urgent": urgent,
        "state": rng.choices(STATES, cum_weights=STATE_WEIGHTS)[0],
        "state_since": created,
        "made_up": True,
        "created_at": created,
        "updated_at": created,
    }


def _trade(rng: Random, employer: dict[str, Any]) -> Trade:
    known = trades().by_code
    wanted = [known[code] for code in employer["industry"]["trades"].split("；")]
    return rng.choices(wanted, weights=[trade.short for trade in wanted])[0]


def _openings(rng: Random, employer: dict[str, Any], urgent: bool) -> int:
    """Head count sought: a few per cent of the staff, more where goods are urgent."""
    most = max(2, int((employer["staff_total"] or 30) * 0.08))
    return min(60, rng.randint(1, most) * (2 if urgent else 1))


def _terms(rng: Random) -> dict[str, Any]:
    part_time = rng.random() < 0.05
    kind = "part_time" if part_time else rng.choice(("full_time",) * 8 + ("seasonal", None))
    return {
        "employment_kind": kind,
        "contract_months": rng.choice((3, 6, 12, 12, 24, 36)) if rng.random() > MISSING else None,
        "payday": _or_blank(rng, PAYDAYS),
        "social_insurance": _known(rng, 0.85),
        "experience": _or_blank(rng, EXPERIENCE),
    }


def _hours(rng: Random, trade: Trade) -> dict[str, Any]:
    shift = rng.choice(trade.shifts) if rng.random() < 0.8 else None
    return {
        "shift": shift,
        "hours": HOURS[shift] if shift and rng.random() < 0.5 else "",
        "rest_days": _or_blank(rng, REST),
    }


def _wage(rng: Random, trade: Trade, least: int) -> dict[str, Any]:
    """The monthly wage offered, whole hundreds of yuan and at least `least`; a tenth say nothing (面议)."""
    wage: dict[str, Any] = {"wage_unit": "month", "wage_parts": _or_blank(rng, WAGE_PARTS)}
    luck = rng.random()
    if luck < 0.1:
        return wage | {"wage_low_fen": None, "wage_high_fen": None}
    level = rng.uniform(0.9, 1.12)
    low = max(least, round(trade.wage_low * level, -2))
    high = max(low, round(trade.wage_low * level + (trade.wage_high - trade.wage_low) * rng.uniform(0.25, 0.9), -2))
    if luck < 0.2:
        high = low
    return wage | {"wage_low_fen": int(low) * 100, "wage_high_fen": int(high) * 100}


def _hourly_wage(rng: Random, on: date) -> dict[str, Any]:
    """Part-time work is paid by the hour, never below the hourly floor of the day."""
    floor = int(parameter("minimum_wage.hour_fen", on))
    low = -(-floor // 100) * 100 + rng.randint(0, 8) * 100
    high = low + rng.choice((0, 0, 200, 500))
    return {"wage_unit": "hour", "wage_parts": "按小时结算", "wage_low_fen": low, "wage_high_fen": high}


def _conditions(rng: Random, trade: Trade, title: str) -> dict[str, Any]:
    lodging = rng.random() < trade.lodging
    return {
        "lodging": lodging if rng.random() < 0.8 else None,
        "meals": (lodging or rng.random() < 0.4) if rng.random() < 0.7 else None,
        "education_min": trade.education if rng.random() < 0.7 else None,
        "skill_level_min": rng.choice((5, 4)) if rng.random() < 0.04 else None,
        "skills_required": rng.sample(trade.skills, rng.choice((0, 0, 1, 1, 2))),
        "certificates_required": _certificates(rng, trade, title),
        "hazards": list(trade.hazards) if rng.random() < 0.8 else [],
    }


def _certificates(rng: Random, trade: Trade, title: str) -> list[str]:
    """What the post demands; a driver's post demands one class of licence, the one its title names."""
    if not trade.certificates or rng.random() >= trade.certificate_share:
        return []
    named = [c for c in trade.certificates if c[-2:] in title]
    return [(named or list(trade.certificates))[0]]


def _days(rng: Random, employer: dict[str, Any], urgent: bool) -> dict[str, Any]:
    """Start and end: firms that shut begin after 02-18, the others may begin in the festival."""
    shuts = rng.random() < float(employer["industry"]["shuts_share"])
    festival = not shuts and (urgent or rng.random() < 0.5)
    start = date(2021, 2, 8) if festival else date(2021, 2, 18)
    start += timedelta(days=rng.randint(0, 4) if festival else min(rng.randint(0, 18), rng.randint(0, 18)))
    until = start + timedelta(days=rng.randint(-3, 40))
    return {
        "works_in_festival": festival if rng.random() < 0.7 else None,
        "festival_pay": "初一至初三三倍工资，其余双倍" if festival and rng.random() < 0.7 else "",
        "start_date": start if rng.random() < 0.85 else None,
        "open_until": until if rng.random() < 0.6 else None,
    }


def _or_blank(rng: Random, choices: tuple[str, ...]) -> str:
    return rng.choice(choices) if rng.random() > MISSING else ""


def _known(rng: Random, share: float) -> bool | None:
    """True for `share` of those that say; unknown for the rest."""
    return rng.random() < share if rng.random() > MISSING else None
