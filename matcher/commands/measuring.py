"""``evaluate``: the protocols of evaluation as a table."""

# ruff: noqa: PLC0415, T201 - the protocols load every room; the table goes to stdout

import argparse
import sys

from tqdm import tqdm

from matcher.commands.terminal import BadInputError, onto


def run_evaluate(asked: argparse.Namespace) -> None:
    """The protocols of evaluation to a table of figures (Markdown)."""
    from matcher.evaluation import report

    names = asked.only or list(report.PROTOCOLS)
    if unknown := [name for name in names if name not in report.PROTOCOLS]:
        raise BadInputError(f"--only: no protocol {unknown[0]}; there are {', '.join(report.PROTOCOLS)}")
    with tqdm(total=1.0, disable=not sys.stderr.isatty(), bar_format="{desc:12}{percentage:3.0f}%|{bar}|") as bar:
        figures = report.measured(names, onto(bar))
    print(report.table(figures))
