"""Who somebody is, said in the words of a wish or a title: sex, age, origin, ethnicity, a name.

None of it tells the work, so it is taken out before anything is read or compared; what remains of 女普工 and 男普工 is
the same 普工. Where such a word belongs to the work it stays: 女装导购, 妇产科护士, 湖南菜厨师, 保洁阿姨.
"""

import re
from functools import cache

from matcher.language.tables import rows

# What men or women may stand before and be part of the work: things made or sold for them, those who are served. 装 and
# 包 begin other work as well (装卸, 包装), so what follows them must be of clothes or bags.
_OF_CLOTHES = (
    r"$|[\s,，;；/、()（）店厂城馆档部区样剪裁尾查缝制男女]|导购|设计|销售|打[版板]|[版板][师房]|批发|零售|车[位缝版]|衣(?!柜)|平车|跟单|质检|"
    r"[整大]?烫|采购|主[播管]|直播|电商|网[店销]|模特|品牌|专[柜卖营]|营业|搭配|收银|陈列|买手|加工|生产|服务|理货|仓"
)
_THINGS = (
    rf"装(?={_OF_CLOTHES})|包(?!缝)(?={_OF_CLOTHES})|鞋|袜|裤|裙|衬(?=[衫衣])|西[装服]|科(?=$|[\s医护门男女])|"
    r"红(?=$|\W)|佣(?!人)|仆|发(?=$|[屋\s/|；]|者?优先)"
)
_SERVED = (
    r"士(?:理发|剪发|护理|养生|会所|健身|香水|用品|服装|内衣|西[装服])|生(?:宿|公寓|厕|浴)|"
    r"子(?:健身|会所|监狱|学校|中学|养生|美容|瑜伽|[篮足排]球)|[篮足排](?=教练|球员)|性(?:健康|用品|服装|内衣|保健|生殖)|"
    r"孩(?=托管|玩具)|婿|儿(?!童|科)"
)
_ANY_SEX = r"(?:男女|女男)(?:不限|均可|皆可|都可以?|都行|都要|不拘)"
_CALLED = r"(?:性|士|生|孩子?|同志|子(?!女)|人(?![服鞋装才力])|的(?=$|[\s,，]))?(?:优先)?"
_SEX = re.compile(
    rf"{_ANY_SEX}|(?:仅?限|只[招要收])?[男女](?!女?(?:{_THINGS}|{_SERVED})){_CALLED}(?P<worker>工人?(?![程艺]))?"
    r"|(?:中年|青年)?妇女(?!联|权|用品|儿童|保健|之家|病|干部|主任)|小?姑娘|小伙子?(?!伴|食)|靓[女仔]|[宝奶][妈爸]"
)
_YEARS = r"(?:1[6-9]|[2-7]\d|[二三四五六七]十[一二三四五六七八九]?|十[六七八九])"
_ADDRESS = "阿姨|大姐|大妈|大婶|大嫂|大叔|大爷|大伯|大哥|小哥|小妹|小弟|帅哥|美女|先生|女士|师奶"
_CARED_FOR = "".join(
    f"(?<!{verb})" for verb in ("照顾", "照料", "照看", "护理", "服侍", "陪护", "看护", "陪伴", "带", "陪")
)
_AGE = re.compile(
    rf"{_CARED_FOR}(?:我?今?年|年龄|年纪)?[:：]?(?<!\d){_CARED_FOR}{_YEARS}(?:\s*[-—~～至到]\s*{_YEARS})?[多来几]?\s*周?岁"
    rf"(?:以上|以下|以内|左右|多|了)*的?(?:{_ADDRESS})?"
    rf"|今年{_YEARS}(?!\d)|[5-9０0]0后|中年(?:人|(?=[\s,，]|$))|年轻人?(?=[\s,，想找做]|$)"
)
# 阿姨 is a trade as well; said of oneself it is none.
_SELF = re.compile(rf"(?:^|(?<=[\s,，]))(?:我是|本人是?)?(?:一?[个名枚])?(?:{_ADDRESS})(?=[想找求要]|应聘)")
# 广州人力资源, 上海人寿 and 湖南人家 are no people.
_PEOPLE = (
    r"人(?!力(?![气学])|事(?!业)|才|寿(?![司喜])|民(?=医院|法院|政府|检察|警察|银行|[路桥南北东西中公广])|员(?!工)|和|工智|"
    r"体(?=彩绘|工学|模特|解剖)|流[量密]|保(?=财|寿)|社[局厅]|文(?=社|关怀|学院)|参|家(?=$|菜|馆|饭店|酒|服务员|餐))"
)
_FROM = rf"(?:{_PEOPLE}|户?籍(?!贯)(?:的(?![士哥姐]))?|户口|老乡(?!鸡(?!场))|妹子|[妹仔佬](?=$|[\s,，做找想])|过?来的)"
_PROVINCES = "京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼"
_ELSEWHERE = (
    rf"(?:本地|外地|外省|本省|农村|乡下|客家|潮汕|广府|东北|西北){_PEOPLE}|[{_PROVINCES}]籍|籍贯\S{{1,6}}"
    rf"|[\u4e00-\u9fff]{{2,3}}[省市县]{_PEOPLE}"
)
_OF_A_PEOPLE = r"语(?=$|[\s,，]|者?优先|翻译|老师|教师|言(?:$|翻译))|菜(?=$|[\s,，系馆]|师傅|厨师)|风味"
_OF_ALL_MINORITIES = "医|药|语|文|乐|舞|歌|服|风"
_TANK = "箱|馆|造景|用品|养|宠|器"  # 水族 is also what swims
_NAMED = r"(?:我叫|本人叫|名叫|名字[叫是]|姓名[:：是]?)\s*"
_NAME = re.compile(
    rf"{_NAMED}[\u4e00-\u9fff·]{{2,9}}?(?=[想找做要会是今有女男应求来我在住能]|[^\u4e00-\u9fff·]|$)|我姓[\u4e00-\u9fff]"
)
_HAN = re.compile(r"[\u4e00-\u9fff]")


