"""The rules S01–S28 in their order, the steps at which each is looked at, and the look at all that are due.

The text of 人社厅发〔2020〕98号 itself was not seen. What newspapers quote of it word for word, or a province passes
on, is cited by them; what rests on digests or on memory says so: 依据待核.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from matcher.policy.parameters import Parameters
from matcher.swap.arrangement import Arrangement
from matcher.swap.rules import coming_back, consent, contract, information, money, papers, quantities, relation, safety
from matcher.swap.rules.looking import Breach, Finding, Level, Look, Step

_UNTIL_AWAY = (Step.OFFER, Step.CONSENT, Step.SIGN, Step.START)
_WHILE_AWAY = (*_UNTIL_AWAY, Step.RUN, Step.EXTEND)
_WHOLE_LIFE = tuple(Step)
# A longer stay is a version of its own, with consents and papers of its own: before it is made there are none to judge.
_CONSENTS = (Step.CONSENT, Step.SIGN, Step.START, Step.RUN, Step.RETURN, Step.CLOSE)
_PAPERS = (Step.SIGN, Step.START, Step.RUN, Step.RETURN, Step.CLOSE)
_VARIATIONS = (Step.START, Step.RUN, Step.RETURN, Step.CLOSE)  # signed between the agreement and the first day
_FROM_SIGNING = (Step.SIGN, Step.START, Step.RUN, Step.EXTEND, Step.RETURN, Step.CLOSE)
_AFTER_START = (Step.RUN, Step.EXTEND, Step.RETURN, Step.CLOSE)

NOTICE = "人社厅发〔2020〕98号"
UNSEEN = f"{NOTICE}（原文未见，依据待核）"
REPORTED = f"{NOTICE}（见报道）"
QUOTED = f"{NOTICE}（《劳动报》引述）"
RELAYED = "新人社发〔2020〕41号（新疆转发98号）"
MINISTRY = "人力资源社会保障部2020年7月22日发布会"
OFFICE = "本平台规则"


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its number, its name on pages, when it is looked at, what it rests on, and what breaks it."""

    number: str
    name: str
    steps: tuple[Step, ...]
    article: str
    breaches: Callable[[Look], Iterator[Breach]]


