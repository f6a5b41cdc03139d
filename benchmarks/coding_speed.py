"""Milliseconds of processor time that coding a title takes, over the labelled titles in batches as they come."""

import time

from matcher.language.occupations.coding import code
from matcher.language.occupations.fitting import labelled


def main() -> None:
    titles = [core for core, _ in labelled()]
    code(titles[:1])  # loads the model
    since = time.process_time()
    code(titles)
    print(f"code {len(titles):,} titles: {1000 * (time.process_time() - since) / len(titles):.2f} ms a title")


if __name__ == "__main__":
    main()
