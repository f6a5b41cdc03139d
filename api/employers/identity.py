"""Who an employer is, which the office has checked: the employer itself may not change it.

A firm that could rewrite its own name or credit code could pass for another one and take its place on the key list.
"""

from collections.abc import Mapping
from typing import Any

from api.refusals import BadField, FieldProblem
from models.account import Role
from models.employer import Employer

CHECKED = {
    "name": "单位名称",
    "uscc": "统一社会信用代码",
    "legal_person": "法定代表人",
    "street_code": "所属街道",
    "kind": "单位类型",
    "dispatch_permit": "劳务派遣许可",
}
ASK_THE_OFFICE = "{what}由街道核对登记，不能自行修改。要更正请带营业执照联系所在街道。"


def check_identity_is_kept(employer: Employer, changes: Mapping[str, Any], role: Role | None) -> None:
    """Raises `BadField` naming every checked field an employer wants changed; sent as it is kept, it is not."""
    if role != Role.EMPLOYER:
        return
    changed = [name for name in CHECKED if name in changes and changes[name] != getattr(employer, name)]
    if changed:
        raise BadField(*(FieldProblem(name, ASK_THE_OFFICE.format(what=CHECKED[name])) for name in changed))
