"""The page on which one chooses one's street."""

import re

from api.vacancies.street_map import street_map
from matcher.pairing.places import street_centres


def test_every_street_can_be_chosen_from_the_list_and_from_the_map(visitor):
    text = visitor().get("/near?next=/?q=包装").text
    listed, drawn = text.split('<svg class="streets"')
    for code in street_centres():
        assert f"street={code}" in listed
        assert f"street={code}" in drawn


def test_the_streets_stand_by_the_bank_of_the_river(visitor):
    text = visitor().get("/near").text
    east, west = text.index("<h2>河东"), text.index("<h2>河西")
    assert east < text.index(">岭南<") < west < text.index(">东沙<")


def test_a_street_leads_back_to_the_search_on_its_first_page(visitor):
    text = visitor().get("/near", params={"next": "/?q=保洁&lodging=yes&page=3&street=440103001"}).text
    link = re.search(r'href="([^"]+)">东沙', text).group(1).replace("&amp;", "&")
    assert link == "/?q=%E4%BF%9D%E6%B4%81&lodging=yes&street=440103021"


def test_it_leads_to_no_other_site(visitor):
    assert "evil" not in visitor().get("/near?next=//evil.example/").text


def test_each_patch_of_the_map_holds_the_name_of_its_street():
    """A patch is convex, so a point is inside when it lies on the same side of all edges."""
    drawn = street_map()
    for patch in drawn.patches.values():
        corners = [tuple(map(float, corner.split(","))) for corner in patch.points.split()]
        sides = [
            (bx - ax) * (patch.y - ay) - (by - ay) * (patch.x - ax)
            for (ax, ay), (bx, by) in zip(corners, [*corners[1:], corners[0]], strict=True)
        ]
        assert min(sides) > 0
        assert all(-0.1 <= x <= drawn.width + 0.1 and -0.1 <= y <= drawn.height + 0.1 for x, y in corners)
