"""Two runs of a small world in which one thing was changed: the reason names that thing."""

from datetime import date

import pandas as pd
from hypothesis import given
from hypothesis import strategies as st

from api.matching.change_words import Known, why
from api.matching.comparing import Comparison, Kind, Outcome, moves
from matcher.pairing.instance import SETTLED_COLUMNS, VACANCY_COLUMNS, WORKER_COLUMNS, Instance
from matcher.pairing.params import MatchParams
from matcher.pairing.run import match

DAY = date(2021, 2, 8)
PLACE = {"street": "440103012", "lng": "113.24", "lat": "23.12"}


def worker(key, **fields):
    known = {"worker_id": str(key), "wishes": "缝纫工", "wage_min": "4000", **PLACE}
    return dict.fromkeys(WORKER_COLUMNS, "") | known | fields


def vacancy(key, **fields):
    known = {
        "vacancy_id": str(key),
        "employer_id": str(key),
        "title": "缝纫工",
        "wage_low": "5000",
        "wage_high": "5500",
    }
    return dict.fromkeys(VACANCY_COLUMNS, "") | known | PLACE | {"openings": "1", "key_class": "K0"} | fields


def run(workers, vacancies, *, settled=(), seed=0, params=None):
    """A real run of these rows, as it is compared."""
    frames = {
        "workers": pd.DataFrame(workers, columns=list(WORKER_COLUMNS), dtype=str),
        "vacancies": pd.DataFrame(vacancies, columns=list(VACANCY_COLUMNS), dtype=str),
        "settled": pd.DataFrame(settled, columns=list(SETTLED_COLUMNS), dtype=str),
    }
    numbers = MatchParams.on(DAY).changed(params or {})
    result = match(Instance(**frames), numbers, as_of=DAY, seed=seed)
    lines = [*result.lists.itertuples(), *result.pairs.itertuples()]
    return Outcome(
        workers={row["worker_id"]: row for row in workers},
        vacancies={row["vacancy_id"]: row for row in vacancies},
        pairs={str(pair.worker_id): str(pair.vacancy_id) for pair in result.pairs.itertuples()},
        settled=frozenset(settled),
        scores={(str(line.worker_id), str(line.vacancy_id)): line.score for line in lines},
        params=numbers.as_dict(),
        seed=seed,
        as_of=DAY.isoformat(),
    )


def reasons(before, now):
    """Worker → the kinds of the reasons for their new place."""
    return {move.worker: [cause.kind for cause in move.causes] for move in Comparison(before, now).moves()}


def said(before, now):
    """Worker → the reason in words, for a reader who may know everything."""
    people = before.workers.keys() | now.workers.keys()
    posts = before.vacancies.keys() | now.vacancies.keys()
    known = Known(
        workers={key: f"求职者{key}" for key in people},
        posts={key: (f"岗位{key}", "某厂") for key in posts},
        personal=frozenset(people),
    )
    return {move.worker: why(move.causes, known) for move in Comparison(before, now).moves()}


def test_a_lower_wish_for_pay_is_named_with_both_numbers():
    posts = [vacancy(1)]
    before, now = run([worker(1, wage_min="6000")], posts), run([worker(1, wage_min="4500")], posts)
    assert said(before, now) == {"1": "工资要求 6000→4500"}


def test_a_certificate_gained_is_named():
    posts = [vacancy(1, title="叉车工", certificates_required="叉车证N1")]
    people = [
        worker(1, wishes="叉车工", certificates="电工证"),
        worker(1, wishes="叉车工", certificates="电工证；叉车证N1"),
    ]
    assert said(run(people[:1], posts), run(people[1:], posts)) == {"1": "证书 新增 叉车证N1"}


def test_somebody_new_who_takes_the_only_place_is_named_by_the_one_who_lost_it():
    posts = [vacancy(1, skills_required="平车")]
    one = worker(1, wage_min="5000")
    better = worker(2, wage_min="4000", skills="平车")
    before, now = run([one], posts), run([one, better], posts)
    assert now.pairs == {"2": "1"}
    assert said(before, now) == {"1": "名额给了求职者2（上次不在匹配里）", "2": "上次不在匹配里"}


def test_somebody_who_left_gives_their_place_on():
    posts = [vacancy(1)]
    people = [worker(1, skills="平车"), worker(2)]
    before = run(people, posts)
    (placed,) = before.pairs
    other = "2" if placed == "1" else "1"
    now = run([row for row in people if row["worker_id"] == other], posts)
    assert said(before, now) == {other: f"求职者{placed}让出了名额（不再参加匹配）", placed: "不再参加匹配"}


def test_a_closed_vacancy_and_a_new_one_are_named():
    person = [worker(1)]
    assert said(run(person, [vacancy(1)]), run(person, [vacancy(2)])) == {"1": "“岗位1”不在招了；“岗位2”是新上的"}


