"""One trap a form: what a row becomes, and why."""

from collections.abc import Callable
from datetime import date

import pytest

from api.forms.reading import FormReading

Read = Callable[..., FormReading]
WORKERS = [
    "序号",
    "姓名",
    "身份证号",
    "联系电话",
    "文化程度",
    "求职意向",
    "期望月薪(元)",
    "可到岗日",
    "现居街道",
    "备注",
]
ZHANG = [1, "张三", "11010519491231002X", "13800138000", "初中", "缝纫工", "4500", "2021-02-18", "东漖街道", ""]
VACANCIES = ["单位名称", "岗位名称", "招聘人数", "工资待遇", "联系电话"]
SEWING = ["甲制衣厂", "缝纫工", 5, "4500-6000元/月 包吃住", "13800138000"]


def changed(row: list[object], **cells: object) -> list[object]:
    """The row with other values under the given headers of the workers' form."""
    return [cells.get(name.split("(")[0], value) for name, value in zip(WORKERS, row, strict=True)]


def faults(reading: FormReading) -> list[tuple[int, str]]:
    return [(fault.row, fault.column) for fault in reading.refused]


def ignored(reading: FormReading) -> list[int]:
    return [line.row for line in reading.ignored]


def test_a_plain_row_is_taken_with_what_it_says(read: Read):
    worker = read("workers", [WORKERS, ZHANG]).rows[0].entry
    assert (worker.name, worker.phone, worker.id_number, worker.wishes) == (
        "张三",
        "13800138000",
        "11010519491231002X",
        ("缝纫工",),
    )
    assert worker.values["available_from"] == date(2021, 2, 18)
    assert worker.values["street_code"] == "440103019"
    assert worker.values["wage_min_fen"] == 450000
    assert worker.values["birth_date"] == date(1949, 12, 31)


def test_rows_are_numbered_as_excel_numbers_them(read: Read):
    reading = read("workers", [["2021年求职登记表"], [], WORKERS, ZHANG, changed(ZHANG, 联系电话="123")])
    assert faults(reading) == [(5, "联系电话")]


def test_titles_and_blank_lines_above_the_header_are_ignored_with_why(read: Read):
    reading = read("workers", [["2021年求职登记表"], [], ["填报单位：东漖街道", "", "2021年2月7日"], WORKERS, ZHANG])
    assert (ignored(reading), len(reading.rows)) == ([1, 2, 3], 1)


def test_a_title_merged_over_the_table_is_no_upper_header(read: Read):
    reading = read("workers", [["求职登记表"], WORKERS, ZHANG], merge=["A1:J1"])
    assert (ignored(reading), len(reading.rows)) == ([1], 1)


def test_the_table_may_begin_in_another_column(read: Read):
    reading = read("workers", [["", "", *WORKERS], ["", "", *ZHANG]])
    assert [row.entry.name for row in reading.rows] == ["张三"]


def test_columns_may_stand_in_any_order(read: Read):
    reading = read("workers", [WORKERS[::-1], ZHANG[::-1]])
    assert [row.entry.name for row in reading.rows] == ["张三"]


@pytest.mark.parametrize(
    "line",
    [
        ["合计", "1人"],
        ["", "合计：1人"],
        ["填表人：李四", "", "", "审核人：王五"],
        ["注：以上信息须真实有效"],
        ["填表日期：2021年2月7日"],
        ["以下空白"],
        [2],
        WORKERS,
        ["", "1", "2", "3", "4", "5"],
        ["例", *ZHANG[1:]],
        changed(ZHANG, 姓名="例：张三"),
        changed(ZHANG, 姓名="张三（示例）"),
        ["填写说明", "必填", "18位", "必填，11位", "下拉选择", "最多3个", "", "格式：2021-02-18"],
        ["　", " "],
        ["联系人：陈小姐", "", "", "联系电话：020-81881234"],
        ["街道（盖章）", "", "", "", "年   月   日"],
    ],
)
def test_a_line_that_is_no_entry_is_ignored(read: Read, line: list[object]):
    reading = read("workers", [WORKERS, ZHANG, line, changed(ZHANG, 姓名="李四")])
    assert (ignored(reading), faults(reading), len(reading.rows)) == ([3], [], 2)


