"""How often a title's code is right: five folds by the md5 of the cleaned title, labels of the other folds only.

The labels are those of real adverts (matcher/language/data/SOURCES.md), noisy, and some coarser than 细类; the
lexicon's names and the settings of the model were chosen with these titles known, so the figure is a little kind.
"""

from hashlib import md5

import numpy as np

from matcher.language.fitting import fit, labelled
from matcher.language.occupations import Coding, ancestor, code

FOLDS = 5
BINS = 10


def main() -> None:
    examples = labelled()
    fold = [int(md5(core.encode()).hexdigest(), 16) % FOLDS for core, _ in examples]
    found: list[tuple[Coding, str]] = []
    for held_out in range(FOLDS):
        model = fit([example for example, at in zip(examples, fold, strict=True) if at != held_out])
        asked = [example for example, at in zip(examples, fold, strict=True) if at == held_out]
        found += zip(code([core for core, _ in asked], model), [label for _, label in asked], strict=True)
    fine = [(coding, label) for coding, label in found if label == ancestor(label, 4)]
    print(f"title to 细类, {len(fine)} titles with a 细类 as label of {len(found)} labelled, {FOLDS} folds")
    print(f"  acc@1 {share_among(fine, 1):.3f}   acc@5 {share_among(fine, 5):.3f}")
    print(f"  the code given, at the level it is given: {share_right(found):.3f} of all labelled")
    print(f"  calibration error of its confidence ({BINS} bins): {calibration_error(found):.3f}")


def share_among(found: list[tuple[Coding, str]], most: int) -> float:
    """Share of titles whose label is among the first alternatives."""
    return float(np.mean([label in [other for other, _ in coding.alternatives[:most]] for coding, label in found]))


def is_right(coding: Coding, label: str) -> bool:
    """Whether the given code holds the label, or is it."""
    return bool(coding.level) and coding.code in (label, ancestor(label, coding.level))


def share_right(found: list[tuple[Coding, str]]) -> float:
    return float(np.mean([is_right(coding, label) for coding, label in found]))


def calibration_error(found: list[tuple[Coding, str]]) -> float:
    """Mean distance of confidence and share right over bins of equal width, weighted by their titles."""
    confidence = np.array([coding.confidence for coding, _ in found])
    right = np.array([is_right(coding, label) for coding, label in found], dtype=float)
    bins = np.minimum((confidence * BINS).astype(int), BINS - 1)
    gaps = [
        abs(confidence[bins == at].mean() - right[bins == at].mean()) * (bins == at).sum() for at in np.unique(bins)
    ]
    return float(sum(gaps) / len(found))


if __name__ == "__main__":
    main()
