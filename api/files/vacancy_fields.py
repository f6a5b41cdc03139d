"""A vacancy's file in short forms."""

from api.files import options
from api.files.fields import Field, Group, Kind
from models.vacancy import EmploymentKind, Shift, WageUnit

POST = Group(
    "post",
    "岗位",
    (
        Field("title", "岗位名称", required=True),
        Field("openings", "招聘人数", Kind.NUMBER, unit="人", required=True),
        Field("employment_kind", "用工", Kind.CHOICE, options=options.of(EmploymentKind)),
        Field("duties", "做什么", Kind.AREA),
        Field("street_code", "工作街道", Kind.CHOICE, options=options.street),
        Field("address", "工作地址"),
        Field("start_date", "哪天上班", Kind.DAY),
        Field("open_until", "招到哪天", Kind.DAY),
        Field("urgent", "急聘", Kind.TICK),
    ),
)
TERMS = Group(
    "terms",
    "待遇和时间",
    (
        Field("wage_low_fen", "工资从", Kind.MONEY, unit="元"),
        Field("wage_high_fen", "工资到", Kind.MONEY, unit="元"),
        Field("wage_unit", "工资单位", Kind.CHOICE, options=options.of(WageUnit)),
        Field("wage_parts", "工资构成"),
        Field("payday", "发薪日"),
        Field("shift", "班次", Kind.CHOICE, options=options.of(Shift)),
        Field("hours", "工时"),
        Field("rest_days", "休息"),
        Field("social_insurance", "买社保", Kind.YES_NO),
        Field("meals", "包吃", Kind.YES_NO),
        Field("lodging", "包住", Kind.YES_NO),
    ),
)
NEEDS = Group(
    "needs",
    "要求",
    (
        Field("education_min", "学历不低于", Kind.CHOICE, options=options.education),
        Field("experience", "经验"),
        Field("skills_required", "技能", Kind.LIST, hint="几项用顿号隔开"),
        Field("certificates_required", "证书", Kind.LIST, hint="几项用顿号隔开"),
    ),
)
CONTACT = Group(
    "contact",
    "怎么联系",
    (Field("contact", "联系人"), Field("phone", "电话", hint="几个号码用斜杠隔开"), Field("interview", "面试安排")),
)
GROUPS = {group.key: group for group in (POST, TERMS, NEEDS, CONTACT)}
LABELS = {field.name: field.label for group in GROUPS.values() for field in group.fields}
