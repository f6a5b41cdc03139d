"""E11: does screening find what is unlawful, and leave lawful adverts alone? Ours beside a search for words.

``data/judged_adverts.jsonl`` holds one advert a line, as `screen` takes it, with the verdict and every rule it breaks,
judged for an advert that appears in Guangzhou on 2021-02-08. Sets were written one after the other, each before it was
first screened; what was wrong then was mended before the next. What was right that first time:

- verdict and rules: 186 of 205 adverts of the second set (2 lawful ones blocked), 143 of 150 of the third (2), 80 of 82
  of the fourth (0);
- the verdict, in the tone of adverts: 89 of 90 of the eighth (1), 68 of 75 of the tenth (1), 69 of 74 of the eleventh
  (0), 63 of 69 of the twelfth (0), 45 of 50 of the thirteenth (1), 48 of 50 of the
  fourteenth (1), 40 of 46 of the fifteenth (2), 109 of 111 of the sixteenth (0), 155 of 160 of the seventeenth (2),
  192 of 199 of the eighteenth (0), 180 of 186 of the nineteenth (1), 201 of 213 of the twentieth (0), 148 of 150 of
  the twenty-first (0), 122 of 128 of the twenty-second (0);
- the verdict, in words meant to slip through: 57 of 82 of the fifth (2), 64 of 81 of the sixth (1), 57 of 74 of the
  seventh (1), 45 of 69 of the ninth (1);
- five sets of real ways of writing, first the lawful ones that look otherwise, then one plain offence each, then words
  meant to slip through: 36 of 41, 40 of 42 and 35 of 47 of the twenty-third (5 lawful ones blocked); 39 of 40, 41 of 44
  and 43 of 54 of the twenty-fourth (1); 38 of 39, 39 of 42 and 36 of 54 of the twenty-fifth (4); 37 of 39, 40 of 43 and
  40 of 55 of the twenty-sixth (5); 22 of 25, 21 of 25 and 21 of 25 of the twenty-seventh (3).

So the figures below say that nothing once mended has come undone; how unseen wording fares, the first times say.
"""

import json
import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from importlib import resources

from matcher.evaluation.figures import Figure
from matcher.policy.advert import Advert, read_advert
from matcher.policy.findings import Level
from matcher.policy.parameters import packaged_parameters
from matcher.policy.screening import screen

PROTOCOL = "E11"
JUDGED_ON = date(2021, 2, 8)
# Words that a search would look for: the ones adverts use most for each rule that blocks.
PLAIN_WORDS = re.compile(
    "限男|限女|只招男|只招女|男士优先|女士优先|男性|女性|汉族|户口|户籍|已婚|未婚|孕|乙肝|两对半|残疾|押金|保证金|身份证|放弃社保"
)

Verdict = Callable[[Advert], tuple[Level, frozenset[str]]]


@dataclass(frozen=True, slots=True)
class Judged:
    """An advert, the verdict on it and every rule that finds something in it."""

    advert: Advert
    verdict: Level
    rules: frozenset[str]


def judged_adverts() -> list[Judged]:
    """The lines of the package."""
    text = resources.files("matcher.evaluation").joinpath("data", "judged_adverts.jsonl").read_text(encoding="utf-8")
    return read_judged(text.splitlines())


def read_judged(lines: Iterable[str]) -> list[Judged]:
    """Judged adverts from lines of JSON; ValueError names a line whose verdict and rules do not agree.

    >>> read_judged(['{"text": "限男", "verdict": "block", "rules": ["V01"]}'])[0].rules
    frozenset({'V01'})
    """
    return [_judged(line, number) for number, line in enumerate(lines, start=1)]


def _judged(line: str, number: int) -> Judged:
    said = json.loads(line)
    _, advert = read_advert(json.dumps({"id": number, **said}))
    judged = Judged(advert, Level(said["verdict"]), frozenset(said["rules"]))
    if (judged.verdict is Level.OK) == bool(judged.rules):
        raise ValueError(f"judged adverts: {line}: the verdict and the rules do not agree")
    return judged


def figures(judged: Sequence[Judged] | None = None) -> list[Figure]:
    """Share of adverts with the right verdict and the right rules, and how many lawful ones are blocked."""
    judged = judged_adverts() if judged is None else judged
    said = {name: [verdict(line.advert) for line in judged] for name, verdict in (("", ours), ("words", by_words))}
    lawful = [number for number, line in enumerate(judged) if line.verdict is not Level.BLOCK]
    verdicts = {
        name: _share(level is line.verdict for (level, _), line in zip(found, judged, strict=True))
        for name, found in said.items()
    }
    exact = _share(rules == line.rules for (_, rules), line in zip(said[""], judged, strict=True))
    blocked = {name: float(sum(found[number][0] is Level.BLOCK for number in lawful)) for name, found in said.items()}
    return [
        Figure(PROTOCOL, "verdicts right", verdicts.pop(""), "≥ .97", verdicts, len(judged)),
        Figure(PROTOCOL, "rules right, none missing and none too many", exact, "≥ .97", {}, len(judged)),
        Figure(PROTOCOL, "lawful adverts blocked", blocked.pop(""), "0", blocked, len(lawful)),
    ]


def ours(advert: Advert) -> tuple[Level, frozenset[str]]:
    """The verdict of screening and the rules that found something."""
    found = screen(advert, packaged_parameters(), JUDGED_ON)
    return found.verdict, frozenset(finding.rule for finding in found.findings)


def by_words(advert: Advert) -> tuple[Level, frozenset[str]]:
    """The verdict of a search for words in the text as typed."""
    hit = PLAIN_WORDS.search(advert.text)
    return (Level.BLOCK if hit else Level.OK), frozenset()


def _share(right: Iterable[bool]) -> float:
    flags = list(right)
    return sum(flags) / len(flags)
