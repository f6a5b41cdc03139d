"""`python -m seed_data --size district --seed 1 --csv DIR`: the demonstration as two CSV files, no database needed."""

import argparse
from pathlib import Path

from seed_data.frames import write_frames
from seed_data.generator import SIZES


def main() -> None:
    parser = argparse.ArgumentParser(
        prog="python -m seed_data", description="Write the made-up demonstration data as workers.csv and vacancies.csv."
    )
    parser.add_argument("--size", choices=SIZES, default="district")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--csv", type=Path, required=True, metavar="DIR", help="folder to write into")
    asked = parser.parse_args()
    write_frames(asked.size, asked.seed, asked.csv)


if __name__ == "__main__":
    main()
