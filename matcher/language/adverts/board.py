"""Meals and lodging an advert offers."""

from matcher.language.adverts.facts import Fact
from matcher.language.adverts.said import Said
from matcher.language.board import board

_ELSEWHERE = ("duties", "company", "requirement", "place", "phone", "contact")


def meals_and_lodging(said: Said) -> tuple[Fact[bool] | None, Fact[bool] | None]:
    """Whether meals and whether lodging are provided: what is said first counts."""
    meals: Fact[bool] | None = None
    lodging: Fact[bool] | None = None
    for section in said.sections(("welfare",), _ELSEWHERE):
        told = board(said.words, section.label, section.end)
        meals, lodging = (
            known or (Fact(each.answer, (each.span,)) if each else None)
            for known, each in zip((meals, lodging), told, strict=True)
        )
    return meals, lodging
