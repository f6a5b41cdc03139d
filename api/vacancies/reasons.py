"""The matching's reasons, said to the worker they are about."""

from api.vacancies.cards import Band, Judged
from models.vacancy import Vacancy

ASK = "待核实："

# What the matching would have to ask, as a worker can act on it. Age and schooling are asked at registration.
TO_ASK = {
    "证书": "要有{certificates}，您没说有没有",
    "工资": "工资没写，打电话问问",
    "住宿": "包不包住没写，打电话问问",
}


def judged(reasons: str, band: Band | None, vacancy: Vacancy) -> Judged:
    """One sentence of the reasons; it does not count as fitting while something has to be asked first."""
    parts = reasons.split("；")
    facts = [part for part in parts if part and not part.startswith(ASK)]
    asks = [word for part in parts if part.startswith(ASK) for word in part.removeprefix(ASK).split("、")]
    certificates = "、".join(vacancy.certificates_required) or "证书"
    said = [TO_ASK[word].format(certificates=certificates) for word in asks if word in TO_ASK]
    return Judged("；".join(facts + said), not said, band)
