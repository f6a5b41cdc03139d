"""The sixteen articles of the agreement (A01–A16): what was typed or planned, and what both firms promise with it."""

from collections.abc import Callable, Iterator

from api.swap_papers.paper import Article, Block, Grid, day, numbered, typed, yuan
from matcher.swap.arrangement import RETURN_REASONS, Arrangement, Firm, Post

_PARTIES: tuple[tuple[str, Callable[[Firm], str]], ...] = (
    ("单位名称", lambda firm: firm.name),
    ("统一社会信用代码", lambda firm: firm.uscc),
    ("住所", lambda firm: firm.address),
    ("签约代表", lambda firm: firm.signatory),
    ("联系电话", lambda firm: firm.phone),
)

_BY_BORROWER = {code: RETURN_REASONS[code] for code in ("breach", "incompetent")} | {"agreed": "本条约定的其他情形"}
"""Reasons that hold only where the agreement says so, as it says them; the worker's own always do."""


def articles(swap: Arrangement) -> tuple[Article, ...]:
    """All sixteen, numbered as the plan numbers them."""
    return tuple(
        Article(f"{numbered(place)}　{heading}", tuple(made(swap)))
        for place, (heading, made) in enumerate(_ARTICLES, start=1)
    )


def parties(lender: Firm, borrower: Firm) -> Grid:
    rows = tuple((label, of(lender), of(borrower)) for label, of in _PARTIES)
    return Grid(("", "甲方（借出单位）", "乙方（借入单位）"), rows, (3.6, 6.2, 6.2), centred=False)


def _firms(swap: Arrangement) -> Iterator[Block]:
    yield parties(swap.lender, swap.borrower)
    yield "以上信息有变动的，变动的一方应当及时书面告知另一方。"


def _people(swap: Arrangement) -> Iterator[Block]:
    yield (
        f"甲方向乙方借出劳动者共{len(swap.people)}人，姓名、岗位和起止日期见附件《共享用工人员名单》。"
        "名单是本协议的一部分，与本协议具有同等效力。"
    )
    yield (
        f"甲方已在派出之前向名单上的每一名劳动者说明工作情况，每一名劳动者均已同意第{swap.version}版方案对本人的安排。"
        "名单有增减，或者岗位、地点、报酬、日期有变动的，双方应当重新征得有关劳动者同意并重新签字。"
    )


def _term(swap: Arrangement) -> Iterator[Block]:
    yield f"共享用工期限自{day(swap.first)}起至{day(swap.last)}止，首尾两日均计算在内。"
    yield (
        "每一名劳动者的起止日期以附件为准。劳动合同定有届满日期的，在乙方工作的最后一日不晚于该日期。"
        "任何一方不得单方延长期限。"
    )


def _place(swap: Arrangement) -> Iterator[Block]:
    yield from typed(f"工作地点：{swap.agreement.place}")
    yield "未经甲方和劳动者本人书面同意，乙方不得安排劳动者到其他地点或者其他单位工作。"


def _work(swap: Arrangement) -> Iterator[Block]:
    rows = tuple(
        (post.name, f"{post.people}人", f"{day(post.first)}至{day(post.last)}", f"{yuan(post.wage_fen)}/月")
        for post in swap.posts
    )
    yield Grid(("岗位", "人数", "起止日期", "工资标准"), rows, (3.6, 1.6, 7.6, 3.2))
    yield from typed(f"工作内容：{swap.agreement.content}")
    yield "乙方安排的工作应当与上表一致。确需换岗的，应当先与甲方商定，并征得劳动者本人同意。"


def _hours(swap: Arrangement) -> Iterator[Block]:
    yield from typed(swap.agreement.hours)
    if stated := [words for post in swap.posts if (words := _normal_hours(post))]:
        yield f"正常工作时间不超过：{'；'.join(stated)}。"
    yield (
        "确需加班的，乙方应当事先与劳动者商量，加班时间不超过《劳动法》第四十一条规定的限度，"
        "加班工资不低于《劳动法》第四十四条规定的标准。乙方逐日记录每一名劳动者的出勤和加班，按月送甲方核算。"
    )
    yield "劳动者依法享有休息日、法定节假日和各项假期。"


def _normal_hours(post: Post) -> str:
    parts = ((post.hours_day, "每日"), (post.hours_week, "每周"))
    stated = "、".join(f"{word}{hours:g}小时" for hours, word in parts if hours is not None)
    return f"{post.name}{stated}" if stated else ""


def _protection(swap: Arrangement) -> Iterator[Block]:
    yield from typed(swap.agreement.protection)
    for post in swap.posts:
        if post.hazards:
            goods = "、".join(post.protection)
            yield f"{post.name}岗位存在的职业危害：{'、'.join(post.hazards)}；乙方发给的防护用品：{goods}。"
    yield (
        "乙方应当在上岗前对劳动者进行岗位操作和安全生产培训，提供与本单位同岗位职工相同的劳动条件，"
        "免费发给符合标准的劳动防护用品，不得安排劳动者从事法律禁止其从事的劳动。"
    )


