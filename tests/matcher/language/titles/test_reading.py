import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.language.titles.lexicon import lexicon
from matcher.language.titles.reading import UNKNOWN, Rank, interpret, read


def _jobs(title: str) -> list[str]:
    return [lexicon().concepts[mention.concept].name for mention in read(title) if mention.concept != UNKNOWN]


@pytest.mark.parametrize(
    ("title", "job"),
    [
        ("开叉车", "叉车工"),
        ("叉车操作员", "叉车工"),
        ("仓库叉车司机", "叉车工"),
        ("洗车工", "洗车工"),
        ("宠物美容师", "宠物美容师"),
        ("护林员", "护林员"),
        ("司炉工", "司炉工"),
        ("库区保安", "保安员"),
        ("修冰柜", "维修工"),
        ("照顾瘫痪病人", "护工"),
        ("想找份保洁工作", "保洁员"),
        ("冲床操作工", "冲压工"),
        ("勾机手", "挖掘机司机"),
        ("口罩厂", "普工"),
        ("医疗器械销售", "医药代表"),
        ("执房", "客房服务员"),
        ("揸泥头车", "货车司机"),
        ("睇仔", "育婴师"),
        ("电旱工", "焊工"),
        ("卖家电", "营业员"),
        ("斟酒员", "餐厅服务员"),
        ("抑尘车驾驶员", "专用车司机"),
        ("飞翼车司机", "货车司机"),
        ("医院司机", "小车司机"),
        ("烧腊厨师", "烧腊师傅"),
        ("菜鸟驿站店员", "驿站店员"),
        ("教小朋友武术", "体育老师"),
    ],
)
def test_the_head_of_a_title_names_the_job(title: str, job: str) -> None:
    assert _jobs(title) == [job]


@pytest.mark.parametrize("title", ["挖车工", "车险专员", "xyz", ""])
def test_letters_shared_with_a_name_are_no_job(title: str) -> None:
    assert _jobs(title) == []


@pytest.mark.parametrize(
    ("title", "rank"),
    [
        ("电工学徒", Rank.LEARNER),
        ("学电焊", Rank.LEARNER),
        ("电工助理", Rank.HELPER),
        ("叉车组长", Rank.LEADER),
        ("实习电工", Rank.LEARNER),
        ("高级电工", Rank.SENIOR),
        ("叉车工", Rank.WORKER),
    ],
)
def test_standing_in_a_trade_is_read_apart_from_it(title: str, rank: Rank) -> None:
    assert read(title)[0].rank is rank


@pytest.mark.parametrize(
    ("title", "job"),
    [("酒店厨师助理", "厨工"), ("货车司机助理", "跟车员"), ("厨师主管", "厨师长"), ("仓管领班", "仓库主管")],
)
def test_some_ranks_of_a_trade_are_trades_of_their_own(title: str, job: str) -> None:
    assert _jobs(title) == [job]


def test_several_jobs_are_read_in_their_order() -> None:
    assert _jobs("收银或理货 送货") == ["收银员", "理货员", "送货员"]


@pytest.mark.parametrize(
    ("words", "job"),
    [
        ("以前在酒楼做过传菜 现在想找份送货的活", "送货员"),
        ("不想进厂想做保安", "保安员"),
        ("老公开货车 我跟车", "跟车员"),
        ("下岗了想学修空调", "家电维修工"),
        ("帮学校送菜", "生鲜配送员"),
        ("非销售客服", "客服"),
    ],
)
def test_a_sentence_names_first_what_is_wanted(words: str, job: str) -> None:
    assert _jobs(words)[0] == job


@pytest.mark.parametrize("words", ["不想做销售", "除了保安都可以", "不要进厂", "唔想返厂"])
def test_what_is_refused_is_no_job_asked_for(words: str) -> None:
    assert _jobs(words) == []
    assert interpret(words).refused


def test_what_is_wanted_is_not_refused_by_a_remark_on_it() -> None:
    assert not interpret("保安 不要站岗").refused


@pytest.mark.parametrize("title", ["不锈钢焊工", "不干胶印刷", "除草工", "求职顾问"])
def test_letters_of_a_refusal_inside_a_word_refuse_nothing(title: str) -> None:
    assert not interpret(title).refused


@settings(deadline=None)
@given(st.text())
def test_any_text_can_be_read(text: str) -> None:
    assert all(0 <= mention.certainty <= 1 for mention in read(text))


def test_a_long_title_without_breaks_is_read_at_once() -> None:
    assert len(read("叉车" * 20)) == 1
    assert read("做饭带小孩" * 2_000)
