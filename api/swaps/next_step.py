"""The step each state of a swap waits for: which it is, in words, and why it cannot be taken now."""

from collections.abc import Mapping, Sequence
from datetime import date

from api import wording
from api.swaps.cases import Case
from matcher.swap.rules.looking import Finding, Level
from models.swap import SwapState
from models.swap_member import MemberState

FORWARD: Mapping[SwapState, SwapState] = {
    SwapState.DRAFT: SwapState.OFFERED,
    SwapState.OFFERED: SwapState.CONSENTED,
    SwapState.CONSENTED: SwapState.SIGNED,
    SwapState.SIGNED: SwapState.ACTIVE,
    SwapState.ACTIVE: SwapState.RETURNING,
    SwapState.EXTENDED: SwapState.RETURNING,
    SwapState.RETURNING: SwapState.CLOSED,
    SwapState.DISPUTED: SwapState.ACTIVE,
}
"""The step each state waits for."""
SETTLED = "争议已解决，继续"
DOING = {
    SwapState.OFFERED: "征求本人意见",
    SwapState.CONSENTED: "截止征求，按同意的人办",
    SwapState.SIGNED: "双方签字",
    SwapState.ACTIVE: "登记到岗，开始",
    SwapState.RETURNING: "开始安排返回",
    SwapState.CLOSED: "结清，结束",
}
SAYING = {
    SwapState.DRAFT: "名单和七项告知齐了，就请每个人本人答复。",
    SwapState.CONSENTED: "等两家单位签字；双方都签了才能开始。",
    SwapState.SIGNED: "到开始那天登记到岗。",
    SwapState.ACTIVE: "人在借入单位。到期返回，要延长先办延期。",
    SwapState.EXTENDED: "已经延期。到期返回。",
    SwapState.RETURNING: "每个人都登记返回、账结平以后，才能结束。",
    SwapState.DISPUTED: (
        "听双方怎么说，核实以后写明怎么定。能继续的就继续；不再继续的，安排返回、结清；单位或合同没了的，作废。"
    ),
    SwapState.CLOSED: "人都回来了，账也结清了。",
    SwapState.VOID: "已经作废：不再有人的日子被占。",
}


def next_of(case: Case) -> SwapState | None:
    """The step a swap waits for; where nobody is away any more, a settled dispute leads to the close."""
    home = case.swap.state is SwapState.DISPUTED and not case.in_state(MemberState.AWAY)
    return SwapState.RETURNING if home else FORWARD.get(case.swap.state)


def doing_of(case: Case, to: SwapState) -> str:
    """What the button of the next step says."""
    return SETTLED if case.swap.state is SwapState.DISPUTED else DOING[to]


def shut_by(case: Case, to: SwapState | None, found: Sequence[Finding], today: date) -> str:
    """Why the next step cannot be taken now; "" when it can."""
    shut = {finding.rule for finding in found if finding.level is Level.BLOCK}
    if shut:
        return f"有 {len(shut)} 条规则没有过，先把下面标“不行”的办好。"
    if to is SwapState.ACTIVE and case.swap.state is SwapState.SIGNED and today < case.first:
        return f"{wording.day(case.first, today)}才开始，到那天再登记。"
    away = case.in_state(MemberState.AWAY)
    if to is SwapState.RETURNING and case.swap.state is not SwapState.DISPUTED and away and today < case.last:
        return f"{wording.day(case.last, today)}才到期；有人提前回来，登记他的返回就行。"
    return ""


def saying_of(case: Case) -> str:
    """What the swap waits for; while answers come in, what closing them now would mean."""
    agreed, silent = len(case.in_state(MemberState.AGREED)), len(case.in_state(MemberState.ASKED))
    if case.swap.state is not SwapState.OFFERED:
        return SAYING[case.swap.state]
    waits = f"，{silent} 人还没答复，现在截止就不去" if silent else ""
    return f"{agreed} 人同意{waits}。人数按同意的算。"
