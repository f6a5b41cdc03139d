"""A title as it was typed, and the job in it."""

import re
import unicodedata
from dataclasses import dataclass
from functools import cache, lru_cache

from matcher.language.persons import without_persons
from matcher.language.scripts import simplify
from matcher.language.tables import rows
from matcher.language.titles.asides import is_job, without_asides
from matcher.language.titles.contacts import CONTACT, SITE
from matcher.language.titles.lexicon import key, lexicon
from matcher.language.titles.sounds import meant


@dataclass(frozen=True, slots=True)
class TitleFacts:
    """What a title says besides the job, in the words it used."""

    wages: tuple[str, ...] = ()
    benefits: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    address: tuple[str, ...] = ()
    asides: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Title:
    """``core`` names the job and nothing else; it is empty when no job is named."""

    core: str
    facts: TitleFacts


LONGEST_TITLE = 1_000  # characters; more is no title, and reading it would take ever longer
# Who does the pay or the insurance of others has it in the name of the job: 工资专员, 社保文员.
_NOT_WORKED_ON = "(?!(?:[一二]金)?(?:专员|核算|结算|会计|代理|代缴|管理|经办|统计|教练|策划|主管|文员|师)|宿舍管)"
_UNIT = r"(?:元|块钱|块|薪|万|千|百|k|w|/?(?:每|一)?(?:个月|月|天|小时|年|日|时|件|单|周|票|个|桶|餐))"
_WAGE = re.compile(
    rf"(?:(?:月入|月薪|底薪|薪资|工资|年薪|日薪|时薪|周薪|日结|综合|保底|收入|无责|税后|试用期|起薪)[^\s\d一二三四五六七八九]{{0,4}})?"
    rf"(?:\d[\d,.]*\s*[kw千万百元]?\s*(?:[-—~～至到–]+)\s*\d[\d,.]*|\d{{3,}}(?![\d强])|\d+(?:\.\d+)?\s*[kw千万百元块]|"
    rf"[一二两三四五六七八九十]+[千万百][一二三四五六七八九半]?(?:到|至|-)?(?:[一二两三四五六七八九十]+[千万百])?[一二三四五六七八九半]?)"
    rf"\s*(?:{_UNIT}|以上|左右|起|\+|加|/)*",
    re.IGNORECASE,
)
_WAGE_WORD = re.compile(
    rf"(?:月入|月薪|年薪|日薪|时薪|底薪|薪资|工资|提成|综合(?=$|\s|薪|工资|收入)|保底)(?:面议|高|日结|月结|可观|优厚|过万|上万|破万)*{_NOT_WORKED_ON}"
)
_LEFT_NUMBER = re.compile(
    r"(?<![a-z])\d++(?:\.\d+)?(?:名|个|人|位|岁|小时|天|h|号|楼|月|年|%|\+|薪)*(?![a-z强])", re.IGNORECASE
)
_HEADCOUNT = re.compile(
    r"各?[一二两三四五六七八九十几数]{1,3}(?:名|位|个(?!体|人|性|案))|(?<=\ue000)[一二两三四五六七八九十]{1,3}人"
)
_BRACKETS = re.compile(r"[\[\]【】()（）<>《》「」『』{}]")
_LOST = re.compile(r"(?:^|(?<=\w\w) )[\u4e00-\u9fff](?= \w\w|(?<= .)$)")  # 驻 of 驻北京 销售代表
_SIGN_OF_NOTHING = re.compile(r"[+/&#]\s+(?=[+/&#])")
_WORD = re.compile(r"[^\W\d_]{2}")
_EDGE = re.compile(r"[^\w\s+#.&/]|_")
_ADDRESS = re.compile(r"(?:阿姨|大姐|大妈|师傅|小哥|小妹|小弟|大叔|大哥|美女|帅哥|小姐姐|小哥哥|男士|女士|先生)")
# What is hired stands behind 招聘, who hires before it; 招聘专员 is a job of its own.
_HIRING = re.compile(
    r"(?:大量招人|诚聘|招聘|急聘|急招|急请|诚请|急需|高薪聘请|高薪聘|直招|直聘|热招|聘请|招募|诚招|招收(?!银)"
    r"|(?:^|(?<=[店厂部司队现楼场院馆档园吧城市铺坊站路街心\s】\]，,!！]))(?:[招聘]|(?<=[店厂司档])请)(?!用|任|书|牌|设计|制作))"
    r"(?!聘|专员|经理|主管|顾问|助理|师|总监|文员|实习|岗|商|生|标|投标|采|募|人|工$|工程|专家|负责|官)"
)
_HIRED = "\ue000"  # stands for the word of hiring; no text holds it, _plain blanks private characters
_SAYS_NO_MORE = re.compile("(?<=..)的$")
_BLANKS = re.compile(r"\s+")


