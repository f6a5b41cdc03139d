"""Pairs that were proposed before are not proposed again, wherever a run or a search would have named them."""

from datetime import date

import pandas as pd
import pytest

from matcher.__main__ import main
from matcher.pairing.candidates import PAIRS_A_BLOCK
from matcher.pairing.files import read_instance
from matcher.pairing.instance import Instance, InvalidInstance
from matcher.pairing.run import match
from matcher.pairing.search import VacancyIndex, rank_vacancies

AS_OF = date(2021, 2, 8)


@pytest.fixture
def matched(make_instance):
    """Match rows with some settled pairs."""

    def run(workers, vacancies, settled):
        built = make_instance(workers, vacancies)
        frame = pd.DataFrame(settled, columns=["worker_id", "vacancy_id"])
        return match(Instance(built.workers, built.vacancies, frame), as_of=AS_OF)

    return run


def test_a_settled_pair_is_in_no_frame_of_a_run(matched):
    found = matched([{}, {}], [{"openings": "2"}, {}], [("w1", "v1")])
    for frame in (found.pairs, found.lists, found.candidates):
        named = set(zip(frame["worker_id"], frame["vacancy_id"], strict=True))
        assert ("w1", "v1") not in named
        assert ("w2", "v1") in named or frame is found.pairs


def test_whoever_has_nothing_but_settled_pairs_reads_so(matched):
    found = matched([{}], [{}], [("w1", "v1")])
    assert found.unmatched["why"].tolist() == [
        "1个岗位都不符合条件；已推荐过或已谢绝1个",
        "还缺1人：没有人符合条件；已推荐过或已谢绝1人",
    ]
    assert found.report["counts"]["refused"]["settled"] == 1


def test_ids_that_are_not_there_and_repeated_pairs_do_no_harm(matched):
    settled = [("w1", "v1"), ("w1", "v1"), ("w9", "v1"), ("w1", "v9")]
    found = matched([{}, {}], [{}], settled)
    assert found.candidates["worker_id"].tolist() == ["w2"]


def test_settled_pairs_are_found_in_every_block(make_instance, monkeypatch):
    monkeypatch.setattr("matcher.pairing.candidates.PAIRS_A_BLOCK", 2)
    assert PAIRS_A_BLOCK > 2
    built = make_instance([{}] * 5, [{}, {}])
    settled = pd.DataFrame({"worker_id": ["w5", "w2"], "vacancy_id": ["v1", "v2"]})
    found = match(Instance(built.workers, built.vacancies, settled), as_of=AS_OF).candidates
    every = {(f"w{w}", f"v{v}") for w in range(1, 6) for v in (1, 2)}
    left = every - set(zip(found["worker_id"], found["vacancy_id"], strict=True))
    assert left == {("w5", "v1"), ("w2", "v2")}


def test_the_hash_of_the_input_tells_settled_pairs_apart_and_is_the_old_one_without(matched, make_instance):
    hashes = [matched([{}], [{}], settled).report["input_sha256"] for settled in ([], [("w1", "v1")], [("w1", "v2")])]
    without = match(make_instance([{}], [{}]), as_of=AS_OF).report["input_sha256"]
    assert len({*hashes, without}) == 4


def test_a_folder_may_hold_settled_pairs(make_instance, tmp_path):
    built = make_instance([{}, {}], [{}])
    built.workers.to_csv(tmp_path / "workers.csv", index=False)
    built.vacancies.to_csv(tmp_path / "vacancies.csv", index=False)
    (tmp_path / "settled.csv").write_text("worker_id,vacancy_id\nw1,v1\n", "utf-8")
    assert match(read_instance(tmp_path), as_of=AS_OF).candidates["worker_id"].tolist() == ["w2"]


@pytest.mark.parametrize(
    ("written", "column"),
    [({"worker_id": ["w1"]}, "vacancy_id"), ({"worker_id": [""], "vacancy_id": ["v1"]}, "worker_id")],
)
def test_a_settled_frame_that_breaks_its_contract_is_refused_by_name(make_instance, written, column):
    built = make_instance()
    with pytest.raises(InvalidInstance) as caught:
        Instance(built.workers, built.vacancies, pd.DataFrame(written))
    assert (caught.value.frame, caught.value.column) == ("settled", column)


def test_a_broken_cell_of_a_settled_file_is_named_by_file_row_and_column(make_instance, tmp_path, capsys):
    built = make_instance([{}], [{}])
    built.workers.to_csv(tmp_path / "workers.csv", index=False)
    built.vacancies.to_csv(tmp_path / "vacancies.csv", index=False)
    (tmp_path / "settled.csv").write_text("worker_id,vacancy_id\nw1,v1\nw1,\n", "utf-8")
    assert main(["match", str(tmp_path), "--out", str(tmp_path / "out")]) == 2
    assert f"{tmp_path / 'settled.csv'}: row 3, column vacancy_id" in capsys.readouterr().err
    assert not (tmp_path / "out").exists()


def test_a_search_leaves_out_what_is_settled_and_says_so(make_instance):
    index = VacancyIndex.of(make_instance([], [{}, {}]).vacancies)
    found = rank_vacancies({"wishes": "叉车司机"}, index, as_of=AS_OF, settled={"v1", "v9"})
    assert found["vacancy_id"].tolist() == ["v2"]
    assert found.attrs["refused"] == {"已推荐过或已谢绝": 1}
