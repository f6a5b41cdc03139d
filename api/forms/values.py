"""The parsed cells of one row, by field, with everything typed that no field could take."""

from dataclasses import dataclass, field


@dataclass(slots=True)
class Values:
    """``parsed`` is what was understood, ``remarks`` what was typed but not understood, ``extra`` unknown columns."""

    parsed: dict[str, object] = field(default_factory=dict)
    remarks: list[str] = field(default_factory=list)
    extra: dict[str, str] = field(default_factory=dict)

    def get(self, key: str) -> object:
        return self.parsed.get(key)

    def text(self, key: str) -> str | None:
        value = self.parsed.get(key)
        return None if value is None else str(value)

    def words(self, key: str) -> list[str]:
        """A list field, empty when unknown."""
        value = self.parsed.get(key)
        return [str(word) for word in value] if isinstance(value, list) else []
