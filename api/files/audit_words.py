"""Audit rows in words: which fields of a file were changed. Rows name fields, never what stood in them."""

from collections.abc import Iterable, Mapping

from models.audit import AuditEntry

# Rows of lists that belong to a file, under the field they fill. Who is certified for assistance is not among them:
# that somebody was certified is for the certifying street alone.
LISTS: Mapping[str, Mapping[str, str]] = {
    "worker": {
        "worker_wish": "想做的工作",
        "worker_skill": "技能",
        "worker_certificate": "证书",
        "worker_experience": "工作经历",
    },
    "employer": {"key_listing": "重点名单", "specialist_assignment": "服务专员", "swap_offer": "可借出人员"},
    "vacancy": {"need_report": "报的人数", "review": "审核"},
}
_UNTOLD = frozenset({"updated_at", "sounds", "new", "deleted", "row_key", "made_up", "state_since", "id"})
OTHER_LABELS: Mapping[str, str] = {
    "personal_ranking": "按情况排序的开关",
    "shifts": "班次",
    "lng": "位置",
    "lat": "位置",
    "channel": "登记渠道",
    "skill_level": "技能等级",
    "graduated_on": "毕业日期",
    "hukou_code": "户口所在地",
    "state": "状态",
    "openings": "招聘人数",
    "fresh_until": "人数有效期",
    "verified": "核实",
    "registered_at": "登记时间",
}


def changed_fields(entry: AuditEntry, subject: str, key: int) -> list[str]:
    """Names of the fields of this file that the request wrote, and labels of its lists; nothing for a mere reading."""
    written = entry.detail.get("written", {})
    fields = [name for name in written.get(subject, {}).get(str(key), []) if name not in _UNTOLD]
    lists = [label for table, label in LISTS.get(subject, {}).items() if table in written]
    return [*fields, *lists]


def is_new(entry: AuditEntry, subject: str, key: int) -> bool:
    """Whether the request made this file."""
    return "new" in entry.detail.get("written", {}).get(subject, {}).get(str(key), [])


def field_words(fields: Iterable[str], labels: Mapping[str, str]) -> str:
    """Labels of fields, each once and in the order of the forms; a field without one is 其他内容."""
    order = {name: place for place, name in enumerate(labels)}
    fields = sorted(fields, key=lambda name: order.get(name, len(order)))
    known = (labels.get(name) or OTHER_LABELS.get(name) or _label(name) for name in fields)
    return "、".join(dict.fromkeys(known))


def _label(name: str) -> str:
    return "其他内容" if name.isascii() else name
