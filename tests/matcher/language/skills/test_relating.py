"""Does a worker's skill satisfy a requirement? The judged pairs, and single facts worth a name."""

import numpy as np
import pytest

from matcher.evaluation.skills import judged_pairs
from matcher.language.skills.phrases import read_phrase
from matcher.language.skills.relating import KINDS, relate, relate_all

JUDGED = judged_pairs()
ENOUGH = {"same", "covers"}


def test_nineteen_of_twenty_judged_pairs_are_told_right() -> None:
    assert np.mean([relate(pair.skill, pair.requirement).kind in pair.kinds for pair in JUDGED]) >= 0.95


def test_no_trap_is_accepted() -> None:
    traps = [pair for pair in JUDGED if ENOUGH.isdisjoint(pair.kinds)]
    assert [pair for pair in traps if relate(pair.skill, pair.requirement).kind in ENOUGH] == []


@pytest.mark.parametrize(
    ("skill", "asked", "kind", "named"),
    [
        ("A2驾照", "B2驾照", "covers", "B2"),
        ("打荷", "厨师", "partly", "厨房"),
        # Of two reasons the nearer one, in every run: not what any two kinds of such software share.
        ("用友", "金蝶", "partly", "做账务"),
        ("空调安装", "空调维修", "partly", "懂空调"),
        ("高级电工", "中级电工", "covers", "高级高于中级"),
        ("初级电工", "高级电工", "partly", "初级低于高级"),
        ("厨师学徒", "厨师", "partly", "学徒"),
        ("电工", "电工证", "partly", "电工证"),
        ("车工", "叉车工", "no", "两回事"),
        ("无此技能词", "电工", "no", "无此技能词"),
    ],
)
def test_the_reason_names_the_fact(skill: str, asked: str, kind: str, named: str) -> None:
    relation = relate(skill, asked)
    assert relation.kind == kind
    assert named in relation.reason


@pytest.mark.parametrize("word", ["木薯发酵记录", "zzz9"])
def test_an_unknown_word_satisfies_only_itself(word: str) -> None:
    assert (relate(word, word).kind, relate(word, "电工").kind) == ("same", "no")


@pytest.mark.parametrize("empty", ["", " ", "（）", "---"])
def test_nothing_written_satisfies_nothing(empty: str) -> None:
    assert relate(empty, "电工").kind == relate("电工", empty).kind == "no"


def test_a_bare_n1_is_the_forklift_licence_and_with_japanese_the_exam() -> None:
    assert relate("N1", "叉车证").kind == "same"
    assert relate("日语N1", "叉车证").kind == "no"


def test_all_of_several_skills_asked_together_are_needed() -> None:
    assert relate("电工证", "电工证和焊工证").kind == "partly"
    assert relate("电工证、焊工证", "电工证和焊工证").kind == "same"


def test_a_skill_said_twice_counts_once() -> None:
    assert relate("客服、夜班", "夜班、上夜班").kind == "covers"
    assert relate("夜班、上夜班", "夜班").kind == "same"


def test_one_of_several_skills_is_enough_where_either_will_do() -> None:
    assert relate("电工证", "电工证或焊工证").kind == "covers"


@pytest.mark.parametrize("written", ["電焊工", " 电焊工 ", "【电焊工】", "电焊 工", "熟练电焊工", "电焊工优先"])
def test_the_way_it_is_written_does_not_matter(written: str) -> None:
    assert relate(written, "电焊工").kind == "same"


def test_the_table_of_all_pairs_says_what_each_pair_says() -> None:
    skills = [pair.skill for pair in JUDGED[::20]]
    asked = [pair.requirement for pair in JUDGED[::20]]
    table = relate_all(skills, asked)
    assert table.dtype == np.int8
    assert [[KINDS[cell] for cell in row] for row in table.tolist()] == [
        [relate(skill, requirement).kind for requirement in asked] for skill in skills
    ]


def test_an_empty_side_gives_an_empty_table() -> None:
    assert relate_all([], ["电工"]).shape == (0, 1)
    assert relate_all(["电工"], []).shape == (1, 0)


