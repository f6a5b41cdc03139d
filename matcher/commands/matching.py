"""``match``: a folder of workers and vacancies to a folder of results."""

# ruff: noqa: PLC0415 - the tables and solvers of a match take longer to load than a line of help

import argparse
import sys
import time
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from tqdm import tqdm

from matcher.commands.terminal import OFFICE, BadInputError, onto, writing

if TYPE_CHECKING:
    from matcher.pairing.instance import Instance
    from matcher.pairing.params import MatchParams


def run_match(asked: argparse.Namespace) -> None:
    """A folder of workers and vacancies to a folder of results."""
    from matcher.pairing.files import check_place, write_result
    from matcher.pairing.run import match

    with writing(asked.out):
        check_place(asked.out)
    as_of = asked.as_of or datetime.now(OFFICE).date()
    params = _params(asked.params, as_of)
    instance = _instance(asked.dir)
    with tqdm(
        total=1.0, disable=not sys.stderr.isatty(), bar_format="{desc:12}{percentage:3.0f}%|{bar}| {elapsed}"
    ) as bar:
        result = match(instance, params, as_of=as_of, seed=asked.seed, progress=onto(bar), clock=time.perf_counter)
    with writing(asked.out):
        write_result(result, asked.out, asked.dump_candidates)


def _params(path: Path | None, as_of: date) -> "MatchParams":
    from matcher.pairing.params import InvalidParams, MatchParams

    try:
        return MatchParams.from_toml(path, as_of) if path else MatchParams.on(as_of)
    except OSError as fault:
        raise BadInputError(f"{path}: {fault.strerror}") from None
    except InvalidParams as fault:
        raise BadInputError(f"{path}: {fault}") from None


def _instance(folder: Path) -> "Instance":
    from matcher.pairing.files import read_instance
    from matcher.pairing.instance import InvalidInstance

    try:
        return read_instance(folder)
    except InvalidInstance as fault:
        where = f"row {fault.row}" + (f", column {fault.column}" if fault.column else "")
        raise BadInputError(f"{folder / fault.frame}.csv: {where}: {fault.problem}") from None
    except OSError as fault:
        raise BadInputError(f"{fault.filename}: {fault.strerror}") from None
