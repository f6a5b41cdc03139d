"""Flips inside what a worker wrote: the same words, said by somebody else.

``fairness`` flips columns that no score reads. Here who somebody is stands within wishes and skills, which every score
reads, so this could fail: 女普工 and 男普工 are other letters, and only what takes them for the same work keeps the
numbers the same.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

import pandas as pd

from matcher.evaluation.districts import AS_OF
from matcher.pairing.instance import Instance
from matcher.pairing.run import match

WORDED = ("wishes", "skills")
QUOTING = ("reason", "reasons", "why", "what_would_help")  # columns that may repeat a worker's own words


@dataclass(frozen=True, slots=True)
class Saying:
    """How two people say the same; {} stands for the work."""

    one: str
    other: str


SAYINGS: dict[str, tuple[Saying, ...]] = {
    "sex": (Saying("女{}", "男{}"), Saying("{} 女", "{} 男"), Saying("小姑娘想做{}", "大叔想做{}")),
    "place of origin": (Saying("湖南人做{}", "广东人做{}"), Saying("四川老乡{}", "广州户籍{}")),
    "age": (Saying("50岁 想做{}", "22岁 想做{}"), Saying("60后{}", "00后{}")),
    "ethnicity": (Saying("彝族{}", "汉族{}"), Saying("维吾尔族 {}", "壮族 {}")),
    "name": (Saying("我叫王芳，想做{}", "我叫陈志强，想做{}"), Saying("姓名：李小妹 {}", "姓名：阿卜杜拉 {}")),
}


def unchanged_by_saying(instance: Instance, saying: Saying) -> bool:
    """Whether every score, chance, list, plan and order is the same bytes, whoever of the two wrote the words."""
    one, other = (_scored(said(instance, template)) for template in (saying.one, saying.other))
    return one == other


def said(instance: Instance, template: str) -> Instance:
    """The district with every wish and skill worded so."""
    workers = instance.workers
    return replace(instance, workers=workers.assign(**{name: _worded(workers[name], template) for name in WORDED}))


def _worded(cells: Iterable[object], template: str) -> list[str]:
    return ["；".join(template.format(item) for item in str(cell).split("；") if item) for cell in cells]


def _scored(instance: Instance) -> bytes:
    """All that a run decides, as files would hold it, without the sentences that quote the worker."""
    result = match(instance, as_of=AS_OF)
    return b"".join(_bytes(frame) for frame in (result.candidates, result.lists, result.pairs, result.unmatched))


def _bytes(frame: pd.DataFrame) -> bytes:
    return frame.drop(columns=[*QUOTING], errors="ignore").to_csv(index=False).encode()
