"""求职登记: the fields of a worker form, and a row of it ready to store."""

from dataclasses import dataclass, field

from api.forms import adapt
from api.forms.adapt import Address
from api.forms.cells.choices import parse_yes
from api.forms.cells.festival import Festival
from api.forms.cells.identity import IdNumber
from api.forms.cells.plain import says_nothing
from api.forms.cells.wages import Wage
from api.forms.fields import Form, Parser, load_fields
from api.forms.values import Values

_HUKOU = adapt.choice(
    **{
        "11": r"本[地市省]城镇|本[地市].*非农",
        "12": r"外[地市省]城镇|外[地市].*非农",
        "21": r"本[地市省]农",
        "22": r"外[地市省]农",
    },
    **{"30": r"港|澳|台", "40": r"外籍|外国", "10": r"城镇|非农|城市|居民|^10$", "20": r"农|^20$"},
)
_STATUS = adapt.choice(
    registered=r"登记失业|失业登记|已登记",
    student=r"在校|在读|学生|应届",
    flexible=r"灵活|自由|零工|个体|自营",
    unemployed=r"失业|待业|无业|未就业|求职|离职|下岗|没工作|待岗",
    employed=r"在业|在职|就业|上班|在岗|有工作",
)
_ID_KIND = adapt.choice(resident=r"身份证", hk_macau=r"港|澳|回乡", taiwan=r"台", passport=r"护照", other=r".")
_ASSISTANCE = adapt.choice(
    out_of_poverty=r"脱贫|建档立卡|贫困(户|人口|劳动力)",
    zero_job_family=r"零就业",
    disabled=r"残疾",
    school_leaver=r"两后生",
    urban_low_income=r"城市低保|城镇低保",
    rural_low_income=r"低保|特困|低收入|易致贫|返贫|五保",
    hardship=r"就业困难|困难人员|大龄|4050|40.?50",
)
_NOT_COLLECTED = (
    r"民族|族别|婚姻|婚否|婚育|生育|政治面貌|党派|党员|宗教|信仰"  # asked by the filing after hiring, not for matching
    r"|健康(?!证)|身体状况|疾病|病史|残疾|犯罪|服刑|刑满|矫正|血型|身高|体重"
    r"|紧急|家庭|家属|配偶|父亲|母亲|子女|监护|户主|关系"  # other people, who have not been asked
    r"|银行|账号|卡号|照片"
)
_OTHERS = r"紧急|联系人|家属|配偶|父|母|户主|监护|推荐|经办|登记人|填表|单位|介绍|亲属|子女"

_PARSERS: dict[str, Parser] = {
    "id_kind": _ID_KIND,
    "id_number": adapt.id_number,
    "experience": adapt.told,
    "phone": adapt.phone,
    "name": adapt.one_line,
    "sex": adapt.sex,
    "birth_date": adapt.birth_date,
    "hukou_kind": _HUKOU,
    "registered_on": adapt.past_date,
    "unemployed_since": adapt.past_date,
    "leaves_on": adapt.coming_date,
    "returns_on": adapt.coming_date,
    "needs_transport": adapt.yes,
    "stays": adapt.staying,
    "consent_phone": adapt.yes,
    "consent_sms": adapt.yes,
    "consent_recommend": adapt.yes,
    "assistance": _ASSISTANCE,
    "assistance_evidence": adapt.words,
    "school": adapt.words,
    "graduated_on": adapt.past_date,
    "major": adapt.words,
    "education": adapt.education,
    "skill_trade": adapt.words,
    "skill_level": adapt.level,
    "certificates": adapt.listed,
    "skills": adapt.listed,
    "shifts": adapt.shifts,
    "wage_min": adapt.wage,
    "needs_lodging": adapt.needs_lodging,
    "available_from": adapt.coming_date,
    "status": _STATUS,
    "hukou": adapt.county,
    "street": adapt.street,
    "wish_place": adapt.words,
    "address": adapt.address,
    "channel": adapt.words,
    "registrar": adapt.words,
    "wish": adapt.listed,
    "words": adapt.words,
    "notes": adapt.words,
}

FORM = Form(
    anchors=(
        frozenset({"name"}),
        frozenset({"phone", "id_number", "sex", "birth_date", "wish", "education", "street", "hukou", "address"}),
    ),
    groups=((r"紧急|家属|家庭成员|配偶|监护|户主|子女|推荐人", None), (r"经历|简历|履历", "experience")),
    fields=load_fields("workers.csv", _PARSERS),
    not_collected=_NOT_COLLECTED,
    personal=frozenset({"name", "id_number"}),
)


