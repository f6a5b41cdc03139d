"""A name and a phone as a person types them: what is wrong with them, in words that say how to mend it."""

import re

from api.forms.cells.phones import parse_phones
from api.forms.cells.plain import Impossible

LONGEST_NAME = 30
LONGEST_PHONE = 100
EXAMPLE = "比如 13800138000 或 020-81880000"


def name_problem(name: str) -> str:
    """Why this is no name to call somebody by; "" when it is one.

    >>> name_problem("李小梅"), name_problem("138")
    ('', '姓名里不要写数字；单位要照着它叫您')
    """
    if not name:
        return "请填姓名，单位要照着它叫您"
    if len(name) > LONGEST_NAME:
        return f"姓名最多 {LONGEST_NAME} 个字"
    return "姓名里不要写数字；单位要照着它叫您" if re.search(r"\d", name) else ""


def phone_problem(words: str) -> str:
    """Why nobody can be called there; "" when they can."""
    if not words:
        return f"请填电话，单位要打给您，{EXAMPLE}"
    if len(words) > LONGEST_PHONE:
        return "电话太长，填一两个号码就行"
    try:
        numbers = parse_phones(words)
    except Impossible as impossible:
        return str(impossible)
    return "" if numbers else f"没有看到电话号码，应是{EXAMPLE}"


def phone_of(words: str) -> str:
    """As the file keeps it; several numbers stand beside each other with a slash."""
    return "/".join(parse_phones(words))