def _pay(swap: Arrangement) -> Iterator[Block]:
    if swap.agreement.pay:
        yield from typed(swap.agreement.pay)
    else:
        yield from typed(f"本条不另行约定支付细节，理由：{swap.agreement.pay_waived}")
    yield (
        "劳动报酬由甲方以货币形式按月足额支付给劳动者本人，不低于广州市最低工资标准。"
        "甲方不得以乙方尚未结算为由拖欠，乙方不得要求劳动者向其领取或者退还报酬。"
    )


def _board(swap: Arrangement) -> Iterator[Block]:
    yield from typed(swap.agreement.board)
    yield "乙方提供食宿的，应当符合卫生、消防的要求。"


def _transport(swap: Arrangement) -> Iterator[Block]:
    yield from typed(swap.agreement.transport)
    yield "任何一方不得以食宿、交通的名义从劳动者工资中扣款。"


def _returns(swap: Arrangement) -> Iterator[Block]:
    yield from typed(swap.agreement.returns)
    yield "劳动者不适应工作、经三方商定的，或者乙方没有履行保护义务的，劳动者可以提前返回甲方。"
    cases = [_BY_BORROWER[code] for code in _BY_BORROWER if code in swap.agreement.return_cases]
    if cases:
        yield "劳动者有下列情形之一的，乙方可以提前退回："
        yield from (_item(place, words, last=place == len(cases)) for place, words in enumerate(cases, start=1))
    yield "除本条写明的情形外，乙方不得在期限届满前退回劳动者。提前返回的，甲方应当接收，并结清已工作日期的报酬。"


def _injury(swap: Arrangement) -> Iterator[Block]:
    yield (
        "劳动者在乙方工作期间因工受伤的，由甲方依照《工伤保险条例》第四十三条第三款承担工伤保险责任。"
        "甲方保证每一名劳动者在乙方工作的第一日已经参加工伤保险。"
    )
    yield from typed(swap.agreement.injury)
    yield (
        "发生事故时，乙方应当立即救治、保护现场并在当日通知甲方，为工伤认定提供考勤、现场和证人等材料。"
        "双方之间的补偿约定，不影响劳动者依法应得的待遇。"
    )


def _settlement(swap: Arrangement) -> Iterator[Block]:
    yield from typed(swap.agreement.settlement)
    yield (
        "乙方向甲方支付的款项只包括：劳动者的工资和加班工资，甲方实际缴纳的社会保险费和住房公积金，"
        "以及双方事先列明并有票据的实际支出。每一笔款项附算式或者票据，由双方逐项核对后签字。"
    )
    yield "结算总额与甲方的实际支出相等，差额为0元。甲方不收取管理费、服务费、介绍费或者其他名目的差价。"


def _insurance(swap: Arrangement) -> Iterator[Block]:
    yield "甲方与劳动者的劳动关系不变，由甲方继续为劳动者缴纳社会保险费，不得中断。"
    yield from typed(swap.agreement.insurance)


def _declarations(swap: Arrangement) -> Iterator[Block]:
    yield "甲乙双方声明："
    said = [words for declared, words in _DECLARED if getattr(swap.agreement, declared)]
    yield from (_item(place, words, last=place == len(said)) for place, words in enumerate(said, start=1))


_DECLARED = (
    ("no_profit", "甲方不以借出劳动者营利"),
    ("no_fee", "双方不向劳动者收取任何费用，不扣押证件，不要求提供担保"),
    ("no_dispatch", "双方不以共享用工的名义进行劳务派遣，名单中没有被派遣劳动者"),
    ("no_lending_on", "乙方不把劳动者再借给或者派往其他单位"),
    ("no_trader", "双方不要求、不诱导劳动者注册为个体工商户"),
)


def _end(swap: Arrangement) -> Iterator[Block]:
    yield "期限届满，劳动者返回甲方，甲方应当接收并安排工作。"
    yield (
        "确需延期的，须乙方有用工需要、劳动者本人愿意、甲方同意，并在期限届满前变更劳动合同、重新签订协议。"
        "甲方不同意延期的，劳动者按期返回；劳动合同尚未解除或者终止的，乙方不得招用该劳动者。"
    )
    yield (
        "甲方破产、解散，或者甲方与劳动者的劳动合同解除、终止的，本协议对有关劳动者同时终止。"
        "乙方知道后继续用工的，应当依法与劳动者订立劳动合同。"
    )
    yield from typed(swap.agreement.disputes)


def _item(place: int, words: str, *, last: bool) -> str:
    return f"（{numbered(place)[1:-1]}）{words}{'。' if last else '；'}"


_ARTICLES: tuple[tuple[str, Callable[[Arrangement], Iterator[Block]]], ...] = (
    ("双方单位", _firms),
    ("人数和名单", _people),
    ("期限", _term),
    ("工作地点", _place),
    ("岗位和工作内容", _work),
    ("工作时间和休息休假", _hours),
    ("劳动保护、职业危害防护和培训", _protection),
    ("劳动报酬", _pay),
    ("食宿", _board),
    ("交通", _transport),
    ("提前返回", _returns),
    ("工伤", _injury),
    ("结算", _settlement),
    ("社会保险", _insurance),
    ("声明", _declarations),
    ("期满、延期和争议", _end),
)
