"""One tap puts the lawful words in the place of the others: in the text as pasted and in every field."""

from collections.abc import Iterable

from api.adverts.fields import terms_typed
from api.fields.filled import Filled
from api.reviews.screening import TEXT, WAGES, Found, Rules, screen_terms, screen_text
from matcher.policy.findings import Finding
from matcher.policy.screening import rewritten

GAP = "____"  # a rewrite with a gap cannot be put in its place before somebody fills it


def found_in(form: Filled, rules: Rules) -> tuple[Found, ...]:
    """Everything that may not stand as it does, in the text and in the fields."""
    terms = terms_typed(form)
    return (*screen_text(form.value(TEXT), terms, rules), *screen_terms(terms, rules))


def can_be_put_in(found: Found) -> bool:
    return GAP not in found.rewrite and bool(found.rewrite)


def mended(form: Filled, which: str, rules: Rules) -> Filled:
    """The form with a wording replaced wherever it was found; ``which`` is its rule and phrase."""
    wanted = [one for one in found_in(form, rules) if named(one) == which and can_be_put_in(one)]
    values = dict(form.values)
    for field in {one.field for one in wanted}:
        values[field] = _replaced(values.get(field, ""), [one for one in wanted if one.field == field])
    return Filled(values)


def named(found: Found) -> str:
    """A wording as a button names it."""
    return f"{found.rule}|{found.phrase}"


def _replaced(words: str, found: Iterable[Found]) -> str:
    found = list(found)
    if found[0].field in WAGES.values():
        return found[0].rewrite
    cut = [Finding(one.rule, one.level, one.phrase, "", one.rewrite, "", one.start, one.end) for one in found]
    return rewritten(words, cut)
