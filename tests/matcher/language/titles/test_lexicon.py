from collections import Counter

from matcher.language.occupations.coding import names
from matcher.language.tables import items, rows
from matcher.language.titles.closeness import concept_closeness
from matcher.language.titles.lexicon import key, lexicon, stem


def test_every_concept_bears_a_code_of_the_classification() -> None:
    assert {concept.code for concept in lexicon().concepts} <= names().keys()


def test_no_name_is_written_under_two_concepts() -> None:
    written = Counter(
        key(name)
        for row in rows("concepts")
        for name in {row["concept"], *items(row["aliases"]), *items(row["whole_only"])}
    )
    assert [name for name, times in written.items() if times > 1] == []


def test_tables_name_concepts_that_exist() -> None:
    named = {row["concept"] for table in ("verbs", "workplaces", "related") for row in rows(table)}
    named |= {row["other"] for row in rows("related")}
    named |= {name for row in rows("ranks") for name in (row["means"], *items(row["concepts"]))}
    assert {name for name in named if name} <= lexicon().whole.keys()


def test_a_verb_makes_one_thing_of_one_object() -> None:
    made = Counter(
        (verb, thing)
        for row in rows("verbs")
        for verb in items(row["verbs"])
        for thing in items(row["objects"]) or [""]
    )
    assert [pair for pair, times in made.items() if times > 1] == []


def test_every_name_of_the_classification_can_be_found() -> None:
    fine = [row for row in rows("occupations") if row["level"] == "4"]
    missing = [row["name"] for row in fine if key(row["name"]) not in lexicon().whole]
    assert missing == []


def test_closeness_is_symmetric_and_one_on_the_diagonal() -> None:
    near = concept_closeness()
    assert (near == near.T).all()
    assert (near.diagonal() == 1).all()


def test_the_doer_is_not_the_deed() -> None:
    assert stem("保洁人员") == stem("保洁阿姨") == "保洁"
    assert stem("电工") == "电工"
