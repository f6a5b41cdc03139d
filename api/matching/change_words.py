"""Why something differs between two runs, in plain words and only with what the reader may know."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from api.matching.comparing import Cause, Changed, Kind
from api.matching.frames import LIST_MARK
from models.vacancy import Shift

SOMEBODY, SOME_POST = "另一位求职者", "别的单位的岗位"
PLACE = "住址"
LABELS = {
    "wishes": "想做",
    "skills": "会",
    "certificates": "证书",
    "education": "学历",
    "birth_date": "出生日期",
    "street": PLACE,
    "lng": PLACE,
    "lat": PLACE,
    "wage_min": "工资要求",
    "shifts": "班次",
    "needs_lodging": "要住宿",
    "available_from": "可上岗",
    "assist": "重点帮扶情况",
    "title": "名称",
    "employer_id": "单位",
    "duties": "工作内容",
    "skills_required": "技能要求",
    "certificates_required": "证书要求",
    "education_min": "学历要求",
    "wage_low": "最低工资",
    "wage_high": "最高工资",
    "shift": "班次",
    "lodging": "包住",
    "start_date": "到岗日",
    "open_until": "截止日",
    "key_class": "重点类别",
    "urgent": "急聘",
    "openings": "名额",
    "as_of": "匹配日",
    "seed": "随机种子",
}
LISTS = frozenset({"wishes", "skills", "certificates", "skills_required", "certificates_required"})
UNTOLD = frozenset(
    {"birth_date", "assist", "duties", "street", "lng", "lat", "employer_id"}
)  # that it changed, no more
YES_NO = {"0": "否", "1": "是", "": "未知"}
FLAGS = frozenset({"needs_lodging", "lodging", "urgent"})
SHIFTS = {str(shift): shift.label for shift in Shift}


@dataclass(frozen=True, slots=True)
class Known:
    """What the reader may be told: names by id (missing: not theirs), what became of whom, whose fields are theirs."""

    workers: Mapping[str, str] = field(default_factory=dict)
    posts: Mapping[str, tuple[str, str]] = field(default_factory=dict)  # title, employer
    fates: Mapping[tuple[Kind, str], str] = field(default_factory=dict)
    personal: frozenset[str] = frozenset()
    education: Mapping[str, str] = field(default_factory=dict)

    def worker(self, key: str) -> str:
        return self.workers.get(key, SOMEBODY)

    def post(self, key: str) -> str:
        """The title in quotation marks, without the employer."""
        return f"“{self.posts[key][0]}”" if key in self.posts else SOME_POST

    def fate(self, kind: Kind, key: str) -> str:
        """How somebody or some post came or went."""
        return self.fates.get((kind, key), FATES[kind])

    def place(self, key: str) -> str:
        return "·".join(self.posts[key]) if key in self.posts else SOME_POST


Words = Callable[[Cause, Known], str]


def why(causes: Iterable[Cause], known: Known) -> str:
    return "；".join(dict.fromkeys(cause_words(cause, known) for cause in causes))


FATES = {Kind.WORKER_NEW: "上次不在匹配里", Kind.WORKER_GONE: "不再参加匹配", Kind.VACANCY_GONE: "不在招了"}


def cause_words(cause: Cause, known: Known) -> str:
    """One reason in a few words.

    >>> known = Known(posts={"7": ("缝纫工", "某厂")})
    >>> cause_words(Cause(Kind.MORE_OPENINGS, "7", (Changed("openings", "2", "3"),)), known)
    '“缝纫工”名额 2→3'
    """
    return WORDS[cause.kind](cause, known)


def _of_worker(cause: Cause, known: Known) -> str:
    return known.fate(cause.kind, cause.subject)


def _worker_changed(cause: Cause, known: Known) -> str:
    return changed_words(cause.changed, known) if cause.subject in known.personal else "求职者的资料有变动"


def _post_gone(cause: Cause, known: Known) -> str:
    return f"{known.post(cause.subject)}{known.fate(cause.kind, cause.subject)}"


def _post_changed(cause: Cause, known: Known) -> str:
    said = changed_words(cause.changed, known) if cause.subject in known.posts else "有变动"
    return f"{known.post(cause.subject)}{said}"


def _about_post(said: str) -> Words:
    return lambda cause, known: said.format(known.post(cause.subject))


def _about_place(said: str) -> Words:
    return lambda cause, known: said.format(known.worker(cause.subject)) + _behind(cause.behind, known)


def _drawn_anew(cause: Cause, known: Known) -> str:
    return f"资料都没变，{changed_words(cause.changed, known)}：分数相同的按当日次序排"


WORDS: Mapping[Kind, Words] = {
    Kind.WORKER_NEW: _of_worker,
    Kind.WORKER_GONE: _of_worker,
    Kind.WORKER_CHANGED: _worker_changed,
    Kind.VACANCY_NEW: _about_post("{}是新上的"),
    Kind.VACANCY_GONE: _post_gone,
    Kind.VACANCY_CHANGED: _post_changed,
    Kind.MORE_OPENINGS: _post_changed,
    Kind.FEWER_OPENINGS: _post_changed,
    Kind.SETTLED: _about_post("和{}已推荐过或谢绝过，不再重复推荐"),
    Kind.FREE_AGAIN: _about_post("和{}的推荐已撤回，又可安排"),
    Kind.TAKEN_BY: _about_place("名额给了{}"),
    Kind.LEFT_BY: _about_place("{}让出了名额"),
    Kind.PARAMS: lambda _cause, _known: "匹配参数变了（见上面）",
    Kind.DAY_OR_SEED: _drawn_anew,
    Kind.OTHERS: lambda _cause, _known: "两边的资料都没变；别人有变动，全区重新安排的结果",
}


def _behind(cause: Cause | None, known: Known) -> str:
    return f"（{cause_words(cause, known)}）" if cause else ""


def changed_words(changed: Iterable[Changed], known: Known) -> str:
    """The columns that changed, each once.

    >>> changed_words([Changed("wage_min", "5000", "4500"), Changed("certificates", "", "叉车证")], Known())
    '工资要求 5000→4500，证书 新增 叉车证'
    """
    return "，".join(dict.fromkeys(_one(column, known) for column in changed))


def _one(changed: Changed, known: Known) -> str:
    label = LABELS.get(changed.column, changed.column)
    if changed.column in UNTOLD:
        return f"{label}改了"
    if changed.column in LISTS:
        return f"{label} {_list_words(changed)}"
    return f"{label} {_value(changed.column, changed.before, known)}→{_value(changed.column, changed.now, known)}"


def _list_words(changed: Changed) -> str:
    before, now = (dict.fromkeys(filter(None, text.split(LIST_MARK))) for text in (changed.before, changed.now))
    added, gone = [one for one in now if one not in before], [one for one in before if one not in now]
    parts = [f"新增 {'、'.join(added)}" if added else "", f"去掉 {'、'.join(gone)}" if gone else ""]
    return "，".join(filter(None, parts)) or "先后次序变了"


def _value(column: str, value: str, known: Known) -> str:
    if column in FLAGS:
        return YES_NO.get(value, value)
    if column in ("shift", "shifts"):
        return "、".join(SHIFTS.get(one, one) for one in value.split(LIST_MARK)) or "未知"
    if column in ("education", "education_min"):
        return known.education.get(value, value) or "未知"
    if column in ("as_of", "start_date", "open_until", "available_from") and value:
        day = date.fromisoformat(value)
        return f"{day.month}月{day.day}日"
    return value or "未知"
