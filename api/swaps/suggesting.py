"""What a new agreement begins with: articles drawn from what offer and need say, to be read and corrected."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlmodel import Session, col, select

from api import wording
from api.swaps.terms import CASES, DECLARATIONS, DEFAULT_DAY
from models.swap import Swap, SwapLoan, loans_of
from models.swap_need import SwapNeed


def suggested(session: Session, swap: Swap) -> dict[str, Any]:
    """All terms of a swap nobody has typed yet. What the need does not say stays empty."""
    loans = session.exec(loans_of(swap.id or 0)).all()
    rows = session.exec(select(SwapNeed).where(col(SwapNeed.id).in_({loan.need_id for loan in loans})))
    needs = {need.id or 0: need for need in rows}
    settle, pay = DEFAULT_DAY["settle_day"], DEFAULT_DAY["pay_day"]
    return {
        "place": _lines(need.address for need in needs.values()),
        "content": _lines(f"{need.trade}：{need.work}" if need.work else "" for need in needs.values()),
        "hours": _lines(map(_hours, needs.values())),
        "protection": _lines(map(_protection, needs.values())),
        "pay": _pay(loans, needs, pay),
        "board": _lines(need.board for need in needs.values()),
        "transport": _lines(need.transport for need in needs.values()),
        "returns": (
            "本人不适应的，三方商定后返回；严重违反规章制度、不能胜任工作的，借入单位提前3天书面通知借出单位后退回。"
        ),
        "injury": (
            "在借入单位工作期间受伤的，由借出单位依法申报工伤，承担工伤保险责任；"
            "借入单位及时救治并协助调查，依法不由工伤保险支付的费用由借入单位补偿给借出单位。"
        ),
        "settlement": (
            f"工资、加班费、社会保险单位部分和凭票据的实际支出，按月据实结算，利润为零；"
            f"借入单位在次月{settle}日前转账给借出单位。"
        ),
        "insurance": "社会保险由借出单位继续缴纳；借用期间的单位部分由借入单位据实承担。",
        "disputes": (
            "到期劳动者回借出单位，借出单位应当接收；要延期的，三方同意后重签；有争议先协商，协商不成依法解决。"
        ),
        "settle_day": settle,
        "pay_day": pay,
        "return_cases": list(CASES),
        **dict.fromkeys(DECLARATIONS, False),
    }


def _lines(parts: Iterable[str]) -> str:
    """What several needs say, each once."""
    return "\n".join(dict.fromkeys(part.strip() for part in parts if part.strip()))


def _hours(need: SwapNeed) -> str:
    known = (
        (need.hours_day, "每天工作{:g}小时"),
        (need.hours_week, "每周不超过{:g}小时"),
        (need.overtime_day, "加班每天不超过{:g}小时"),
        (need.overtime_month, "加班每月不超过{:g}小时"),
    )
    return "，".join(words.format(hours) for hours, words in known if hours is not None)


def _protection(need: SwapNeed) -> str:
    goods = f"发放{'、'.join(need.protection)}" if need.protection else ""
    return "；".join(part for part in (need.hazards_told, need.safety, goods) if part)


def _pay(loans: Sequence[SwapLoan], needs: dict[int, SwapNeed], pay_day: int) -> str:
    wages = _lines(f"{needs[loan.need_id].trade}每月{wording.yuan(loan.wage_fen)}元" for loan in loans)
    return f"{wages}（正常工作时间），加班费依法另计；由借出单位在次月{pay_day}日前足额转账给本人。"
