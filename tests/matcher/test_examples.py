"""The examples in the docstrings of the library hold."""

import doctest
import pkgutil
from importlib import import_module

import pytest

import matcher

MODULES = sorted(
    module.name
    for module in pkgutil.walk_packages(matcher.__path__, "matcher.")
    if not module.ispkg and not module.name.endswith("__main__")
)


@pytest.mark.parametrize("name", MODULES)
def test_the_examples_of_the_docstrings_hold(name: str) -> None:
    assert doctest.testmod(import_module(name)).failed == 0


def test_there_are_examples_to_hold() -> None:
    found = (doctest.DocTestFinder().find(import_module(name)) for name in MODULES)
    assert sum(len(test.examples) for tests in found for test in tests) >= 40
