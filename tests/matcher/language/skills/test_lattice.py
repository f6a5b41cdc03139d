"""Laws of the skill lattice that hold for every name in the data and for any text at all."""

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from matcher.language.skills.lattice import Concept, lattice
from matcher.language.skills.licences import licence_classes
from matcher.language.skills.phrases import read_phrase
from matcher.language.skills.relating import relate
from matcher.language.skills.relation import COVERS, PARTLY, SAME, compare
from matcher.language.skills.spelling import mended

CONCEPTS = sorted(lattice().concepts.values(), key=lambda concept: concept.key)
NAMES = sorted(lattice().names)
names = st.sampled_from(NAMES)
concepts = st.sampled_from(CONCEPTS)
words = names | st.text(max_size=12) | st.tuples(names, names).map("".join)


def test_every_name_satisfies_itself() -> None:
    assert [name for name in NAMES if relate(name, name).kind != "same"] == []


def test_every_name_is_same_as_its_concept_or_holds_its_certificate_or_says_what_it_does() -> None:
    known = lattice()
    strange = [
        name
        for name, (key, paper) in known.names.items()
        if key.casefold() in known.names
        if relate(name, key).kind
        != ("covers" if (paper and not known.names[key.casefold()][1]) or name in known.deeds else "same")
    ]
    assert strange == []


@given(words, words)
@settings(max_examples=250, deadline=None)
def test_same_is_symmetric(one: str, other: str) -> None:
    assert (relate(one, other).kind == "same") == (relate(other, one).kind == "same")


@given(words, words)
@settings(max_examples=250, deadline=None)
def test_what_covers_is_at_most_partly_covered_in_return(one: str, other: str) -> None:
    """Turned round, a cover is partly; “no” is left for licences, where the law draws the line.

    Phrases of several skills stand apart: who holds a and b covers “a or b”, and the phrase “a or b” names a. So does
    what a title does (扫地), which is enough for its title (清洁工) and the title for it.
    """
    readings = [read_phrase(text).readings for text in (one, other)]
    assume(max(map(len, readings)) == 1)
    assume(not any(reading.deed for found in readings for reading in found))
    if relate(one, other).kind == "covers":
        assert relate(other, one).kind in {"partly", "no"}


def test_covers_never_turns_round_and_never_breaks() -> None:
    for concept in CONCEPTS:
        for key in concept.above - {concept.key}:
            above = lattice().concepts[key]
            assert concept.key not in above.above, (concept.key, key)
            assert above.above <= concept.above or {"strict"} <= concept.flags & above.flags
            assert compare(concept, above).relation == COVERS
            assert compare(above, concept).relation == PARTLY or "strict" in concept.flags or _kept_out(concept)


def _kept_out(concept: Concept) -> bool:
    """Whether a law keeps some out of it, or of what it includes: 护工 can be no 护师, who is a 护士."""
    return any("barred" in lattice().concepts[key].flags for key in concept.above)


def test_close_work_is_close_both_ways() -> None:
    for one, others in lattice().near.items():
        for other in others:
            there = compare(lattice().concepts[one], lattice().concepts[other]).relation
            back = compare(lattice().concepts[other], lattice().concepts[one]).relation
            assert min(there, back) >= PARTLY
            assert SAME not in {there, back}


@given(st.text(max_size=40), st.text(max_size=40))
@settings(max_examples=300, deadline=None)
def test_any_text_gets_an_answer_and_a_reason(one: str, other: str) -> None:
    relation = relate(one, other)
    assert relation.kind in {"same", "covers", "partly", "no"}
    assert relation.reason


@given(names)
@settings(max_examples=200, deadline=None)
def test_a_known_word_is_never_mended_into_another(name: str) -> None:
    assert mended(name) in {None, name}


def test_a_licence_class_drives_what_the_law_says_and_no_more() -> None:
    allowed = {
        "A1": "A3 B1 B2 C1 C2 C3 C4 M",
        "A2": "B1 B2 C1 C2 C3 C4 C6 M",
        "A3": "C1 C2 C3 C4",
        "B1": "C1 C2 C3 C4 M",
        "B2": "C1 C2 C3 C4 M",
        "C1": "C2 C3",
        "C2": "",
        "C3": "C4",
        "C4": "",
        "C5": "",
        "D": "E F",
        "E": "F",
        "F": "",
    }
    classes = set(allowed) | {"C6", "M"}
    for held, others in allowed.items():
        covered = {c for c in classes - {held} if relate(f"{held}驾照", f"{c}驾照").kind == "covers"}
        assert covered == set(others.split()), held


@given(st.text(alphabet="abcdn123+#照证牌", max_size=5))
@settings(max_examples=300, deadline=None)
def test_only_real_licence_classes_are_read(word: str) -> None:
    assert all(key in lattice().concepts for key in licence_classes(word))


@given(names, st.sampled_from(["没有{}", "冇{}", "在考{}", "准备考{}", "{}（过期）", "{}办理中", "{}没有", "未取得{}"]))
@settings(max_examples=200, deadline=None)
def test_whatever_is_not_there_is_never_accepted(name: str, said: str) -> None:
    assert relate(said.format(name), name).kind in {"no", "partly"}


@given(names, st.sampled_from(["有{}", "熟练{}", "精通{}", "{}优先", "{}者优先", "具备{}", "必须有{}", "持有{}"]))
@settings(max_examples=200, deadline=None)
def test_wrappers_never_change_a_known_name(name: str, said: str) -> None:
    assume(f"有{name}" not in NAMES)  # 有电动车 has one, 电动车 rides one
    assert relate(said.format(name), name).kind == "same"


@given(
    names,
    st.sampled_from(
        [
            "不懂{}",
            "想做{}",
            "打算学{}",
            "没当过{}",
            "老公是{}",
            "喜欢{}",
            "隔壁{}",
            "请过{}",
            "认识{}",
            "{}爱好者",
            "{}用品店",
        ]
    ),
)
@settings(max_examples=200, deadline=None)
def test_what_is_wished_denied_or_anothers_is_never_accepted(name: str, said: str) -> None:
    assume("字母" not in name)  # who 认识 letters reads them
    assert relate(said.format(name), name).kind in {"no", "partly"}


@given(names, st.sampled_from(["学过{}", "刚学会{}", "会一点{}", "略懂{}", "{}只会一点点"]))
@settings(max_examples=200, deadline=None)
def test_a_little_of_a_skill_is_never_enough(name: str, said: str) -> None:
    assert relate(said.format(name), name).kind in {"no", "partly"}


@pytest.mark.parametrize(("said", "name"), [("UI/UX设计师的朋友", "ui/ux设计师"), ("pl/sql用品店", "pl/sql")])
def test_a_mark_within_a_name_parts_nothing(said: str, name: str) -> None:
    assert relate(said, name).kind == "no"


@pytest.mark.parametrize(
    ("said", "name"),
    [("Pro/E/UG、C++/Java", "java"), ("Pro/E/UG", "ug"), ("HTML/CSS/JS", "css"), ("html+css", "html")],
)
def test_a_mark_beside_such_a_name_or_between_two_parts(said: str, name: str) -> None:
    assert relate(said, name).kind == "covers"
