import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from matcher.language.titles.cleaning import LONGEST_TITLE, TitleFacts, clean_title

FIXTURES = Path(__file__).parents[1] / "fixtures"


def judged(name: str) -> list[tuple[str, str]]:
    """Raw titles and the cores somebody judged right before they were tried."""
    with (FIXTURES / name).open(encoding="utf-8", newline="") as file:
        return [(row["raw"], row["core"]) for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)]


@pytest.mark.parametrize(
    ("raw", "core"),
    [
        ("急招！！！普工 包吃住 月入6000-8000", "普工"),
        ("暑假工 双休 物流送货 后勤 送货 9000+", "物流送货 后勤 送货"),
        ("【海珠】叉车师傅 月薪7000 双休", "叉车"),
        ("保洁阿姨", "保洁"),
        ("阿姨", "阿姨"),
        ("誠聘樓面", "楼面"),
        ("ＱＣ", "qc"),
        ("保安员（白云区）五险一金", "保安员"),
        ("😀高薪诚聘缝纫工😀", "缝纫工"),
        ("荔湾区东沙街道 焊工 六千五", "焊工"),
        ("某某餐饮服务有限公司招聘西餐厨师", "西餐厨师"),
        ("招聘专员", "招聘专员"),
        ("汽车销售招聘", "汽车销售"),
        ("粤菜厨师", "粤菜厨师"),
        ("广东话客服", "广东话客服"),
        ("洗碗工5k-6k包吃", "洗碗工"),
        ("日结工", "日结工"),
        ("中山八 厨师", "厨师"),
    ],
)
def test_the_core_is_the_job_and_nothing_else(raw: str, core: str) -> None:
    assert clean_title(raw).core == core


@pytest.mark.parametrize(("raw", "core"), judged("noisy_titles.tsv"))
def test_terms_of_work_people_and_praise_are_no_part_of_the_job(raw: str, core: str) -> None:
    assert clean_title(raw).core == core


@pytest.mark.parametrize(("raw", "core"), judged("jobs_like_terms.tsv"))
def test_a_job_named_like_a_term_of_work_stays_whole(raw: str, core: str) -> None:
    assert clean_title(raw).core == core


@pytest.mark.parametrize("raw", ["", "   ", "双休 五险", "12345", "😀", "月薪5000-8000", "广州 荔湾区", "急招！！！"])
def test_a_title_without_a_job_has_no_core(raw: str) -> None:
    assert clean_title(raw).core == ""


@pytest.mark.parametrize("raw", ["暑假工", "兼职"])
def test_asking_for_any_work_is_a_job(raw: str) -> None:
    assert clean_title(raw).core == raw


def test_what_is_taken_out_is_kept_as_facts() -> None:
    facts = clean_title("荔湾区 长期 焊工师傅 六千五 包吃住").facts
    assert facts.places == ("荔湾区",)
    assert facts.terms == ("长期",)
    assert facts.wages == ("六千五",)
    assert facts.benefits == ("包吃住",)
    assert facts.address == ("师傅",)


def test_what_is_said_beside_the_job_is_kept_as_it_was_said() -> None:
    assert clean_title("电工有证 老板好").facts.asides == ("有证", "老板好")


def test_telephones_and_names_of_persons_are_kept_nowhere() -> None:
    facts = clean_title("保安员 联系陈生13800138000").facts
    assert facts == TitleFacts()


@given(st.text())
def test_any_text_is_taken(raw: str) -> None:
    assert clean_title(raw).core == clean_title(raw).core.strip()


@given(st.text(st.sampled_from("招聘普工保洁阿姨月薪6千k-5000包吃住双休（）！ 荔湾区abc+")))
def test_cleaning_is_stable(raw: str) -> None:
    core = clean_title(raw).core
    assert len(clean_title(core).core) <= len(core)


def test_whoever_is_addressed_stays_where_it_makes_another_job() -> None:
    assert clean_title("蛋糕小妹").core == "蛋糕小妹"
    assert clean_title("保洁阿姨").core == "保洁"


def test_a_page_without_end_is_read_at_its_beginning_only() -> None:
    page = "焊工急招" * LONGEST_TITLE
    assert clean_title(page) == clean_title(page[:LONGEST_TITLE])