def test_a_missing_name_and_a_missing_phone_are_two_faults(read: Read):
    reading = read("workers", [WORKERS, changed(ZHANG, 姓名="", 联系电话="无")])
    assert faults(reading) == [(2, "姓名"), (2, "联系电话")]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("联系电话", "1380013800"),
        ("联系电话", 138001380001.0),
        ("身份证号", 440306199001011234),
        ("身份证号", "110105194912310021"),
        ("可到岗日", "2021-02-30"),
        ("期望月薪", -4500),
    ],
)
def test_an_impossible_value_is_refused_where_it_stands(read: Read, header: str, value: object):
    reading = read("workers", [WORKERS, changed(ZHANG, **{header: value})])
    assert [(f.sheet, f.row, f.column.split("(")[0]) for f in reading.refused] == [("表一", 2, header)]
    assert all(f.why and f.mend for f in reading.refused)
    assert reading.rows == []


def test_a_row_with_two_faults_gives_two_entries(read: Read):
    reading = read("workers", [WORKERS, changed(ZHANG, 联系电话="123", 可到岗日="2月30日")])
    assert faults(reading) == [(2, "联系电话"), (2, "可到岗日")]


@pytest.mark.parametrize(
    ("header", "value"),
    [
        ("文化程度", "自学成才"),
        ("期望月薪", "看情况"),
        ("可到岗日", "年后"),
        ("现居街道", "番禺那边"),
        ("备注", "会粤语"),
    ],
)
def test_what_cannot_be_understood_is_taken_as_unknown_and_kept_in_words(read: Read, header: str, value: str):
    worker = read("workers", [WORKERS, changed(ZHANG, **{header: value})]).rows[0].entry
    assert any(value in remark for remark in worker.remarks)


def test_a_column_nobody_knows_does_not_hinder(read: Read):
    reading = read("workers", [[*WORKERS, "民族"], [*ZHANG, "汉"]])
    assert len(reading.rows) == 1


def test_what_nobody_asked_about_a_person_is_not_kept(read: Read):
    worker = read("workers", [[*WORKERS, "民族"], [*ZHANG, "壮"]]).rows[0].entry
    assert "壮" not in repr(worker)


def test_what_is_not_collected_is_said_once_a_sheet(read: Read):
    rows = [
        ["求职登记表"],
        [*WORKERS, "民族", "婚姻状况", "政治面貌"],
        [*ZHANG, "壮", "已婚", ""],
        [*ZHANG, "汉", "", "无"],
    ]
    left_out = [(line.row, line.why) for line in read("workers", rows).ignored if line.left_out]
    assert left_out == [(2, "不收集：民族"), (2, "不收集：婚姻状况")]


@pytest.mark.parametrize("header", ["紧急联系人电话", "健康状况", "家庭人口", "银行卡号"])
def test_what_is_about_others_or_too_private_is_not_kept(read: Read, header: str):
    reading = read("workers", [[*WORKERS, header], [*ZHANG, "某某"]])
    assert [line.why for line in reading.ignored] == [f"不收集：{header}"]
    assert "某某" not in repr(reading.rows[0].entry)


def test_a_workers_other_unknown_columns_are_kept_in_words(read: Read):
    worker = read("workers", [[*WORKERS, "微信号", "有无健康证"], [*ZHANG, "zhang33", "有"]]).rows[0].entry
    assert {"微信号：zhang33", "有无健康证：有"} <= set(worker.remarks)


def test_a_second_phone_of_an_employer_is_kept_in_words(read: Read):
    vacancy = read("vacancies", [VACANCIES, [*SEWING[:4], "13800138000/13900139000"]]).rows[0].entry
    assert "另一电话：13900139000" in vacancy.remarks


def test_several_sheets_are_read_and_one_without_a_table_is_ignored(read: Read):
    reading = read(
        "workers", [WORKERS, ZHANG], 表二=[["求职人员", "手机"], ["李四", 13900139000]], 填表说明=[["请如实填写"]]
    )
    assert [(row.source.sheet, row.entry.name) for row in reading.rows] == [("表一", "张三"), ("表二", "李四")]
    assert [(line.sheet, line.row) for line in reading.ignored] == [("填表说明", 1)]


