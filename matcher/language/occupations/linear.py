"""A linear model of labelled titles: the weight of every feature for every code. ``regression`` makes it."""

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from scipy import sparse

from matcher.language.occupations.features import weighted

Floats = npt.NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Linear:
    """``weights``: features × ``codes``, those that labelled titles bear; ``frequency`` weighs a feature."""

    codes: tuple[str, ...]
    frequency: Floats
    weights: sparse.csr_array

    def scores(self, counted: sparse.csr_array) -> Floats:
        """Titles × codes, from counts of features."""
        return np.asarray((weighted(counted, self.frequency) @ self.weights).toarray(), dtype=np.float32)
