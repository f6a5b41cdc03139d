"""Whether a phrase says that the skill is there at all.

“健康证（过期）” and “在考会计证” name a certificate nobody holds, “不会粤语” names what is missing, “会一点粤语” names
less than 粤语. Such words are taken off the phrase and kept apart, and what is left is read like any other skill.
"""

import re
from collections.abc import Container
from dataclasses import dataclass
from enum import IntEnum

from matcher.language.skills.words import normal


class Having(IntEnum):
    """How much of a skill is there; a larger number is more. ``WISHES`` and ``LACKS`` are nothing at all."""

    LACKS = -5
    WISHES = -4
    RUN_OUT = -3
    ON_THE_WAY = -2
    A_LITTLE = -1
    HAS = 0


@dataclass(frozen=True)
class Said:
    """A phrase without its words of having.

    ``last``: the words stood behind, so in a list they speak of its last entry only; ``paperless``: the work is known
    but the certificate is not there; ``years``: of experience, None when the phrase names none.
    """

    rest: str
    having: Having = Having.HAS
    paperless: bool = False
    last: bool = False
    years: float | None = None


_OPEN, _SHUT = r"[\s:：(（\[【\-—]*", r"[\s)）\]】!！~～]*"
_NOW = r"(?:我|本人)?(?:目前|现在|现|暂时?|还|都|也|就|只|仅|从来?|根本|完全|并|尚|仍|一直)*"
_PAPERS = r"(?:证(?!明|券)(?:书|件|照)?)"

_PAPERLESS_BEFORE = rf"(?:没有?|无|冇|未持|未有){_PAPERS}(?:上岗)?的?"
_PAPERLESS_BEHIND = rf"(?:但是?|可是?|就是|只是|不过|,|，)*{_NOW}(?:没有?|无|冇|未持|未有|未考){_PAPERS}"

_HAS_BEFORE = (
    r"(?:曾经?|以前|之前|原来|从前|过去)+(?:是|担?任过?)?"
    r"|已经?(?:考(?:取|到|过|出)?|取得|拿到?|办(?:好|理|了)?|持有|有|会)了?|(?:必?须|需要?|要)?(?:持有?|具?有)?有效(?:期内)?的?"
    r"|(?:未|没有?|尚未)(?:过期|到期|失效)的?"
    r"|(?:刚(?:刚|才)?|最近|近期|今年|去年|前年|上个?月|早年)?新?(?:考|拿|办|领|换)(?:取|到|得|下|好|出|完|了|来|理)*的(?!士)"
)
_HAS_BEHIND = (
    r"(?:未|没有?|尚未|还没|不会)(?:过期|到期|失效)|(?:快|即将|将|马上|下个?月|下周|月底|年底|明年|今年底|还有.{1,5})才?要?(?:过期|到期)了?|(?:长期|仍|还)?有效(?:期内)?"
    r"|培训?(?:已经?)?(?:结业|合格)|(?:可以?|能够?|会)(?:进行)?(?:日常|正常|无障碍|流利)的?(?:交流|沟通|会话|对话)"
    r"|在有效期内?|已经?(?:年审|复审|考(?:取|到|过|出)?|取得|拿到?|办(?:好|理|了)?|通过|过|有|会)了?|年审(?:合格|有效|过了?)"
)

_GONE = r"(?:过期|到期|失效|作废|超期|逾期)"
_RUN_OUT_BEFORE = rf"(?:已经?|早已?)?{_GONE}了?的?"
_RUN_OUT_BEHIND = (
    rf"(?:已经?|己|都|刚刚?|早已?)*(?:{_GONE}|过了?有效期)(?:未?(?:换证|年审|复审|续))?[了的中]?"
    r"|(?:未|没有?|待|需要?)(?:年审|复审|换证|续期)|(?:已经?)?(?:遗失|丢失|丢|弄丢|弄不见|不见)了?|挂失中?|(?:待|需要?)补办"
)

