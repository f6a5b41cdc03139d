"""How does a sentence take each job it names? 以前做过厨师 现在想开车 不要夜班保安: done, wanted, refused."""

import re
from dataclasses import dataclass
from enum import Enum

PARTS = re.compile(
    r"[\s/、，,;；|+&＋·・。．!！?？:：()（）\[\]【】<>《》\"“”'‘’~～*_\\-]+"
    r"|(?<=..)(?:兼|或者?|还有|又或|以及)(?=..)"
)
_TAILS = (
    "工作|帮忙|打工|做事|做工|干活|上班|活儿|活计|活|职位|岗位|之类|类|方面|行业|经验|都可以|都行|都得|也行|也可以|"
    "就好|就行|就得|即可|最好|优先|那种|这种|那些|这些|什么|的|等|了|呀|啊|吧|呢|啦|嘛"
)
TAIL = re.compile(rf"(?<=..)的?(?:{_TAILS})$")
WISH = re.compile(
    r"^(?:我?(?:想|会|能|可以|希望|打算|要)?(?:找|做过|干过|做|干|从事|应聘|求职|求)?(?:个|一份|份|一个)?)(?=..)"
)

_WHO = (
    "(?:我|本人|俺|自己|阿姨|大姐)?"
    "(?:现在|目前|如今|而家|最近|下岗了?|失业了?|退休了?|只|就|还是|也|都|更|比较|主要|重新|再)*"
)
_STRONG_WISH = re.compile(
    rf"^{_WHO}(?:想要?(?![象像法])|希望|打算|要(?=[找做学换]|应聘)|最好(?:是|能|有)?|求职(?!顾问|专员|者)|应聘|"
    r"找(?=[份个点做]|工作|一)|揾|搵|转行|改行|转做|改做|求(?=[份个一])|换(?=[份个]))"
    r"(?:能|可以|有|再|去)*(?:找|换|应聘|从事|揾|搵|试试?|转行|改行|返)*(?:一?[份个点些])?"
    r"(?:简单|轻松|稳定|正规|附近|近|就近|固定|长期)*的?(?:做|当|干|是|去)?(?=..)"
)
_REFUSAL = (
    r"(?:坚决|绝对|千万|真的|实在|也|我|但|再也|暂时|现在|目前|如今|以后|都)*"
    r"(?:不想再?|不要(?!求)|不做(?!作)|不愿意?|不考虑|不接受|不喜欢|不去|不干(?![胶净])|不当|不找|不用|不需要?|不会|不懂|"
    r"不(?=打(?![烊折])|跑|卖|搞|穿|站|坐(?!班)|倒(?!闭)|进(?=厂|工厂|车间|电子))|别(?=[做找给叫让是]|介绍)|勿|拒绝|谢绝|讨厌|无需|除了?(?![草虫四尘])|除去|"
    r"非(?=销售|中介|推销|保险|电销|客服|普工|直播|业务)|[冇唔](?:想|做|要|好|会|返|去))"
)
_REFUSED = re.compile(rf"^{_REFUSAL}(?:再|去|做|干|当|找|搞|是|有|介绍|给我|叫我)*(?:一?[份个点些])?")
_REFUSED_BEHIND = re.compile(
    r"(?<=..)(?:就|都|我|一律|全部)*(?:不做|不要|不考虑|不干|不想做|不去|免谈|除外|勿扰|唔做|唔要)了?$"
)
_ALL_OTHERS = re.compile(r"(?:以外|之外|(?<=.)外(?=都|$)|都|其他|其它|别的|什么|全部).*$")