@lru_cache(maxsize=65536)
def clean_title(raw: str) -> Title:
    """The job in a raw title, and what else it said.

    Only its first ``LONGEST_TITLE`` characters are read.

    >>> clean_title("急招！！！普工 包吃住 月入6000-8000").core
    '普工'
    """
    plain = without_persons(_plain(raw[:LONGEST_TITLE]))
    text = _HIRING.sub(_HIRED, plain)
    kept: dict[str, tuple[str, ...]] = {}
    text, _ = _take(CONTACT, text)
    text, kept["benefits"] = _take(_phrases("benefit"), text)
    text, fields = _take(_phrases("field", _NOT_WORKED_ON), text)
    kept["benefits"] += fields
    text, sites = _take(SITE, text)
    text, kept["wages"] = _take(_WAGE, text)
    text, more = _take(_WAGE_WORD, text)
    kept["wages"] += more
    text, kept["places"] = _take(_places(), text)
    kept["places"] += sites
    text, _ = _take(_phrases("noise"), text)
    text, kept["terms"] = _take(_phrases("term"), text)
    text, _ = _take(_LEFT_NUMBER, text)
    text, _ = _take(_HEADCOUNT, text)
    text, kept["asides"] = without_asides(text)
    any_work = _work_itself(kept["terms"])
    core, kept["address"] = _without_address(_behind_hiring(text, any_work))
    return Title(_known_whole(plain, core) or core or any_work, TitleFacts(**kept))


def _known_whole(plain: str, core: str) -> str:
    """日结工 is a name of its own: what is left of it, 工, is none. 宝安 alone is no place but a slip for 保安.

    Who is addressed may make another job: 啤酒小妹 sells what 啤酒 is.
    """
    whole = _SAYS_NO_MORE.sub("", _tidy(plain))
    known = lexicon().whole
    if key(whole) in known and known.get(key(core)) != known[key(whole)]:
        return whole
    if key(core) in known or core or not meant(whole):
        return ""
    return whole


def _plain(raw: str) -> str:
    """NFKC, simplified, symbols and emoji to blanks, lower case."""
    text = simplify(unicodedata.normalize("NFKC", raw)).lower()
    return "".join(
        " " if unicodedata.category(c) in {"So", "Cs", "Co", "Cn", "Cc", "Cf", "Sk", "Mn", "Me"} else c for c in text
    )


def _behind_hiring(text: str, any_work: str) -> str:
    """What stands behind the last 招聘 that a job stands behind; before 招聘暑假工 stands only who hires."""
    parts = [_tidy(part) for part in text.split(_HIRED)]
    named = [part for part in parts if _WORD.search(part)]
    if not named:
        return parts[-1]
    return "" if any_work and named[-1] != parts[-1] and not is_job(named[-1]) else named[-1]


def _take(pattern: re.Pattern[str], text: str) -> tuple[str, tuple[str, ...]]:
    """The text with every match blanked, and the matches."""
    found = tuple(match[0].strip() for match in pattern.finditer(text) if match[0].strip())
    return pattern.sub(" ", text), found


def _tidy(text: str) -> str:
    words = _BLANKS.sub(" ", _EDGE.sub(" ", _BRACKETS.sub(" ", text)))
    return _LOST.sub("", _SIGN_OF_NOTHING.sub("", words)).strip(" .+#&/-")


def _without_address(core: str) -> tuple[str, tuple[str, ...]]:
    """保洁阿姨 is 保洁; but 阿姨 alone is a job."""
    bare = _tidy(_ADDRESS.sub(" ", core))
    return (bare, tuple(_ADDRESS.findall(core))) if len(bare) >= 2 else (core, ())


def _work_itself(terms: tuple[str, ...]) -> str:
    """暑假工 or 兼职 alone still asks for work, so it stays as the job."""
    return next((term for term in terms if term.endswith(("工", "职"))), "")


@cache
def _phrases(kind: str, but: str = "") -> re.Pattern[str]:
    """Every phrase of a kind, the longest first, where ``but`` does not forbid what follows."""
    phrases = sorted((row["phrase"] for row in rows("title_words") if row["kind"] == kind), key=len, reverse=True)
    return re.compile(f"(?:{'|'.join(map(re.escape, phrases))}){but}")


@cache
def _places() -> re.Pattern[str]:
    """Names of places; one that is also an ordinary word only where something shows it is a place."""
    names = sorted((row["name"] for row in rows("places")), key=len, reverse=True)
    sure = "|".join(row["name"] for row in rows("places") if row["kind"] == "place")
    known = {row["name"]: row["kind"] for row in rows("places")}
    bounded = "|".join(name for name in names if known[name] == "bounded")
    sure = "|".join(name for name in names if known[name] == "place")
    tail = "(?:附近|周边|地铁站|地铁口|分公司|本地|片区|地区|一带)"
    return re.compile(
        rf"(?:^|(?<=[\s(\[【/|,，-]))(?:{bounded})(?=$|[\s)\]】/|,，-])"
        rf"|(?:{bounded})(?:街道|街|路|站|镇|村){tail}?|(?:{bounded}){tail}"
        rf"|(?:{sure})(?!话|菜|人|烤鸭|拉面)(?:市|区|县|镇|街道|街|站)?{tail}?"
    )
