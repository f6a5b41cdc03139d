"""Driving licences: the class read from the many ways people write it.

Classes and what each may drive: 《机动车驾驶证申领和使用规定》, annex 准驾车型及代号; the covers edges stand in
``data/skill_concepts_certificates.csv``.
"""

import re

_CLASS = r"(?:a[123]|b[12]|c[1-6])"
_TAIL = (
    r"(?:类|型|级|车型)?(?:的)?(?:机动车)?(?:司机|驾驶员)?(?:驾驶证照?|驾驶执照|驾驶本|驾照|驾证|驾驶|驾|车牌|车证|车照|牌照|牌|照|本|票|证)?"
    r"(?:司机|驾驶员)?(?:证)?"
)
_VEHICLE = r"(?:机动车|汽车|摩托车?|小[汽客]?车|大?货车|大?客车|大车)?"
_HEAD = rf"(?:持有?|有|会开|开)?{_VEHICLE}(?:驾驶证|驾照|驾驶执照|增驾|准驾车型|驾)?(?:为|是)?"
_NUMBERED = re.compile(rf"^{_HEAD}(?P<classes>{_CLASS}(?:[/、,和及或]?(?:{_CLASS}|[defm]))*){_TAIL}$")
_LETTER = re.compile(
    rf"^(?:持有?|有)?{_VEHICLE}(?P<letter>[a-fmnp])(?:类|型)?(?:驾驶证|驾驶执照|驾照|驾证|驾|车牌|车照|牌照|牌|照|本|票)$"
    r"|^(?:驾驶证|驾照)(?P<letter_behind>[a-fmnp])(?:类|型|照|牌|证)?$"
)
_BIKE = re.compile(r"^(?P<letter>[def])证$")
_EACH = re.compile(rf"{_CLASS}|[defm]")


def licence_classes(word: str) -> list[str]:
    """The licence concepts a normal word names, best guess none.

    A bare letter without number (“B牌”) is how people speak of a group of classes: it is its own concept.

    >>> licence_classes("b2驾驶证"), licence_classes("c牌"), licence_classes("a1a2驾照"), licence_classes("c++")
    (['驾照B2'], ['驾照C照'], ['驾照A1', '驾照A2'], [])
    """
    if found := _NUMBERED.match(word):
        return [f"驾照{name.upper()}" for name in _EACH.findall(found["classes"])]
    if found := _LETTER.match(word):
        letter = (found["letter"] or found["letter_behind"]).upper()
        return [f"驾照{letter}照" if letter in "ABC" else f"驾照{letter}"]
    if found := _BIKE.match(word):
        return [f"驾照{found['letter'].upper()}"]
    return []
