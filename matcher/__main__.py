"""``python -m matcher code|rank|relate|screen|match|evaluate``: the library on files and pipes.

Exit status: 0 done; 2 bad input, one line on stderr and nothing written; 1 a fault of the program.
"""

# ruff: noqa: PLC0415 - each command loads what it needs: the tables and solvers of a match take longer than a title.

import argparse
import gc
import json
import os
import re
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeVar
from zoneinfo import ZoneInfo

from tqdm import tqdm

if TYPE_CHECKING:
    from matcher.pairing.instance import Instance
    from matcher.pairing.params import MatchParams
    from matcher.policy.advert import Advert
    from matcher.policy.findings import Finding

OFFICE = ZoneInfo("Asia/Shanghai")
TITLES_A_BATCH = 1_000
GARBAGE_AFTER = 100_000  # objects made before unreachable cycles are looked for
WHOLE = re.compile(r"[+-]?[0-9]{1,18}")
Item = TypeVar("Item")


class BadInputError(Exception):
    """What the caller gave cannot be used; the message says where and why."""


def run_code(_: argparse.Namespace) -> None:
    """Titles on stdin to occupations on stdout."""
    from matcher.language.occupations.coding import code

    titles = _lines("stdin", sys.stdin.buffer.read())
    for batch in _batches(titles, "code"):
        for title, found in zip(batch, code(batch), strict=True):
            others = ";".join(f"{number}:{confidence:.4f}" for number, confidence in found.alternatives)
            _print(title, found.code, found.name, str(found.level or ""), f"{found.confidence:.4f}", others)


def run_rank(asked: argparse.Namespace) -> None:
    """The nearest titles of a corpus for each query."""
    from matcher.language.titles.ranking import rank

    queries, corpus = _lines(asked.queries, _bytes(asked.queries)), _lines(asked.corpus, _bytes(asked.corpus))
    before = 0
    for batch in _batches(queries, "rank"):
        for query, title, score in rank(batch, corpus, asked.top):
            _print(str(before + query), str(title), f"{score:.6f}")
        before += len(batch)


def run_relate(_: argparse.Namespace) -> None:
    """Skill and requirement on stdin to their relation on stdout."""
    from matcher.language.skills.relating import relate

    questions = []
    for number, line in enumerate(_lines("stdin", sys.stdin.buffer.read()), start=1):
        # A blank line is a question of two blanks: it has its answer, so that lines in and out keep step.
        cells = line.split("\t") if "\t" in line or line.strip() else ["", ""]
        if len(cells) != 2:
            raise BadInputError(
                f"stdin: row {number}, column requirement: expected skill<TAB>requirement, got {line!r}"
            )
        questions.append((cells[0], cells[1]))
    for batch in _batches(questions, "relate"):
        for skill, requirement in batch:
            found = relate(skill, requirement)
            _print(skill, requirement, found.kind, found.reason)


def run_screen(asked: argparse.Namespace) -> None:
    """Adverts on stdin to verdicts on stdout, both as lines of JSON."""
    from matcher.policy.parameters import packaged_parameters
    from matcher.policy.screening import screen

    on, parameters = asked.as_of or datetime.now(OFFICE).date(), packaged_parameters()
    for batch in _batches(_adverts(_lines("stdin", sys.stdin.buffer.read())), "screen"):
        for identity, advert in batch:
            found = screen(advert, parameters, on)
            shown = {"id": identity, "verdict": found.verdict, "findings": [_shown(one) for one in found.findings]}
            print(json.dumps(shown, ensure_ascii=False))


def run_match(asked: argparse.Namespace) -> None:
    """A folder of workers and vacancies to a folder of results."""
    from matcher.pairing.files import check_place, write_result
    from matcher.pairing.run import match

    with _writing(asked.out):
        check_place(asked.out)
    as_of = asked.as_of or datetime.now(OFFICE).date()
    params = _params(asked.params, as_of)
    instance = _instance(asked.dir)
    with tqdm(
        total=1.0, disable=not sys.stderr.isatty(), bar_format="{desc:12}{percentage:3.0f}%|{bar}| {elapsed}"
    ) as bar:
        result = match(instance, params, as_of=as_of, seed=asked.seed, progress=_onto(bar), clock=time.perf_counter)
    with _writing(asked.out):
        write_result(result, asked.out, asked.dump_candidates)


