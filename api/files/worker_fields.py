"""A worker's file in short forms."""

from dataclasses import replace

from api.files import options
from api.files.fields import Field, Group, Kind
from models.worker import HukouKind, IdKind, Sex, WorkerStatus

CONTACT = Group(
    "contact",
    "联系",
    (
        Field("name", "姓名", required=True),
        Field("phone", "电话", required=True, hint="几个号码用斜杠隔开"),
        Field("street_code", "住在哪个街道", Kind.CHOICE, options=options.street),
        Field("address", "住址", hint="写到房号，比如：龙溪中路 3 栋 502"),
    ),
)
WISH = Group(
    "wish",
    "想找什么工作",
    (
        Field("wishes", "想做的工作", Kind.LIST, hint="最多三个，最想做的写前面：叉车工、仓管"),
        Field("words", "本人原话", Kind.AREA),
        Field("wage_min_fen", "月薪不低于", Kind.MONEY, unit="元"),
        Field("shift_day", "可上白班", Kind.TICK),
        Field("shift_night", "可上夜班", Kind.TICK),
        Field("shift_rotating", "可轮班", Kind.TICK),
        Field("needs_lodging", "要包住", Kind.YES_NO),
        Field("available_from", "哪天可以到岗", Kind.DAY),
    ),
)
ABILITY = Group(
    "ability",
    "会什么",
    (
        Field("skills", "技能", Kind.LIST, hint="几项用顿号隔开"),
        Field("certificates", "证书", Kind.LIST, hint="到期日写在后面，比如：叉车证 2022-05-01"),
        Field("education", "学历", Kind.CHOICE, options=options.education),
        Field("school", "毕业学校"),
        Field("major", "专业"),
        Field("skill_trade", "职业资格工种"),
    ),
)
PERSON = Group(
    "person",
    "本人情况",
    (
        Field("sex", "性别", Kind.CHOICE, options=options.of(Sex), hint="只用于上报，不参与匹配"),
        Field("birth_date", "出生日期", Kind.DAY),
        Field("id_kind", "证件种类", Kind.CHOICE, options=options.of(IdKind)),
        Field("id_number", "证件号码", hint="已登记的号码不显示；要改才填，不改留空"),
        Field("hukou_kind", "户口性质", Kind.CHOICE, options=options.of(HukouKind)),
        Field("status", "就业状况", Kind.CHOICE, options=options.of(WorkerStatus)),
        Field("unemployed_since", "哪天起失业", Kind.DAY),
        Field("stays", "留穗过年", Kind.YES_NO),
        Field("leaves_on", "离穗日期", Kind.DAY),
        Field("returns_on", "返穗日期", Kind.DAY),
        Field("needs_transport", "要接送", Kind.YES_NO),
    ),
)
CONSENT = Group(
    "consent",
    "本人同意",
    (
        Field("consent_recommend", "把本人推荐给合适的单位", Kind.TICK, hint="取消后，还没面谈的推荐同时撤回"),
        Field("consent_phone", "被推荐的单位可以看电话", Kind.TICK),
        Field("consent_sms", "用短信通知", Kind.TICK),
    ),
)
GROUPS = {group.key: group for group in (CONTACT, WISH, ABILITY, PERSON, CONSENT)}
LABELS = {field.name: field.label for group in GROUPS.values() for field in group.fields}

# What an office asks of somebody new; the rest is added to the file later.
_ASKED = tuple(replace(field, hint="") for field in CONSENT.fields)
NEW = Group("new", "登记求职者", (*CONTACT.fields, *WISH.fields, *_ASKED))
