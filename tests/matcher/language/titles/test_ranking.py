import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from matcher.evaluation.words import judged_words, ours, pairs_right
from matcher.language.titles import ranking
from matcher.language.titles.ranking import affinity, prepare, rank

TITLES = st.sampled_from(
    ["叉车工", "车位工", "缝纫工", "保洁阿姨", "急招普工6000", "空调销售", "销售", "xyz", "", "送货 后勤", "电工学徒"]
)


def test_titles_that_suit_rank_above_titles_that_do_not() -> None:
    right = [pairs_right(line, ours(line)) for line in judged_words()]
    assert np.mean(np.concatenate([pairs.ravel() for pairs in right])) >= 0.98


@pytest.mark.parametrize("wrong", ["停车场管理员", "车工", "泊车员", "洗车工"])
def test_a_sewer_is_never_taken_for_somebody_with_the_same_letters(wrong: str) -> None:
    good, bad = affinity(["车位工"], ["缝纫工", wrong], floor=0).toarray()[0]
    assert good > 0.9
    assert bad < 0.3


@pytest.mark.parametrize(
    ("query", "near", "further"),
    [
        ("厨师", "厨师", "厨师学徒"),
        ("厨师", "厨师学徒", "厨具销售"),
        ("销售", "房产销售", "房产会计"),
        ("家具销售", "家具销售", "汽车销售"),
        ("电工", "电工", "电工主管"),
        ("宠物美容师", "宠物美容", "美容师"),
        ("保洁", "写字楼保洁", "保洁主管助理"),
    ],
)
def test_the_head_decides_and_the_rest_narrows(query: str, near: str, further: str) -> None:
    scores = affinity([query], [near, further], floor=0).toarray()[0]
    assert scores[0] > scores[1]


@pytest.mark.parametrize(
    ("query", "near", "further"),
    [
        ("学厨", "厨工", "行政总厨"),
        ("水电学徒", "水电小工", "水电经理"),
        ("学徒", "钳工学徒", "资深钳工"),
        ("首席美发师", "美发总监", "美发学徒"),
    ],
)
def test_who_begins_is_nearer_to_who_helps_than_to_who_leads(query: str, near: str, further: str) -> None:
    scores = affinity([query], [near, further], floor=0).toarray()[0]
    assert scores[0] > scores[1]


@pytest.mark.parametrize(
    ("query", "near", "further"),
    [
        ("不想做销售 找份客服", "在线客服", "电话销售"),
        ("除了保安都可以", "仓管员", "保安员"),
        ("以前做厨师 现在想开车", "小车司机", "厨师"),
        ("假肢", "矫形器师", "假发造型"),
    ],
)
def test_refused_and_former_jobs_stand_behind_and_unknown_words_have_a_sense(
    query: str, near: str, further: str
) -> None:
    scores = affinity([query], [near, further], floor=0).toarray()[0]
    assert scores[0] > scores[1]


def test_affinity_has_a_row_a_query_and_a_column_a_title() -> None:
    scores = affinity(["叉车工", "保安"], ["叉车司机", "保洁", "门卫"])
    assert scores.shape == (2, 3)
    assert scores.dtype == np.float32


def test_no_affinity_below_the_floor_is_kept() -> None:
    scores = affinity(["叉车工", "保安"], ["叉车司机", "保洁", "门卫"], floor=0.4)
    assert scores.data.min() >= 0.4


def test_a_prepared_corpus_scores_as_its_titles_do() -> None:
    queries, titles = ["叉车 包住", "电工"], ["叉车司机", "水电工", ""]
    assert (affinity(queries, prepare(titles)) != affinity(queries, titles)).nnz == 0


@pytest.mark.parametrize("cells", [4, 1000])
def test_prepared_queries_score_as_their_words_do(monkeypatch: pytest.MonkeyPatch, cells: int) -> None:
    queries, titles = ["叉车工、电工", "", "不要保安", "送货 后勤", "销售"], ["叉车司机", "保安", "空调销售"]
    monkeypatch.setattr(ranking, "CELLS", cells)
    assert (affinity(prepare(queries), titles, floor=0) != affinity(queries, titles, floor=0)).nnz == 0


def test_nothing_to_compare_is_an_empty_matrix() -> None:
    assert affinity([], ["叉车工"]).shape == (0, 1)
    assert affinity(["叉车工"], []).shape == (1, 0)


def test_blocks_do_not_change_the_scores(monkeypatch: pytest.MonkeyPatch) -> None:
    queries, titles = ["叉车工", "车位工", "送货 后勤", "销售"], ["缝纫工", "叉车司机", "空调销售"]
    whole = affinity(queries, titles, floor=0).toarray()
    monkeypatch.setattr(ranking, "CELLS", 4)
    assert (affinity(queries, titles, floor=0).toarray() == whole).all()


def test_every_query_gets_as_many_lines_as_asked_or_as_there_are_titles() -> None:
    lines = rank(["叉车工", "没有这种工"], ["叉车司机", "保洁", "门卫"], top=2)
    assert [line[0] for line in lines] == [1, 1, 2, 2]
    assert len(rank(["叉车工"], ["保洁"], top=5)) == 1


def test_equal_titles_keep_their_order() -> None:
    assert [line[1] for line in rank(["叉车工"], ["保洁", "叉车工", "叉车工"], top=3)] == [2, 3, 1]


@settings(deadline=None, max_examples=50)
@given(st.lists(TITLES, min_size=1, max_size=4), st.lists(TITLES, min_size=1, max_size=4))
def test_scores_stay_between_nought_and_one(queries: list[str], titles: list[str]) -> None:
    scores = affinity(queries, titles, floor=0).toarray()
    assert ((scores >= 0) & (scores <= 1)).all()


@settings(deadline=None, max_examples=50)
@given(TITLES.filter(lambda title: title not in {"", "xyz"}))
def test_a_title_is_nearest_to_itself(title: str) -> None:
    assert affinity([title], [title], floor=0).toarray()[0, 0] > 0.85