def test_two_header_rows_are_read_together(read: Read):
    rows = [
        ["序号", "单位名称", "岗位", "人数", "月薪（元）", "", "联系方式", ""],
        ["", "", "", "", "最低", "最高", "联系人", "电话"],
        [1, "甲厂", "车工", 3, 4500, 6000, "陈生", "13800138000"],
    ]
    merge = ["A1:A2", "B1:B2", "C1:C2", "D1:D2", "E1:F1", "G1:H1"]
    vacancy = read("vacancies", rows, merge=merge).rows[0].entry
    assert (vacancy.values["wage_low_fen"], vacancy.values["wage_high_fen"]) == (450000, 600000)
    assert (vacancy.values["contact"], vacancy.values["phone"]) == ("陈生", "13800138000")


def test_two_header_rows_need_no_merged_cells(read: Read):
    rows = [
        ["单位名称", "岗位", "人数", "月薪（元）", ""],
        ["", "", "", "最低", "最高"],
        ["甲厂", "车工", 3, 4500, 6000],
    ]
    vacancy = read("vacancies", rows).rows[0].entry
    assert (vacancy.values["wage_low_fen"], vacancy.values["wage_high_fen"]) == (450000, 600000)


def test_an_employer_merged_over_rows_counts_for_each(read: Read):
    rows = [VACANCIES, SEWING, ["", "裁床", 2, "面议", ""], ["", "", "", "", ""], ["乙厂", "普工", 1, "", ""]]
    reading = read("vacancies", rows, merge=["A2:A4"])
    assert [(r.entry.employer.name, r.entry.title) for r in reading.rows] == [
        ("甲制衣厂", "缝纫工"),
        ("甲制衣厂", "裁床"),
        ("乙厂", "普工"),
    ]
    assert ignored(reading) == [4]


def test_a_head_count_merged_over_two_posts_counts_for_the_first_only(read: Read):
    reading = read("vacancies", [VACANCIES, SEWING, ["甲制衣厂", "裁床", "", "面议", ""]], merge=["C2:C3"])
    assert len(reading.rows) == 1
    assert faults(reading) == [(3, VACANCIES[2])]


def test_nobody_is_named_same_as_above(read: Read):
    reading = read("workers", [["姓名", "联系电话"], ["李梅", "13800138000"], ["同上", "13800138001"]])
    assert faults(reading) == [(3, "姓名")]


def test_an_employer_left_out_is_missing(read: Read):
    reading = read("vacancies", [VACANCIES, SEWING, ["", "裁床", 2, "面议", ""]])
    assert faults(reading) == [(3, "单位名称")]


def test_same_as_above_is_what_stands_above(read: Read):
    reading = read("vacancies", [VACANCIES, SEWING, ["同上", "裁床", 2, "〃", "同上"]])
    assert reading.rows[1].entry.employer.name == "甲制衣厂"
    assert reading.rows[1].entry.values["wage_low_fen"] == 450000


@pytest.mark.parametrize(
    "above",
    [
        ["用人单位名称：广州甲制衣有限公司"],
        ["单位名称：广州甲制衣有限公司　　联系人：陈小姐　　联系电话：020-81881234"],
        ["单位名称", "广州甲制衣有限公司", "联系人", "陈小姐"],
        ["用人单位：", "广州甲制衣有限公司"],
        ["广州甲制衣有限公司2021年春季招聘需求表"],
    ],
)
def test_an_employer_named_above_the_table_counts_for_every_row(read: Read, above: list[object]):
    reading = read("vacancies", [above, ["岗位", "人数", "工资"], ["缝纫工", 5, "面议"], ["裁床", 2, ""]])
    assert [row.entry.employer.name for row in reading.rows] == ["广州甲制衣有限公司"] * 2


def test_two_employers_may_follow_each_other_on_one_sheet(read: Read):
    table = ["岗位", "人数", "工资"]
    rows = [["单位名称：甲厂"], table, ["车工", 5, ""], [], ["单位名称：乙厂"], table, ["铣工", 1, ""]]
    reading = read("vacancies", rows)
    assert [(r.entry.employer.name, r.entry.title) for r in reading.rows] == [("甲厂", "车工"), ("乙厂", "铣工")]


