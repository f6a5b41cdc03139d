"""Ways of telling a fact about a person that no list holds: ages, years, numbers that identify, names, places."""

import re
from functools import cache

from matcher.language.tables import items, rows

HAN = r"(?:(?![找做想求应干当招聘])[\u4e00-\u9fff])"  # no word that asks for work
SURNAME = (
    "(?:欧阳|上官|司马|诸葛|司徒|夏侯|皇甫|尉迟|东方|令狐|"
    "[王"
    "李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅方白"
    "邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符"
    "舒阮柯纪梅童凌毕单裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬师和仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝萧朴冼])"
)
COMMON_SURNAME = (
    "[王"
    "李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付傅"
    "邹孟熊秦邱江尹薛闫侯龙史陶黎贺顾郝龚邵钱严覃戴莫孔汤冼伍欧萧朴阮]"
)
# Surnames before 工 that make no trade: 金工, 石工, 高工 and 钟工 do.
_ENGINEER = (
    "[王李张刘陈杨黄赵吴周徐孙朱胡郭何林罗郑梁谢宋唐许韩冯邓曹彭曾肖董袁潘蒋蔡"
    "余杜叶苏魏吕任沈姚卢姜崔谭陆汪范廖贾韦邹孟熊秦尹薛闫侯黎贺顾郝龚邵严覃戴莫]"
)
_NUMBER = r"(?:\d{1,3}|[一二三四五六七八九十廿卅百零〇两]{1,4})"
_DIGIT = "[一二三四五六七八九零〇○]"
_SHORT_YEAR = rf"(?:(?:19|20)?\d\d|{_DIGIT}{{2,4}})"
_DAY = r"(?:[-./年]\s*\d{1,2}(?:[-./月]\s*\d{1,2}[日号]?)?月?)"
_ANIMAL = "[鼠牛虎兔龙蛇马羊猴鸡狗猪]"
_BEYOND = (
    r"(?:[多几来半了整]|大几|好几|出头|挂零"
    r"|左右|以上|上下|开外|不到|冒头|的人?|的样子|零[一二三四五六七八九十\d]+个?月)*"
)
_AGES = (
    rf"(?:(?:生于|生在|出生于?|出生(?:日期|年月|年份)?[:：是]?|生日[:：是]?)(?:19|20)?\d\d|(?:19"
    rf"|20)\d\d){_DAY}(?:出?生的?)?",
    rf"(?:今年|现年|现在|年龄|年纪|岁数|虚龄|虚岁|实岁|周岁|芳龄|年方|刚刚?好?满?|才|已经?|快到?|就要|将近"
    rf"|近|年近|年过|年届"
    rf"|年满|满|不到|未满|不足|过完?|大概|大约|差不多|约|奔|[:：是有])+{_NUMBER}(?:周?岁"
    rf"|虚岁)?{_BEYOND}(?:{_NUMBER})?",
    rf"{_NUMBER}[多几来]?(?:周岁|虚岁|岁){_BEYOND}",
    r"[一二三四五六七八九]?十(?:好几|大几|刚?出头|来岁|挂零|开外|上下|[多几]岁?"
    r"|[一二三四五六七八九]{1,2}岁?)[了的]?",
    r"(?:年龄段?)?\d{2}[-~～到至]\d{2}岁?",
    r"(?:我|俺|本人|虚|实|今年整?|满了?|过了?|下个月满?|快满?|已)*[1-7]\d(?:了|岁了|出头了?)|(?:今年整"
    r"|满了?|过了?|下个?月满?|虚|实)[1-7]\d",
    r"[一二三四五六七八九]?十[有又][一二三四五六七八九]|[二三四五六七八]旬(?:老人|老汉|大爷|阿婆)?"
    r"|[二三四五六七八九]十不到",
    r"(?:生于|出生于|出生在)?(?:[五六七八九]十|零零|[5-9]0)年代末?初?(?:的人?|生人?|出生的?)*"
    r"|\d{2}届(?:应届|毕业|高校)?(?:毕业)?生?",
    r"\d{2}\+|age\s*[:：]?\d{2}|\d{2}(?:yo|y)(?![a-z])|\d{2}years?(?:old)?",
    rf"(?:19|20)\d\d年?|(?:生于|生在|出生于?|出生(?:日期|年月|年份)?[:：是]?"
    rf"|生日[:：是]?){_SHORT_YEAR}年?{_DAY}?(?:出生|生)?",
    r"(?:出生日期|出生年月|生日)[:：是]?(?:\d{6,8}|\d{1,2}月(?:\d{1,2}[日号]?)?"
    r"|[一二三四五六七八九十]+月[一二三四五六七八九十]*[日号]?)",
    rf"{_SHORT_YEAR}(?:{_DAY}|年)?(?:的?出生的?|生人?的?)|{_SHORT_YEAR}年(?:份?的|后)|(?:19"
    rf"|20)\d\d{_DAY}(?:出?生的?)?",
    rf"(?:19|20)?\d\d年\d{{1,2}}月(?:\d{{1,2}}[日号])?|[一二]{_DIGIT}{{3}}年?(?:出?生)?"
    rf"|{_DIGIT}{{2}}年(?!工|经|驾)(?:生人|出?生|的)?",
    rf"(?:\d[05]|{_DIGIT}[零〇○五])(?:后|末|初|前)|(?:19|20)?\d0年代末?初?",
    rf"(?:生肖|属相)?[:：是]?[属肖][:：是]?(?:小龙|大龙|{_ANIMAL})的?|(?:生肖|属相)[:：是]?{_ANIMAL}"
    rf"|{_ANIMAL}年(?:出?生)?的?人?|{_SHORT_YEAR}年?的?[属肖]?{_ANIMAL}|本命年{_NUMBER}?",
    r"(?:入党|入团|党龄|团龄)[一二三四五六七八九十几多\d]+年多?",
    r"差[一二两三四五六七八九几半\d]+年(?:就|到|该)?(?:退休|到龄|六十|\d\d)",
)
_NUMBERS = (
    r"[\u4e00-\u9fffa-z]{0,8}?(?:身份证|证件?|卡|牌|账户?|帐户?)?(?:尾号|编号|号码?|编码"
    r"|no\.?)(?:[:：是为]|no)*[a-z]{0,3}[\dx*]{4,}[a-z]?",
    r"(?:身份证|残疾证|社保卡?|护照|通行证|低保证|居住证|港澳通行证|回乡证|id)(?:号码?"
    r"|卡)?[:：是为]*\s*[a-z]{0,2}[\dx*]{6,}",
    r"(?:银行卡|卡|账户|帐户|社保)[:：]?\d{6,}",
    r"(?:身份证|电话|手机)?(?:后|尾|末)[三四六]位(?:数|号)?[:：是]?[\dx]{3,6}"
    r"|[京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼][a-z][a-z\d]{5,6}",
    r"[1-9]\d{16}[\dx]|[1-9]\d{14}|\d{7,}",
    r"(?:联系)?(?:电话|手机|微信|威信|薇信|卫星|v信|v|加v|wechat|weixin|vx|wx|qq|扣扣|企鹅|tel|phone"
    r"|mobile|联系方式|邮箱|小灵通|家电|座机|微信id|抖音|快手|telegram|line)"
    r"(?:号码?|群)?(?:[:：是为]|同号)*\s*(?:[a-z\d_-]*\d[a-z\d_-]*|[a-z][a-z\d_-]{4,})",
    r"(?:\+?86)?-?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-?\d{7,8}",
    r"车牌号?(?:码)?[:：是]?[京津沪渝冀豫云辽黑湘皖鲁苏浙赣鄂桂甘晋蒙陕吉闽贵粤青藏川宁琼新]?[a-z][a-z\d]{4,6}",
)
_BODY = (
    r"(?:净?身高|个子|体重|个头|高|重|裸高)[:：是有约]*\d{1,3}(?:\.\d+)?(?:cm|公分|厘米|米|公?斤|kg|多)?(?:\d{1,2})?",
    r"(?:净?身高|个子|个头)?[:：]?(?:[一二]米[\d一二三四五六七八九]{1,2}|[12][.米m]\d{1,2}米?)(?:大个|个"
    r"|高|的?个子)?",
    r"\d{3}(?:cm|公分|厘米)|\d{2,3}(?:公?斤|kg)|[一二两]百[一二三四五六七八九]?十?[一二三四五六七八九]?斤"
    r"|[五六七八九]十[一二三四五六七八九]?公?斤",
    r"(?:裸眼)?视力[:：]?\d(?:\.\d)?|近视[:：]?\d{2,4}度?|\d{2,4}度近视|穿?鞋码?[:：]?\d{2}码?"
    r"|\d{2}码(?:鞋|脚)|血压\d+",
    r"[一二三四1-4]级(?:肢体|听力|视力|言语|智力|精神|多重)?(?:残疾?|残障|智残)|(?:轻度|轻微|中度"
    r"|重度)?(?:肢体|听力|视力|言语|智力|精神|多重)?(?:残疾?|残障)"
    r"(?:证)?[一二三四1-4]级|(?:轻度|轻微|中度|重度)(?:肢体|听力|视力|言语|智力|精神)?(?:残疾|残障|抑郁|近视|听障)",
    r"(?:肢残|智残|听残|视残|言残|残疾)[一二三四1-4]级",
    r"(?:患有?|得过?|有|曾患)[\u4e00-\u9fff]{1,6}(?:病|症|炎|癌|瘤)(?:史)?|[\u4e00-\u9fff]{1,4}(?:综合征"
    r"|综合症|后遗症|过敏史|手术史|病史)",
    r"(?:ab|[abo])型(?:rh[阴阳]性)?血?(?:型)?|血型[:：是]?(?:ab|[abo])型?",
)
_FAMILY = (
    r"[一二两三四五1-5]个?(?:小孩子?|孩子|娃娃?|儿子|女儿|闺女|子女|宝宝|崽)(?:的?(?:妈妈?|爸爸?|爹|娘"
    r"|母亲|父亲))?|[一二两三四五]娃的?(?:妈妈?|爸爸?)|[一二两三]胎",
    r"带着?[一二两三四]个?(?:小孩子?|孩子|娃娃?|宝宝)|[一二两三]宝(?:妈妈?|爸爸?)"
    r"|[一二两三四]儿[一二两三四]女|一家[三四五六七]口|怀孕\d*[一二三四五六七八九十]*个?(?:月|周)?"
    r"|孕[\d一二三四五六七八九十]+(?:周|个?月)",
    r"(?:小孩子?|孩子|娃娃?|宝宝|儿子|女儿|闺女|孙子|孙女|大宝|二宝|老大|老二)(?:才|刚|已经?|今年|都"
    r"|快)*(?:\d{1,2}|[一二两三四五六七八九十半]+)(?:个半?月|岁半?|周岁|年级|个多月)(?:大|了|多)*",
    r"(?:小孩子?|孩子|娃娃?|儿子|女儿|闺女)(?:才|刚|已经?|今年|都|快|还)*(?:在?[上读念]|要[上读念高中]"
    r"|[考进]了?|大了|成年|还小|毕业|工作)(?:(?![找做想求应干当招聘])[\u4e00-\u9fff]){0,6}",
    r"(?:婚否|婚姻(?:状况)?)[:：是]*(?:[是否]|未|已|离|丧|不详|保密)?婚?",
)
_ORIGINS = (
    rf"{HAN}{{1,4}}(?:(?<![学书典古])籍(?:人士)?|户籍|户口|老乡|乡下人?|过来的)",
    rf"{HAN}{{1,3}}[省市县州村镇乡]的?人?",
    r"[湘川渝粤赣鄂皖闽陕晋桂黔滇豫鲁琼](?:妹子?|仔|娃子?|人|籍)",
    rf"(?:户口|户籍|籍贯|老家|家乡|祖籍|原籍|出生地|娘家|婆家|我家|家(?=[在住是]))(?:所在地|性质"
    rf"|类型)?[:：是在住]*{HAN}{{2,8}}",
    rf"(?:来自|生在|长在|生长在){HAN}{{2,8}}",
    r"(?:打小|从小|自小)?在?[\u4e00-\u9fff]{2,4}(?:长大|出生|土生土长)的?",
    rf"户口(?:已经?)?(?:迁|转|落)[到至入]?{HAN}{{0,4}}",
)
_ADDRESSED = (
    "先生|女士|小姐|师傅|同学|同志|大姐|大妈|大婶|大嫂|大叔|大爷|大伯|大哥|大娘|大姨|小哥|小妹|小弟|妹妹"
    "|姐姐|阿姨|阿叔|阿姐|阿妹|师奶|太太"
    "|先森|婆婆|奶奶|爷爷|伯伯|叔叔|姐|哥|妹|弟|叔|姨|婶|伯|妈|嫂|爷|婆|公|姑|佬|仔|太|生|sir|总"
)
_LATIN = r"[a-z]{2,}(?:[ .]+[a-z]{2,})?"
_CALLED = (
    rf"(?:mr|mrs|miss|ms|madam|sir)[. ]*{_LATIN}|(?:my name is|name[:：]?|i am|i'm|im|我叫|名叫"
    rf"|英文名[:：是叫]?)\s*(?:mr|mrs|miss|ms)?[. ]*{_LATIN}",
    rf"(?:免贵|贵|敝|本|我|就)?姓(?:欧阳|司徒|上官|司马|诸葛|尉迟|皇甫|{HAN})",
    rf"(?:我的?|本人)?(?:姓名|名字|真名|本名|大名|小名|乳名|外号|绰号|网名|昵称|花名|艺名|别名|微信名"
    rf"|曾用名|称呼)[:：是叫为]*{HAN}{{1,8}}",
    rf"(?:我|本人|俺|名)叫?{HAN}{{1,3}}·{HAN}{{1,9}}|(?:我|本人|俺|咱)(?:叫|名){HAN}{{1,8}}|{HAN}{{1,6}}·{HAN}{{1,9}}",
    rf"(?:大家|别人|朋友们?|人家|工友们?|可以|请|都|就)*(?:叫|喊|称呼|唤)(?:我|俺|咱)(?:为"
    rf"|作)?{HAN}{{1,4}}(?:就好|就行|即可|都行)?|(?:江湖)?人称{HAN}{{1,4}}",
    rf"[小老]{COMMON_SURNAME}(?:{_ADDRESSED}|头|同志)?|大{COMMON_SURNAME}|阿(?![姨里胶]){HAN}(?:{_ADDRESSED})?",
    rf"{SURNAME}(?:{_ADDRESSED})|{COMMON_SURNAME}{HAN}{{1,2}}(?:先生|女士|小姐|同志|同学)"
    rf"|{COMMON_SURNAME}(?:某某?|氏)",
)


