"""Words written so that they only look like themselves: characters taken apart (亻分), others of the same shape (末婚),
numerals of cheques (伍佰元), initials of syllables (sfz).
"""

import re

from matcher.policy.reading import Reading

_RADICALS = {
    "亻": {"分": "份", "呆": "保", "又": "仅", "尤": "优", "介": "价", "本": "体", "主": "住", "牛": "件"},
    "扌": {"甲": "押", "口": "扣", "召": "招", "巨": "拒", "非": "排", "氐": "抵"},
    "讠": {"正": "证", "登": "证", "青": "请"},
    "礻": {"土": "社"},
    "忄": {"生": "性"},
    "阝": {"艮": "限", "余": "除"},
    "疒": {"矢": "疾", "丙": "病"},
    "歹": {"戋": "残"},
    "女": {"昏": "婚"},
    "夕": {"卜": "外"},
}
_APART = {f"{left}{right}": whole for left, others in _RADICALS.items() for right, whole in others.items()}
_FORMAL = dict(zip("壹贰叁肆伍陆柒捌玖拾佰仟", "一二三四五六七八九十百千", strict=True))
_INITIALS = {
    "yj": "押金",
    "sfz": "身份证",
    "bzj": "保证金",
    "fei": "费",
    "惊": "金",
    "sui": "岁",
    "bu": "不",
    "yu": "育",
}
_LOOKS = {"己": "已", "巳": "已", "末": "未", "禾": "未", "木": "本", "徊": "回", "月干": "肝", "证牛": "证件"}
_OTHER_SHAPE = re.compile(
    "|".join(_APART)
    + r"|[己巳](?=[婚育孕]|生育)|(?<![周月季年期])[末禾](?=[婚育孕])|木(?=[地市省](?:人|户|籍))|徊(?=[族民])"
    + r"|(?<=乙)月干|(?<![一二三四五六七八九])[幺一][〇零一二三四五六七八九](?=周?岁)|证牛(?=[。，、()]|上岗|$)"
    + r"|[壹贰叁肆伍陆柒捌玖拾佰仟](?:[壹贰叁肆伍陆柒捌玖拾佰仟零万]+|(?=[元块蚊岁名天月]))"
    + r"|(?<=[交收缴付押扣])(?:yj|sfz|bzj)(?![a-z])|(?<=[名介训装检服料牌证学])fei(?![a-z])|(?<=\d)sui(?![a-z])"
    + r"|(?<=[押压鸭])惊(?=[\d一二两三四五六七八九])|(?<![a-z])bu(?=[收招要录考买签退])|(?<=[已未])yu(?![a-z])"
)


def reshaped(reading: Reading) -> Reading:
    """The reading with such words spelt as they are meant."""
    return reading.replaced(_OTHER_SHAPE, _meant)


def _meant(found: re.Match[str]) -> str:
    written = found[0]
    if written[0] in "幺一":  # 幺五岁: by digits
        return "十" + written[1].strip("〇零")
    whole = _APART.get(written) or _LOOKS.get(written) or _INITIALS.get(written)
    return whole or "".join(_FORMAL.get(numeral, numeral) for numeral in written)
