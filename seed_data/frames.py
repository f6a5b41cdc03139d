"""The two frames that matching reads, straight from the generator: no database needed."""

from datetime import date
from pathlib import Path
from typing import Any

import pandas as pd

from seed_data.generator import District, Size, generate

WORKER_COLUMNS = (
    *("worker_id", "wishes", "skills", "certificates", "education", "birth_date", "street", "lng", "lat"),
    *("wage_min", "shifts", "needs_lodging", "available_from", "assist"),
)
VACANCY_COLUMNS = (
    *("vacancy_id", "employer_id", "title", "duties", "skills_required", "certificates_required", "education_min"),
    *("street", "lng", "lat", "wage_low", "wage_high", "shift", "lodging", "openings", "start_date", "open_until"),
    *("key_class", "urgent"),
)


def frames(size: str | Size, seed: int) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Workers and open vacancies in the columns of the `match` contract; an unknown is an empty cell.

    Every cell is text, exactly as it stands in the CSV files.
    """
    district = generate(size, seed)
    return worker_frame(district), vacancy_frame(district)


def write_frames(size: str | Size, seed: int, folder: Path) -> None:
    """Write `workers.csv` and `vacancies.csv` into `folder`, which is made when it is not there."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, frame in zip(("workers", "vacancies"), frames(size, seed), strict=True):
        frame.to_csv(folder / f"{name}.csv", index=False, lineterminator="\n", encoding="utf-8")


def worker_frame(district: District) -> pd.DataFrame:
    rows = [_worker(row) for row in district.workers]
    return pd.DataFrame(rows, columns=WORKER_COLUMNS, dtype=str)


def vacancy_frame(district: District) -> pd.DataFrame:
    """Only what is open; drafts and closed posts stay out."""
    classes = {firm["key"]: firm["key_listings"][0]["key_class"] for firm in district.employers if firm["key_listings"]}
    rows = [_vacancy(row, classes) for row in district.vacancies if row["state"] == "open"]
    return pd.DataFrame(rows, columns=VACANCY_COLUMNS, dtype=str)


def _worker(row: dict[str, Any]) -> list[str]:
    return [
        row["key"],
        _joined(wish["words"] for wish in row["wishes"]),
        _joined(row["skills"]),
        _joined(paper["words"] for paper in row["certificates"]),
        _cell(row["education"]),
        _cell(row["birth_date"]),
        _cell(row["street_code"]),
        _cell(row["lng"]),
        _cell(row["lat"]),
        _yuan(row["wage_min_fen"]),
        _joined(row["shifts"]),
        _cell(row["needs_lodging"]),
        _cell(row["available_from"]),
        _cell(bool(row["assistance"])),
    ]


def _vacancy(row: dict[str, Any], classes: dict[str, str]) -> list[str]:
    # The contract's wages are for a month; what part-time work comes to in a month is unknown.
    monthly = row["wage_unit"] == "month"
    return [
        row["key"],
        row["employer"],
        row["title"],
        row["duties"],
        _joined(row["skills_required"]),
        _joined(row["certificates_required"]),
        _cell(row["education_min"]),
        _cell(row["street_code"]),
        _cell(row["lng"]),
        _cell(row["lat"]),
        _yuan(row["wage_low_fen"] if monthly else None),
        _yuan(row["wage_high_fen"] if monthly else None),
        _cell(row["shift"]),
        _cell(row["lodging"]),
        _cell(row["openings"]),
        _cell(row["start_date"]),
        _cell(row["open_until"]),
        classes.get(row["employer"], "K0"),
        _cell(row["urgent"]),
    ]


def _cell(value: Any) -> str:
    """Text of one value: unknown is empty, a boolean is 0 or 1, a day is ISO."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return str(int(value))
    return value.isoformat() if isinstance(value, date) else str(value)


def _joined(items: Any) -> str:
    return "；".join(items)


def _yuan(fen: int | None) -> str:
    return "" if fen is None else str(fen // 100)