@cache
def sure_patterns() -> tuple[re.Pattern[str], ...]:
    """What tells a fact about a person wherever it stands alone."""
    peoples = "|".join(sorted((row["name"] for row in rows("peoples")), key=len, reverse=True))
    ethnicity = (
        rf"(?:民族|族别)?[:：是-]?(?:{peoples})族(?:人|同胞|姑娘|小伙|兄弟)?"
        rf"|(?:民族|族别|名族)[:：是-]*(?:{peoples})族?"
    )
    return tuple(map(re.compile, (*_NUMBERS, *_AGES, ethnicity, *_BODY, *_FAMILY, *_CALLED)))


@cache
def open_patterns() -> tuple[re.Pattern[str], ...]:
    """What tells one unless it names work: places nobody listed, what somebody is called at home."""
    given = _given()
    pet = (
        rf"[小老大阿亚细二三四]{given}(?:{_ADDRESSED}|头|子|儿)?"
        rf"|{given}(?:子|儿|妹|哥|姐|仔|弟|嫂|叔|姨)|(?P<twice>{given})(?P=twice)(?:姐|妹|哥)?"
    )
    return tuple(map(re.compile, (*_ORIGINS, pet)))


@cache
def any_pattern() -> re.Pattern[str]:
    """One of them all: where it does not match, none does."""
    patterns = (pattern.pattern for pattern in (*sure_patterns(), *open_patterns()))
    return re.compile("|".join(f"(?:{pattern})" for pattern in patterns))


