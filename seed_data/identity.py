"""Numbers that pass their check digit and yet belong to nobody.

- Mobile numbers begin with 154, a range given to no operator.
- ID numbers begin with a prefecture and then 99, a county number that no county carries.
- Credit codes hold an organisation code of the series MAYY, which has not been issued.
"""

from datetime import date

ID_WEIGHTS = tuple(2**place % 11 for place in range(17, 0, -1))
ID_CHECKS = "10X98765432"
"""GB 11643: the check digit for each remainder of 11."""

CREDIT_LETTERS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
"""GB 32100: digits and letters without I, O, S, V and Z; the place is the value."""

ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)

MOBILE_PREFIX = "154"
NO_COUNTY = "99"
UNISSUED_SERIES = "MAYY"
LIWAN_ENTERPRISE = "91440103"


def id_check_digit(first17: str) -> str:
    """The eighteenth character of an ID number.

    >>> id_check_digit("11010519491231002")
    'X'
    """
    return ID_CHECKS[sum(w * int(d) for w, d in zip(ID_WEIGHTS, first17, strict=True)) % 11]


def id_number(prefecture: str, born: date, serial: int) -> str:
    """A made-up ID number; `serial` (0–999) is odd for a man, as in real ones."""
    first17 = f"{prefecture[:4]}{NO_COUNTY}{born:%Y%m%d}{serial % 1000:03d}"
    return first17 + id_check_digit(first17)


def organisation_check(body: str) -> str:
    """GB 11714: the ninth character of an organisation code."""
    value = 11 - sum(w * int(c, 36) for w, c in zip(ORGANISATION_WEIGHTS, body, strict=True)) % 11
    return {10: "X", 11: "0"}.get(value, str(value))


def credit_check(first17: str) -> str:
    """GB 32100: the eighteenth character of a unified social credit code.

    >>> credit_check("91350100M000100Y4")
    '3'
    """
    total = sum(pow(3, place, 31) * CREDIT_LETTERS.index(c) for place, c in enumerate(first17))
    return CREDIT_LETTERS[-total % 31]


def credit_code(number: int) -> str:
    """The made-up credit code of the `number`-th employer (below 31⁴)."""
    tail = ""
    for _ in range(4):
        number, digit = divmod(number, 31)
        tail = CREDIT_LETTERS[digit] + tail
    body = UNISSUED_SERIES + tail
    first17 = LIWAN_ENTERPRISE + body + organisation_check(body)
    return first17 + credit_check(first17)


def mobile(number: int) -> str:
    """A mobile number nobody holds; different numbers below 10⁸ give different ones."""
    # 48271 and 10⁸ share no factor, so the numbers are scattered without ever meeting.
    return f"{MOBILE_PREFIX}{number * 48_271 % 10**8:08d}"
