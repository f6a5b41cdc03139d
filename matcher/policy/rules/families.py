"""V03: conditions of marriage, pregnancy and children."""

import re
from collections.abc import Iterator

from matcher.policy.findings import Hit, Level
from matcher.policy.rules.conditions import BEGONE, FIRST, NOT, ONLY, WHO, blanked

RULE = "V03"
REWRITE = "婚育不限"
_STATE = (
    r"(?:[已未](?:婚|育|孕|生育|结婚|生过?孩子?)|离异|离婚|丧偶|单身|有(?:孩子|小孩|娃)|无(?:孩子|小孩|娃)"
    r"|有家庭|结过婚|婚育)"
)
_EXPECTING = r"(?:孕妇|孕期|怀孕(?:期)?|备孕|待孕|哺乳期?(?:妇女|女性|员工)?|产妇|孕产妇|有孕)"
_LAWFUL = re.compile(
    r"(?:婚育|婚否|婚姻|生育)(?:状况|情况)?[:：]?(?:不限|均可|不论|不拘)|(?:不限|不论|无论|不问|不分"
    r"|不查询?)(?:婚育|婚否|婚姻|已婚|未婚|生育)(?:状况|情况)?(?:[、和或]?未婚|[、和或]?已婚)?"
    r"|(?:已婚[、和或/]?未婚|未婚[、和或/]?已婚)(?:均可|不限|皆可|都可以?)?|单身(?:公寓|宿舍|贵族|狗|派对"
    r"|联谊|补贴|房)"
    rf"|{_EXPECTING}(?:瑜伽|装|护理|照护|用品|服务|餐|教育|摄影|健康|营养|学校|课|产品|保健|检查|员工享"
    rf"|可享|特殊|保护|假|待遇|客户|顾客)"
    rf"|(?:照顾|护理|服务|照料|面向|指导|陪护|为)[\u4e00-\u9fff、]{{0,4}}{_EXPECTING}|离异(?:家庭|案件"
    rf"|咨询)|离婚(?:案件|律师|咨询|诉讼)"
)
_CONDITIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{ONLY})(?:是|为)?{_STATE}(?:{_STATE})*(?:者|人士|人员|女性|男性)?(?:{FIRST})?",
        rf"(?:{NOT}|除(?!了))(?:是)?(?:{_STATE}|{_EXPECTING})(?:者|人员)?",
        rf"(?:{_STATE}|{_EXPECTING})+(?:女性|妇女|女士|女|男)?{WHO}(?:{FIRST}|{BEGONE})",
        r"(?:[\d一二两三四五]|几)年之?内?(?:不得?|不能|不会|不要|不可|不准|不打算|不考虑|无|没有|暂不|不允许"
        r"|禁止)(?:有|再)?"
        r"(?:考虑)?(?:结婚|怀孕|生育|要孩子|要小孩|生小?孩子?|生娃|备孕|孕|婚育|二胎|二孩|三孩)(?:计划|打算|安排)?",
        (
            r"(?:合同期|试用期|在职|工作|入职|服务期)(?:内|期间|后)?(?:不得|不能|不可|不准|禁止|不许"
            r"|不允许)(?:结婚|怀孕|生育|生小?孩子?|恋爱结婚|备孕)"
        ),
        (
            r"(?:不得|不准|禁止|承诺不|保证不)(?:结婚|怀孕|生育)|(?:一旦|若|如)?怀孕(?:者|的|后)?(?:即|就|则|视为"
            r"|自动|自愿|主动)+(?:视为)?(?:自动|自愿)?(?:离职|辞退|解除|辞职|开除)"
        ),
        r"(?:无|没有|暂无)(?:近期|短期内?)?(?:结婚|怀孕|生育|婚育|二胎|二孩|备孕)(?:计划|打算|需求|安排)",
        (
            rf"婚姻(?:状况|要求)?[:为(]*(?:限|须)?[已未]婚|(?:(?<=[。，、(])|^){_STATE}{{1,2}}(?:人士|者|女性|女|男"
            rf"|优)?(?=[。，、)]|$)"
        ),
    )
)


def find(text: str) -> Iterator[Hit]:
    """Phrases that ask whether one is married or a parent, or forbid it."""
    if not re.search("[婚育孕乳产孩娃单离丧胎]|家庭", text):
        return
    left = blanked(_LAWFUL, text)
    for pattern in _CONDITIONS:
        for found in pattern.finditer(left):
            yield Hit(RULE, Level.BLOCK, found.start(), found.end(), REWRITE)
        left = blanked(pattern, left)