@pytest.mark.parametrize(
    "written",
    [
        "健康证（过期）",
        "健康证，已过期",
        "在考健康证",
        "健康证办理中",
        "没有健康证",
        "无健康证",
        "健康证被吊销",
        "想考健康证",
    ],
)
def test_a_certificate_not_in_hand_is_not_accepted(written: str) -> None:
    assert relate(written, "健康证").kind in {"no", "partly"}


@pytest.mark.parametrize("written", ["健康证（未过期）", "有效健康证", "已办健康证", "有健康证"])
def test_a_certificate_in_hand_is_accepted_however_it_is_said(written: str) -> None:
    assert relate(written, "健康证").kind == "same"


@pytest.mark.parametrize("written", ["会一点粤语", "粤语一般", "略懂粤语", "识少少粤语", "粤语会听不会讲", "懂点粤语"])
def test_a_little_of_a_skill_is_only_partly_it(written: str) -> None:
    assert relate(written, "粤语流利").kind == "partly"
    assert relate("粤语", written).kind == "covers"


def test_what_is_denied_in_one_clause_does_not_touch_the_others() -> None:
    assert relate("会粤语，不会英语", "粤语").kind == "covers"
    assert relate("会粤语，不会英语", "英语").kind == "no"
    assert relate("叉车证、电工证在考", "叉车证").kind == "covers"
    assert relate("叉车证、电工证在考", "电工证").kind == "partly"


@pytest.mark.parametrize("asked", ["不限", "经验不限", "无需健康证", "无要求"])
def test_a_requirement_of_nothing_is_satisfied(asked: str) -> None:
    assert relate("电工", asked).kind == "covers"
    assert relate_all(["电工"], [asked]).tolist() == [[2]]


@pytest.mark.parametrize("again", ["电工，", "会开", "有电工证没有", "上料"])
def test_a_very_long_cell_is_read_only_so_far(again: str) -> None:
    assert 1 <= len(read_phrase(again * 20_000).readings) <= 12


def test_the_reason_quotes_the_skill_in_the_writers_own_letters_without_wrappers() -> None:
    assert relate("有a2驾照", "B2驾照优先").reason == "“a2驾照”也准驾“B2驾照”的车"
    assert relate("有叉车证", "叉车工").reason == "有“叉车证”，能做“叉车工”"


def test_years_of_experience_are_counted() -> None:
    assert relate("3年电工经验", "电工").kind == "covers"
    assert relate("十年电工", "电工5年以上经验").kind == "covers"
    assert relate("3年电工经验", "电工5年以上经验").kind == "partly"
    assert relate("18个月收银", "收银员一年以上").kind == "covers"


def test_years_nobody_wrote_are_neither_there_nor_missing() -> None:
    relation = relate("电工", "三年以上电工经验")
    assert (relation.kind, "核实" in relation.reason) == ("partly", True)


@pytest.mark.parametrize("written", ["会计，没有经验", "应届会计", "刚毕业的会计"])
def test_a_beginner_is_only_partly_of_the_trade(written: str) -> None:
    assert relate(written, "会计").kind == "partly"


def test_years_in_any_trade_are_years_of_work() -> None:
    assert relate("5年焊工", "两年以上工作经验").kind == "covers"
    assert relate("本科", "两年以上工作经验").kind == "no"


@pytest.mark.parametrize(
    ("written", "meant"), [("焊电路板", "锡焊工"), ("照顾过瘫痪老人", "养老护理员"), ("拖地擦窗", "保洁员")]
)
def test_work_said_as_deed_and_thing_is_understood(written: str, meant: str) -> None:
    assert relate(written, meant).kind in ENOUGH


@pytest.mark.parametrize("written", ["看过人家开叉车", "老公开叉车", "朋友是叉车工", "不会开叉车"])
def test_what_others_do_is_not_ones_own_skill(written: str) -> None:
    assert relate(written, "叉车工").kind not in ENOUGH


@pytest.mark.parametrize(
    ("higher", "lower"),
    [("高级教师", "一级教师"), ("副主任医师", "主治医师"), ("主管护师", "护师"), ("高级工程师", "助理工程师")],
)
def test_titles_stand_on_one_ladder(higher: str, lower: str) -> None:
    assert relate(higher, lower).kind == "covers"
    assert relate(lower, higher).kind == "partly"


