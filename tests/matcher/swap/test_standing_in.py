import pytest

from matcher.swap.standing_in import licence_for, stands_in


@pytest.mark.parametrize(
    "post",
    ["维修电工", "氩弧焊", "开叉车", "B2司机", "大货司机", "塔吊司机", "送货司机", "滴滴司机", "保安", "幼儿园老师"],
)
def test_a_post_with_a_licence_of_its_own_is_known_by_any_name(post: str) -> None:
    assert licence_for(post) is not None


@pytest.mark.parametrize("post", ["普工", "包装工", "焊锡工", "缝纫工", "服务员", "跟车员", "护工", "保洁员", "理货员"])
def test_a_post_without_one_is_not_taken_for_one(post: str) -> None:
    assert licence_for(post) is None


@pytest.mark.parametrize(("offered", "needed"), [("搬运工", "货车司机"), ("质检员", "焊工"), ("跟车员", "货车司机")])
def test_kindred_work_does_not_stand_in_where_a_licence_is_needed(offered: str, needed: str) -> None:
    assert stands_in(offered, needed) == "no"


@pytest.mark.parametrize(("offered", "needed"), [("裁剪工", "缝纫工"), ("包装工", "搬运工"), ("收银员", "理货员")])
def test_kindred_work_stands_in_elsewhere(offered: str, needed: str) -> None:
    assert stands_in(offered, needed) == "partly"


def test_another_name_of_a_licensed_post_is_the_same_post() -> None:
    assert stands_in("叉车司机", "叉车工") == "same"
