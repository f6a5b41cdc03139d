"""Spoken Cantonese as people type it, in the words of written Chinese; names of jobs stay as they are."""

import re

_WRITTEN = {
    "有冇": "有没有",
    "唔该": "",
    "唔使": "不用",
    "唔好": "不要",
    "唔": "不",
    "冇": "没有",
    "嘅": "的",
    "咗": "了",
    "啲": "些",
    "喺": "在",
    "系咪": "是不是",
    "而家": "现在",
    "依家": "现在",
    "家阵": "现在",
    "揾": "找",
    "搵": "找",
    "做开": "做",
    "有得": "有",
    "日头": "白天",
    "夜晚": "晚上",
    "夜更": "夜班",
    "早更": "早班",
    "日更": "日班",
    "返工": "上班",
    "蚊": "元",
    "一日": "一天",
    "就得": "就行",
    "都得": "都行",
    "做得": "可以",
}
_SAID = re.compile("|".join(sorted(map(re.escape, _WRITTEN), key=len, reverse=True)) + "|返(?=[早夜日中晚])")


def written(text: str) -> str:
    """The text in written Chinese.

    >>> written("揾份返早班嘅保安"), written("唔使住宿舍")
    ('找份上早班的保安', '不用住宿舍')
    """
    return _SAID.sub(lambda said: _WRITTEN.get(said[0], "上"), text)
