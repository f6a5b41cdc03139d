"""Is an advert lawful? The phrases that are not, each with the article and words to put in its place."""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from matcher.policy.advert import Advert
from matcher.policy.articles import article
from matcher.policy.denials import denied
from matcher.policy.findings import SEVERITY, Finding, Hit, Level, Screening, worst
from matcher.policy.parameters import Parameters
from matcher.policy.reading import read
from matcher.policy.rules import (
    ages,
    contracts,
    families,
    fees,
    health,
    hours,
    insurance,
    origins,
    peoples,
    posting,
    sexes,
    wages,
)
from matcher.policy.spellings import unmasked


def screen(advert: Advert, parameters: Parameters, on: date) -> Screening:
    """The verdict on an advert that is to appear on a day.

    Laws go by the day of appearance; age and the least wage by the day the work starts, where the advert names it.
    """
    start = advert.start_date or on
    found: list[Finding] = []
    for field, raw in (("title", advert.title), ("text", advert.text)):
        found += _of_words(field, raw, advert, parameters, on)
    found += [
        Finding(rule, level, f"{getattr(advert, field):g}", article(rule, level, on), value, field)
        for rule, level, field, value in wages.of_fields(advert, parameters, start)
    ]
    return Screening(worst(finding.level for finding in found), tuple(found))


def rewritten(text: str, findings: Iterable[Finding]) -> str:
    """A text with the rewrites of its findings in place; of findings that overlap the worse one is rewritten."""
    kept: list[Finding] = []
    for finding in sorted(findings, key=lambda one: (-SEVERITY[one.level], one.start, -one.end)):
        if all(finding.end <= other.start or other.end <= finding.start for other in kept):
            kept.append(finding)
    for finding in sorted(kept, key=lambda one: one.start, reverse=True):
        text = text[: finding.start] + finding.rewrite + text[finding.end :]
    return text


def _of_words(field: str, raw: str, advert: Advert, parameters: Parameters, on: date) -> Iterator[Finding]:
    """What one field of words holds, in its order."""
    reading = unmasked(read(raw))
    standing = (hit for hit in _hits(reading.text, advert, parameters, on) if not denied(reading.text, hit))
    spans = [(hit, *reading.span(hit.start, hit.end)) for hit in _distinct(standing)]
    spans += [(Hit("V15", Level.WARN, 0, 0, "请在本平台报名"), *place) for place in posting.links(raw)]
    for hit, start, end in sorted(spans, key=lambda one: (one[1], one[2], one[0].rule)):
        law = article(hit.rule, hit.level, on)
        yield Finding(hit.rule, hit.level, raw[start:end], law, hit.rewrite, field, start, end)


def _hits(text: str, advert: Advert, parameters: Parameters, on: date) -> Iterator[Hit]:
    start = advert.start_date or on
    for rule in (sexes, peoples, origins, families, health, fees, insurance, contracts):
        yield from rule.find(text)
    yield from ages.find(text, parameters, start)
    yield from wages.find(text, advert, parameters, start)
    yield from hours.find(text, parameters, on)
    yield from posting.find(text, agency_permit=advert.agency_permit)


def _distinct(hits: Iterable[Hit]) -> list[Hit]:
    """Overlapping hits of one rule as one, at the worse level and with the rewrite of the longer."""
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda one: (one.rule, one.start, -one.end)):
        last = kept[-1] if kept else None
        if last and last.rule == hit.rule and hit.start < last.end:
            level = worst([last.level, hit.level])
            kept[-1] = replace(last, level=level, end=max(last.end, hit.end))
        else:
            kept.append(hit)
    return kept
