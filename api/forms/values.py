"""The parsed cells of one row, by field, with everything typed that no field could take."""

from dataclasses import dataclass, field

from api.forms.cells.plain import RawCell


@dataclass(slots=True)
class Values:
    """What was understood, what was typed but not understood, unknown columns, and each field's first cell as typed."""

    parsed: dict[str, object] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)
    typed: dict[str, RawCell] = field(default_factory=dict)

    def get(self, key: str) -> object:
        return self.parsed.get(key)

    def text(self, key: str) -> str | None:
        value = self.parsed.get(key)
        return None if value is None else str(value)

    def words(self, key: str) -> list[str]:
        """A list field, empty when unknown."""
        value = self.parsed.get(key)
        return [str(word) for word in value] if isinstance(value, list) else []
