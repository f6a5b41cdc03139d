"""The examples in the docstrings of the skill modules hold."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import matcher.language

MODULES = sorted(
    module.name for module in pkgutil.iter_modules(matcher.language.__path__) if module.name.startswith("skill")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_the_docstrings_hold(name: str) -> None:
    assert doctest.testmod(import_module(f"matcher.language.{name}")).failed == 0


def test_there_are_examples_to_hold() -> None:
    found = (doctest.DocTestFinder().find(import_module(f"matcher.language.{name}")) for name in MODULES)
    assert sum(len(test.examples) for tests in found for test in tests) >= 8