@pytest.mark.parametrize("count", ["若干", "", "不限", 0, -1])
def test_openings_must_be_a_number_of_at_least_one(read: Read, count: object):
    reading = read("vacancies", [VACANCIES, ["甲厂", "车工", count, "", ""], SEWING])
    assert faults(reading) == [(2, "招聘人数")]


def test_words_of_a_vacancy_that_fit_no_column_are_kept(read: Read):
    rows = [[*VACANCIES, "性别要求"], [*SEWING, "女"]]
    assert read("vacancies", rows).rows[0].entry.remarks == ("性别要求：女",)


def test_a_hundred_blank_lines_are_not_told_one_by_one(read: Read):
    reading = read("workers", [WORKERS, ZHANG, *[[" "]] * 500, ZHANG])
    assert len(reading.ignored) <= 20
    assert len(reading.rows) == 2


def test_sensitive_words_never_reach_the_remarks(read: Read):
    worker = read("workers", [[*WORKERS, "帮扶类别"], [*ZHANG, "刑满释放"]]).rows[0].entry
    assert worker.remarks == ()


def test_a_name_alone_is_an_entry_without_a_phone(read: Read):
    assert faults(read("workers", [WORKERS, ZHANG, ["", "钱七"]])) == [(3, "联系电话")]


def test_a_row_of_format_hints_is_no_second_header(read: Read):
    rows = [
        ["基本信息", "", "", "求职信息", ""],
        ["姓名", "手机", "身份证号", "意向岗位", "期望月薪"],
        ["", "11位", "18位", "", "元/月"],
    ]
    reading = read("workers", [*rows, ["张三", "123", "", "普工", ""]], merge=["A1:C1", "D1:E1"])
    assert (faults(reading), ignored(reading)) == ([(4, "手机")], [3])


def test_a_contact_named_beside_the_phone_is_the_contact(read: Read):
    reading = read("vacancies", [["单位", "岗位", "人数", "联系人及电话"], ["甲厂", "车工", 1, "李生 13800138000"]])
    assert reading.rows[0].entry.values["contact"] == "李生"


def test_what_the_id_number_disproves_is_told(read: Read):
    reading = read("workers", [[*WORKERS, "性别"], [*ZHANG, "男"]])
    assert (reading.rows[0].entry.values["sex"], reading.rows[0].entry.remarks) == ("2", ("性别填男，与身份证号不符",))


@pytest.mark.parametrize(
    "text", ["1" * 32_000, "4500-" * 6_000, "男1" * 16_000, "一万" * 16_000, "1," * 16_000, "联系电话：" * 6_000]
)
def test_a_cell_of_32000_characters_is_read_like_any_other(read: Read, text: str):
    reading = read("workers", [[text], WORKERS, [2, "李四", "", "13800138000", *[text] * 6], [text] * len(WORKERS)])
    assert 3 in {row.source.row for row in reading.rows} | {fault.row for fault in reading.refused}


def pay_of(read: Read, columns: list[str], *pay: object) -> tuple[object, ...]:
    reading = read("vacancies", [["单位名称", "岗位", "人数", *columns], ["甲厂", "车工", 3, *pay]])
    assert reading.refused == []
    values = reading.rows[0].entry.values
    return tuple(values.get(key) for key in ("wage_low_fen", "wage_high_fen", "wage_unit", "wage_parts"))


@pytest.mark.parametrize(
    ("columns", "pay", "told"),
    [
        (["月薪下限", "月薪上限"], (6000, 4500), (450000, 600000, "month", None)),
        (["月薪下限", "工资待遇"], (6000, "4000-5000"), (500000, 600000, "month", None)),
        (["月薪下限", "月薪上限"], (4500, "25元/小时"), (450000, None, "month", "25元/小时")),
        (["月薪下限", "月薪上限"], ("4500-5000", ""), (450000, 500000, "month", None)),
    ],
)
def test_two_columns_of_pay_are_read_as_the_range_they_mean(read: Read, columns, pay, told):
    assert pay_of(read, columns, *pay) == told
