"""A made-up arrangement that lacks nothing: four people of a garment maker sew masks for two weeks."""

from datetime import UTC, date, datetime

from matcher.swap.arrangement import (
    Agreement,
    Arrangement,
    Consent,
    Contract,
    Disclosure,
    Firm,
    Person,
    Post,
)

FIRST, LAST = date(2021, 2, 10), date(2021, 2, 22)

SEWING = Post(
    name="缝纫工",
    first=FIRST,
    last=LAST,
    people=3,
    wage_fen=450_000,
    least_days=5,
    hours_day=8,
    hours_week=40,
    hazards=("粉尘", "噪声"),
    protection=("防尘口罩", "耳塞"),
    disclosure=Disclosure(
        work="缝制一次性医用口罩耳带，操作平缝机",
        conditions="空调车间，坐姿作业，每两小时休息十分钟",
        place="荔湾区东沙大道1号三楼车间",
        hazards="少量粉尘和机器噪声，均在限值以下",
        safety="最近一年没有发生生产安全事故",
        pay="月工资4500元，加班另计，每月15日由甲方发放",
        house_rules="《考勤制度》《车间卫生制度》，已张贴在车间门口",
    ),
)
PACKING = Post(
    name="包装工",
    first=date(2021, 2, 12),
    last=LAST,
    people=1,
    wage_fen=400_050,
    least_days=5,
    disclosure=Disclosure(
        work="口罩装盒、贴标",
        conditions="空调车间，站姿作业",
        place="荔湾区东沙大道1号二楼",
        hazards="无",
        safety="最近一年没有发生生产安全事故",
        pay="月工资4000.50元",
        house_rules="《考勤制度》",
    ),
)
TERMS = Agreement(
    place="广州市荔湾区东沙大道1号",
    content="缝纫工缝制医用口罩，包装工装盒贴标",
    hours="每日8小时、每周五天，白班8:00至17:00，中间休息一小时",
    protection="乙方安排半天岗前培训，培训时间计入工作时间",
    pay="每月15日由甲方通过银行转账发放上月工资",
    board="乙方免费提供午餐和晚餐；不提供住宿",
    transport="乙方安排班车往返芳村地铁站，费用由乙方承担",
    returns="需要提前返回的，提前三日书面通知对方和劳动者本人",
    injury="甲方因工伤支出的、工伤保险基金不予支付的费用，由乙方补偿",
    settlement="每月10日前核对上月出勤和费用，乙方在15日前转账到甲方账户",
    insurance="单位缴费部分按在乙方出勤的天数由乙方承担",
    no_profit=True,
    no_fee=True,
    no_dispatch=True,
    no_lending_on=True,
    no_trader=True,
    disputes="双方发生争议先协商，协商不成的，向乙方所在地人民法院起诉",
    return_cases=frozenset({"breach", "incompetent"}),
)


def agreed(**more: bool) -> Consent:
    return Consent(datetime(2021, 2, 8, 9, 30, tzinfo=UTC), 3, "f" * 64, "没有", **more)


def person(key: int, name: str, last4: str, **more: object) -> Person:
    known = {
        "first": FIRST,
        "last": LAST,
        "post": "缝纫工",
        "wage_fen": 450_000,
        "own_post": "缝纫工",
        "own_wage_fen": 420_000,
        "contract": Contract.FIXED,
        "contract_until": date(2021, 12, 31),
        "consent": agreed(),
        "id_last4": last4,
    }
    return Person(key, name, **(known | more))  # type: ignore[arg-type]


SWAP = Arrangement(
    lender=Firm(1, "广州彩虹制衣有限公司", "91440101MA5AAAAA0A", "荔湾区彩虹街道荔湾路8号", "黄国强", "020-81000001"),
    borrower=Firm(2, "广州广泽医用材料有限公司", "91440101MA5BBBBB1B", "荔湾区东沙大道1号", "何敏", "020-81000002"),
    version=3,
    posts=(SEWING, PACKING),
    people=(
        person(11, "李春梅", "1234"),
        person(12, "陈志明", "567X", contract=Contract.OPEN, contract_until=None),
        person(13, "欧阳秀兰", "0086"),
        person(
            14,
            "王小芳",
            "4321",
            first=date(2021, 2, 12),
            post="包装工",
            wage_fen=400_050,
            consent=agreed(lower_wage=True),
        ),
    ),
    agreement=TERMS,
)
