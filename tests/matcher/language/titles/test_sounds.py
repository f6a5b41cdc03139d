import re

import pytest
from pypinyin import lazy_pinyin

from matcher.language.titles.lexicon import lexicon
from matcher.language.titles.sounds import meant, sounds_of


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


def test_every_known_name_is_read_as_the_dictionary_of_sounds_reads_it() -> None:
    names = [name for name in lexicon().whole if re.fullmatch("[\u4e00-\u9fff]+", name)]
    assert [name for name in names if sounds_of(name) != tuple(lazy_pinyin(name))] == []
