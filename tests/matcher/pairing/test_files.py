import pandas as pd
import pytest

from matcher.pairing import files


@pytest.mark.parametrize("at_once", [1, 2, 5, 6])
def test_a_frame_is_written_whole_however_many_rows_at_once(tmp_path, monkeypatch, at_once):
    monkeypatch.setattr(files, "ROWS_AT_ONCE", at_once)
    files.write_frame(pd.DataFrame({"id": list("abcde"), "score": [0.1, 0.25, 1.0, 0.0, 0.5]}), tmp_path / "f.csv")
    lines = ["id,score", "a,0.100000", "b,0.250000", "c,1.000000", "d,0.000000", "e,0.500000"]
    assert (tmp_path / "f.csv").read_text("utf-8").splitlines() == lines


def test_a_frame_without_rows_is_its_header(tmp_path):
    files.write_frame(pd.DataFrame({"id": [], "score": []}), tmp_path / "f.csv")
    assert (tmp_path / "f.csv").read_text("utf-8") == "id,score\n"
