"""用人单位招用登记, clean and filthy. What each filthy row is, and what should happen, is told in forms/README.md."""

# ruff: noqa: E501  (one line is one row of the form)

from datetime import date

from seed_data.generator import District
from seed_data.identity import credit_code, mobile
from seed_data.workbook import Cell, SheetOfCells

CLEAN_HEADER = (
    *("单位名称", "统一社会信用代码", "联系人", "联系电话", "经营街道", "员工总数", "岗位名称", "招聘人数", "用工类型"),
    *(
        "工作内容",
        "工作地点",
        "班次",
        "月薪下限（元）",
        "月薪上限（元）",
        "包吃",
        "包住",
        "学历要求",
        "技能要求",
        "证书要求",
    ),
    *("春节期间上班", "缴纳社保", "到岗日期", "有效期至", "可接收共享用工"),
)
SHIFT = {"day": "白班", "night": "夜班", "rotating": "轮班", None: None}
KIND = {"full_time": "全日制", "part_time": "非全日制", "seasonal": "季节性", None: None}
EDUCATION = {30: "大专", 40: "中专", 60: "高中", 70: "初中", None: None}
YES = {True: "是", False: "否", None: None}


def clean(district: District, streets: dict[str, str]) -> list[SheetOfCells]:
    """The posts of the small district as a careful clerk would type them; `streets` names a code."""
    firms = {row["key"]: row for row in district.employers}
    rows: list[list[Cell]] = [list(CLEAN_HEADER)]
    for post in district.vacancies:
        firm = firms[post["employer"]]
        if post["state"] == "open":
            rows.append(
                [
                    *(firm["name"], firm["uscc"], post["contact"], post["phone"]),
                    *(streets.get(firm["street_code"] or ""), firm["staff_total"], post["title"], post["openings"]),
                    *(KIND[post["employment_kind"]], post["duties"] or None, post["address"], SHIFT[post["shift"]]),
                    *(
                        _yuan(post["wage_low_fen"]),
                        _yuan(post["wage_high_fen"]),
                        YES[post["meals"]],
                        YES[post["lodging"]],
                    ),
                    *(EDUCATION[post["education_min"]], "；".join(post["skills_required"]) or None),
                    *("；".join(post["certificates_required"]) or None, YES[post["works_in_festival"]]),
                    *(YES[post["social_insurance"]], post["start_date"], post["open_until"], YES[post["accepts_swap"]]),
                ]
            )
    return [SheetOfCells("招用登记", rows)]


def _yuan(fen: int | None) -> int | None:
    return None if fen is None else fen // 100


GARMENT = ("广州市荔湾区茶滘榕筝制衣厂", credit_code(9001), "麦凤英", mobile(70_000_001))
STORE = ("广州穗岚仓储有限公司", credit_code(9002), "覃志强", int(mobile(70_000_002)))
FOOD = ("广州市荔湾区芳禾腊味食品厂", credit_code(9003), "黎  婉玲", "154 7000 0003")
HOTEL = ("广州沥汀宾馆", credit_code(9004), "陈 生", "154-7000-0004／154 7000 0014")

TITLE = "荔湾区2021年“春风行动”用人单位招用人员登记表"
NOTES = "填表说明：1.单位名称、岗位、人数必须填写；2.工资请填税前月薪；3.本表数据均为虚构，仅供演示。"
REPORT_LINE = "填报街道：东漖街道　　　填报人：示范员　　　填报日期：2021年2月7日"

GROUPS = (
    "序号",
    "用人单位信息",
    None,
    None,
    None,
    None,
    "招聘岗位信息",
    None,
    None,
    None,
    None,
    None,
    None,
    None,
    "备注",
)
HEADER = (
    *(None, "单位　名称", "统一社会信用代码（营业执照号）", "联系人", "联系 电话", "内部编号（勿动）"),
    *("招聘工种", "招聘　人数\n（人）", "薪资待遇", "学历", "上班地点", "班次／工时", "到岗时间", "截止时间", None),
)


def filthy() -> list[SheetOfCells]:
    """Two sheets of one office, laid out differently, with one of every slip that offices really make."""
    return [_main_sheet(), _late_sheet()]


