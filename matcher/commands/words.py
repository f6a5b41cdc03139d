"""Commands on lines of text: code, rank, relate, screen."""

# ruff: noqa: PLC0415, T201 - each command loads what it needs; a command's result goes to stdout

import argparse
import json
import sys
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from matcher.commands.terminal import OFFICE, BadInputError, batches, lines_of, print_cells, read_bytes

if TYPE_CHECKING:
    from matcher.policy.advert import Advert
    from matcher.policy.findings import Finding


def run_code(_: argparse.Namespace) -> None:
    """Titles on stdin to occupations on stdout."""
    from matcher.language.occupations.coding import code

    titles = lines_of("stdin", sys.stdin.buffer.read())
    for batch in batches(titles, "code"):
        for title, found in zip(batch, code(batch), strict=True):
            others = ";".join(f"{number}:{confidence:.4f}" for number, confidence in found.alternatives)
            print_cells(title, found.code, found.name, str(found.level or ""), f"{found.confidence:.4f}", others)


def run_rank(asked: argparse.Namespace) -> None:
    """The nearest titles of a corpus for each query."""
    from matcher.language.titles.ranking import rank

    queries, corpus = (
        lines_of(asked.queries, read_bytes(asked.queries)),
        lines_of(asked.corpus, read_bytes(asked.corpus)),
    )
    before = 0
    for batch in batches(queries, "rank"):
        for query, title, score in rank(batch, corpus, asked.top):
            print_cells(str(before + query), str(title), f"{score:.6f}")
        before += len(batch)


def run_relate(_: argparse.Namespace) -> None:
    """Skill and requirement on stdin to their relation on stdout."""
    from matcher.language.skills.relating import relate

    questions = []
    for number, line in enumerate(lines_of("stdin", sys.stdin.buffer.read()), start=1):
        # A blank line is a question of two blanks: it has its answer, so that lines in and out keep step.
        cells = line.split("\t") if "\t" in line or line.strip() else ["", ""]
        if len(cells) != 2:
            raise BadInputError(
                f"stdin: row {number}, column requirement: expected skill<TAB>requirement, got {line!r}"
            )
        questions.append((cells[0], cells[1]))
    for batch in batches(questions, "relate"):
        for skill, requirement in batch:
            found = relate(skill, requirement)
            print_cells(skill, requirement, found.kind, found.reason)


def run_screen(asked: argparse.Namespace) -> None:
    """Adverts on stdin to verdicts on stdout, both as lines of JSON."""
    from matcher.policy.parameters import packaged_parameters
    from matcher.policy.screening import screen

    on, parameters = asked.as_of or datetime.now(OFFICE).date(), packaged_parameters()
    for batch in batches(_adverts(lines_of("stdin", sys.stdin.buffer.read())), "screen"):
        for identity, advert in batch:
            found = screen(advert, parameters, on)
            shown = {"id": identity, "verdict": found.verdict, "findings": [_shown(one) for one in found.findings]}
            print(json.dumps(shown, ensure_ascii=False))


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
