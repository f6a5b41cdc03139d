"""`python -m matcher swap`: what goes in, what comes out, and how it refuses."""

import json
from pathlib import Path

import pytest

from matcher.__main__ import main

FIXTURES = Path(__file__).parents[2] / "instances" / "swap"
KEYS = {"loans", "agreements", "objective", "bound", "gap", "status", "unmet", "refused", "seconds"}


@pytest.fixture
def written() -> dict:
    return json.loads((FIXTURES / "one_offer_for_one_key_need.json").read_text("utf-8"))


def swap(tmp_path: Path, instance: object, *more: str) -> int:
    (tmp_path / "in.json").write_text(instance if isinstance(instance, str) else json.dumps(instance), "utf-8")
    return main(["swap", str(tmp_path / "in.json"), "--out", str(tmp_path / "plan.json"), *more])


def plan_of(tmp_path: Path) -> dict:
    return json.loads((tmp_path / "plan.json").read_text("utf-8"))


def refused(capsys, tmp_path: Path, status: int, *named: str) -> None:
    told = capsys.readouterr().err
    assert status == 2
    assert len(told.splitlines()) == 1
    assert [word for word in named if word not in told] == []
    assert not (tmp_path / "plan.json").exists()


def test_the_example_of_the_contract_is_solved(tmp_path, written) -> None:
    assert swap(tmp_path, written) == 0
    found = plan_of(tmp_path)
    assert set(found) == KEYS
    loan = {"offer": "o1", "need": "n1", "people": 8, "from": "2021-02-10", "to": "2021-02-20"}
    assert (found["loans"], found["status"], found["gap"]) == ([loan], "optimal", 0.0)
    assert found["objective"] == found["bound"] == {"key_person_days": 88, "person_days": 88, "cost": 15.426607}


@pytest.mark.parametrize("path", sorted(FIXTURES.glob("*.json")), ids=lambda path: path.stem)
def test_the_hand_solved_problems_are_solved(tmp_path, path: Path) -> None:
    """What a plan has to reach stands in the fixture itself, under `solved_by_hand`."""
    instance = json.loads(path.read_text("utf-8"))
    expected = instance.pop("solved_by_hand")
    assert swap(tmp_path, instance) == 0
    found = plan_of(tmp_path)
    loans = [[loan[name] for name in ("offer", "need", "people", "from", "to")] for loan in found["loans"]]
    assert loans == expected["loans"]
    assert [found["objective"]["key_person_days"], found["objective"]["person_days"]] == expected["person_days"]


def test_two_runs_and_other_orders_write_the_same_bytes_but_for_the_seconds(tmp_path) -> None:
    instance = json.loads((FIXTURES / "minimum_days_leave_people_idle.json").read_text("utf-8"))
    instance.pop("solved_by_hand")
    texts = []
    for turned in (False, True):
        if turned:
            instance["offers"].reverse()
            instance["needs"].reverse()
        swap(tmp_path, instance)
        text = (tmp_path / "plan.json").read_text("utf-8")
        texts.append(text[: text.index('"seconds"')])
    assert texts[0] == texts[1]


@pytest.mark.parametrize(
    ("side", "field", "value"),
    [
        ("offers", "people", 0),
        ("offers", "people", -3),
        ("needs", "people", 1.5),
        ("needs", "people", True),
        ("offers", "to", "2021-02-01"),
        ("needs", "from", "2021-02-30"),
        ("needs", "from", "8.2.2021"),
        ("offers", "wage_fen", 4200.5),
        ("needs", "lng", 190),
        ("offers", "lat", -91),
        ("offers", "lat", float("nan")),
        ("needs", "key_class", "K9"),
        ("offers", "dispatched", "no"),
        ("needs", "employer", " "),
        ("needs", "min_days", 0),
    ],
)
def test_a_value_that_cannot_be_is_refused_with_row_and_field(capsys, tmp_path, written, side, field, value) -> None:
    written[side][0][field] = value
    refused(capsys, tmp_path, swap(tmp_path, written), side, f"{side} row 1, {field}")


@pytest.mark.parametrize("field", ["id", "employer", "skill", "people", "from", "to", "wage_fen", "contract_until"])
def test_a_missing_field_is_named(capsys, tmp_path, written, field) -> None:
    del written["offers"][0][field]
    refused(capsys, tmp_path, swap(tmp_path, written), "offers row 1", field, "missing")


def test_an_id_used_twice_is_refused(capsys, tmp_path, written) -> None:
    written["needs"] *= 2
    refused(capsys, tmp_path, swap(tmp_path, written), "needs row 2", "id", "n1")


def test_a_parameter_nobody_knows_is_refused(capsys, tmp_path, written) -> None:
    written["params"]["max_kms"] = 40
    refused(capsys, tmp_path, swap(tmp_path, written), "params", "max_kms")


@pytest.mark.parametrize("text", ["", "{", "[]", '{"as_of": "2021-02-08"}', "null", '{"offers": 3}'])
def test_what_is_no_problem_is_refused(capsys, tmp_path, text) -> None:
    refused(capsys, tmp_path, swap(tmp_path, text))


@pytest.mark.parametrize("seconds", ["0", "-1", "soon", "nan", "inf"])
def test_a_time_limit_that_is_none_is_refused(capsys, tmp_path, written, seconds) -> None:
    with pytest.raises(SystemExit) as stopped:
        swap(tmp_path, written, "--time-limit", seconds)
    refused(capsys, tmp_path, stopped.value.code, "--time-limit")


def test_a_place_that_cannot_be_written_is_told_before_anything_is_computed(capsys, tmp_path, written) -> None:
    (tmp_path / "plan.json").mkdir()
    assert swap(tmp_path, written) == 2
    assert "plan.json" in capsys.readouterr().err


@pytest.mark.parametrize(("offers", "needs"), [(0, 1), (1, 0), (0, 0)])
def test_nobody_on_one_side_is_an_empty_plan(tmp_path, written, offers, needs) -> None:
    written["offers"], written["needs"] = written["offers"][:offers], written["needs"][:needs]
    assert swap(tmp_path, written) == 0
    found = plan_of(tmp_path)
    assert (found["loans"], found["status"]) == ([], "optimal")
    assert len(found["unmet"]) == needs


def test_a_need_no_one_can_meet_has_its_reason(tmp_path, written) -> None:
    written["needs"][0]["skill"] = "焊工"
    swap(tmp_path, written)
    (unmet,) = plan_of(tmp_path)["unmet"]
    assert "没有单位可借出焊工" in unmet["why"]
    assert unmet["relaxations"][0]["change"] == "把e1（o1）的5名缝纫工培训成焊工（要先考到特种作业操作证）"
    assert unmet["relaxations"][0]["gain_person_days"] == 5 * 11
