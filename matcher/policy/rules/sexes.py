"""V01: only men, no women, men first. What is made or sold for them, and who is served, is no condition."""

import re
from collections.abc import Iterator

from matcher.policy.findings import Hit, Level
from matcher.policy.rules.conditions import BEGONE, COUNT, FIRST, NOT, ONLY, STRONG, WHO, blanked

RULE = "V01"
ANY_SEX, ANYBODY = "男女不限", "不限性别"
_AND = "[、和与及或跟兼]?"
_ENDING = "(?:性|士|生|孩子?|同志|同胞|人|仔|的|工|员工|职工)?"
_LAWFUL = re.compile(
    # Both sexes alike.
    rf"(?:不[限分论管拘]|无论|无分|不要求|没有|无)(?:是)?(?:[男女](?:性|士|生)?){{1,2}}"
    rf"|男{_ENDING}{_AND}女{_ENDING}(?:不限|均可|皆可|都可以?|都要|都行)?|男{_ENDING}，女{_ENDING}(?:不限"
    rf"|均可|皆可|都可以?|都要|都行)"
    rf"|女{_ENDING}{_AND}男{_ENDING}(?:不限|均可|皆可|都可以?|都要|都行)?|(?:帅哥|靓仔){_AND}(?:美女|靓女)"
    rf"|(?:美女|靓女){_AND}(?:帅哥|靓仔)"
    r"|(?:小哥哥){0,1}[、和]?小姐姐(?:们|小哥哥)|小哥哥[、和]?小姐姐|欢迎[男女](?:性|士|生)(?:应聘|报名"
    r"|加入)?|[男女](?:性|士|生)?(?:也|亦|均|都|同样)(?:可以?|行|欢迎)"
    r"|性别[:：]?(?:要求)?[:：]?(?:不限|男女|均可)"
    # Things made or sold.
    r"|[男女](?:性|士|生|式|款|童|仔|子)?(?:[衣裤裙鞋袜包帽表靴]|装(?![卸配订箱车载修])|衬衫?|内衣"
    r"|西[装服裤]|服装|用品|饰品|科|红|发屋|士内衣|箱包|皮[鞋包具]|休闲|时装|泳装|睡衣|外套|毛衣|大衣|牛仔"
    r"|单鞋|凉鞋|运动|童|款|式|装)"
    # Places and people served or cared for.
    r"|[男女](?:性|士|生|子|宾|职工|员工|工)?(?:宾|厕|卫生间|洗手间|浴[室区场池]?|更衣|澡堂|宿舍|宿|寝室"
    r"|公寓|监[区狱]|病[房区]|休息室|哺乳)"
    r"|[男女](?:性|士|生)?(?:顾客|客户|客人|宾客|会员|学员|患者|病人|老人|长者|婴|宝|孩童|儿|婿|乘客|嘉宾"
    r"|住户|业主|主人|朋友|友|佣中介|团员|神)"
    r"|[男女](?:性|士)(?:健康|保健|养生|护理|理发|剪发|美容|时尚|生殖|权益|会所|健身|护肤|消费者|市场|群体"
    r"|员工比例|福利)"
    r"|女(?:工委|工部|工之家|职工(?:委|权益|劳动|特殊|福利|保护)|(?:员|职)工(?:委|权益|特殊|福利|保护|生理"
    r"|孕期|享|可享|产假|有)|士专场|王节|神节|生节|主播(?:经纪|运营|助理)|模特经纪)"
    r"|[男女]子(?:健身|会所|监狱|学校|中学|养生|美容|瑜伽|[篮足排]球|体操|学院)|妇女(?:联|节|权|用品|儿童"
    r"|保健|之家|病|干部|主任|工作|委|维权)|[男女](?:声|主角|一号|配角|单|双|团|高音|中音|低音)"
    r"|(?:照顾|照料|护理|陪护|看护|服务|接待|面向|针对|带|教)(?:[\u4e00-\u9fff]{0,3})[男女](?:性|士|生"
    r"|孩子?|童|婴|人)?"
)
_SEX = r"[男女]"
_NAMED = rf"(?:{_SEX}(?:性|士|生|鉎|孩子?|青年|同志|同胞|人|仔|的|员工|职工|工人?)?)"
_CALLED = (
    r"(?:美女|靓女|帅哥|靓仔|小姐姐|小哥哥|小妹|小弟|小伙子?|小?姑娘|妇女|妹子|汉子|爷们|女孩子?|男孩子?|母的|公的)"
)
_FAMILIAR = r"(?:阿姨|大姐|大叔|大妈|宝妈|宝爸|妈妈|先生|女士)"
_GROUP = rf"(?:{_NAMED}|{_CALLED})"
_JOBS = (
    "普工|操作[工员]|技工|车工|平车工?|缝纫工|裁剪工|杂工|包装工|打包[工员]|搬运工|装卸工|分拣[工员]|焊工"
    "|电工|木工|钳工|油漆工|"
    "工人|学徒工?|服务[员生]|文员|店[员长助]|营业员|导购员?|收银员?|保安员?|司机|驾驶员|保洁员?|清洁工"
    "|销售(?:员|代表|顾问)?|"
    "业务员|客服|前台|助理|秘书|技师|厨师|主播|家教|教练|教师|老师|护[工士]|保姆|月嫂|会计|出纳|质检员?"
    "|仓管员?|理货员|跟单员?|"
    "迎宾|接待员?|模特|按摩师|美容师|店小二|快递员|配送员|骑手|外卖员|传菜员?|洗碗工|经理|主管|内勤"
    "|话务员|翻单员|寝管|员(?=[。，、()\\d]|$)"
)
_JOB = re.compile(rf"(?P<sex>[男女])(?:性|士|生)?(?P<job>{_JOBS})")
_AGE = r"(?=\d\d(?:周?岁|[-至到]\d\d))"
# Under the rules on work women must not be given, a post may be for men; a person has to see that it is one.
_BARRED = re.compile(r"矿山井下|井下作业|煤矿|矿井|第?(?:四|Ⅳ|iv)级(?:体力)?劳动强度")
_CONDITIONS = tuple(
    re.compile(pattern)
    for pattern in (
        rf"(?:{ONLY}|仅|为)[(:]?(?:{COUNT}的?)?{_GROUP}(?:{FIRST})?",
        rf"{STRONG}[(:]?{_FAMILIAR}",
        rf"(?:{_GROUP}|{_FAMILIAR}){WHO}[:(]?(?:{FIRST}|{BEGONE}|only)",
        rf"(?:{FIRST}|{NOT}(?:任何)?|除(?!了)|只欢迎)(?:是|录用|考虑)?{_GROUP}",
        r"性别(?:要求|限制|需求)?(?:[:为是(])*(?:限|只限|仅限)?[男女](?:性|士|生)?(?:优先)?",
        rf"[男女](?:性|士|生|工)?{COUNT}|[男女](?:性|士|生)(?:若干|数)名?|{COUNT}的?{_NAMED}(?=[。，、()]|$)",
        rf"(?:(?<=[。，、(])|^){_NAMED}(?=[。，、)]|$)|{_NAMED}{_AGE}",
    )
)
_SUITS = re.compile(rf"(?:更?适合|适宜|合适){_GROUP}(?:做|工作|从事)?")


def find(text: str) -> Iterator[Hit]:
    """Phrases that want one sex."""
    if not re.search(r"[男女妇妈姐哥妹弟姨叔娘汉爷母公先伙]", text):
        return
    level = Level.WARN if _BARRED.search(text) else Level.BLOCK
    left = blanked(_LAWFUL, text)
    for found in _JOB.finditer(left):
        yield Hit(RULE, level, found.start(), found.end(), f"{found['job']}（{ANY_SEX}）")
    left = blanked(_JOB, left)
    for pattern in _CONDITIONS:
        for found in pattern.finditer(left):
            yield Hit(RULE, level, found.start(), found.end(), ANYBODY)
        left = blanked(pattern, left)
    for found in _SUITS.finditer(left):
        yield Hit(RULE, Level.WARN, found.start(), found.end(), ANY_SEX)
