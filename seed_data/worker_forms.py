"""求职登记, clean and filthy. What each filthy row is, and what should happen, is told in forms/README.md."""

# ruff: noqa: E501  (one line is one row of the form)

from datetime import date

from seed_data.generator import District
from seed_data.identity import id_number, mobile
from seed_data.workbook import Cell, SheetOfCells

CLEAN_HEADER = (
    *("姓名", "证件号码", "性别", "出生日期", "户籍地", "现居街道", "手机号码", "文化程度", "求职意向一", "求职意向二"),
    *(
        "求职意向三",
        "期望月薪（元）",
        "可接受班次",
        "是否需要住宿",
        "可到岗日期",
        "职业技能",
        "持有证书",
        "是否留穗过年",
    ),
    *("同意推荐岗位", "求职者原话"),
)
SEX = {"1": "男", "2": "女", "0": None}
SHIFT = {"day": "白班", "night": "夜班", "rotating": "轮班"}
EDUCATION = {20: "本科", 30: "大专", 40: "中专", 60: "高中", 70: "初中", 80: "小学", 90: "其他", None: None}
YES = {True: "是", False: "否", None: None}
CLEAN_ROWS = 30


def clean(district: District, streets: dict[str, str], counties: dict[str, str]) -> list[SheetOfCells]:
    """Workers of the small district as a careful clerk would type them; the mappings name a code."""
    rows: list[list[Cell]] = [list(CLEAN_HEADER)]
    for worker in district.workers[:CLEAN_ROWS]:
        wishes = [wish["words"] for wish in worker["wishes"]] + [None] * 3
        rows.append(
            [
                *(worker["name"], worker["id_number"], SEX[worker["sex"]], worker["birth_date"]),
                *(counties.get(worker["hukou_code"] or ""), streets.get(worker["street_code"] or ""), worker["phone"]),
                *(EDUCATION[worker["education"]], *wishes[:3]),
                *(_yuan(worker["wage_min_fen"]), "；".join(SHIFT[shift] for shift in worker["shifts"]) or None),
                *(YES[worker["needs_lodging"]], worker["available_from"], "；".join(worker["skills"]) or None),
                *("；".join(paper["words"] for paper in worker["certificates"]) or None, YES[worker["stays"]]),
                *(YES[worker["consent_recommend"]], worker["words"] or None),
            ]
        )
    return [SheetOfCells("求职登记", rows)]


def _yuan(fen: int | None) -> int | None:
    return None if fen is None else fen // 100


TITLE = "站前街道2021年春节前后求职人员登记表"
NOTES = "说明：姓名、手机必填；身份证号码请以文本格式填写。本表人员均为虚构，仅供演示。"

GROUPS = (
    *("序号", "基　本　情　况", None, None, None, None, None, None, "求　职　意　向", None, None, None, None),
    *("技能情况", None, "备注"),
)
HEADER = (
    *(None, "姓　名", "性别", "身份证号", "出生年月日", "户籍所在地", "手机／电话", "文化程度"),
    *("想做什么工作", "期望工资", "上班时间", "食宿要求", "几时可以上班", "有什么手艺", "证件（照）", None),
)

BORN = date(1985, 3, 12)
GOOD_ID = id_number("450881", BORN, 22)
# Excel keeps fifteen digits of a number and makes the rest zeros.
LOST_ID = float(id_number("430524", date(1979, 11, 2), 353)[:15] + "000")
WRONG_ID = GOOD_ID[:17] + ("1" if GOOD_ID[17] != "1" else "2")


def filthy() -> list[SheetOfCells]:
    """Two sheets of one street, laid out differently, with one of every slip that offices really make."""
    return [_main_sheet(), _late_sheet()]


