import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.language.classification import names
from matcher.language.occupations.coding import THRESHOLD, code, fitted_on
from matcher.language.occupations.fitting import fingerprint, fit, labelled
from matcher.language.tables import rows


@pytest.mark.parametrize(
    ("title", "expected"),
    [
        ("叉车司机", "6-30-05-01"),
        ("车位工", "6-05-01-03"),
        ("保洁阿姨", "4-09-08-01"),
        ("急聘保安 包吃住 5000", "4-07-05-01"),
        ("送外卖", "4-10-08-01"),
        ("砧板", "4-03-02-01"),
        ("楼面", "4-03-02-05"),
        ("湿水工", "6-29-01-01"),
        ("二保焊工", "6-18-02-04"),
        ("会计", "2-06-03-00"),
    ],
)
def test_plain_names_get_their_code(title: str, expected: str) -> None:
    assert code([title])[0].code == expected


@pytest.mark.parametrize("title", ["", "双休 五险", "12345", "😀", "xyz", "面议", "随便", "你好"])
def test_a_title_without_a_job_gets_no_code(title: str) -> None:
    coding = code([title])[0]
    assert (coding.code, coding.name, coding.level, coding.confidence, coding.alternatives) == ("", "", 0, 0.0, ())


def test_the_classification_codes_its_own_names() -> None:
    fine = [row for row in rows("occupations") if row["level"] == "4"]
    codings = code([row["name"] for row in fine])
    wrong = [row["name"] for row, coding in zip(fine, codings, strict=True) if coding.name != row["name"]]
    assert len(wrong) <= len(fine) // 50  # some names hold words that adverts use otherwise


def test_one_coding_a_title_in_order() -> None:
    alone = [code([title])[0] for title in ("电工", "", "保安", "电工")]
    assert code(["电工", "", "保安", "电工"]) == alone


def test_an_unsure_title_backs_off_to_a_wider_group() -> None:
    coding = code(["检测"])[0]
    assert coding.level < 4
    assert coding.confidence >= THRESHOLD > max(chance for _, chance in coding.alternatives)


def test_a_title_of_which_nothing_is_sure_enough_gets_no_code() -> None:
    coding = code(["储备人才"])[0]
    assert (coding.code, coding.name, coding.level, coding.confidence) == ("", "", 0, 0.0)
    assert 0 < coding.alternatives[0][1] < THRESHOLD


def test_the_name_is_that_of_the_code() -> None:
    assert all(coding.name == names()[coding.code] for coding in code(["电工", "看小孩", "普工", "检测"]))


@settings(deadline=None, max_examples=60)
@given(st.text(st.sampled_from("招聘普工保洁电焊车位司机文员销售经理客服主管5k 双休，（）")))
def test_codings_keep_their_contract(title: str) -> None:
    coding = code([title])[0]
    chances = [chance for _, chance in coding.alternatives]
    assert 0 <= coding.confidence <= 1
    assert chances == sorted(chances, reverse=True)
    assert len(chances) <= 10
    assert sum(chances) <= 1.001
    assert (coding.code == "") == (coding.level == 0)


def test_the_model_was_fitted_on_the_tables_beside_it() -> None:
    assert fitted_on() == fingerprint(), "tables changed: run python -m matcher.language.occupations.fitting"


def test_fitting_learns_what_it_is_shown() -> None:
    examples = [("甲乙丙", "4-07-05-01"), ("甲乙丁", "4-07-05-01"), ("戊己庚", "6-18-02-04"), ("戊己辛", "6-18-02-04")]
    found = code([title for title, _ in examples], fit(examples))
    assert [coding.alternatives[0][0] for coding in found] == [taught for _, taught in examples]


def test_labelled_titles_all_bear_a_code_of_the_classification() -> None:
    assert {code for _, code in labelled()} <= names().keys()