_REVOKED = r"(?:已经?)?被?(?:吊销|注销|撤销|没收|取消|暂扣|扣押|扣留|扣)[了中]?"
_DID = r"(?:考|学习?|做|干|办理?|拿|取得|获得|持有?|具备|接触|开|用|当|从事|报考|参加)?"
_LACKS_BEFORE = (
    rf"{_NOW}(?:不(?:会|懂得?|识|能(?!源)|是|具备|持有|熟悉?|擅长|可以|想(?:学|做|考)?|愿意?做?|考虑|接受|做|干(?!胶))(?:使用|用|操作)?"
    rf"|唔(?:识|会|懂|熟)(?:得)?|冇|缺(?:乏|少)?|没(?!药)有?{_DID}(?:过|到)?"
    rf"|未(?!来|成年|过期|婚)(?:曾|有|会|经)?{_DID}(?:过|到|取)?"
    r"|无(?!人(?:机|驾|售|零|值)|轨|尘|纺|菌|损|机(?!动)|痕|线|缝|土|障碍|犯罪|不良|公害|铅|水|极|框|影|碳|叶|砂|心|氧|油|"
    r"需|须|特殊要求|要求))的?"
    rf"|被?吊销的?|被?注销的?"
)
_LACKS_BEHIND = (
    rf"{_NOW}(?:不(?:会|懂|行|识|能|具备|持有)|唔(?:识|会|懂)|没有|没(?:考|学|办|拿|做)过?|未(?:考|学|办|持|做)过?|冇|(?<!有)无"
    rf"|[零0]基础|空白)[了的]?|{_REVOKED}"
)
_WISH = (
    r"(?:想要?|打算|准备|计划|愿意?|希望|有意|考虑|拟|将要?|预备|肯|乐意|有兴趣|可以?|要)(?:去|来|能|报|重新)?"
    r"(?:学(?!历|校|徒|士)习?|考|报考|报名|报读|参加|培训|办(?!公|事)|读|转行)"
)
_WISH_BEFORE = rf"(?:[零0]基础(?:学|转行?)?|{_WISH}|想(?:做|当|从事|干|转))(?:做|会|个|取|一下)?"
_WISH_BEHIND = rf"{_WISH}[的了]?|(?:很|比较)?(?:有|感)兴趣|(?:可以?|接受|愿意?)(?:带教|包教|培训)|包教(?:包会)?"

_DOING = r"(?:备?考|读|学|办|报考|报名|学习|培训|办理|申请|补办|补考|进修|审核|考试|复习|考证|办证|换证|年审|复审|实训)"
_AT_IT = r"(?:正在|还在|目前在|现在在|仍在|在|正)"
_WAY_BEFORE = (
    rf"{_NOW}(?:{_AT_IT}(?:备?考|读|学(?!校)习?|办(?!公|事)理?|报考|报名|培训|申请|补办|进修|练习?)"
    r"|刚(?:刚|才)?(?:开始)?学(?!会|完|过)习?|备考|待(?:考|办|取)|申请)(?:的|个)?"
)
_NOT_YET = (
    r"(?:下来|下证|出证|拿到|拿证|发证|考到|考完|考出|考过|通过|过|毕业|办好|办下|办|下|出来?|到手|领|取证|取得|考)"
)
_WAY_BEHIND = (
    rf"(?:{_AT_IT}?{_DOING}证?(?:中|阶段|期间|ing)|{_AT_IT}{_DOING}(?:了|证|的)?)|备考|待(?:考|办|发证|取证|领|下证)"
    rf"|(?:已经?|刚)?报了?(?:名|考)了?|(?:还|尚|暂|仍)*(?:没有?|未){_NOT_YET}(?:来|到|证|下来)?了?|不及格|挂科"
    r"|考?到?科目?[一二三四1234](?:阶段|已?过了?|在考|中|待考)?|肄业|辍学|考了?一[半科门]|[差缺][一二两三1-3][科门].{0,4}"
)

