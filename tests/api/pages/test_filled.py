"""A form that comes back tells its mistakes in the order in which its reader meets them."""

from api.fields.filled import filled
from api.refusals import FieldProblem


def problems(*names):
    return [FieldProblem(name, f"{name}不对") for name in names]


def test_mistakes_stand_in_the_order_of_the_form():
    form = filled({"name": "", "phone": "", "day": ""})
    assert list(form.wrong(problems("day", "name", "phone")).problems) == ["name", "phone", "day"]


def test_a_group_of_boxes_of_which_none_was_sent_keeps_its_place():
    form = filled({"day": "", "reason": ""})
    assert list(form.wrong(problems("members", "reason", "day")).problems) == ["members", "day", "reason"]


def test_of_several_mistakes_in_one_field_the_first_is_told():
    form = filled({"day": ""})
    assert form.wrong([FieldProblem("day", "没填"), FieldProblem("day", "太早")]).problems == {"day": "没填"}