def without_persons(text: str) -> str:
    """The text without who somebody is.

    >>> without_persons("女普工"), without_persons("湖南人做普工"), without_persons("女装导购")
    ('普工', '做普工', '女装导购')
    """
    for pattern in (_NAME, _AGE, _SELF, _origin(), _ethnicity()):
        text = pattern.sub(" ", text)
    return _SEX.sub(_without_sex, text).strip()


def is_address(words: str) -> bool:
    """Whether words only address somebody; one of them, 阿姨, is a trade where nothing else is named."""
    return re.fullmatch(_ADDRESS, words) is not None


def _without_sex(found: re.Match[str]) -> str:
    """What stays: 工 of 包装女工, 普工 for 男工 alone, no break within 前台女文员."""
    behind_a_word = found.start() > 0 and _HAN.match(found.string, found.start() - 1) is not None
    if found["worker"] is not None:
        return "工" if behind_a_word else "普工"
    before_a_word = _HAN.match(found.string, found.end()) is not None
    return "" if len(found[0]) == 1 and behind_a_word and before_a_word else " "


@cache
def _origin() -> re.Pattern[str]:
    """Somebody of a place: 湖南人, 四川老乡, 湖北籍."""
    names = sorted((row["name"] for row in rows("places") if row["kind"] == "place"), key=len, reverse=True)
    place = rf"(?:{'|'.join(map(re.escape, names))})"
    return re.compile(rf"(?:我是|本人是?|来自)?(?:{place}+{_FROM}|{_ELSEWHERE})|(?:我是|来自){place}+的?")


@cache
def _ethnicity() -> re.Pattern[str]:
    """One of the peoples of the country, but not its food or its tongue."""
    names = sorted((row["name"] for row in rows("peoples")), key=len, reverse=True)
    return re.compile(
        rf"(?:{'|'.join(names)})(?<!水(?=族(?:{_TANK})))族(?!{_OF_A_PEOPLE})(?:人|同胞)?"
        rf"|少数民族(?!{_OF_ALL_MINORITIES})|[回藏]民"
    )
