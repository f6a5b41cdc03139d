"""Control characters that are pasted along: a page leaves them out, a program is told of them by field."""

import pytest
from sqlmodel import select

from models.complaint import Complaint
from models.vacancy import Vacancy, on_offer
from tests.api.pages.conftest import TODAY

OFFICE = ["/staff/workers", "/staff/employers", "/staff/vacancies", "/staff/search", "/staff/reviews", "/staff/runs"]
UNSEEN = "%00%01%0b%7f%c2%85"


def asked(name):
    return f"{name}=a{UNSEEN}"


EVERY = "&".join(map(asked, ("q", "sort", "page", "street", "state", "drop", "from", "to", "as", "kind", "next")))


@pytest.mark.parametrize("path", ["/", "/near", "/searches", "/sign-in", "/register"])
def test_a_public_page_opens_whatever_was_pasted_into_its_address(visitor, path):
    assert visitor().get(f"{path}?{EVERY}").status_code == 200


@pytest.mark.parametrize("path", ["/staff", *OFFICE])
def test_a_page_of_the_office_opens_whatever_was_pasted_into_its_address(visitor, path):
    assert visitor("district").get(f"{path}?{EVERY}").status_code == 200


def test_a_search_finds_what_was_meant(visitor):
    browser = visitor()
    meant, pasted = (browser.get(f"/?q={words}").text for words in ("叉车", "叉%00%01车"))
    assert 'value="叉车"' in pasted
    assert meant == pasted


def test_percent_signs_left_by_the_cleaning_hide_no_control_character(visitor):
    assert visitor().get("/?q=a%0%000").status_code == 200


@pytest.mark.parametrize("files", [None, {"no_field": ("a.txt", b"x")}])  # with one the form comes in several parts
def test_a_form_is_kept_without_what_nobody_sees(visitor, store, files):
    vacancy = store.exec(select(Vacancy.id).where(on_offer(TODAY))).first()
    store.rollback()
    words = "要交\0 200 元\x0b\x1b才给做"
    visitor().submit(f"/vacancies/{vacancy}/complain", files, reason="fee", words=words)
    assert store.exec(select(Complaint.words)).all() == ["要交 200 元\n才给做"]


def test_the_interface_for_programs_names_the_field(visitor):
    answer = visitor().get("/api/vacancies?q=a%01&sort=id")
    assert (answer.status_code, answer.json()["detail"]) == (400, "q：含有看不见的控制字符，请删去后再试")


@pytest.mark.parametrize("path", ["/static/%00", "/vacancies/%00", "/vacancies/1%00", "/staff/imports/%01", "/%00"])
def test_an_address_of_such_letters_leads_nowhere(visitor, path):
    assert visitor("district").get(path).status_code == 404


@pytest.mark.parametrize("written", ["01", "+1", "１", "%2B1", "1_0", "%201", "-0", "٣"])
@pytest.mark.parametrize("path", ["/vacancies/{}", "/vacancies/{}/share", "/api/vacancies/{}"])
def test_an_id_has_one_spelling(visitor, path, written):
    assert visitor("district").get(path.format(written)).status_code == 404


def test_the_second_id_of_an_address_has_one_spelling_too(visitor):
    answer = visitor("district").get("/staff/duplicates/1/01")
    assert (answer.status_code, "没有编号为 01" in answer.text) == (404, True)