def _main_sheet() -> SheetOfCells:
    rows: list[tuple[Cell, ...]] = [
        (TITLE,),
        (NOTES,),
        GROUPS,
        HEADER,
        (1, "覃　桂兰", "女", GOOD_ID, BORN, "广西桂平", int(mobile(60_000_001)), "初中", "车位工、大烫", "5千以上", "白班", "要包住", date(2021, 2, 18), "平车、四线", None, "住茶滘，想在东漖附近做"),
        (2, "刘大勇", "男", None, 31363, "湖南省邵阳市隆回县", " 154-6000-0002 ", "高中毕业", "叉车司机/搬运", "六千", "两班倒都得", "包吃住", 44245, "开过前移式叉车", "叉车證N1", None),
        (3, "黃秀芬", "女", None, "1972年8月5日", "广东省清远市阳山县", "１５４６００００００３", "小学", "保洁阿姨", "2600-3000", "长白班", "不用", "2021年2月22日", None, None, None),
        (),
        (4, "韦志明", "男", LOST_ID, None, "湖南新邵", mobile(60_000_004), "初中", "电焊工", "7000", None, "包住", None, "二保焊、氩弧焊", "焊工证", "身份证是从别的表粘贴的"),
        (5, "谢春瑶", "女", WRONG_ID, None, "广西桂平", mobile(60_000_005), "中专", "收银", 3800, "白班", None, "2021.2.25", None, None, None),
        (6, "莫国强", "男", None, "1990-02-30", "广西百色", mobile(60_000_006), "初中", "保安", "3500", "夜班", "是", None, None, "保安证", None),
        (7, "罗水华", "男", None, None, "江西赣州", "1546000007", "初中", "打荷", "4500", None, "包吃住", None, None, None, None),
        (8, None, "女", None, None, "贵州毕节", mobile(60_000_008), "小学", "洗碗", "3200", None, None, None, None, None, None),
        (9, "潘少鹏", "男", None, None, "四川达州", None, "初中", "快递员", "6000", None, None, None, None, None, "没有电话，找他老乡"),
        (10, "蒋海燕", "女", None, "1995.6.1", "湖南永州", mobile(60_000_010), "大专", "文员、跟单", -4000, "白班", None, None, "Excel", None, None),
        (11, "曾德健", "男", None, date(1968, 7, 9), "河南信阳", mobile(60_000_011), "初中文化", "普工，乜都做得", "4千5左右", "随便", "√", "过完年", None, None, '=HYPERLINK("点我")'),
        (12, "欧阳婉", "女", None, None, None, mobile(60_000_012), None, None, None, None, None, None, None, None, "先登记，未想好"),
        (13, "覃　桂兰", "女", GOOD_ID, BORN, "广西桂平", int(mobile(60_000_001)), "初中", "车位工、大烫", "5千以上", "白班", "要包住", date(2021, 2, 18), "平车、四线", None, "住茶滘，想在东漖附近做"),
        (),
        ("合计：13人",),
        ("登记人：示范员　　　　　日期：2021年2月7日",),
    ]  # fmt: skip
    merged = ("A1:P1", "A2:P2", "A3:A4", "B3:H3", "I3:M3", "N3:O3", "P3:P4")
    return SheetOfCells("登记表", rows, merged, header_rows=(1, 2, 3, 4))


def _late_sheet() -> SheetOfCells:
    rows: list[tuple[Cell, ...]] = [
        ("微信群接龙补录",),
        ("联系方式", "称呼/姓名", "内部评级", "求职意向（最多三个）", "最低工资", "证书", "何时到岗", "过年去留"),
        (int(mobile(60_000_021)), "廖建龙", 3, "司机；仓管", "5.5k", "B2驾照", "随时", "留穗"),
        (mobile(60_000_022), "文翠娟", 2, "养老护理、保姆、月嫂", "包食宿6000", "健康証、养老护理员证", "2.20", "2月9日返乡，20日返岗"),
        (mobile(60_000_023) + " ", "邓  勇", 1, "电工", "6000-7000", "低压电工证（有效期至2024年5月）", "2021-02-19", "留"),
    ]  # fmt: skip
    return SheetOfCells("接龙", rows, merged=("A1:H1",), hidden=("C:C",), header_rows=(1, 2))
