"""The matching's reasons and its notes, kept apart, and said to the worker they are about."""

from api.vacancies.cards import Band, Judged
from models.vacancy import Vacancy

MARK = "；"
ASK = "待核实："
MIND = "留意："
NOTES = (ASK, MIND, "拓宽：")  # how what is no reason begins

WAY = ("离家", "就在同一街道", "要过珠江")

# What the matching would have to ask, as a worker can act on it. Age and schooling are asked at registration.
TO_ASK = {
    "证书": "要有{certificates}，您没说有没有",
    "工资": "工资没写，打电话问问",
    "住宿": "包不包住没写，打电话问问",
}


def reasons_and_notes(said: str) -> tuple[list[str], list[str]]:
    """What speaks for a pair, and what stands beside it.

    >>> reasons_and_notes("同工种；包住；留意：要过珠江；待核实：工资")
    (['同工种', '包住'], ['留意：要过珠江', '待核实：工资'])
    """
    parts = [part for part in said.split(MARK) if part]
    return [part for part in parts if not part.startswith(NOTES)], [part for part in parts if part.startswith(NOTES)]


def judged(reasons: str, band: Band | None, vacancy: Vacancy, *, way_told: bool = False) -> Judged:
    """Reasons in one sentence; a vacancy does not count as fitting while something has to be asked first.

    ``way_told`` says that how far it is stands beside the place already; it is then no more than repeated here.
    """
    facts, notes = reasons_and_notes(reasons)
    if way_told:
        facts, notes = _without_way(facts), [note for note in map(_without_way_in, notes) if note]
    asks = [word for note in notes if note.startswith(ASK) for word in note.removeprefix(ASK).split("、")]
    certificates = "、".join(vacancy.certificates_required) or "证书"
    to_ask = [TO_ASK[word].format(certificates=certificates) for word in asks if word in TO_ASK]
    others = [note for note in notes if not note.startswith(ASK)]
    return Judged(MARK.join(facts), to_ask + others, not to_ask, band)


def _is_way(said: str) -> bool:
    return said.startswith(WAY)


def _without_way(facts: list[str]) -> list[str]:
    """A way that is the only reason stays: a list says of each line why it is there."""
    return [fact for fact in facts if not _is_way(fact)] or facts


def _without_way_in(note: str) -> str:
    """
    >>> _without_way_in("留意：离家约8.0公里、要过珠江"), _without_way_in("留意：与求职意向不相近、离家约8.0公里")
    ('', '留意：与求职意向不相近')
    """
    if not note.startswith(MIND):
        return note
    kept = [said for said in note.removeprefix(MIND).split("、") if not _is_way(said)]
    return MIND + "、".join(kept) if kept else ""
