"""Measure every protocol of matcher.evaluation and write the table benchmarks/quality.md anew.

Takes several minutes on one core; what each line means stands in matcher/evaluation, what is still wrong below the
table is kept by hand and carried over.
"""

import sys
from importlib.metadata import version
from pathlib import Path

from matcher.evaluation import report

TABLE = Path(__file__).with_name("quality.md")
KEPT_FROM = "## What is still wrong"  # written by hand


def main() -> None:
    figures = report.measured(progress=lambda name, done: print(f"{name}: {done:.0%}", file=sys.stderr))
    by_hand = TABLE.read_text("utf-8").partition(KEPT_FROM) if TABLE.exists() else ("", KEPT_FROM, "\n")
    TABLE.write_text(
        "\n".join([HEAD.format(version=version("wengang")), report.table(figures), "", by_hand[1] + by_hand[2]])
    )
    print(report.table(figures))


HEAD = """\
# Quality

Made by `script/bench` (or `python -m matcher evaluate` for the table alone) with version {version}. Every line is \
measured in one run on the same cases for ours and the others; nothing here is asserted in a test.
"""

if __name__ == "__main__":
    main()
