"""A key employer as one card of the ledger: the gap, the fields with what stood before, what is still unclear."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from sqlmodel import Session

from api import wording
from api.fields.filled import Filled
from api.key_ledger.firms import Firm, Post
from api.key_ledger.reporting import seen, values_of
from api.matching.lines import names_of
from api.vacancies.cards import Tag
from models.key_ledger import KeyLedgerLine


@dataclass(frozen=True, slots=True)
class Row:
    """`before` are the values of the last line before today, `told` what was just saved or refused."""

    id: int
    link: str
    name: str
    key_class: str
    served_by: str
    tags: list[Tag]
    gap: str
    gap_kind: str
    gap_sum: str
    gap_of: str
    arrived: int
    form: Filled
    seen: str
    before_day: str
    before: Mapping[str, str]
    reported: bool
    unclear: list[str]
    posts: tuple[Post, ...]
    posts_words: str
    mismatch: str
    told: str = ""
    told_kind: str = ""
    open: bool = field(default=False)

    def answering(self, told: str, kind: str, form: Filled | None = None) -> "Row":
        """The same card after a save, or with the form that was refused."""
        return replace(self, told=told, told_kind=kind, form=form or self.form, open=form is not None)


def rows(session: Session, firms: list[Firm], today: date, reader: int | None = None) -> list[Row]:
    """The cards; a specialist's own name is not told to them (``reader`` is the account that reads)."""
    names = names_of(session, [firm.today.account_id for firm in firms if firm.today])
    return [_row(firm, names, today, reader) for firm in firms]


def _row(firm: Firm, names: Mapping[int, str], today: date, reader: int | None) -> Row:
    gap, service = firm.gap, firm.service
    return Row(
        id=firm.id,
        link=f"/staff/key/{firm.id}",
        name=firm.employer.name,
        key_class=f"{firm.key_class} {firm.key_class.label}",
        served_by=service.name if service and service.account_id != reader else "",
        tags=_tags(firm, names, today),
        gap=gap.words if gap else "缺口未知",
        gap_kind=("bad" if gap.short > 0 else "good") if gap else "muted",
        gap_sum=gap.sum if gap else "",
        gap_of="" if firm.today or not firm.before else f"按{_day_words(firm.before.day, today)}的数",
        arrived=gap.arrived if gap else 0,
        form=Filled(values_of(firm.line)),
        seen=seen(firm.today),
        before_day=_day_words(firm.before.day, today) if firm.before else "",
        before=values_of(firm.before),
        reported=firm.today is not None,
        unclear=firm.unclear,
        posts=firm.posts,
        posts_words=posts_words(firm),
        mismatch=_mismatch(firm),
    )


def _tags(firm: Firm, names: Mapping[int, str], today: date) -> list[Tag]:
    tags = []
    if firm.service is None:
        tags.append(Tag("没有专员", "no"))
    elif firm.service.away_on(today):
        tags.append(Tag("专员不在，没人接", "no"))
    elif firm.service.leaves_on:
        tags.append(Tag(f"专员 {wording.day(firm.service.leaves_on, today)}起不在", "info"))
    if firm.today is None:
        tags.append(Tag("过时未报", "no") if firm.late else Tag("今天未报", "info"))
    elif firm.is_clear:
        tags.append(Tag(f"五清 · {_reported(firm.today, names, today)}", "ok"))
    else:
        tags.append(Tag(f"{'过时，' if firm.late else ''}不清 {len(firm.unclear)} 项", "no"))
    return tags


def _reported(line: KeyLedgerLine, names: Mapping[int, str], today: date) -> str:
    at = wording.moment(line.reported_at, today).removeprefix(f"{wording.day(today, today)} ")
    return wording.joined(names.get(line.account_id or 0), at)


def _day_words(day: date, today: date) -> str:
    return "昨天" if (today - day).days == 1 else wording.day(day, today) or ""


def posts_words(firm: Firm) -> str:
    """The structure of the open posts: “缝纫工 3、质检员 2”."""
    return "、".join(f"{post.title} {post.free}" for post in firm.posts if post.free and not post.stale)


def _mismatch(firm: Firm) -> str:
    """Thirty tonight, but the posts still say fifty."""
    if firm.gap is None or firm.free == max(0, firm.gap.short):
        return ""
    return f"名额 {firm.free}，和“{firm.gap.words}”对不上" if firm.free else "缺人，没有在招的名额"