def _main_sheet() -> SheetOfCells:
    bad_code = GARMENT[1][:17] + ("0" if GARMENT[1][17] != "0" else "1")
    rows: list[tuple[Cell, ...]] = [
        (TITLE,),
        (NOTES,),
        (REPORT_LINE,),
        (),
        GROUPS,
        HEADER,
        # Row 7: one employer's cells merged over three posts.
        (1, *GARMENT, 88001, "平车工（車位工）", 12, "4500-6000元/月 包吃住", "不限", "东漖街道", "长白班", date(2021, 2, 20), "2021年3月31日", "熟手优先；有看样经验更好"),
        (None, None, None, None, None, 88002, "裁床师傅", "３人", "5千-6千", "初中", "东漖街道", "8:30-18:00", 44247, "2021.3.15", None),
        (None, None, None, None, None, 88003, "大烫／查衫", "2名", "面议", None, "东漖街道", None, "2月20日前", "长期有效", "包住"),
        (),
        (4, *STORE, 88004, "叉车工", 5, "6000—8000，包住", "中专/高中", "石围塘街道", "两班倒", "2021.2.18", 44286, "须持叉车证N1，春节期间上班三倍工资"),
        (5, "同上", None, None, int(mobile(70_000_002)), 88005, "夜班分拣员", "10", "5k-6k/月", None, "石围塘街道", "夜班20:00-次日6:00", date(2021, 2, 18), None, "包吃包住"),
        (6, "同上", None, None, int(mobile(70_000_002)), 88006, "搬运工", "若干", "5500", None, "石围塘街道", "白班", "尽快", None, None),
        (7, *FOOD, 88007, "包装普工", 20, "22元/小时", "不限", "海龙街道增滘社区", "轮班", "2021年2月18日", "2021/3/20", "需健康证；冷库作业"),
        (8, *FOOD, 88008, "灌肠工", 3, "4800-5800", "初中", "海龙街道", "白班", "2021-02-30", None, None),
        (9, FOOD[0], FOOD[1], FOOD[2], "1547000003", 88009, "仓管员", 1, "4200-5500", "高中", "海龙街道", "白班", "2021-02-22", None, None),
        (10, *FOOD, 88010, "学徒", 2, -3000, None, "海龙街道", "白班", "2021-02-22", None, None),
        (11, GARMENT[0], bad_code, *GARMENT[2:], 88011, "四线车位", 4, "4500-6500", None, "东漖街道", "白班", "2021-02-22", None, None),
        (12, None, None, "陆小姐", mobile(70_000_005), 88012, "保洁员", 2, "2600-3000", None, "茶滘街道", "白班", None, None, None),
        (13, *HOTEL, 88013, "客房服务员", 0, "3500-4500", None, "沙面街道", "轮班", None, None, None),
        (14, *HOTEL, 88014, "茶楼企台", 6, "底薪3300+提成，综合4000-5000", "不限", "沙面街道", "早班6:30-14:30", "随时", None, '=cmd|"/C calc"!A0'),
        (15, *HOTEL, 88015, "　楼 面 部 长　", 1, "5500", "高中", "沙面街道", "轮班", "2021-3-1", "2021-04-01", "会讲粤语，健康証"),
        (),
        ("合计", None, None, None, None, None, None, 71),
        ("填表人：示范员　　　　审核人：　　　　　联系电话：" + mobile(70_000_009),),
        ("注：本表一式两份，街道、单位各存一份。",),
    ]  # fmt: skip
    merged = ("A1:O1", "A2:O2", "A3:O3", "A5:A6", "B5:F5", "G5:N5", "O5:O6", *(f"{c}7:{c}9" for c in "ABCDE"))
    return SheetOfCells("2月汇总", rows, merged, hidden=("F:F",), header_rows=(1, 2, 3, 5, 6))


def _late_sheet() -> SheetOfCells:
    rows: list[tuple[Cell, ...]] = [
        (),
        (None, "补 报 岗 位"),
        (None, "企业名称", "岗位", "需求人数", "最低工资", "最高工资", "地址", "食宿", "电话", "性质", "有效期", "要求"),
        (None, FOOD[0], "叉车司机", 2, 5500, 7000, "荔湾区海龙街道步漖社区18号", "包吃包住", int(mobile(70_000_003)), "全职", date(2021, 3, 31), "叉车证"),
        (None, "广州荔屿家政服务部", "钟点工", 8, "25元/时", None, "多宝街道", "不包", mobile(70_000_006), "兼职", "2021.3.31", "有健康证优先"),
        (None, "广州荔屿家政服务部", "月嫂", 3, 8000, 12000, "东漖街道芳村花园", "住家", mobile(70_000_006), "全职", "2021年2月28号", "有母婴护理证"),
        (None, "广州荔屿家政服务部", "月嫂", 3, 8000, 12000, "东漖街道芳村花园", "住家", mobile(70_000_006), "全职", "2021年2月28号", "有母婴护理证"),
        (None, "广州荔屿家政服务部", None, 2, 4000, 5000, "多宝街道", None, mobile(70_000_006), "全职", None, None),
        (),
        (None, "以上岗位截止2021年2月7日17:00"),
    ]  # fmt: skip
    return SheetOfCells("补报", rows, merged=("B2:L2",), header_rows=(2, 3))
