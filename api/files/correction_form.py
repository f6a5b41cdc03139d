"""Correcting one group of a file in place: the form, the save, and what happens when somebody else was quicker."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from litestar import Request, Response
from pydantic import ValidationError
from sqlmodel import Session

from api.fields.filled import Filled, filled, read
from api.files.correcting import changed_part, marked_as_changed, shown_form
from api.files.fields import Group
from api.files.stale import Seen, changes_since, read_seen
from api.layout import asks_for_part, page
from api.notices import Notice, go_to
from api.refusals import BadField, NotThere
from api.staff.heading import made_up_here

AnyRequest = Request[Any, Any, Any]
Save = Callable[[Group, Mapping[str, str]], str | None]


@dataclass(frozen=True, slots=True)
class Correctable:
    """A file whose groups can be corrected.

    ``stands`` tells a group's fields as they are kept; ``save`` writes those of a part of it and may return what else
    that brought about, in words (raises `BadField` or `ValidationError`); fields kept ``together`` are written with one
    another.
    """

    subject: str
    key: int
    whose: str
    path: str
    updated_at: datetime
    groups: Mapping[str, Group]
    labels: Mapping[str, str]
    stands: Callable[[Group], dict[str, str]]
    save: Save
    together: frozenset[str] = frozenset()

    def group(self, key: str) -> Group:
        if key not in self.groups:
            raise NotThere("表格", key)
        return self.groups[key]


def open_form(request: AnyRequest, session: Session, of: Correctable, key: str) -> Response[Any]:
    group = of.group(key)
    return _shown(request, session, of, group, Filled(of.stands(group)))


def take_form(
    request: AnyRequest, session: Session, of: Correctable, key: str, data: Mapping[str, Any], today: date
) -> Response[Any]:
    """Only what was typed otherwise is written; on a file changed meanwhile nothing is, and the form comes back."""
    group, form = of.group(key), filled(data)
    stands, seen = of.stands(group), read_seen(form.value("seen"))
    if seen is None or seen.updated_at != of.updated_at:
        return _out_of_date(request, session, of, group, form, stands, seen, today)
    part = changed_part(group, form, stands, of.together)
    if not part.fields:
        return go_to(f"{of.path}#group-{key}", Notice("没有改动。", ""))
    saved = _saved(session, of, part, form)
    if isinstance(saved, Filled):
        return _shown(request, session, of, group, saved, status=422)
    told = "、".join(field.label for field in part.fields)
    return go_to(f"{of.path}?saved={of.subject}-{of.key}-{key}#group-{key}", Notice(f"已保存：{told}。{saved}"))


def _saved(session: Session, of: Correctable, part: Group, form: Filled) -> Filled | str:
    """Save the part: what else came of it, or the form with its mistakes when that is refused; then nothing is kept."""

    def save(values: Mapping[str, str]) -> str:
        try:
            return of.save(part, values) or ""
        except (BadField, ValidationError):
            session.rollback()
            raise

    return read(form, save)


def _out_of_date(
    request: AnyRequest,
    session: Session,
    of: Correctable,
    group: Group,
    form: Filled,
    stands: Mapping[str, str],
    seen: Seen | None,
    today: date,
) -> Response[Any]:
    meanwhile = changes_since(session, of.subject, of.key, seen, of.labels, today)
    marked = marked_as_changed(group, form, stands, meanwhile.fields, of.labels)
    return _shown(request, session, of, group, marked, status=409, stale=f"{meanwhile.words}；您填的还在。")


def _shown(
    request: AnyRequest,
    session: Session,
    of: Correctable,
    group: Group,
    form: Filled,
    status: int = 200,
    stale: str = "",
) -> Response[Any]:
    """The form of one group: a page of its own, or in its place in the file when htmx asks."""
    seen = Seen.of(session, of.subject, of.key, of.updated_at)
    action = f"{of.path}/correct/{group.key}"
    shown = shown_form(session, group, form, action=action, back=of.path, seen=seen, stale=stale)
    known: dict[str, Any] = {"shown": shown, "keep": f"{of.subject}-{of.key}-{group.key}", "whose": of.whose}
    if asks_for_part(request):
        return page(request, "files/form_part.html", status=status, **known)
    here = of.path.rpartition("/")[0]
    return page(request, "files/form.html", status=status, made_up=made_up_here(session), here=here, **known)
