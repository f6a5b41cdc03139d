"""Made-up workers: migrants and townspeople of Liwan in the weeks around the Spring Festival of 2021."""

from datetime import date, datetime, timedelta
from functools import cache
from random import Random
from typing import Any

from seed_data.codes import Trade, minimum_wage, running, table, trades
from seed_data.identity import id_number, mobile
from seed_data.names import person
from seed_data.places import Place, somewhere
from seed_data.wording import as_typed, certificate_words, certificate_years, own_words

AS_OF = date(2021, 2, 8)

MISSING = 0.25
ASSISTED = 0.12
WITH_ID = 0.4
"""Share who gave an ID number: the law needs it for subsidies and transport only."""

HOME = ("广西壮族自治区", "湖南省", "广东省", "四川省", "贵州省", "江西省", "河南省", "湖北省", "重庆市", "云南省")
HOME_WEIGHTS = running([24, 18, 28, 7, 7, 6, 4, 4, 1, 1])
"""Provinces that send workers to Guangzhou, judged; Guangdong includes the city itself."""

EDUCATION = (70, 60, 40, 80, 30, 20, 90)
EDUCATION_WEIGHTS = running([44, 20, 14, 9, 8, 4, 1])

CHANNELS = ("街道窗口", "微信", "电话", "招聘会", "上门走访", "社区登记")
STATUSES = ("unemployed", "registered", "flexible", "employed", None)
STATUS_WEIGHTS = running([38, 14, 16, 12, 20])


def workers(rng: Random, count: int, now: datetime, in_liwan: float) -> list[dict[str, Any]]:
    """`count` workers, no two with one phone or one ID number."""
    taken: set[str] = set()
    return [_worker(rng, number, taken, now, in_liwan) for number in range(count)]


def _worker(rng: Random, number: int, taken: set[str], now: datetime, in_liwan: float) -> dict[str, Any]:
    trade = rng.choices(trades().every, cum_weights=trades().seekers)[0]
    sex = "1" if rng.random() < 0.5 else "2"
    born = AS_OF - timedelta(days=int(365.25 * min(63, max(16.5, rng.gauss(36, 11)))))
    hukou = rng.choice(_counties()[rng.choices(HOME, cum_weights=HOME_WEIGHTS)[0]])
    place = somewhere(rng, in_liwan=in_liwan)
    facts = _wants(rng, trade, hukou)
    wishes = _wishes(rng, trade)
    registered = now - timedelta(days=rng.randint(1, 17), minutes=-rng.randint(0, 540))
    return {
        "key": f"W{number + 1:06d}",
        "name": person(rng, sex),
        **_papers(rng, taken, sex, born, hukou),
        **place._asdict(),
        "phone": mobile(number + 1),
        **_schooling(rng, trade, born),
        **_grade(rng, trade),
        **_standing(rng),
        "words": as_typed(rng, _words(rng, wishes, facts, place)),
        **facts,
        **_festival(rng, hukou),
        **_consents(rng),
        "registered_at": registered,
        "updated_at": registered,
        "made_up": True,
        "wishes": wishes,
        "skills": [as_typed(rng, skill) for skill in rng.sample(trade.skills, rng.choice((0, 1, 1, 2)))],
        "certificates": _certificates(rng, trade),
        "experiences": _experiences(rng, trade),
        "assistance": _assistance(rng, born, hukou),
    }


@cache
def _counties() -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for row in table("reference", "counties"):
        found.setdefault(row["province"], []).append(row["code"])
    return found


def _papers(rng: Random, taken: set[str], sex: str, born: date, hukou: str) -> dict[str, Any]:
    known = rng.random() < WITH_ID
    return {
        "id_kind": "resident" if known else None,
        "id_number": _id_number(rng, taken, sex, born, hukou) if known else None,
        "sex": sex if known or rng.random() < 0.8 else "0",
        "birth_date": born if known or rng.random() < 0.7 else None,
        "hukou_code": hukou if rng.random() > MISSING / 2 else None,
        "hukou_kind": rng.choice(("20", "20", "10")) if rng.random() > MISSING else None,
    }


def _id_number(rng: Random, taken: set[str], sex: str, born: date, hukou: str) -> str:
    while True:
        number = id_number(hukou, born, rng.randrange(500) * 2 + (sex == "1"))
        if number not in taken:
            taken.add(number)
            return number


def _schooling(rng: Random, trade: Trade, born: date) -> dict[str, Any]:
    """Education at least what the trade asks, unless unknown."""
    education = rng.choices(EDUCATION, cum_weights=EDUCATION_WEIGHTS)[0]
    if trade.education in {20, 30} and rng.random() < 0.8:
        education = rng.choice((30, 30, 20))
    if education <= 30 and born.year > 1999:
        education = 60
    return {"education": education if rng.random() > 0.15 else None}


def _grade(rng: Random, trade: Trade) -> dict[str, Any]:
    """A vocational grade (5 is the lowest) for about one in eight."""
    if rng.random() < 0.88:
        return {"skill_level": None, "skill_trade": ""}
    return {"skill_level": rng.choice((5, 5, 4, 4, 3)), "skill_trade": trade.titles[0]}


def _standing(rng: Random) -> dict[str, Any]:
    status = rng.choices(STATUSES, cum_weights=STATUS_WEIGHTS)[0]
    since = AS_OF - timedelta(days=rng.randint(10, 500)) if status == "registered" else None
    return {"status": status, "unemployed_since": since}