_BEFORE = "以前|之前|曾经|从前|过去|早年|早前|原来|退休前"
_YEARS = r"(?:(?:\d+|[一二三四五六七八九十两几多好]+)(?:多|几)?年多?)"
_PAST = re.compile(rf"{_BEFORE}|[做干当开跑待学搞卖教修带]过|[做干当开]了?{_YEARS}|毕业")
_UP_TO_DONE = re.compile(rf"^.*[做干当搞待]过{_YEARS}?的?(?=..)|^.*毕业(?:后|的)?(?=..)")
_TIME = re.compile(
    rf"^(?:{_BEFORE})?在.{{1,8}}?(?=[做当干])|{_BEFORE}|一直|[做干当]了?{_YEARS}的?|(?<=..)[开跑]了?{_YEARS}的?$|{_YEARS}的?|过(?=.)"
)

_SOMEBODY_ELSE = re.compile(
    r"^(?:我|有个?|和|跟|我的)?(?:老公|老婆|爱人|丈夫|妻子|我爸|我妈|父亲|母亲|儿子|女儿|男朋友|女朋友|对象|朋友(?!圈)|同学|老乡|亲戚|家里?人"
    r"|(?:孩子|小孩)(?=[上在读大要刚放]))(?=..)"
)
_TURN = re.compile(
    r"(?<=.)(?:(?=但是?(?:[不想没也现要]|唔))|(?=不过|现在|如今|目前(?!的))"
    r"|(?<![理梦思联不唔冇别没])(?=想(?:[做找学去当换转进要开干试入再]|应聘|从事))"
    r"|(?<=非销售|非中介|非推销|非保险|非电销|非客服|非普工|非直播|非业务)"
    rf"|(?=找[份个一]|应聘|求职(?!顾问)|最好[是做找]|想?揾份|改行|转行)|(?={_REFUSAL}(?:做|干|当|去|找|搞|再)?..))"
)
_CUE = re.compile(rf"^{_WHO}(?:想|要|希望|打算|但是?|不过)?$")
_LINK = re.compile(r"^(?:但是?(?=..)|不过|而且|所以|因为|然后|就是|其实)")


class Stance(Enum):
    """How a sentence takes a job; the value is how much it counts beside a job that is wanted."""

    WANTED = 1.0
    SAID = 0.85
    DONE = 0.55
    OF_OTHERS = 0.3
    REFUSED = 0.0


@dataclass(frozen=True, slots=True)
class Clause:
    """Words that name a job, the words that tell the stance taken off."""

    words: str
    stance: Stance


def clauses(title: str) -> tuple[Clause, ...]:
    """The clauses of a cleaned title, in its order.

    >>> [(clause.words, clause.stance.name) for clause in clauses("以前在酒楼做过传菜 现在想找份送货的活")]
    [('传菜', 'DONE'), ('送货的活', 'WANTED')]
    >>> [(clause.words, clause.stance.name) for clause in clauses("不锈钢焊工 不要夜班保安")]
    [('不锈钢焊工', 'SAID'), ('夜班保安', 'REFUSED')]
    """
    pieces = (piece for part in PARTS.split(title) for piece in _pieces(part))
    return tuple(_clause(_LINK.sub("", piece)) for piece in pieces)


def _pieces(part: str) -> list[str]:
    """A part at its turns; 现在 and 想 alone belong to what follows."""
    found: list[str] = []
    cue = ""
    for piece in _TURN.split(part):
        cue += piece
        if not _CUE.match(cue):
            found.append(cue)
            cue = ""
    return found


def _clause(words: str) -> Clause:
    if _REFUSED.match(words):
        return Clause(_ALL_OTHERS.sub("", _REFUSED.sub("", words)), Stance.REFUSED)
    if _REFUSED_BEHIND.search(words):
        return Clause(_REFUSED_BEHIND.sub("", words), Stance.REFUSED)
    if _SOMEBODY_ELSE.match(words):
        return Clause(_SOMEBODY_ELSE.sub("", words), Stance.OF_OTHERS)
    if _STRONG_WISH.match(words):
        return Clause(_STRONG_WISH.sub("", words), Stance.WANTED)
    if _PAST.search(words):
        return Clause(_TIME.sub("", _UP_TO_DONE.sub("", words)) or words, Stance.DONE)
    return Clause(words, Stance.SAID)
