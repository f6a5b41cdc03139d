"""An employer's file in short forms."""

from api.files import options
from api.files.fields import Field, Group, Kind
from models.employer import EmployerSize

IDENTITY = Group(
    "identity",
    "登记事项",
    (
        Field("name", "单位名称", required=True),
        Field("uscc", "统一社会信用代码", hint="18 位，照营业执照填"),
        Field("legal_person", "法定代表人"),
        Field("kind", "单位类型"),
        Field("street_code", "所属街道", Kind.CHOICE, options=options.street),
        Field("address", "地址"),
        Field("dispatch_permit", "有劳务派遣许可", Kind.YES_NO),
    ),
)
CONTACT = Group(
    "contact",
    "联系和规模",
    (
        Field("contact", "联系人"),
        Field("phone", "电话", hint="几个号码用斜杠隔开"),
        Field("size", "规模", Kind.CHOICE, options=options.of(EmployerSize)),
        Field("staff_total", "在职人数", Kind.NUMBER, unit="人"),
    ),
)
GROUPS = {group.key: group for group in (IDENTITY, CONTACT)}
LABELS = {field.name: field.label for group in GROUPS.values() for field in group.fields}