@cache
def _given() -> str:
    return f"[{''.join(items(next(row['names'] for row in rows('given_names') if row['kind'] == 'given')))}]"


@cache
def _latin_names() -> frozenset[str]:
    return frozenset(items(next(row["names"] for row in rows("given_names") if row["kind"] == "latin")))


# Names of the Uyghurs, Tibetans, Mongols and others that come without a surname of the Han.
_OTHER_NAMES = (
    "阿卜杜|阿布都|买买提|麦麦提|古丽|艾力|吐尔逊|热合曼|玉素甫|艾山|库尔班|迪丽|阿依|帕提|努尔|孜古"
    "|木合塔|买合|艾尔肯|热依|热木|力木|布买|吐尔|尔洪|木江|阿迪|祖丽|米热"
    "|卓玛|扎西|次仁|丹增|尼玛|达瓦|拉姆|格桑|旺堆|旺姆|央宗|德吉|次旦|平措|白玛|央金|措姆|巴桑|次旺|旺杰|曲珍|卓嘎|仁增|索朗|斯楞|苏和|图雅|洛桑|多吉|巴特尔"
    "|巴图|格日|高娃|其其格|萨仁|娜仁|乌云|阿古达|阿木|阿牛|阿呷|日古|木呷"
)
_OTHER_NAME = re.compile(rf"(?:{HAN}|·){{0,4}}(?:{_OTHER_NAMES})(?:{HAN}|·){{0,5}}")
_RARE_NAME = re.compile(rf"{COMMON_SURNAME}[\u4e00-\u9fff]{{1,2}}")


