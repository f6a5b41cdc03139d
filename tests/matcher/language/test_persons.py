"""Who somebody is says nothing of the work, unless the word belongs to the work."""

import pytest

from matcher.language.persons import without_persons
from matcher.language.requests import understand
from matcher.language.skills.relating import relate, relate_all
from matcher.language.titles.cleaning import clean_title
from matcher.language.titles.ranking import affinity, rank

TITLES = [
    "普工",
    "电子厂普工",
    "客服",
    "在线客服专员",
    "保安员",
    "打包工",
    "家务保洁",
    "女装导购",
    "护士",
    "厨师",
    "仓管员",
]
SAME_BUT_FOR_WHO = [
    ("女普工", "男普工"),
    ("女客服", "男客服"),
    ("普工女", "普工男"),
    ("包装女工", "包装男工"),
    ("厨房女工", "厨房男工"),
    ("女工", "男工"),
    ("女装卸工", "男装卸工"),
    ("女包装工", "男包装工"),
    ("女保安", "男保安"),
    ("前台女文员", "前台男文员"),
    ("女性厨师", "男性厨师"),
    ("彝族普工", "汉族普工"),
    ("少数民族普工", "汉族普工"),
    ("维吾尔族厨师", "回族厨师"),
    ("湖南人做普工", "广东人做普工"),
    ("四川老乡普工", "河南老乡普工"),
    ("湖北籍仓管", "广州户籍仓管"),
    ("外地人找客服", "本地人找客服"),
    ("50岁普工", "22岁普工"),
    ("五十多岁 做保安", "二十来岁 做保安"),
    ("90后客服", "70后客服"),
    ("我叫王芳想找普工", "我叫陈志强想找普工"),
    ("我叫李小妹，做客服", "我叫阿卜杜拉·买买提，做客服"),
    ("阿姨想找保洁", "大叔想找保洁"),
    ("小姑娘想做客服", "小伙子想做客服"),
    ("彝族文员", "汉族文员"),
    ("苗族养老护理员", "壮族养老护理员"),
    ("女健身教练", "男健身教练"),
    ("女儿童摄影师", "男儿童摄影师"),
    ("女包裹分拣", "男包裹分拣"),
    ("女包缝工", "男包缝工"),
    ("女服装店员", "男服装店员"),
    ("女篮球老师", "男篮球老师"),
    ("彝族餐厅服务员", "汉族餐厅服务员"),
    ("彝族舞蹈教练", "汉族舞蹈教练"),
    ("湖南人保安", "广东人保安"),
    ("四川人家电维修", "河南人家电维修"),
    ("湖北户籍的士司机", "广州户籍的士司机"),
    ("50岁老人护工", "22岁老人护工"),
    ("女装潢工", "男装潢工"),
    ("女科技公司客服", "男科技公司客服"),
    ("女护理员", "男护理员"),
    ("女发货员", "男发货员"),
]


@pytest.mark.parametrize(("one", "other"), SAME_BUT_FOR_WHO)
def test_affinities_of_two_who_differ_in_who_they_are_are_the_same_bytes(one, other):
    first, second = (affinity([words], TITLES, floor=0.0).toarray() for words in (one, other))
    assert first.tobytes() == second.tobytes()


@pytest.mark.parametrize(("one", "other"), SAME_BUT_FOR_WHO)
def test_ranks_of_two_who_differ_in_who_they_are_are_equal(one, other):
    assert rank([one], TITLES, len(TITLES)) == rank([other], TITLES, len(TITLES))


@pytest.mark.parametrize(("one", "other"), SAME_BUT_FOR_WHO)
def test_requests_of_two_who_differ_in_who_they_are_have_the_same_wishes(one, other):
    assert understand(one, {}).wishes == understand(other, {}).wishes


@pytest.mark.parametrize(("one", "other"), SAME_BUT_FOR_WHO)
def test_skills_of_two_who_differ_in_who_they_are_meet_the_same_requirements(one, other):
    assert relate_all([one], TITLES).tolist() == relate_all([other], TITLES).tolist()


@pytest.mark.parametrize(("one", "other"), SAME_BUT_FOR_WHO)
def test_a_title_that_asks_for_somebody_names_the_same_job(one, other):
    assert clean_title(one).core == clean_title(other).core != ""


@pytest.mark.parametrize(
    "work",
    [
        "女装导购",
        "男装设计师",
        "女鞋设计师",
        "男鞋店员",
        "女包店员",
        "男科医生",
        "妇产科护士",
        "女子健身教练",
        "女子会所美容师",
        "男女装打版师",
        "新疆菜厨师",
        "湖南菜厨师",
        "川菜师傅",
        "粤菜厨师",
        "东北菜厨师",
        "清真厨师",
        "日语翻译",
        "韩语翻译",
        "保洁阿姨",
        "住家阿姨",
        "煮饭阿姨",
        "阿姨",
        "彝族菜厨师",
        "藏族语翻译",
        "少数民族医医师",
        "水族造景工",
        "老乡鸡服务员",
        "妇联干事",
        "广州人力资源专员",
        "湖南人家服务员",
        "上海人寿客服",
        "照顾70岁老人",
        "带3岁宝宝",
        "超市人员",
    ],
)
def test_a_word_that_belongs_to_the_work_stays(work):
    assert without_persons(work) == work


@pytest.mark.parametrize("words", ["50岁阿姨 做家务", "50岁大叔 做家务", "阿姨 做家务", "22岁 做家务"])
def test_who_stands_beside_a_job_is_no_job(words):
    assert understand(words, {}).wishes == ("家务",)


def test_a_requirement_of_a_sex_is_met_by_nobody_and_everybody_alike():
    assert relate("女", "女").kind == relate("男", "女").kind


def test_what_is_asked_of_both_sexes_is_no_requirement():
    assert relate("叉车", "男女不限").kind == "covers"


def test_taking_persons_out_twice_takes_out_no_more():
    for pair in SAME_BUT_FOR_WHO:
        for words in pair:
            assert without_persons(without_persons(words)) == without_persons(words)
