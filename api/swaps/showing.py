"""One swap as its page shows it to the office, to its lender and to its borrower: each sees what they may do now."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from api import wording
from api.access.table import Access, Action
from api.swaps.cases import Case, cases
from api.swaps.changing import OPEN
from api.swaps.due import Alarm, alarms
from api.swaps.known_names import known_steps
from api.swaps.next_step import doing_of, next_of, saying_of, shut_by
from api.swaps.ruling import Ruled, findings_before, ruled, step_before, unnamed
from api.swaps.sides import LABEL, Side, Step, firm_of, seen_of, side_of, steps
from api.swaps.telling import KINDS, Names, Stage, names, sentence, stages
from api.swaps.varying import OPEN as VARIED
from api.swaps.varying import SIGNS
from matcher.swap.rules.looking import Finding, Level
from models.swap import AWAY, Swap, SwapState, signatures_of
from models.swap_member import MemberState


@dataclass(frozen=True, slots=True)
class RuleLine:
    """A rule that is due before the next step: passed, or what it found."""

    number: str
    name: str
    level: Level | None
    findings: tuple[Finding, ...]
    article: str


@dataclass(frozen=True, slots=True)
class Signed:
    """One side's signature: who and when, or that it waits; `mine` may sign now."""

    side: str
    firm: str
    firm_id: int
    signatory: str
    on: str
    mine: bool


@dataclass(frozen=True, slots=True)
class View:
    """All of the page."""

    swap: Swap
    side: Side
    sentence: str
    tag: str
    kind: str
    stages: list[Stage]
    saying: str
    to: SwapState | None
    doing: str
    shut: str
    rules: list[RuleLine]
    passed: list[RuleLine]
    people: dict[MemberState, int]
    lender: str
    borrower: str
    signed: list[Signed]
    alarms: list[Alarm]
    log: list[Step]
    seen: str
    away: int
    late: int
    case: Case
    known: Names

    @property
    def is_office(self) -> bool:
        return self.side is Side.OFFICE

    @property
    def presses(self) -> bool:
        """Whether the reader can take the next step now."""
        return self.is_office and self.to is not None and not self.shut

    @property
    def warned(self) -> bool:
        return any(line.level is Level.WARN for line in self.rules)

    @property
    def dispute(self) -> list[Step]:
        """What was said since the swap is disputed, first to last; nothing where it is not."""
        if self.swap.state is not SwapState.DISPUTED:
            return []
        began = next(place for place, one in enumerate(self.log) if one.words == SwapState.DISPUTED.label)
        return self.log[began::-1]

    @property
    def decides(self) -> bool:
        """Whether the reader is who decides how a dispute ends."""
        return self.is_office and self.swap.state is SwapState.DISPUTED

    @property
    def otherwise(self) -> list[tuple[SwapState, str]]:
        """How a dispute ends that is not settled: by everybody's return, or void where a firm or a contract ended."""
        ended = any(line.number == "S20" and line.level is Level.BLOCK for line in self.rules)
        ways = {SwapState.RETURNING: "不再继续，安排返回", SwapState.VOID: "作废" if ended else ""}
        return [(to, words) for to, words in ways.items() if words and to is not self.to]

    @property
    def may_change(self) -> bool:
        return self.swap.state in OPEN and self.side is not Side.READER

    @property
    def may_vary(self) -> bool:
        """Whether contract variations wait to be signed, and the reader may note it."""
        unsigned = [one for one in self.case.members if one.state in SIGNS and one.variation_signed_on is None]
        return bool(unsigned) and self.swap.state in VARIED and self.side in (Side.OFFICE, Side.LENDER)

    @property
    def may_return(self) -> bool:
        return bool(self.away) and self.side is not Side.READER

    @property
    def may_extend(self) -> bool:
        return self.swap.state in (SwapState.ACTIVE, SwapState.EXTENDED) and self.side is not Side.READER

    @property
    def may_settle(self) -> bool:
        return self.swap.state in AWAY | {SwapState.CLOSED, SwapState.VOID} and self.side is not Side.READER


def view_of(session: Session, swap: Swap, access: Access, today: date) -> View:
    """What this reader sees of a swap in their scope."""
    case = cases(session, [swap])[0]
    known, side = names(session, [case]), side_of(access, swap)
    to = next_of(case)
    found = findings_before(session, swap, to, today) if to else []
    before = step_before(swap, to) if to else None
    due = ruled(found, before) if before else []
    lines = [_rule_line(one, side) for one in due]
    away = case.in_state(MemberState.AWAY)
    return View(
        swap=swap,
        side=side,
        sentence=sentence(case, known, today),
        tag=swap.state.label,
        kind=KINDS.get(swap.state, "info"),
        stages=stages(session, case, today),
        saying=saying_of(case),
        to=to if to is not SwapState.SIGNED else None,
        doing=doing_of(case, to) if to else "",
        shut=shut_by(case, to, found, today),
        rules=[line for line in lines if line.level],
        passed=[line for line in lines if not line.level],
        people=counted(case, access),
        lender=known.firms[swap.lender_id],
        borrower=known.firms[swap.borrower_id],
        signed=_signed(session, swap, known, access, today),
        alarms=alarms(session, [case], today),
        log=known_steps(session, steps(session, swap, today), swap, side),
        seen=seen_of(session, swap),
        away=len(away),
        late=sum(member.to_day < today for member in away),
        case=case,
        known=known,
    )


def _rule_line(one: Ruled, side: Side) -> RuleLine:
    """What a rule found; to the borrower and whoever looks on, people stay unnamed."""
    findings = one.findings
    if side in (Side.BORROWER, Side.READER):
        findings = unnamed(findings)
    return RuleLine(one.rule.number, one.rule.name, one.level, findings, one.rule.article)


def counted(case: Case, access: Access) -> dict[MemberState, int]:
    """How many are in each state, in the order of a member's life; that somebody refused is told the office alone."""
    told = Counter(member.state for member in case.members)
    if side_of(access, case.swap) is not Side.OFFICE:
        told[MemberState.DROPPED] += told.pop(MemberState.REFUSED, 0)
    return {state: told[state] for state in MemberState if told[state]}


def _signed(session: Session, swap: Swap, known: Names, access: Access, today: date) -> list[Signed]:
    rows = {row.employer_id: row for row in session.exec(signatures_of(swap.id or 0, swap.version))}
    open_to_sign = swap.state in (SwapState.CONSENTED, SwapState.EXTENDED) and access.may(Action.SWAP_SIGN)
    side = side_of(access, swap)
    mine = {firm_of(swap, side)} if side is not Side.OFFICE else {swap.lender_id, swap.borrower_id}
    sides = ((LABEL[Side.LENDER], swap.lender_id), (LABEL[Side.BORROWER], swap.borrower_id))
    return [
        Signed(
            side=words,
            firm=known.firms[firm],
            firm_id=firm,
            signatory=rows[firm].signatory if firm in rows else "",
            on=wording.day(rows[firm].signed_on, today) or "" if firm in rows else "",
            mine=open_to_sign and firm in mine and firm not in rows,
        )
        for words, firm in sides
    ]
