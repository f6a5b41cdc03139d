"""`python -m seed_data.forms_made [DIR]`: write the sample forms, the same content every time."""

import argparse
from pathlib import Path

from seed_data import vacancy_forms, worker_forms
from seed_data.codes import table
from seed_data.generator import generate
from seed_data.workbook import workbook

FORMS = Path(__file__).parent / "forms"
SEED = 2021


def sample_forms() -> dict[str, bytes]:
    """The sample forms by file name."""
    district = generate("small", SEED)
    streets = {row["code"]: row["name"] for row in table("reference", "streets")}
    counties = {row["code"]: row["province"] + row["city"] + row["name"] for row in table("reference", "counties")}
    return {
        "用人单位招用登记_整洁.xlsx": workbook(vacancy_forms.clean(district, streets)),
        "用人单位招用登记_杂乱.xlsx": workbook(vacancy_forms.filthy()),
        "求职登记_整洁.xlsx": workbook(worker_forms.clean(district, streets, counties)),
        "求职登记_杂乱.xlsx": workbook(worker_forms.filthy()),
    }


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m seed_data.forms_made", description="Write the sample Excel forms.")
    parser.add_argument("folder", type=Path, nargs="?", default=FORMS)
    folder: Path = parser.parse_args().folder
    folder.mkdir(parents=True, exist_ok=True)
    for name, content in sample_forms().items():
        (folder / name).write_bytes(content)


if __name__ == "__main__":
    main()
