"""The matching's reasons, said to the worker they are about."""

from api.vacancies.cards import FAIR, Judged, band_of
from models.vacancy import Vacancy

ASK = "待核实："

# What the matching would have to ask, as a worker can act on it. Age and schooling are asked at registration.
CERTIFICATE = "证书"
TO_ASK = {
    CERTIFICATE: "要有{certificates}，您没说有没有",
    "工资": "工资没写，打电话问问",
    "住宿": "包不包住没写，打电话问问",
}


def judged(reasons: str, chance: float | None, vacancy: Vacancy) -> Judged:
    """One sentence of the reasons; it does not count as fitting while something has to be asked first.

    Nobody's chance is called good while it hangs on a certificate they may not have.
    """
    parts = reasons.split("；")
    facts = [part for part in parts if part and not part.startswith(ASK)]
    asks = [word for part in parts if part.startswith(ASK) for word in part.removeprefix(ASK).split("、")]
    certificates = "、".join(vacancy.certificates_required) or "证书"
    said = [TO_ASK[word].format(certificates=certificates) for word in asks if word in TO_ASK]
    band = band_of(chance)
    if CERTIFICATE in asks and band:
        band = min(band, FAIR, key=lambda each: each.dots)
    return Judged("；".join(facts + said), not said, band)