_PINYIN = (
    "(?:zhang|wang|chen|yang|huang|zhao|zhou|liu|wu|xu|sun|zhu|guo|lin|luo|liang|zheng|song|tang|feng"
    "|deng|cao|peng|zeng|xiao|tian|dong|pan|cai|jiang|li|he|ma|hu|gao)"
    " ?(?:[bpmfdtnlgkhjqxrzcsyw]|[zcs]h)?[aeiou]{1,3}(?:n|ng|r)?(?:(?:[bpmfdtnlgkhjqxrzcsyw]"
    "|[zcs]h)?[aeiou]{1,3}(?:ng|n|r)?)?"
)


@cache
def _usual_name() -> re.Pattern[str]:
    """A surname and what people give: the characters of given names; or a surname with 工, or alone."""
    return re.compile(
        rf"{SURNAME}(?:{_given()}{{1,2}}|想)|{_ENGINEER}工|{COMMON_SURNAME}|{COMMON_SURNAME}[a-z]{{2,8}}"
        rf"|{SURNAME}氏{HAN}|{_PINYIN}"
    )


def is_usual_name(words: str) -> bool:
    """Whether words are what people are usually called.

    >>> [is_usual_name(words) for words in ("王小丽", "卓玛", "陈工", "lucy", "金工")]
    [True, True, True, True, False]
    """
    return (
        _OTHER_NAME.fullmatch(words) is not None
        or _usual_name().fullmatch(words) is not None
        or any(part in _latin_names() for part in words.lower().split())
    )


def is_rare_name(words: str) -> bool:
    """Whether words are a surname with one or two characters of which one is often given: 钟玮婷, but also 高提成."""
    return _RARE_NAME.fullmatch(words) is not None and re.search(_given(), words[1:]) is not None
