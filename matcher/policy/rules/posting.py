"""V14 and V15: posts of others, and posts that nobody can check: only WeChat or QQ, shortened links, paid clicks."""

import re
from collections.abc import Iterator

from matcher.policy.findings import Hit, Level

_OTHERS = re.compile(
    r"(?:代招|代理招聘|代为招聘|(?:受|为|替|帮)(?!客)[\u4e00-\u9fff]{0,12}(?:委托|有限公司|电子厂|集团"
    r"|工厂|厂|公司)(?:招聘|招工|招人|代招)|(?:输送|派往|派遣到?|发往|介绍)(?:到"
    r"|至)?[\u4e00-\u9fff]{0,10}(?:厂|公司|集团|企业)(?:上班|工作|入职)?)"
)
_PERMIT = re.compile(r"(?:人力资源服务|劳务派遣(?:经营)?)许可证?")
_TELEPHONE = re.compile(r"(?<!\d)(?:1[3-9]\d{9}|0\d{2,3}-?\d{7,8}|(?<![a-z号群:])\d{8}|400-?\d{3}-?\d{4})(?!\d)")
_APP = r"(?:微信|威信|薇信|徽信|卫星|vx|v信|wx|wechat|weixin|qq|扣扣|企鹅|q群|电报群?)"
_CONTACT = re.compile(
    rf"(?:请|先|只|仅|可|加|添加|联系|扫|详情|私聊|咨询|限|唯一|统一)*(?:加|添加|联系|只|仅|扫码?"
    rf"|咨询)(?:我|客服|人事)?{_APP}(?:号|群|联系|沟通|咨询|好友|二维码)*[:为]?[a-z0-9_]*"
    rf"|{_APP}(?:号|群|联系|咨询|同)*[:为][a-z0-9_]+|{_APP}(?:号|群)*\d{{5,}}|(?<![a-z])(?:v|q)[:][a-z0-9_]{{5,}}"
)
_LINK = re.compile(
    (
        r"(?:https?://)?(?:t\.cn|dwz\.cn|url\.cn|bit\.ly|goo\.gl|tinyurl\.com|suo\.(?:im|nz)|w\.url\.cn|u\.nu"
        r"|is\.gd|dwz\.\w+|c7\.gg|mrw\.so|3\.cn|sourl\.cn|985\.so|t\.hk|reurl\.cc|rrd\.me|0x\.co)/[A-Za-z0-9]+"
    ),
    re.IGNORECASE,
)
_SCAM = re.compile(
    r"刷单|刷信誉|网络兼职日赚|日赚\d{3,}|博彩|菠菜推广|跑分|打字员?日结\d{3,}|点赞赚钱|缅甸|境外高薪|押车出境"
)


def find(text: str, *, agency_permit: bool) -> Iterator[Hit]:
    """Posts for others without a permit, and signs of a post that is not real."""
    if not agency_permit and not _PERMIT.search(text):
        for found in _OTHERS.finditer(text):
            yield Hit("V14", Level.BLOCK, found.start(), found.end(), "本单位直招")
    for found in _SCAM.finditer(text):
        yield Hit("V15", Level.WARN, found.start(), found.end(), "（请写明真实的工作内容）")
    if not _TELEPHONE.search(text):
        for found in _CONTACT.finditer(text):
            yield Hit("V15", Level.WARN, found.start(), found.end(), "联系电话：____")


def links(raw: str) -> Iterator[tuple[int, int]]:
    """Where shortened links stand in a text as typed."""
    for found in _LINK.finditer(raw):
        yield found.span()