def _wants(rng: Random, trade: Trade, hukou: str) -> dict[str, Any]:
    """What the worker asks of a post; each wish is left open by about a quarter."""
    local = hukou.startswith("4401")
    wage = max(minimum_wage(AS_OF), int(trade.wage_low * rng.gauss(0.98, 0.1) // 100 * 100))
    shifts = sorted(set(rng.choices((*trade.shifts, "day"), k=rng.choice((1, 2, 3)))))
    free = AS_OF + timedelta(days=rng.choice((0, 0, 0, 1, 3, 10, 11, 14, 18, 25)))
    return {
        "wage_min_fen": wage * 100 if rng.random() > MISSING else None,
        "shifts": shifts if rng.random() > MISSING else [],
        "needs_lodging": rng.random() < (0.05 if local else 0.45) if rng.random() > MISSING else None,
        "available_from": free if rng.random() > MISSING else None,
    }


def _wishes(rng: Random, trade: Trade) -> list[dict[str, Any]]:
    """Up to three different wishes: the own trade first, then its neighbours or anything in a factory."""
    wanted = [trade]
    if rng.random() < 0.45:
        wanted.append(rng.choice(trades().by_family[trade.family]))
    if rng.random() < 0.2:
        wanted.append(trades().by_code["6-31-99-00"])
    wishes: list[dict[str, Any]] = []
    for one in dict.fromkeys(wanted):
        words = as_typed(rng, rng.choice(one.words if rng.random() < 0.75 else one.titles))
        coded = one.code if rng.random() < 0.35 else None
        wishes.append({"position": len(wishes) + 1, "words": words, "occupation_code": coded})
    # A few only came to the window and said nothing yet.
    return wishes if rng.random() > 0.02 else []


def _words(rng: Random, wishes: list[dict[str, Any]], facts: dict[str, Any], place: Place) -> str:
    if not wishes or rng.random() < MISSING:
        return ""
    street = place.address.removeprefix("荔湾区").partition("街道")[0] if place.street_code else ""
    return own_words(rng, wishes[0]["words"], facts, street)


def _certificates(rng: Random, trade: Trade) -> list[dict[str, Any]]:
    """A trade's papers, as its people write them; a few have run out."""
    wanted = trade.certificates
    if all(certificate.startswith("驾驶证") for certificate in wanted):
        # The classes of a licence exclude one another.
        wanted = tuple(rng.sample(wanted, min(1, len(wanted))))
    held = []
    for certificate in wanted:
        if rng.random() < 0.7 * max(0.5, trade.certificate_share):
            years = certificate_years(certificate)
            until = AS_OF + timedelta(days=rng.randint(-40, 365 * years)) if years and rng.random() < 0.6 else None
            held.append({"words": certificate_words(rng, certificate), "valid_until": until})
    return held


PLACES_WORKED = ("制衣厂", "电子厂", "酒楼", "物流园", "超市", "物业公司", "工地", "快递站点", "批发市场", "家政公司")
TOWNS = ("东莞", "佛山", "广州", "深圳", "中山", "老家县城", "番禺", "白云")


def _experiences(rng: Random, trade: Trade) -> list[dict[str, Any]]:
    """The latest up to three jobs, counted back from the end of 2020; months are YYYY-MM."""
    jobs, month = [], 2020 * 12 + 11 - rng.randint(0, 3)
    for position in range(1, rng.choice((0, 0, 1, 1, 2, 3)) + 1):
        start = month - rng.randint(3, 40)
        jobs.append(
            {
                "position": position,
                "employer": rng.choice(TOWNS) + "某" + rng.choice(PLACES_WORKED),
                "post": rng.choice(trade.words),
                "from_month": f"{start // 12}-{start % 12 + 1:02d}",
                "to_month": f"{month // 12}-{month % 12 + 1:02d}",
            }
        )
        month = start - rng.randint(0, 6)
    return jobs


def _festival(rng: Random, hukou: str) -> dict[str, Any]:
    """Whether the worker stays for the festival; leavers say when they go and come back."""
    if rng.random() < MISSING:
        return {"stays": None, "leaves_on": None, "returns_on": None, "needs_transport": None}
    if hukou.startswith("4401") or rng.random() < 0.7:
        return {"stays": True, "leaves_on": None, "returns_on": None, "needs_transport": False}
    leaves, returns = date(2021, 2, rng.randint(1, 10)), date(2021, 2, rng.randint(17, 28))
    return {"stays": False, "leaves_on": leaves, "returns_on": returns, "needs_transport": rng.random() < 0.25}


def _consents(rng: Random) -> dict[str, Any]:
    return {
        "consent_recommend": rng.random() < 0.9,
        "consent_phone": rng.random() < 0.8,
        "consent_sms": rng.random() < 0.7,
        "channel": rng.choice(CHANNELS),
    }


HARDSHIP = ("大龄", "连续失业一年以上", "失地农民", "退役军人", "零就业家庭")


def _assistance(rng: Random, born: date, hukou: str) -> list[dict[str, Any]]:
    """A certified category for about one in eight; 就业困难人员 needs a Guangdong household, as the rule says."""
    if rng.random() >= ASSISTED:
        return []
    if hukou.startswith("44"):
        category = rng.choice(("hardship", "hardship", "disabled", "urban_low_income", "zero_job_family"))
    else:
        category = rng.choice(("out_of_poverty", "out_of_poverty", "rural_low_income"))
    if (AS_OF - born).days < 19 * 365:
        category = "school_leaver"
    evidence = f"证明（示范数据）{rng.choice(HARDSHIP)}" if category == "hardship" else "名单比对（示范数据）"
    since = date(2020, rng.randint(1, 12), rng.randint(1, 28))
    return [{"category": category, "evidence": evidence, "valid_from": since, "valid_to": None}]
