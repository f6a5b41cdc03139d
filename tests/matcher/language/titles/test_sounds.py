import pytest

from matcher.language.titles.sounds import meant


@pytest.mark.parametrize(
    ("written", "name"), [("宝安", "保安"), ("电旱工", "电焊工"), ("收银园", "收银员"), ("快弟员", "快递员")]
)
def test_a_character_of_the_same_sound_is_read_as_the_one_meant(written: str, name: str) -> None:
    assert meant(written) == name


def test_southern_sounds_are_believed_in_a_longer_name() -> None:
    assert meant("叉车私机") == "叉车司机"
    assert meant("保枪") == ""


@pytest.mark.parametrize("written", ["海珠", "番禺", "xyz", "", "报案"])
def test_what_sounds_like_no_name_or_shares_too_little_stays(written: str) -> None:
    assert meant(written) == ""