RULES = (
    Rule("S01", "劳动关系不变", _WHOLE_LIFE, REPORTED, relation.lender_is_employer),
    Rule("S02", "由借出单位安排", _WHOLE_LIFE, UNSEEN, relation.sent_by_lender),
    Rule(
        "S03",
        "不超过劳动合同期限",
        _WHOLE_LIFE,
        f"{NOTICE}（律师摘编，原文未见，依据待核）",
        contract.within_contract,
    ),
    Rule(
        "S04",
        "本人同意",
        _CONSENTS,
        f"《劳动合同法》第三十五条、{NOTICE}（摘编，依据待核）",
        consent.agreed,
    ),
    Rule(
        "S05",
        "七项告知",
        tuple(step for step in Step if step is not Step.EXTEND),
        f"《劳动合同法》第八条、{UNSEEN}",
        consent.informed,
    ),
    Rule("S06", "不借出派遣人员", _WHOLE_LIFE, f"《劳动合同法》第六十二条、{UNSEEN}", relation.nobody_dispatched),
    Rule("S07", "不变相派遣", _WHILE_AWAY, MINISTRY, relation.lender_is_no_agency),
    Rule("S08", "借出不营利", _WHOLE_LIFE, MINISTRY, money.no_profit),
    Rule("S09", "不向劳动者收费", _WHOLE_LIFE, REPORTED, money.nothing_taken),
    Rule(
        "S10",
        "按时结算、发薪、缴社保",
        _AFTER_START,
        f"《劳动法》第五十条、《社会保险法》第六十条、{REPORTED}",
        money.paid_on_time,
    ),
    Rule(
        "S11",
        "工伤保险",
        _FROM_SIGNING,
        "《工伤保险条例》第四十三条第三款",
        safety.insured_against_injury,
    ),
    Rule("S12", "不注册个体工商户", _WHOLE_LIFE, MINISTRY, relation.nobody_made_trader),
    Rule("S13", "变更劳动合同", _VARIATIONS, f"《劳动合同法》第三十五条、{REPORTED}", contract.variation_signed),
    Rule("S14", "合作协议齐全并签字", _PAPERS, f"{NOTICE}（见报道；条目依据待核）", papers.complete_and_signed),
    Rule(
        "S15",
        "工时和劳动防护",
        _WHOLE_LIFE,
        "《劳动法》第三十六条、第四十一条、第五十四条，《国务院关于职工工作时间的规定》第三条",
        safety.rest_and_protection,
    ),
    Rule("S16", "返回的原因", _AFTER_START, QUOTED, coming_back.lawful_reason),
    Rule("S17", "到期返回", _AFTER_START, QUOTED, coming_back.everybody_back),
    Rule("S18", "延期三方同意", (Step.EXTEND,), QUOTED, contract.three_want_it),
    Rule(
        "S19",
        "合同在时不得招用",
        _WHOLE_LIFE,
        f"《劳动合同法》第九十一条、{QUOTED}",
        relation.not_recruited_by_borrower,
    ),
    Rule(
        "S20",
        "借出单位或合同终止",
        _WHOLE_LIFE,
        "人社部函〔2020〕62号典型案例七",
        relation.lender_stands,
    ),
    Rule("S21", "一人一处、不转借", _WHOLE_LIFE, f"{OFFICE}（由S01推出）", relation.one_swap_at_a_time),
    Rule("S22", "人数不超过余缺", _WHILE_AWAY, OFFICE, quantities.within_quantities),
    Rule(
        "S23",
        "年龄、岗位禁忌、技能和证书",
        _WHOLE_LIFE,
        f"{OFFICE}（和招聘同样的条件）；特种作业见《劳动法》第五十五条",
        safety.fit_for_post,
    ),
    Rule(
        "S24",
        "工资不低于最低工资",
        _WHOLE_LIFE,
        "《劳动法》第四十八条、《最低工资规定》第十二条、《劳动合同法》第三十五条",
        money.enough_pay,
    ),
    Rule("S25", "真有富余", (*_UNTIL_AWAY, Step.EXTEND), OFFICE, quantities.really_idle),
    Rule("S26", "不边借边招、不边裁边借", _WHILE_AWAY, OFFICE, quantities.not_recruiting_the_same),
    Rule("S27", "服务免费", _WHOLE_LIFE, f"《就业促进法》第三十五条、{RELAYED}", information.free_of_charge),
    Rule("S28", "可参加培训", _UNTIL_AWAY, UNSEEN, information.may_be_trained),
)
"""S01 to S28, each looked at from the first step that it can be judged at."""


# What a block of these rules is about can still be mended once people come back.
_STILL_SHUT = {Step.RETURN: {"S16"}, Step.CLOSE: {"S08", "S09", "S10", "S16", "S17", "S27"}}


def check(arrangement: Arrangement, step: Step, day: date, parameters: Parameters) -> list[Finding]:
    """All that the rules due at a step find, in their order.

    A rule once due stays due, so that a change in between is caught; those about the days ahead end when people come
    back. Then only what can still be mended shuts a step: before a return the reason for it, at the close what is owed
    and who is missing. All else that is found so late is an alarm, for nobody is helped by a swap that cannot end.
    """
    look = Look(arrangement, step, day, parameters)
    return [_finding(rule, found, step) for rule in RULES if step in rule.steps for found in rule.breaches(look)]


def blocked(findings: Iterable[Finding]) -> bool:
    """Whether the step may not be taken."""
    return any(finding.level is Level.BLOCK for finding in findings)


def _finding(rule: Rule, found: Breach, step: Step) -> Finding:
    still = _STILL_SHUT.get(step)
    past_mending = still is not None and rule.number not in still
    return Finding(
        rule.number,
        Level.ALARM if past_mending and found.level is Level.BLOCK else found.level,
        found.about,
        found.why,
        found.mend,
        found.article or rule.article,
        found.person,
    )
