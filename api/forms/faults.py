"""What can be wrong with a form, in the words shown to whoever filled it in.

FormError
└── UnreadableForm    the file as a whole cannot be read (not Excel, protected, empty, too big, no header)

A single faulty cell is not an error but a :class:`Fault`: its row is refused, the others are taken.
"""

from dataclasses import asdict, dataclass


class FormError(Exception):
    """Base of what reading a form raises."""


class UnreadableForm(FormError):  # noqa: N818 (named for what happened)
    """Nothing of the file can be taken. ``sheet`` is empty when the whole file is meant."""

    def __init__(self, what: str, mend: str, sheet: str = "") -> None:
        super().__init__(f"{f'工作表“{sheet}”：' if sheet else ''}{what}；{mend}")
        self.sheet, self.what, self.mend = sheet, what, mend


@dataclass(frozen=True, slots=True)
class Fault:
    """One faulty cell; ``row`` as Excel numbers it, ``column`` as the form's header names it."""

    sheet: str
    row: int
    column: str
    value: str
    why: str
    mend: str

    def as_json(self) -> dict[str, str | int]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Ignored:
    """A row that is no entry of the form (a title, a note, a blank line, a total), or what of a row is not kept."""

    sheet: str
    row: int
    why: str
    left_out: bool = False
    """Whether something typed about an entry is not kept, which whoever filled in the form should know."""

    def as_json(self) -> dict[str, str | int]:
        return {"sheet": self.sheet, "row": self.row, "why": self.why}
