"""``swap``: a problem of offers and needs to a plan of loans."""

# ruff: noqa: PLC0415 - the solver takes longer to load than a line of help

import argparse
import os
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from matcher.commands.terminal import BadInputError, onto, read_bytes, writing

if TYPE_CHECKING:
    from matcher.swap.planning import SwapPlan
    from matcher.swap.problem import SwapInstance

LEAST_SECONDS = 0.1  # to plan in, however long the rest took
LEAVING = 0.3  # seconds to write the plan and end the process


def run_swap(asked: argparse.Namespace) -> None:
    """A JSON of offers and needs to a JSON of loans, in the seconds asked for from here on: loading the solver too."""
    started = time.perf_counter()
    from matcher.swap.files import plan_json

    instance = _instance(asked.instance)
    with writing(asked.out):
        _check_place(asked.out)
    with (
        tqdm(
            total=1.0, disable=not sys.stderr.isatty(), bar_format="{desc:12}{percentage:3.0f}%|{bar}| {elapsed}"
        ) as bar,
        _quiet_stdout(),
    ):
        found = _plan(asked, instance, started, onto(bar))
    with writing(asked.out):
        asked.out.write_text(plan_json(found), "utf-8")


def _plan(
    asked: argparse.Namespace, instance: "SwapInstance", started: float, progress: Callable[[str, float], None]
) -> "SwapPlan":
    from matcher.swap.planning import plan
    from matcher.swap.problem import InvalidSwap

    try:
        left = max(LEAST_SECONDS, asked.time_limit - LEAVING - (time.perf_counter() - started))
        return plan(instance, left, time.perf_counter, progress)
    except InvalidSwap as fault:
        raise BadInputError(f"{asked.instance}: {fault}") from None


@contextmanager
def _quiet_stdout() -> Iterator[None]:
    """HiGHS leaves a line of its own on stdout now and then, past Python."""
    sys.stdout.flush()
    kept, nowhere = os.dup(1), os.open(os.devnull, os.O_WRONLY)
    try:
        os.dup2(nowhere, 1)
        yield
    finally:
        os.dup2(kept, 1)
        os.close(kept)
        os.close(nowhere)


def _check_place(out: Path) -> None:
    """OSError before anything is computed if the file could not be written."""
    if out.is_dir():
        raise IsADirectoryError(None, "it is a folder")
    if not out.parent.is_dir():
        raise FileNotFoundError(None, "there is no such folder")


def _instance(path: Path) -> "SwapInstance":
    from matcher.swap.problem import InvalidSwap
    from matcher.swap.reading import read_swap

    try:
        return read_swap(read_bytes(path).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise BadInputError(f"{path}: not UTF-8") from None
    except InvalidSwap as fault:
        raise BadInputError(f"{path}: {fault}") from None
