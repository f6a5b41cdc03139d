"""What a lender states of its people, for programs: who they are, under which contract, and that it has ended."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from litestar import post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from litestar.status_codes import HTTP_200_OK
from sqlmodel import Field, Session, SQLModel

from api.access.table import Access, Action
from api.fields.types import STRICT, Day, Text, Whole, Words, YesNo
from api.lent_people.employments import Said, employ
from api.lent_people.ending_contracts import Ending, end_contract, lent_by_reader
from api.lent_people.naming import require_open
from api.lent_people.naming_pages import changing, said_by
from api.lent_people.pasting import MOST
from api.lent_people.people_pages import contracts_of
from api.lent_people.people_routes import PATH, PeopleNamed, loan_asked, named
from api.lent_people.stating import SEXES, Stated, stated_of
from api.lent_people.suitability import Candidate
from api.refusals import BadField, FieldProblem
from api.settings import Settings
from api.swap_settlements.money import typed_yuan
from api.swaps.moving import By
from models.employment import ContractKind
from models.worker import Sex

OPT = {"action": Action.SWAP_PEOPLE}
TAGS = ["余缺调剂"]


class PersonStated(SQLModel):
    """One of the lender's people; `birth_date` may be left out beside a number of an ID card. Fen a month."""

    model_config = STRICT

    name: Text = Field(max_length=100)
    phone: Text = Field(max_length=100)
    identity: Text = Field(default="", max_length=40)
    birth_date: Day | None = None
    sex: Sex = Sex.UNKNOWN
    kind: ContractKind
    until: Day | None = None
    dispatched: YesNo
    wage_fen: Whole
    injury_insured: YesNo | None = None
    post: Text = Field(max_length=60)
    certificates: Words = Field(default_factory=list, max_length=20)
    skills: Words = Field(default_factory=list, max_length=20)


class PeopleStated(SQLModel):
    """People for one loan, whether they are on file or not."""

    model_config = STRICT

    loan_id: Whole = Field(ge=1)
    people: list[PersonStated] = Field(min_length=1, max_length=MOST)


class ContractEnd(SQLModel):
    """The day on which the contract ended; null takes it back."""

    model_config = STRICT

    day: Day | None


class ContractRead(SQLModel):
    member_id: int
    ended_on: date | None
    words: str


@post(f"{PATH}/stated", opt=OPT, sync_to_thread=True, tags=TAGS)
def state_people(
    swap_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[PeopleStated],
) -> PeopleNamed:
    """All can be used and are filed, or none is and every field to mend is named; who suits comes on the list."""
    swap, _ = changing(session, swap_id, access, settings.today(), {})
    require_open(swap)
    loan = loan_asked(session, swap, data.loan_id)
    people = _employed(session, data.people, said_by(swap, access, settings), settings.today())
    return named(session, swap, loan, people, access, settings)


@post(f"{PATH}/{{member_id:int}}/contract", opt=OPT, sync_to_thread=True, status_code=HTTP_200_OK, tags=TAGS)
def put_contract_end(
    swap_id: FromPath[int],
    member_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[ContractEnd],
) -> ContractRead:
    """That somebody's labour contract has ended, or goes on after all."""
    by = By(access.account_id, settings.now(), settings.today())
    swap = lent_by_reader(session, swap_id, access, by.today)
    words = end_contract(session, swap, contracts_of(session, swap), Ending(member_id, data.day), by)
    return ContractRead(member_id=member_id, ended_on=data.day, words=words)


def _employed(session: Session, people: Sequence[PersonStated], said: Said, today: date) -> list[Candidate]:
    """Each filed with their contract; raises `BadField` for all that cannot be, or are there twice."""
    found: dict[int, tuple[int, Candidate]] = {}
    problems: list[FieldProblem] = []
    for number, person in enumerate(people):
        try:
            worker, contract = employ(session, _stated(person, today), said)
        except BadField as refused:
            problems += [FieldProblem(f"people.{number}.{_sent(one.field)}", one.why) for one in refused.problems]
            continue
        first, _ = found.setdefault(worker.id or 0, (number, Candidate(worker, contract)))
        if first != number:
            problems.append(FieldProblem(f"people.{number}.name", f"和 people.{first} 是同一个人，请只留一个"))
    if problems:
        raise BadField(*problems)
    return [candidate for _, candidate in found.values()]


def _stated(person: PersonStated, today: date) -> Stated:
    """Read by the same rules as a line that is pasted; raises `BadField` by the fields of a line."""
    words = {
        "name": person.name,
        "phone": person.phone,
        "identity": person.identity,
        "birth_date": str(person.birth_date or ""),
        "sex": next((word for word, sex in SEXES.items() if sex is person.sex), ""),
        "kind": person.kind.value,
        "until": str(person.until or ""),
        "dispatched": _yes(person.dispatched),
        "wage": f"{typed_yuan(person.wage_fen)}元/月",
        "injury_insured": "" if person.injury_insured is None else _yes(person.injury_insured),
        "post": person.post,
    }
    return replace(stated_of(words, today), certificates=tuple(person.certificates), skills=tuple(person.skills))


def _yes(said: bool) -> str:
    return "是" if said else "否"


def _sent(field: str) -> str:
    return "wage_fen" if field == "wage" else field


ROUTES: list[HTTPRouteHandler] = [state_people, put_contract_end]
