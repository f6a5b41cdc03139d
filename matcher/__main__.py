"""``python -m matcher code|rank|relate|screen|match|swap|evaluate``: the library on files and pipes.

Exit status: 0 done; 2 bad input, one line on stderr and nothing written; 1 a fault of the program.
"""

import argparse
import gc
import math
import os
import re
import sys
from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import NoReturn

from matcher.commands.matching import run_match
from matcher.commands.measuring import run_evaluate
from matcher.commands.swapping import run_swap
from matcher.commands.terminal import BadInputError
from matcher.commands.words import run_code, run_rank, run_relate, run_screen

GARBAGE_AFTER = 100_000  # objects made before unreachable cycles are looked for
WHOLE = re.compile(r"[+-]?[0-9]{1,18}")


def _whole(written: str) -> int:
    """A whole number in plain digits; what argparse prints of a ValueError would name this function."""
    if not WHOLE.fullmatch(written):
        raise argparse.ArgumentTypeError(f"{written!r} is not a whole number")
    return int(written)


def _positive(written: str) -> int:
    if (number := _whole(written)) < 1:
        raise argparse.ArgumentTypeError(f"{written!r} is not 1 or more")
    return number


def _seconds(written: str) -> float:
    try:
        seconds = float(written)
    except ValueError:
        seconds = math.nan
    if not 0 < seconds < math.inf:
        raise argparse.ArgumentTypeError(f"{written!r} is no number of seconds above 0")
    return seconds


def _day(written: str) -> date:
    from matcher.pairing.cells import calendar_day  # noqa: PLC0415 - loads the tables of a match

    try:
        return calendar_day(written)
    except ValueError as fault:
        raise argparse.ArgumentTypeError(str(fault)) from None


class Parser(argparse.ArgumentParser):
    """A command line whose faults are one line, like those of any other input."""

    def error(self, message: str) -> NoReturn:
        self.exit(2, f"{self.prog}: {message}; see --help\n")


def parser() -> argparse.ArgumentParser:
    """The command line."""
    top = Parser(prog="python -m matcher", description="Words, skills and pairs of the labour market.")
    commands = top.add_subparsers(required=True, metavar="code|rank|relate|screen|match|swap|evaluate")
    coded = commands.add_parser("code", help="titles on stdin to occupation codes (TSV)")
    coded.set_defaults(run=run_code)
    ranked = commands.add_parser("rank", help="the nearest titles of a corpus for each query (TSV)")
    ranked.add_argument("--queries", type=Path, required=True, help="one title a line")
    ranked.add_argument("--corpus", type=Path, required=True, help="one title a line")
    ranked.add_argument("--top", type=_positive, required=True, help="titles for each query")
    ranked.set_defaults(run=run_rank)
    related = commands.add_parser("relate", help="skill<TAB>requirement on stdin to their relation (TSV)")
    related.set_defaults(run=run_relate)
    screened = commands.add_parser("screen", help="adverts on stdin to what is unlawful in them (JSON lines)")
    screened.add_argument("--as-of", type=_day, help="day the advert appears, YYYY-MM-DD (today in Guangzhou)")
    screened.set_defaults(run=run_screen)
    matched = commands.add_parser("match", help="workers.csv and vacancies.csv to pairs, lists and a report")
    matched.add_argument("dir", type=Path, help="folder with workers.csv, vacancies.csv and, if any, settled.csv")
    matched.add_argument("--out", type=Path, required=True, help="folder for the results")
    matched.add_argument("--params", type=Path, help="TOML file of parameters")
    matched.add_argument(
        "--seed", type=_whole, default=0, help="draws the order of equals, and in which order lists are made"
    )
    matched.add_argument("--as-of", type=_day, help="day of the run, YYYY-MM-DD (today in Guangzhou)")
    matched.add_argument("--dump-candidates", action="store_true", help="also write every pair that could be chosen")
    matched.set_defaults(run=run_match)
    swapped = commands.add_parser("swap", help="offers and needs of staff (JSON) to the best plan of loans (JSON)")
    swapped.add_argument("instance", type=Path, metavar="INSTANCE.json", help="offers, needs and params")
    swapped.add_argument("--out", type=Path, required=True, metavar="PLAN.json", help="file for the plan")
    swapped.add_argument("--time-limit", type=_seconds, default=60.0, help="seconds until the best plan so far (60)")
    swapped.set_defaults(run=run_swap)
    evaluated = commands.add_parser("evaluate", help="how good it is: the protocols of evaluation as a table")
    evaluated.add_argument("--only", nargs="+", metavar="E1", help="these protocols alone")
    evaluated.set_defaults(run=run_evaluate)
    return top


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; its exit status."""
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")  # type: ignore[union-attr]
    asked = parser().parse_args(arguments)
    try:
        asked.run(asked)
        sys.stdout.flush()
    except BrokenPipeError:
        # The reader has seen enough; whatever is still buffered must not raise at exit.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except BadInputError as problem:
        print("matcher:", " ".join(str(problem).splitlines()), file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130
    except Exception as fault:
        print(f"matcher: a fault of the program: {type(fault).__name__}: {fault}", file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    # Vocabularies and tables are hundreds of thousands of objects, and all of them live to the end.
    gc.set_threshold(GARBAGE_AFTER)
    sys.exit(main())