def test_fewer_openings_are_named_with_both_numbers():
    people = [worker(1), worker(2)]
    before, now = run(people, [vacancy(1, openings="2")]), run(people, [vacancy(1)])
    assert set(said(before, now).values()) == {"“岗位1”名额 2→1"}


def test_a_raised_wage_is_named():
    person = [worker(1, wage_min="5000")]
    before = run(person, [vacancy(1, wage_low="3000", wage_high="4000")])
    now = run(person, [vacancy(1, wage_low="3000", wage_high="5200")])
    assert said(before, now) == {"1": "“岗位1”最高工资 4000→5200"}


def test_a_stricter_demand_is_named():
    person = [worker(1, education="70")]
    before, now = run(person, [vacancy(1)]), run(person, [vacancy(1, education_min="20")])
    assert said(before, now) == {"1": "“岗位1”学历要求 未知→20"}


def test_a_pair_that_was_declined_meanwhile_is_named():
    person, posts = [worker(1)], [vacancy(1)]
    assert reasons(run(person, posts), run(person, posts, settled=[("1", "1")])) == {"1": [Kind.SETTLED]}


def test_a_change_of_parameters_is_named_where_nothing_else_changed():
    person, posts = [worker(1)], [vacancy(1)]
    assert reasons(run(person, posts), run(person, posts, params={"min_score": 0.99})) == {"1": [Kind.PARAMS]}


def test_a_change_of_the_row_that_leaves_the_score_alone_is_no_reason():
    """Worker 1 corrected a wage they were paid in full before and after; what cost the place is worker 2."""
    posts = [vacancy(1, skills_required="平车")]
    better = worker(2, skills="平车")
    before, now = run([worker(1, wage_min="4000")], posts), run([worker(1, wage_min="4100"), better], posts)
    pair = ("1", "1")
    assert now.pairs == {"2": "1"}
    assert before.scores[pair] == now.scores[pair]
    assert said(before, now)["1"] == "名额给了求职者2（上次不在匹配里）"


def test_a_vacancy_that_lost_its_people_says_whom():
    posts = [vacancy(1)]
    refills = Comparison(run([worker(1)], posts), run([], posts)).refills()
    assert [(refill.vacancy, refill.filled_before, refill.filled) for refill in refills] == [("1", 1, 0)]
    assert [(cause.kind, cause.subject) for cause in refills[0].causes] == [(Kind.LEFT_BY, "1")]


def test_between_equals_the_seed_is_the_reason():
    people, posts = [worker(key) for key in range(1, 4)], [vacancy(1), vacancy(2)]
    first = run(people, posts, seed=0)
    found = [reasons(first, run(people, posts, seed=seed)) for seed in range(1, 9)]
    assert any(found)
    assert all(kinds == [Kind.DAY_OR_SEED] for one in found for kinds in one.values())


@given(data=st.data())
def test_every_reason_is_a_difference_the_two_runs_show(data):
    people = [worker(key, wage_min=data.draw(st.sampled_from(["4000", "4500"]))) for key in range(1, 6)]
    later = [worker(key, wage_min=data.draw(st.sampled_from(["4000", "4500"]))) for key in range(2, 7)]
    posts, posts_later = [vacancy(1, openings="2"), vacancy(2)], [vacancy(1), vacancy(2), vacancy(3)]
    before, now = (outcome_of(*one) for one in ((people, posts, data), (later, posts_later, data)))
    for move in Comparison(before, now).moves():
        assert move.causes
        for cause in move.causes:
            assert holds(cause, before, now), cause


def outcome_of(people, posts, data):
    ids = [row["worker_id"] for row in people], [row["vacancy_id"] for row in posts]
    pairs = data.draw(st.dictionaries(*map(st.sampled_from, ids)))
    return Outcome({row["worker_id"]: row for row in people}, {row["vacancy_id"]: row for row in posts}, pairs)


def holds(cause, before, now):
    """Whether a reason tells what the frames and the plans show."""
    key = cause.subject
    shown = {
        Kind.WORKER_NEW: key in now.workers and key not in before.workers,
        Kind.WORKER_GONE: key in before.workers and key not in now.workers,
        Kind.VACANCY_NEW: key in now.vacancies and key not in before.vacancies,
        Kind.WORKER_CHANGED: all(
            before.workers.get(key, {}).get(one.column) == one.before != one.now for one in cause.changed
        ),
        Kind.FEWER_OPENINGS: now.openings(key) < before.openings(key),
        Kind.MORE_OPENINGS: now.openings(key) > before.openings(key),
        Kind.TAKEN_BY: key in now.pairs and before.pairs.get(key) != now.pairs[key],
        Kind.LEFT_BY: key in before.pairs and now.pairs.get(key) != before.pairs[key],
        Kind.OTHERS: True,
    }
    return shown[cause.kind]


def test_a_plan_beside_itself_shows_no_move():
    assert moves({"1": "2"}, {"1": "2"}) == []
