"""What a worker's own words say of work, whoever writes them."""

import pytest

from matcher.language.wishes import own_skills, own_wish, own_wishes


@pytest.mark.parametrize(
    "written",
    [
        "仓管，身份证44010319900101123X",
        "仓管，44010319900101123X",
        "仓管，13800138000",
        "仓管，刚满18",
        "仓管，1999年出生",
        "仓管，90年的",
        "仓管，虚岁四十",
        "仓管，属龙",
        "female，找仓管",
        "我叫Miss Li，找仓管",
        "湖南妹子找仓管",
        "王师傅，找仓管",
        "小王，找仓管",
        "王小丽，找仓管",
        "辰溪人，找仓管",
        "农村户口，找仓管",
        "离异，带着孩子，找仓管",
        "聋哑人，应聘仓管",
        "党员，想做仓管",
        "妈妈想做仓管",
        "耳朵背，找仓管",
    ],
)
def test_of_a_sentence_only_the_work_is_left(written):
    assert own_wish(written) == "仓管"


@pytest.mark.parametrize(
    "work",
    ["女装导购", "湘菜厨师", "育婴员", "急招叉车工", "照顾老人", "盲人按摩", "电子厂 普工", "不限", "带小孩"],
)
def test_words_that_belong_to_the_work_stay(work):
    assert own_wish(work) == work


@pytest.mark.parametrize("who", ["汉族", "女", "我叫王丽，女，35岁，汉族", "小王", "属龙", "已婚", "王小丽", "Lucy"])
def test_an_item_that_tells_only_who_somebody_is_is_no_wish(who):
    assert own_wishes(["仓管", who]) == own_wishes([who, "仓管"]) == ("仓管",)
    assert own_wishes([who]) == ()


@pytest.mark.parametrize(
    "who",
    ["老党员", "光棍", "身强力壮", "属小龙", "奔四了", "安徽阜阳", "小芳", "陈工", "ZhangWei", "宝宝一岁", "丈夫去世"],
)
def test_a_fact_that_stands_alone_is_neither_wish_nor_skill(who):
    assert own_wishes(["仓管", who]) == ("仓管",)
    assert own_skills(f"{who}，平车") == ("平车",)
    assert own_skills(who) == ()


@pytest.mark.parametrize("work", ["缂丝", "捏面人", "充场", "箍桶", "残疾人托养照护", "孕妇摄影", "退役消防员"])
def test_work_that_nobody_listed_is_no_fact_about_a_person(work):
    assert own_wishes([work]) == (work,)
    assert own_skills(work) == (work,)


def test_what_others_do_and_what_is_refused_is_not_asked_for():
    assert own_wish("老公做保安，我想做保洁") == "保洁"
    assert own_wish("妹妹不做保安，找保洁") == "不做保安 保洁"


def test_a_skill_stands_apart_from_what_nobody_knows_as_one():
    assert own_skills("裱糊灯笼，平车") == ("平车", "裱糊灯笼")
    assert own_skills("四川老乡，平车") == ("平车",)
    assert own_skills("退伍军人") == ("退伍军人",)


@pytest.mark.parametrize(
    "skill", ["健康证，已过期", "会粤语，不会英语", "C1，驾龄五年", "平车、锁边", "叉车证，还没拿证"]
)
def test_whether_somebody_has_a_skill_stays_with_it(skill):
    assert own_skills(skill) == (skill,)
