"""`python -m matcher screen`: lines of JSON in and out, by the contract."""

import io
import json
import sys

import pytest

from matcher.__main__ import main


@pytest.fixture
def screened(monkeypatch, capsys):
    """The command on some lines: exit status, what it wrote, what it said on stderr."""

    def run(*lines: str, as_of: str = "2021-02-08") -> tuple[int, list[dict], str]:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO("\n".join(lines).encode())))
        status = main(["screen", "--as-of", as_of])
        told = capsys.readouterr()
        return status, [json.loads(line) for line in told.out.splitlines()], told.err

    return run


def test_an_answer_has_the_fields_of_the_contract_and_no_others(screened) -> None:
    status, (answer,), _ = screened('{"id": "1", "text": "限男性，吃苦耐劳"}')
    assert (status, answer["id"], answer["verdict"]) == (0, "1", "block")
    (finding,) = answer["findings"]
    assert set(finding) == {"rule", "level", "phrase", "article", "rewrite"}
    assert (finding["rule"], finding["level"], finding["phrase"]) == ("V01", "block", "限男性")


def test_adverts_are_answered_in_order_and_blank_lines_are_none(screened) -> None:
    _, answers, _ = screened('{"id": "b", "text": "男女不限"}', "", '{"id": "a", "text": "薪资面议"}')
    assert [(one["id"], one["verdict"]) for one in answers] == [("b", "ok"), ("a", "warn")]


def test_the_day_decides_about_an_advert_that_names_none(screened) -> None:
    line = '{"id": "1", "text": "招普工", "wage_low": 2100}'
    verdicts = [screened(line, as_of=day)[1][0]["verdict"] for day in ("2021-02-08", "2022-01-01")]
    assert verdicts == ["ok", "block"]


def test_a_field_that_cannot_be_is_refused_by_row_and_column_and_nothing_is_written(screened) -> None:
    status, answers, told = screened('{"id": "1", "text": "ok"}', '{"id": "2", "text": "ok", "start_date": "明天"}')
    assert (status, answers) == (2, [])
    assert len(told.splitlines()) == 1
    assert "row 2, column start_date" in told