_LITTLE = r"(?:一点点?|一些|少少|点点|少许|些许|几句|一两句)(?:儿|的)?"
_LONG_AGO = r"(?:好久|很久|多年|好几年|几年|[两三四五六七八九十]年)都?没有?(?:做|干|开|用|碰)过?"
_LITTLE_BEFORE = (
    rf"{_NOW}(?:能够?|可以)?(?:用|进行)?(?:只能|会|懂得?|识|讲|说|有|能|学过|听得?懂|掌握|具备|稍微?){{0,2}}(?:{_LITTLE}|"
    r"(?:基础|基本|简单|初步|初级水平|皮毛)的?(?!功|医))"
    rf"|{_NOW}(?:会|懂|识|讲|说)点(?!菜|餐|单|钞|心|焊|钻|货|歌|穴|胶|火|读)"
    rf"|{_NOW}(?:略[懂会知通微]|粗[通懂略]|初懂|(?:自己?|以前|曾经?)?(?:学|学习|自学|培训|选修|旁听|实习)过|(?:跟着?|同)(?:师傅|别人|人家|亲戚|老乡|朋友|家人)?学(?:了|过|着)?|学了|看会了?|上过|刚(?:刚|才)?学会|(?:会|能)?听(?:得懂|懂|得|的懂)?[,，]?但?(?:不|唔)(?:太|大)?(?:会|识)(?:说|讲)|看过(?:别?人家?|师傅|视频|教程|书)(?:做|开|弄|修)?|稍[懂会]|稍微[会懂]|半懂|勉强[会懂]?|了解过?|接触过|入门级?的?)(?:{_LITTLE}|点)?"
    rf"|{_LONG_AGO}的?"
    rf"|{_NOW}不(?:太|怎么|大|是很|很|够|算)(?:会|懂|熟悉?|精通?|擅长|好)"
)
_WEAK = r"(?:不(?:太|怎么|大|是很|够|很|算)?(?:流利|熟练|标准|熟|精通?|好|纯正|会|懂))"
_LITTLE_BEHIND = (
    rf"{_LONG_AGO}了?|的?(?:相关|专业|理论)*知识|{_NOW}(?:会|懂|略懂|识)?{_LITTLE}|(?:水平|程度|能力|口语|[讲说写做]得)?(?:比较|还|很|较)?(?:一般般?|较差|很差|有限|较弱|欠佳|还行|勉强|凑合)"
    rf"|(?:水平|口语|讲得|说得)?{_WEAK}|的?(?:(?<![零0])基础|入门|初步|常识|皮毛|半桶水|半吊子|三脚猫|略懂|略会|了解|初学者?)(?:知识|水平|级|阶段|操作|能力)?"
    r"|(?:能|会|可以?)?(?:进行)?(?:简单|基本|日常简单)的?(?:交流|沟通|会话|对话|操作|使用|口语|听说)"
    r"|(?:会|能)?听得?懂?[,，]?但?(?:讲|说)(?:得)?不(?:太)?(?:好|流利|标准|来|出|清楚)"
    r"|(?:只|仅)?(?:会|能|识|可以)?(?:听得?懂?|看得?懂?)?[,，]?但?(?:不|唔)(?:太|怎么)?(?:会|能|识|懂)?(?:讲|说|写)"
)
_RULES = tuple(
    (having, paperless, behind, re.compile(rf"{_OPEN}(?:{words}){_SHUT}$" if behind else rf"^(?:{words}){_OPEN}"))
    for having, paperless, before_words, behind_words in (
        (Having.HAS, False, _HAS_BEFORE, _HAS_BEHIND),
        (Having.HAS, True, _PAPERLESS_BEFORE, _PAPERLESS_BEHIND),
        (Having.RUN_OUT, False, _RUN_OUT_BEFORE, _RUN_OUT_BEHIND),
        (Having.ON_THE_WAY, False, _WAY_BEFORE, _WAY_BEHIND),
        (Having.WISHES, False, _WISH_BEFORE, _WISH_BEHIND),
        (Having.A_LITTLE, False, _LITTLE_BEFORE, _LITTLE_BEHIND),
        (Having.LACKS, False, _LACKS_BEFORE, _LACKS_BEHIND),
    )
    for behind, words in ((False, before_words), (True, behind_words))
)
_WORDS = 5
_NOTHING_ASKED = re.compile(
    r"^(?:暂?无|没有|不限|不[作做]?要求|不需要|无所谓|随意|均可|都可以?|(?:暂?无|没有)?(?:特殊|特别|其他)?要求|要求不限|(?:暂?无|没有)(?:特殊|特别|其他)?要求)$"
    r"|^(?:无需|无须|毋须|不需要?|不用|不要求|不必|不限)(?!品).+|^(?:没有?|不会|不懂|无).{0,6}(?:也|亦|均|都)(?:可以?|行)$"
    r"|^(?:有无|无|没有?|[零0])(?:相关|工作)?(?:经验|经历|基础)(?:者|的)?(?:均|也|亦|都|皆)?可(?:以|培训)?$|^(?:应届(?:毕业)?生|新手|小白|生手|学徒)(?:均|也|亦|都)?可(?:以)?$"
    r"|.+(?:不限|不[作做]?要求|无要求|没有?要求|(?:不是|非)必须的?|可有可无|无所谓)$"
)


def said(text: str, known: Container[str] = ()) -> Said:
    """The phrase without its words of having, and what they say; the least of several counts.

    ``text`` is simplified and half-width (``words.readable``); ``known`` are normal names that must not be cut
    into (没有办公软件 is 没有|办公软件, not 没有办|公软件).

    >>> said("健康证(过期)").rest, said("健康证(过期)").having.name
    ('健康证', 'RUN_OUT')
    >>> said("会一点粤语").rest, said("会一点粤语").having.name, said("叉车证").having.name
    ('粤语', 'A_LITTLE', 'HAS')
    """
    found = Said(text)
    for _ in range(_WORDS):
        shorter = _one_less(found, known)
        if shorter is None:
            break
        found = shorter
    return found


def _one_less(found: Said, known: Container[str]) -> Said | None:
    for having, paperless, behind, pattern in _RULES:
        match = pattern.search(found.rest) if behind else pattern.match(found.rest)
        if match and match[0]:
            rest = _rest(found.rest, match, known, behind=behind)
            if paperless and not rest:
                continue
            last = found.last or (behind and having < Having.HAS)
            return Said(rest, min(having, found.having), paperless or found.paperless, last)
    return None


def _rest(text: str, match: re.Match[str], known: Container[str], *, behind: bool) -> str:
    """What the matched words leave; they end sooner where that leaves a known name."""
    if behind:
        cuts = [(text[:at], text[at:]) for at in range(match.start(), len(text))]
    else:
        cuts = [(text[at:], text[:at]) for at in range(match.end(), 0, -1)]
    rests = [rest.strip(" ,，:：") for rest, words in cuts if match.re.fullmatch(words)]
    return next((rest for rest in rests if normal(rest) in known), rests[0])


def asks_nothing(text: str) -> bool:
    """Whether a requirement says that it asks for nothing.

    >>> asks_nothing("经验不限"), asks_nothing("无需健康证"), asks_nothing("健康证")
    (True, True, False)
    """
    return bool(_NOTHING_ASKED.search(text))