def test_where_it_is_open_which_certificate_is_held_neither_is_accepted() -> None:
    assert relate("低压电工证或高压电工证", "高压电工证").kind not in ENOUGH


@pytest.mark.parametrize("written", ["仓菅员", "厨帅", "护土", "电功"])
def test_a_look_alike_or_a_sound_alike_is_mended(written: str) -> None:
    meant = {"仓菅员": "仓管员", "厨帅": "厨师", "护土": "护士", "电功": "电工"}[written]
    assert relate(written, meant).kind == "same"


@pytest.mark.parametrize(
    ("title", "work"),
    [("养老护理员", "给老人喂饭翻身"), ("机修工", "流水线设备维护"), ("会计", "做账、报税"), ("园林工", "花草修剪")],
)
def test_a_title_covers_the_work_such_people_do(title: str, work: str) -> None:
    assert relate(title, work).kind == "covers"


@pytest.mark.parametrize(("skill", "title"), [("录凭证", "会计"), ("剪头发", "美容师"), ("茶叶包装", "茶艺师")])
def test_a_part_of_the_work_or_another_work_is_not_enough(skill: str, title: str) -> None:
    assert relate(skill, title).kind not in ENOUGH


def test_two_things_said_in_one_breath_are_told_apart() -> None:
    assert relate("会开车不会修车", "会开车").kind in ENOUGH
    assert relate("会开车不会修车", "汽车维修工").kind == "no"
    assert relate("没有叉车证但会开叉车", "叉车证").kind not in ENOUGH


@pytest.mark.parametrize(("held", "asked"), [("C2驾照", "C1驾照"), ("A2驾照", "A1驾照"), ("E证", "D证"), ("C1", "B2")])
def test_no_driving_class_stands_in_for_one_it_may_not_drive(held: str, asked: str) -> None:
    assert relate(held, asked).kind == "no"


@pytest.mark.parametrize("thing", ["月饼模具", "玩具叉车", "手机模型"])
def test_a_thing_is_nobodys_trade(thing: str) -> None:
    assert relate(thing, "模具工").kind not in ENOUGH
    assert relate(thing, "叉车工").kind not in ENOUGH


@pytest.mark.parametrize(
    ("asked", "trade"), [("火锅店传菜员", "传菜员"), ("夜班保安", "保安"), ("超市收银员", "收银员")]
)
def test_where_and_when_the_work_is_done_asks_no_more_of_the_worker(asked: str, trade: str) -> None:
    assert relate(trade, asked).kind in ENOUGH


def test_what_is_denied_outweighs_what_else_is_claimed() -> None:
    assert relate("不会用电脑但会打字", "电脑操作").kind not in ENOUGH
    assert relate("不会用电脑但会打字", "打字").kind in ENOUGH


@pytest.mark.parametrize(
    ("held", "asked"),
    [("海底捞服务员", "餐厅服务员"), ("T3司机", "网约车司机"), ("美宜佳店员", "便利店店员"), ("闲鱼运营", "电商运营")],
)
def test_work_under_a_brand_is_enough_for_the_trade_behind_it(held: str, asked: str) -> None:
    assert relate(held, asked).kind == "covers"


@pytest.mark.parametrize(
    ("held", "asked"), [("小米手机销售", "小米种植"), ("三星级月嫂", "三星手机销售"), ("苹果手机", "苹果采摘")]
)
def test_a_brand_that_is_also_a_word_joins_no_trades(held: str, asked: str) -> None:
    assert relate(held, asked).kind == "no"


@pytest.mark.parametrize("tongue", ["英语", "日语", "粤语"])
def test_who_works_in_a_language_speaks_it(tongue: str) -> None:
    assert relate(f"{tongue}导游", tongue).kind == "covers"
    assert relate(f"{tongue}导游", "导游").kind == "covers"
    assert relate("导游", f"{tongue}导游").kind == "partly"


