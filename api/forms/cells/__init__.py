"""What one cell of an office form says: pure parsers, one kind of value a module.

Every parser takes the cell as the sheet gave it and returns the value, or
``None`` when the cell does not say (empty, “面议”, unreadable words: unknown
stays unknown), or raises :class:`~api.forms.cells.plain.Impossible` when what
was typed cannot be true (a date that does not exist, a phone of the wrong
length). Nothing is ever repaired by guessing.
"""