@dataclass(frozen=True, slots=True)
class WorkerRow:
    """One worker ready to store; names in ``values`` are those of the table, ``None`` is unknown."""

    name: str
    phone: str
    id_number: str | None = None
    values: dict[str, object] = field(default_factory=dict)
    wishes: tuple[str, ...] = ()
    skills: tuple[str, ...] = ()
    certificates: tuple[str, ...] = ()
    experience: tuple[str, ...] = ()
    assistance: str | None = None
    assistance_evidence: str | None = None
    claims_assistance: bool = False
    """Whether anything was typed about help, understood or not."""
    remarks: tuple[str, ...] = ()
    """What was typed and fits no field."""


_DIRECT = (
    "hukou_kind",
    "education",
    "school",
    "major",
    "graduated_on",
    "skill_level",
    "skill_trade",
    "status",
    "unemployed_since",
    "shifts",
    "needs_lodging",
    "available_from",
    "needs_transport",
    "consent_recommend",
    "consent_phone",
    "consent_sms",
    "registered_on",
    "channel",
)
_SEX = {"男": "1", "女": "2"}


def worker_row(values: Values) -> WorkerRow:
    """A row's values, once nothing needed is missing, as a worker."""
    got = values.get
    ready = {key: value for key in _DIRECT if (value := got(key)) is not None}
    home = got("address")
    if isinstance(home, Address):
        ready["address"], ready["street_code"] = home.text, home.street
    ready["street_code"], ready["hukou_code"] = got("street") or ready.get("street_code"), got("hukou")
    ready |= _identity(values) | _festival(values)
    wage = got("wage_min")
    if isinstance(wage, Wage) and wage.unit == "month":
        ready["wage_min_fen"] = wage.low_fen or wage.high_fen
    if isinstance(wage, Wage) and wage.provided.lodging:  # “包食宿6000” asks for a bed
        ready.setdefault("needs_lodging", True)
    phones = values.words("phone")
    return WorkerRow(
        name=str(got("name")),
        phone=phones[0],
        id_number=paper.text if isinstance(paper := got("id_number"), IdNumber) else None,
        values={key: value for key, value in ready.items() if value is not None},
        wishes=tuple(values.words("wish")[:3]),
        skills=tuple(values.words("skills")),
        certificates=tuple(values.words("certificates")),
        experience=tuple(values.words("experience")[:3]),
        assistance=values.text("assistance"),
        assistance_evidence=values.text("assistance_evidence"),
        claims_assistance=_claims_assistance(values),
        remarks=_remarks(values, wage, phones),
    )


def _claims_assistance(values: Values) -> bool:
    """否 and 无 claim nothing."""
    said = (values.typed.get(key) for key in ("assistance", "assistance_evidence"))
    return any(not says_nothing(raw) and parse_yes(raw) is not False for raw in said)


def _identity(values: Values) -> dict[str, object]:
    """Sex and birth date; the ID card's own proof goes before what was typed beside it."""
    paper = values.get("id_number")
    kind = values.get("id_kind")
    sex, birth = values.get("sex"), values.get("birth_date")
    if isinstance(paper, IdNumber):
        resident = paper.birth_date is not None
        kind = "resident" if resident else kind if kind not in (None, "resident") else "other"
        sex, birth = paper.sex or sex, paper.birth_date or birth
    return {"id_kind": kind, "sex": _SEX.get(str(sex)), "birth_date": birth}


def _disproved(values: Values) -> list[str]:
    """What was typed beside an ID number that proves otherwise."""
    paper = values.get("id_number")
    if not isinstance(paper, IdNumber) or paper.birth_date is None:
        return []
    beside = (("sex", "性别", paper.sex), ("birth_date", "出生日期", paper.birth_date))
    told = ((label, values.get(key), proved) for key, label, proved in beside)
    return [f"{label}填{said}，与身份证号不符" for label, said, proved in told if said is not None and said != proved]


def _festival(values: Values) -> dict[str, object]:
    """Staying or leaving; the columns of days go before days told in words."""
    plan = values.get("stays")
    told = plan if isinstance(plan, Festival) else Festival(None)
    return {
        "stays": told.stays,
        "leaves_on": values.get("leaves_on") or told.leaves_on,
        "returns_on": values.get("returns_on") or told.returns_on,
    }


def _remarks(values: Values, wage: object, phones: list[str]) -> tuple[str, ...]:
    said = [text for key in ("words", "wish_place", "notes") if (text := values.text(key))]
    said += [*values.remarks, *_disproved(values)]
    said += [f"{name}：{text}" for name, text in values.extra.items()]
    if registrar := values.text("registrar"):
        said.append(f"登记人：{registrar}")
    if isinstance(wage, Wage) and (wage.words or wage.unit == "hour"):
        said.append(f"期望工资：{wage.words or f'每小时 {(wage.low_fen or wage.high_fen or 0) / 100:g} 元'}")
    said += [f"另一电话：{other}" for other in phones[1:]]
    said += [f"另一意向：{wish}" for wish in values.words("wish")[3:]]
    said += [f"另一经历：{past}" for past in values.words("experience")[3:]]
    return tuple(said)
