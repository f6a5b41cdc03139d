"""What firms and the office write of one swap, and what they read of it, on the wire."""

from datetime import date, datetime
from typing import Literal

from sqlmodel import Field, SQLModel

from api.fields.types import STRICT, Day, Text, Whole, YesNo
from api.swaps.loan_pages import MOST_WAGE_FEN
from api.swaps.swap_pages import LONGEST_NOTE
from api.swaps.terms_pages import LONGEST
from models.employer import EmployerStanding
from models.swap import SwapState
from models.swap_member import MemberState

Article = Text
Members = list[Whole]
MOST_MEMBERS = 10_000


class Seen(SQLModel):
    """``seen`` is that of the swap as it was read, so that nobody writes over what has changed meanwhile."""

    model_config = STRICT

    seen: Whole = Field(ge=0)


class TermsFields(SQLModel):
    """The typed articles of the agreement; those left empty are missing. Days are days of the next month."""

    place: Article = Field(default="", max_length=LONGEST)
    content: Article = Field(default="", max_length=LONGEST)
    hours: Article = Field(default="", max_length=LONGEST)
    protection: Article = Field(default="", max_length=LONGEST)
    pay: Article = Field(default="", max_length=LONGEST)
    pay_waived: Article = Field(default="", max_length=LONGEST)
    board: Article = Field(default="", max_length=LONGEST)
    transport: Article = Field(default="", max_length=LONGEST)
    returns: Article = Field(default="", max_length=LONGEST)
    injury: Article = Field(default="", max_length=LONGEST)
    settlement: Article = Field(default="", max_length=LONGEST)
    insurance: Article = Field(default="", max_length=LONGEST)
    disputes: Article = Field(default="", max_length=LONGEST)
    no_profit: YesNo = False
    no_fee: YesNo = False
    no_dispatch: YesNo = False
    no_lending_on: YesNo = False
    no_trader: YesNo = False
    settle_day: Whole = Field(default=10, ge=1, le=28)
    pay_day: Whole = Field(default=15, ge=1, le=28)
    return_cases: list[Literal["breach", "incompetent", "agreed"]] = Field(default_factory=list, max_length=3)


class TermsPatch(TermsFields, Seen):
    """Only what is sent changes."""


class TermsRead(TermsFields):
    """As they stand; ``suggested`` are drawn from offer and need, and nobody has stored them yet."""

    version: int
    suggested: bool
    may_change: bool
    seen: int


class SignatureRead(SQLModel):
    """One firm's signature under the version that stands; null where it waits."""

    employer_id: int
    employer: str
    signatory: str | None
    signed_on: date | None


class SignaturesRead(SQLModel):
    """``lacks`` says what the agreement still lacks; nobody can sign before."""

    version: int
    state: SwapState
    signatures: list[SignatureRead]
    lacks: str
    seen: int


class SignCreate(Seen):
    """``read`` is that agreement and list were read; the office names the firm it signs for, a firm leaves it out."""

    signatory: Text = Field(min_length=1, max_length=40)
    read: YesNo
    employer_id: Whole | None = Field(default=None, ge=1)


class LentRead(SQLModel):
    """Somebody who goes or went, by the name the reader knows; ``id`` is their place on the list of this swap.

    ``variation_signed_on`` is between lender and worker: null to the borrower.
    """

    id: int
    name: str
    state: MemberState
    from_day: date
    to_day: date
    variation_signed_on: date | None
    stays_wanted: bool | None
    returned_on: date | None
    return_reason: str


class LentList(SQLModel):
    people: list[LentRead]
    seen: int


class VariationsCreate(Seen):
    """Lender and these workers signed the variation of the contract on a day."""

    members: Members = Field(min_length=1, max_length=MOST_MEMBERS)
    day: Day


class ReturnsCreate(SQLModel):
    """These people are back; ``day`` is the first one at home again."""

    model_config = STRICT

    members: Members = Field(min_length=1, max_length=MOST_MEMBERS)
    day: Day
    reason: Text = Field(min_length=1, max_length=20)


class ExtensionRead(SQLModel):
    """A longer stay that was asked for, each one's word about it, and what still stands against it (office alone)."""

    asked_until: date | None
    lender_agrees: bool | None
    people: list[LentRead]
    blocks: list[str]
    version: int
    seen: int


class ExtensionStep(Seen):
    """``ask`` wants ``last``; ``answer`` wants ``member`` and ``stays``."""

    do: Literal["ask", "agree", "decline", "answer", "extend"]
    last: Day | None = None
    member: Whole | None = Field(default=None, ge=1)
    stays: YesNo | None = None


class LoanPatch(Seen):
    """Only what is sent changes; both days included, wage in fen a month."""

    people: Whole | None = Field(default=None, ge=1, le=MOST_MEMBERS)
    from_day: Day | None = None
    to_day: Day | None = None
    wage_fen: Whole | None = Field(default=None, ge=1, le=MOST_WAGE_FEN)


class FirmEnded(SQLModel):
    """One of the two firms stands no more, or goes on after all."""

    model_config = STRICT

    firm: Literal["lender", "borrower"]
    standing: EmployerStanding


class StatementCreate(SQLModel):
    """What a side, or the office, says of a dispute."""

    model_config = STRICT

    said: Text = Field(min_length=1, max_length=LONGEST_NOTE)


class LogLine(SQLModel):
    """A line of the log; both states alike where it changed none."""

    id: int
    at: datetime
    by: str
    from_state: SwapState | None
    to_state: SwapState
    version: int
    note: str
