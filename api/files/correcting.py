"""The form of one group of a file as it is shown, whatever the file is about."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlmodel import Session

from api.fields.filled import Filled
from api.files.fields import Group, Options
from api.files.stale import Seen


@dataclass(frozen=True, slots=True)
class ShownForm:
    """``options`` by field; ``seen`` travels with the form; ``stale`` says who changed what meanwhile."""

    group: Group
    form: Filled
    options: Mapping[str, Options]
    action: str
    back: str
    seen: str
    stale: str = ""

    @property
    def labels(self) -> dict[str, str]:
        return {field.name: field.label for field in self.group.fields}


def shown_form(
    session: Session, group: Group, form: Filled, *, action: str, back: str, seen: Seen | None, stale: str = ""
) -> ShownForm:
    options = {field.name: field.options(session) for field in group.fields if field.options}
    return ShownForm(group, form, options, action, back, str(seen or ""), stale)


def changed_part(group: Group, form: Filled, stands: Mapping[str, str], together: frozenset[str]) -> Group:
    """The fields that were typed otherwise than they stand; fields kept ``together`` go with one another."""
    changed = {field.name for field in group.fields if form.value(field.name).strip() != stands.get(field.name, "")}
    if changed & together:
        changed |= together & group.names
    return replace(group, fields=tuple(field for field in group.fields if field.name in changed))


def marked_as_changed(
    group: Group, form: Filled, stands: Mapping[str, str], changed: frozenset[str], labels: Mapping[str, str]
) -> Filled:
    """The form with a mark at each field somebody else changed, saying what stands in the file now."""
    problems = {
        field.name: f"现在档案里是“{_SHOWN.get(stands[field.name], stands[field.name])}”，您填的还在"
        for field in group.fields
        if changed & {field.name, labels.get(field.name, "")} and stands[field.name] != form.value(field.name).strip()
    }
    return Filled(form.values, problems)


_SHOWN = {"yes": "是", "no": "否", "": "空"}
