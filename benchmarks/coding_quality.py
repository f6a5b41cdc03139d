"""E1 as a table: how often a title's code is right, five folds, beside the baselines; milliseconds a title."""

import time

from matcher.evaluation.coding import figures
from matcher.evaluation.report import table

if __name__ == "__main__":
    print(table(figures(clock=time.process_time)))