def run_evaluate(asked: argparse.Namespace) -> None:
    """The protocols of evaluation to a table of figures (Markdown)."""
    from matcher.evaluation import report

    names = asked.only or list(report.PROTOCOLS)
    if unknown := [name for name in names if name not in report.PROTOCOLS]:
        raise BadInputError(f"--only: no protocol {unknown[0]}; there are {', '.join(report.PROTOCOLS)}")
    with tqdm(total=1.0, disable=not sys.stderr.isatty(), bar_format="{desc:12}{percentage:3.0f}%|{bar}|") as bar:
        figures = report.measured(names, _onto(bar))
    print(report.table(figures))


def _adverts(lines: Sequence[str]) -> "list[tuple[str, Advert]]":
    """All adverts, read before any is answered; blank lines are none."""
    from matcher.policy.advert import InvalidAdvert, read_advert

    adverts = []
    for number, line in enumerate(lines, start=1):
        try:
            adverts += [read_advert(line)] if line.strip() else []
        except InvalidAdvert as fault:
            raise BadInputError(f"stdin: row {number}, column {fault.field}: {fault.problem}") from None
    return adverts


def _shown(finding: "Finding") -> dict[str, str]:
    return {name: getattr(finding, name) for name in ("rule", "level", "phrase", "article", "rewrite")}


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


@contextmanager
def _writing(out: Path) -> Iterator[None]:
    try:
        yield
    except OSError as fault:
        raise BadInputError(f"{out}: cannot be written: {fault.strerror or fault}") from None


def _onto(bar: "tqdm[None]") -> Callable[[str, float], None]:
    """A listener that moves a bar."""

    def listen(stage: str, done: float) -> None:
        bar.set_description_str(stage, refresh=False)
        bar.update(done - bar.n)

    return listen


def _bytes(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as fault:
        raise BadInputError(f"{path}: {fault.strerror}") from None


def _lines(name: str | Path, written: bytes) -> list[str]:
    """The lines of a text, whatever the locale; a byte order mark and carriage returns are no part of them."""
    try:
        text = written.decode("utf-8-sig")
    except UnicodeDecodeError as fault:
        row = written.count(b"\n", 0, fault.start) + 1
        raise BadInputError(f"{name}: row {row}: not UTF-8") from None
    lines = text.split("\n")
    if not lines[-1]:
        lines.pop()
    return [line.removesuffix("\r") for line in lines]


def _batches(items: Sequence[Item], what: str) -> Iterator[list[Item]]:
    """The items some at a time, with a bar on stderr when somebody looks."""
    with tqdm(total=len(items), desc=what, disable=not sys.stderr.isatty()) as bar:
        for first in range(0, len(items), TITLES_A_BATCH):
            yield list(items[first : first + TITLES_A_BATCH])
            bar.update(min(TITLES_A_BATCH, len(items) - first))


def _print(*cells: str) -> None:
    """One line of TSV; a tab inside a cell would move the columns and becomes a space."""
    print("\t".join(cell.replace("\t", " ").replace("\r", " ") for cell in cells))


def _whole(written: str) -> int:
    """A whole number in plain digits; what argparse prints of a ValueError would name this function."""
    if not WHOLE.fullmatch(written):
        raise argparse.ArgumentTypeError(f"{written!r} is not a whole number")
    return int(written)


def _positive(written: str) -> int:
    if (number := _whole(written)) < 1:
        raise argparse.ArgumentTypeError(f"{written!r} is not 1 or more")
    return number


def _day(written: str) -> date:
    from matcher.pairing.cells import calendar_day

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
    commands = top.add_subparsers(required=True, metavar="code|rank|relate|screen|match|evaluate")
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
