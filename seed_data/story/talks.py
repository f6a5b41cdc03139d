"""Referrals of the story: where, who began, and what was said on which day.

`days` counts back from the story's last day. A step is told as `told` (the office called the worker), `agree`,
`interview`, `offer`, `hire`, `decline` (the employer), `refuse` (the worker) or `withdraw` (the worker, of an own
application).
"""

from dataclasses import dataclass
from enum import StrEnum


class Place(StrEnum):
    """Whose post it is, and whose worker."""

    OWN = "own"  # a post of the account `employer`
    SERVED = "served"  # a post of a key employer of `specialist1`
    STREET = "street"  # a worker of the street of the account `street`
    ENDED = "ended"  # a post whose last day has just passed
    ANY = "any"


@dataclass(frozen=True, slots=True)
class Step:
    what: str
    days: int
    reason: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Talk:
    """`origin` is who began: worker, staff or employer (who asked the office). `times` such talks are told."""

    place: Place
    origin: str
    days: int
    steps: tuple[Step, ...] = ()
    words: str = ""
    times: int = 1


def _steps(*steps: tuple[str, int] | tuple[str, int, str] | tuple[str, int, str, str]) -> tuple[Step, ...]:
    return tuple(Step(*step) for step in steps)


COMES = "面试：2月9日 14:30，厂门口保安亭找人事，带身份证"
COMES_TOO = "面试：2月9日 15:00，厂门口保安亭找人事，带身份证"
TOLD, AGREED, DECLINED = "told", "agree", "decline"

OWN: tuple[Talk, ...] = (
    Talk(Place.OWN, "worker", 1, words="做过两年，熟手，随时可以上班"),
    Talk(Place.OWN, "worker", 2, words="住得近，可以上夜班"),
    Talk(Place.OWN, "worker", 4, _steps(("interview", 2, "", COMES)), words="想找稳定的，能做满一年"),
    Talk(Place.OWN, "staff", 4, _steps((TOLD, 4), (AGREED, 3), ("interview", 1, "", COMES_TOO))),
    Talk(Place.OWN, "staff", 3, _steps((TOLD, 2), (AGREED, 1))),
    Talk(Place.OWN, "employer", 1),
    Talk(Place.OWN, "worker", 4, _steps((DECLINED, 1, "shift", "只上白班，我们这里两班倒")), words="只能上白班"),
)
"""Candidates of the demonstration employer; its posts are four days old."""

SERVED: tuple[Talk, ...] = (
    Talk(Place.SERVED, "staff", 5, _steps((TOLD, 5), (AGREED, 4), ("interview", 3), ("offer", 2), ("hire", 1))),
    Talk(Place.SERVED, "staff", 4, _steps((TOLD, 3), ("refuse", 2, "distance", "要转两趟车，太远"))),
    Talk(Place.SERVED, "worker", 2, words="过年不回去，可以加班", times=2),
)

STREET: tuple[Talk, ...] = (
    Talk(Place.STREET, "staff", 12, _steps((TOLD, 11)), times=2),
    Talk(Place.STREET, "staff", 8, _steps((TOLD, 8), (AGREED, 7), ("interview", 5), ("offer", 4), ("hire", 3))),
    Talk(Place.STREET, "worker", 6, _steps(("withdraw", 4, "found_other")), words="想找离家近的"),
    Talk(Place.STREET, "staff", 2, times=2),
    Talk(Place.STREET, "worker", 1, words="孩子在附近上学，想做白班"),
)

ELSEWHERE: tuple[Talk, ...] = (
    Talk(
        Place.ANY, "staff", 13, _steps((TOLD, 12), (AGREED, 12), ("interview", 10), ("offer", 9), ("hire", 8)), times=2
    ),
    Talk(Place.ANY, "staff", 11, _steps((TOLD, 10), (DECLINED, 8, "experience")), times=2),
    Talk(Place.ANY, "worker", 10, _steps(("interview", 8), (DECLINED, 6, "absent")), words="做过一年"),
    Talk(Place.ANY, "staff", 9, _steps((TOLD, 8), ("refuse", 7, "going_home"))),
    Talk(Place.ANY, "staff", 9, _steps((TOLD, 8), ("refuse", 6, "wage"))),
    Talk(Place.ANY, "worker", 7, _steps(("interview", 5), ("offer", 3)), words="有健康证"),
    Talk(Place.ANY, "worker", 6, _steps((DECLINED, 4, "certificate"))),
    Talk(Place.ANY, "staff", 5, _steps((TOLD, 4), (AGREED, 3), ("offer", 2), ("hire", 1)), times=2),
    Talk(Place.ANY, "worker", 3, words="两公婆一起做，最好包住", times=3),
    Talk(Place.ANY, "staff", 3, _steps((TOLD, 2)), times=3),
    Talk(Place.ENDED, "staff", 8, times=2),
    Talk(Place.ENDED, "worker", 7, words="随时到岗"),
)

TALKS = (*OWN, *SERVED, *STREET, *ELSEWHERE)
