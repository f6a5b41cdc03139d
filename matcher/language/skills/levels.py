"""What a phrase says besides the trade: a grade, a place in the team, a certificate.

Grades follow the national scale (五级/初级工 … 一级/高级技师, where level one is the highest) widened in 2022 by
特级技师 and 首席技师; here a larger number is the better worker.
"""

import re
from dataclasses import dataclass

from matcher.language.skills.having import Having

LEARNER, WORKER = -1, 0

_GRADES = {
    "首席技师": 7,
    "特级技师": 6,
    "高级技师": 5,
    "一级": 5,
    "技师": 4,
    "二级": 4,
    "正高级": 5,
    "副高级": 4,
    "资深": 3,
    "金牌": 3,
    "高级工": 3,
    "高级": 3,
    "三级": 3,
    "中级工": 2,
    "中级": 2,
    "四级": 2,
    "初级工": 1,
    "初级": 1,
    "五级": 1,
    "特级": 6,
    "特一级": 7,
    "特二级": 6,
    "特三级": 6,
    "三星": 2,
    "四星": 3,
    "五星": 4,
    "六星": 5,
    "七星": 6,
}
_GRADE_NAMES = {1: "初级", 2: "中级", 3: "高级", 4: "技师", 5: "高级技师", 6: "特级技师", 7: "首席技师"}
# Stars are given to those who look after families; elsewhere they are hotels and a maker of telephones.
_STARS = "星级?(?=月嫂|育婴|育儿|母婴|家政|保姆|护理|催乳)"
_ONE_GRADE = "|".join(sorted(_GRADES, key=len, reverse=True)).replace("级工", "级工(?!程)").replace("星", _STARS)
_DOUBLE = rf"(?:{_ONE_GRADE})(?:[/、,]?(?:{_ONE_GRADE})|级)?"
_GRADE_BEHIND = re.compile(rf"^(?P<inner>.+?)(?P<grade>{_DOUBLE})(?:职称|等级|资格)?$")
_GRADE_BEFORE = re.compile(rf"^(?P<grade>{_DOUBLE})(?P<inner>.+?)$")
_GRADE_INSIDE = re.compile(rf"^(?P<front>.{{2,4}}?)(?P<grade>{_ONE_GRADE})(?P<back>.{{1,4}})$")
_WHOLE_GRADE = re.compile(rf"^(?P<grade>{_DOUBLE})(?:职业资格|资格|等级|技能等级|水平|以上|工种|职业技能|技工|工人)?$")
_PAPER_TAIL = re.compile(
    r"^(?P<inner>.+?)(?:(?:的)?(?:职业技能|职业|从业|执业|岗位|技能|技术|特种作业|安全|等级|水平)*"
    r"(?:资格|等级|上岗|操作|作业|培训|结业|合格|专项|许可)*(?:证书|证件|证|职称))(?:书|明)?$"
)
_PAPER_HEAD = re.compile(
    r"^(?:(?:应急(?:管理)?|安监|质监|市监|市场监管|住建|建设|人社)[局厅部委](?:颁|核|签)?发?的?|持证上岗的?|持证|有证的?|带证|(?:特种作业)?ic卡|特种作业(?:操作)?证书?|特种设备(?:安全管理和)?作业(?:人员)?证书?"
    r"|建筑施工特种作业(?:人员)?(?:操作)?(?:资格)?证书?|(?:职业资格|职业技能等级|技能等级)证书?)"
    r"(?P<inner>.+)$"
)
_PAPER_BEHIND = re.compile(r"^(?P<inner>.{2,}?)(?:有|持|带)(?:上岗|操作|资格)?证$")
_RANKS = {
    "总监": 4,
    "厂长": 3,
    "总经理": 4,
    "经理": 3,
    "店长": 2,
    "主管": 2,
    "主任": 2,
    "课长": 2,
    "科长": 2,
    "部长": 2,
    "班组长": 1,
    "小组长": 1,
    "组长": 1,
    "班长": 1,
    "领班": 1,
    "拉长": 1,
    "队长": 1,
    "工头": 1,
    "工长": 1,
    "带班": 1,
    "头目": 1,
    "负责人": 2,
}
_RANK_TAIL = re.compile(rf"^(?P<inner>.+?)(?P<rank>{'|'.join(sorted(_RANKS, key=len, reverse=True))})$")
_LEARNER_TAIL = re.compile(
    r"^(?P<inner>.+?)(?:学徒工?|实习生|实习|助理|助手|小工|帮工|徒弟|学员|培训生|见习生|中工|辅助工|辅工|副手|新手|生手)$"
)
_LEARNER_HEAD = re.compile(r"^(?:见习|实习|新手|生手|初学|助理|学徒|辅助|助手|储备|准)(?P<inner>.+)$")


@dataclass(frozen=True)
class Standing:
    """How far in the trade.

    ``grade``: 0 unknown, 1 初级 … 7 首席技师; ``rank``: −1 learner, 0 worker, 1 and up leads a team; ``paper``: holds
    the certificate; ``having``: whether the skill is there at all, and how firmly; ``years``: of experience, None when
    nobody says.
    """

    grade: int = 0
    rank: int = WORKER
    paper: bool = False
    having: Having = Having.HAS
    years: float | None = None

    def reaches(self, asked: "Standing") -> bool:
        """Whether nothing asked is missing: a grade, a rank or a certificate not asked for costs nothing."""
        return (
            self.grade >= asked.grade
            and self.rank >= asked.rank
            and self.paper >= asked.paper
            and self.having >= asked.having
            and self.long_enough(asked)
        )

    def long_enough(self, asked: "Standing") -> bool:
        """Whether the years asked for are known to be there; who has none yet is no full worker of the trade."""
        if asked.years is None:
            return self.years != 0 or asked.rank < WORKER
        return (self.years or 0) >= asked.years


def split_paper(word: str) -> str | None:
    """The trade a certificate is for, or None when the word names none."""
    found = _PAPER_BEHIND.match(word) or _PAPER_TAIL.match(word) or _PAPER_HEAD.match(word)
    return found["inner"] if found else None


def split_grade(word: str) -> tuple[str, int] | None:
    """The word without its grade, and the grade."""
    found = _GRADE_BEHIND.match(word) or _GRADE_BEFORE.match(word)
    return (found["inner"], _grade(found["grade"])) if found else None


def grade_inside(word: str) -> tuple[str, int] | None:
    """The word without a grade in its middle, and the grade: 小学高级教师."""
    found = _GRADE_INSIDE.match(word)
    return (found["front"] + found["back"], _grade(found["grade"])) if found else None


def whole_grade(word: str) -> int:
    """The grade a word names when it names nothing else (高级技师), else 0."""
    found = _WHOLE_GRADE.match(word)
    return _grade(found["grade"]) if found else 0


def split_rank(word: str) -> tuple[str, int] | None:
    """The trade led or learnt, and the rank in it."""
    if found := _RANK_TAIL.match(word):
        return found["inner"], _RANKS[found["rank"]]
    found = _LEARNER_TAIL.match(word) or _LEARNER_HEAD.match(word)
    return (found["inner"], LEARNER) if found else None


def grade_name(grade: int) -> str:
    """The short Chinese name of a grade above 0."""
    return _GRADE_NAMES[grade]


def _grade(words: str) -> int:
    return max(value for name, value in _GRADES.items() if words.startswith(name) or words.endswith(name))