def test_a_machine_stands_for_running_it_and_a_household_one_for_nothing() -> None:
    assert relate("剪板机", "剪板工").kind == "covers"
    assert relate("洗衣机", "洗衣工").kind not in ENOUGH


@pytest.mark.parametrize("speed", ["每分钟80字", "打字80字/分钟", "一分钟打字60个"])
def test_a_speed_proves_typing(speed: str) -> None:
    assert relate(speed, "打字").kind == "covers"
    assert relate("打字", speed).kind == "partly"


def test_an_examination_is_its_own_certificate() -> None:
    assert relate("英语四级", "英语四级证").kind == "same"
    assert relate("普通话二级甲等", "普通话证").kind == "covers"
    assert relate("英语", "英语四级证").kind == "partly"


def test_what_two_trades_do_is_enough_from_either() -> None:
    assert relate("瓦工", "抹墙").kind == "covers"
    assert relate("抹灰工", "抹墙").kind == "covers"


def test_a_deed_of_a_title_is_no_other_name_of_it() -> None:
    assert relate("清洁工", "擦玻璃").kind == "covers"
    assert relate("厂长", "工厂管理").kind == "covers"
    assert relate("工厂管理", "厂长").kind == "partly"


@pytest.mark.parametrize(
    ("official", "short"),
    [
        ("特种设备安全管理和作业人员证（锅炉作业G1）", "司炉证"),
        ("建筑施工特种作业操作资格证（建筑架子工）", "架子工证"),
        ("民用无人机操控员执照", "无人机证"),
        ("危险货物道路运输押运员证", "押运证"),
    ],
)
def test_an_official_name_is_read_as_the_short_one(official: str, short: str) -> None:
    assert relate(official, short).kind in ENOUGH


def test_who_keeps_a_shop_can_do_the_work_of_its_staff() -> None:
    assert relate("水果店店长", "水果店员").kind == "covers"
    assert relate("水果店员", "水果店店长").kind == "partly"


@pytest.mark.parametrize(
    ("written", "asked"),
    [("车工（服装）", "缝纫工"), ("焊工（氩弧焊）", "氩弧焊工"), ("从业资格证（货运）", "货运从业资格证")],
)
def test_brackets_say_which_kind(written: str, asked: str) -> None:
    assert relate(written, asked).kind in ENOUGH


@pytest.mark.parametrize(
    ("held", "asked"),
    [
        ("塔式起重机司机证", "桥式起重机司机证"),
        ("建筑架子工证", "登高架设作业证"),
        ("建筑焊工证", "熔化焊接作业证"),
        ("护士资格证", "护士执业证"),
        ("执业中药师证", "执业西药师证"),
        ("乡村医生证", "执业医师证"),
    ],
)
def test_a_neighbouring_certificate_is_not_accepted(held: str, asked: str) -> None:
    assert relate(held, asked).kind not in ENOUGH


def test_a_law_that_keeps_people_out_keeps_them_out_of_what_builds_on_it() -> None:
    assert relate("护工", "护师").kind == "no"
    assert relate("护士", "护师").kind == "partly"


def test_all_parts_together_are_the_whole() -> None:
    assert relate("Word、Excel、PPT", "Office").kind == "covers"
    assert relate("Word、Excel", "Office").kind == "partly"


def test_the_code_of_special_equipment_behind_a_trade_is_its_certificate() -> None:
    assert relate("电梯T证", "电梯维修证").kind in ENOUGH
    assert relate("电梯N1证", "电梯维修证").kind not in ENOUGH


@pytest.mark.parametrize(
    ("said", "kind"),
    [
        ("从2015年做到2019年电工", "covers"),
        ("2015年至今做电工", "covers"),
        ("电工两三年", "partly"),
        ("快三年电工", "partly"),
    ],
)
def test_years_are_counted_at_their_least(said: str, kind: str) -> None:
    assert relate(said, "三年以上电工经验").kind == kind


def test_years_of_driving_speak_of_the_licence_before_them() -> None:
    assert relate("C1，驾龄5年", "C1驾照3年以上").kind == "covers"
    assert relate("C1，驾龄两年", "C1驾照3年以上").kind == "partly"
