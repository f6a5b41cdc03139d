"""The rules that are due before a step of a swap, and what a step is refused with."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from sqlmodel import Session

from api.lent_people.asking import agreed
from api.refusals import Conflict
from api.swaps.arranging import arrangement_of
from matcher.policy.parameters import packaged_parameters
from matcher.swap.arrangement import Arrangement
from matcher.swap.rules.looking import Finding, Level, Step
from matcher.swap.rules.registry import RULES, Rule, check
from models.swap import Swap, SwapState
from models.swap_member import members_of

STEP_TO: Mapping[SwapState, Step] = {
    SwapState.OFFERED: Step.OFFER,
    SwapState.CONSENTED: Step.CONSENT,
    SwapState.SIGNED: Step.SIGN,
    SwapState.ACTIVE: Step.START,
    SwapState.EXTENDED: Step.EXTEND,
    SwapState.RETURNING: Step.RETURN,
    SwapState.CLOSED: Step.CLOSE,
}
"""The step by which each state is reached; void and disputed are open to whoever says why."""
WORST = (Level.BLOCK, Level.ALARM, Level.WARN, Level.INFO)


class Blocked(Conflict):
    """Rules shut the step; nothing was written."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = [finding for finding in findings if finding.level is Level.BLOCK]
        told = [f"{finding.rule} {finding.why}；{finding.mend}" for finding in self.findings[:5]]
        more = f"等{len(self.findings)}处" if len(self.findings) > len(told) else ""
        super().__init__(f"现在还不能办：{'。'.join(told)}{more}。")


@dataclass(frozen=True, slots=True)
class Ruled:
    """One rule that is due, with what it found, the worst first; nothing found is passed."""

    rule: Rule
    findings: tuple[Finding, ...]

    @property
    def level(self) -> Level | None:
        return self.findings[0].level if self.findings else None


def arrangement_before(session: Session, swap: Swap, to: SwapState, today: date) -> Arrangement:
    """What the rules judge: those who agreed are who goes once the answers are closed."""
    if swap.state is SwapState.OFFERED and to is SwapState.CONSENTED:
        going = [one for one in session.exec(members_of(swap.id or 0)) if agreed(one, swap)]
        return arrangement_of(session, swap, today, going)
    return arrangement_of(session, swap, today)


def step_before(swap: Swap, to: SwapState) -> Step | None:
    """The step of the rules by which a swap would get there; a settled dispute asks for what holds while it runs."""
    goes_on = swap.state is SwapState.DISPUTED and to in (SwapState.ACTIVE, SwapState.EXTENDED)
    return Step.RUN if goes_on else STEP_TO.get(to)


def findings_before(session: Session, swap: Swap, to: SwapState, today: date) -> list[Finding]:
    """What the rules say to a step; none are due before a swap is void or disputed."""
    step = step_before(swap, to)
    if step is None:
        return []
    return check(arrangement_before(session, swap, to, today), step, today, packaged_parameters())


def require(findings: Sequence[Finding]) -> None:
    """Raises `Blocked` when one of them shuts the step."""
    if any(finding.level is Level.BLOCK for finding in findings):
        raise Blocked(findings)


def ruled(findings: Sequence[Finding], step: Step) -> list[Ruled]:
    """Every rule due at the step with its findings, what shuts it first."""
    due = [Ruled(rule, _of(findings, rule.number)) for rule in RULES if step in rule.steps]
    order = {level: place for place, level in enumerate(WORST)}
    return sorted(due, key=lambda one: order[one.level] if one.level else len(WORST))


def _of(findings: Sequence[Finding], number: str) -> tuple[Finding, ...]:
    mine = [finding for finding in findings if finding.rule == number]
    return tuple(sorted(mine, key=lambda finding: WORST.index(finding.level)))


def alike(findings: Sequence[Finding]) -> list[tuple[Finding, int]]:
    """Findings of one rule that are mended alike, once, with how many there are."""
    counted: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        counted.setdefault((finding.rule, finding.mend), []).append(finding)
    return [(same[0], len(same)) for same in counted.values()]


def unnamed(findings: Sequence[Finding]) -> tuple[Finding, ...]:
    """Findings about people as their number: whose contract, age or wage it is, is between them and their employer."""
    plain = tuple(one for one in findings if one.person is None)
    about: dict[tuple[str, Level], list[Finding]] = {}
    for one in findings:
        if one.person is not None:
            about.setdefault((one.rule, one.level), []).append(one)
    return (*plain, *map(_of_so_many, about.values()))


def _of_so_many(alike: Sequence[Finding]) -> Finding:
    first, people = alike[0], len({one.person for one in alike})
    return Finding(first.rule, first.level, "", f"{people} 人还不符合", "由借出单位办理", first.article)
