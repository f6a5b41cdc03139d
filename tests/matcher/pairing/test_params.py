"""Parameters: every one may be set, none that does not exist."""

import json

import pytest

from matcher.pairing.params import InvalidParams, MatchParams


def written(folder, text: str):
    path = folder / "p.toml"
    path.write_text(text, "utf-8")
    return path


def test_a_file_changes_what_it_names_and_nothing_else(tmp_path):
    read = MatchParams.from_toml(written(tmp_path, "max_km = 30\n[utility]\ntitle = 0.5\n"))
    assert (read.max_km, read.utility.title, read.utility.wage) == (30.0, 0.5, MatchParams().utility.wage)


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("min_scor = 0.2", "min_scor"),
        ("[utility]\ntitel = 0.5", "utility.titel"),
        ("utility = 3", "utility"),
        ("min_score = 'high'", "min_score"),
        ("min_score = 1.5", "min_score"),
        ("start_grace_days = 2.5", "start_grace_days"),
        ("max_km = nan", "max_km"),
        ("max_km = inf", "max_km"),
        ("start_grace_days = inf", "start_grace_days"),
        ("start_grace_days = nan", "start_grace_days"),
        ("list_length = -inf", "list_length"),
        ("max_candidates = inf", "max_candidates"),
        ("patient_days = nan", "patient_days"),
        ("min_score = 1" + "0" * 400, "min_score"),
        ("list_length = 1" + "0" * 400, "list_length"),
        ("list_length = 1" + "0" * 5000, "p.toml"),
        ("[chance]\nskills = inf", "chance.skills"),
        ("[utility]\ntitle = nan", "utility.title"),
        ("[utility]\ntitle = 1e308", "utility.title"),
        ("params = 3", "params"),
        ("[params]\nmax_kn = 3", "max_kn"),
        ("max_km = 3\n[params]\nmax_km = 3", "params.max_km"),
        ("[chance]\nskills = -1", "chance.skills"),
        ("max_km = true", "max_km"),
        ("calibration = 3", "calibration"),
        ("calibration = [[0, 0.2]]", "calibration"),
        ("calibration = [[0, 0.5], [1, 0.5]]", "calibration"),
        ("calibration = [[0, 0.2], [0.5, 0.4]]", "calibration"),
        ("calibration = [[0, 0.2], [1, 1.2]]", "calibration"),
        ("calibration = [[0, 0.2], [1, nan]]", "calibration"),
        ("calibration = [[0, 0.2], [1, 'high']]", "calibration"),
        ("bands = 3", "bands"),
        ("[bands]\nfair = 0.9", "bands"),
        ("[bands]\nfine = 0.9", "bands"),
        ("[bands]\noutcomes = [1, 2]", "bands"),
        ("[bands]\nhired = [1, 0, 0]", "bands"),
        ("[bands]\noutcomes = [1.5, 0, 0]", "bands"),
        ("[bands]\nfair = 'low'", "bands"),
        ("[unknown]\ncertificates = 0", "unknown.certificates"),
        ("[unknown]\nlicence = 0.5", "unknown.licence"),
        ("weights = 3", "weights"),
        ("max_km = ", "p.toml"),
    ],
)
def test_what_cannot_be_is_refused_by_name(tmp_path, text, named):
    with pytest.raises(InvalidParams) as caught:
        MatchParams.from_toml(written(tmp_path, text))
    assert caught.value.key == named


def test_parameters_survive_the_report(tmp_path):
    params = MatchParams.from_mapping(
        {
            "tier_margin": 0.2,
            "chance": {"title": 1},
            "calibration": [[0, 0.1], [0.5, 0.3], [1, 0.9]],
            "bands": {"outcomes": [3, 2, 1]},
            "weights": "fitted",
        }
    )
    assert MatchParams.from_mapping(json.loads(json.dumps(params.as_dict()))) == params


@pytest.mark.parametrize(
    "text",
    ["max_km = 30\n[utility]\ntitle = 0.5\n", "[params]\nmax_km = 30\nutility.title = 0.5\n"],
)
def test_parameters_stand_at_the_top_or_in_a_table_of_their_own(tmp_path, text):
    assert MatchParams.from_toml(written(tmp_path, text)) == MatchParams.from_mapping(
        {"max_km": 30, "utility": {"title": 0.5}}
    )


def test_parameters_are_changed_number_by_number():
    learnt = MatchParams.from_mapping({"chance": {"title": 1}, "weights": "learnt-1"})
    asked = learnt.changed({"chance": {"skills": 2}, "max_km": 5})
    assert (asked.chance.title, asked.chance.skills, asked.max_km) == (1, 2, 5)


@pytest.mark.parametrize(
    ("values", "name"),
    [
        ({"chance": {"skills": 2}}, "hand，另有改动"),
        ({"neutral": MatchParams().neutral}, "hand"),
        ({"max_km": 5}, "hand"),
        ({"neutral": 0.3, "weights": "learnt-1"}, "learnt-1"),
    ],
)
def test_changed_numbers_of_the_score_show_in_the_name_of_the_weights(values, name):
    by_hand = MatchParams.from_mapping({"weights": "hand"})
    assert by_hand.changed(values).weights == name


def test_weights_changed_twice_say_so_once():
    twice = MatchParams.from_mapping({"weights": "hand"}).changed({"neutral": 0.3}).changed({"neutral": 0.2})
    assert twice.weights == "hand，另有改动"
