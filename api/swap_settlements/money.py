"""Money as it is typed in forms."""

from decimal import Decimal, InvalidOperation


def fen_of(text: str) -> int | None:
    """Yuan as typed in whole fen; None for what is no such amount.

    >>> fen_of("5200"), fen_of("22.5"), fen_of("1.234"), fen_of("-1"), fen_of("1e3")
    (520000, 2250, None, None, None)
    """
    if not text.isascii() or not text.replace(".", "", 1).isdigit():
        return None
    try:
        fen = Decimal(text) * 100
    except InvalidOperation:
        return None
    return int(fen) if fen == int(fen) else None


def typed_yuan(fen: int) -> str:
    """Fen as somebody would type them.

    >>> typed_yuan(520000), typed_yuan(2250)
    ('5200', '22.50')
    """
    return str(fen // 100) if fen % 100 == 0 else f"{fen / 100:.2f}"
