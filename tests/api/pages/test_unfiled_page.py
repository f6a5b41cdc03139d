"""People of no known street: counted on Today, filed under a street by hand."""

import re

import pytest
from sqlmodel import select

from models.account import Account
from models.audit import AuditEntry
from models.reference import streets
from models.worker import Worker

HERE = "/staff/unfiled"
FILED = "440103021"  # the street of the made-up street's staff


@pytest.fixture
def nowhere(store):
    """The only two people of no street, in nobody's charge: one came by the web, one's address names a street."""
    for worker in store.exec(select(Worker).where(Worker.street_code.is_(None))):
        worker.street_code = FILED
    web, local = store.exec(select(Worker).order_by(Worker.id).limit(2)).all()
    for worker in (web, local):
        worker.street_code = worker.registered_by = None
        worker.address = ""
    web.channel = "网页"
    street = next(street for street in store.exec(streets()) if street.code == FILED)
    local.address = f"荔湾区{street.name}某路1号"
    store.commit()
    return web, local


def selected(text, worker):
    block = re.search(rf'<select id="street_{worker.id}".*?</select>', text, re.DOTALL)[0]
    found = re.search(r'value="([^"]*)" selected', block)
    return found[1] if found else ""


def test_who_has_no_street_waits_on_the_districts_first_page(visitor, nowhere):
    text = visitor("district").get("/staff").text
    assert re.search(rf'href="{HERE}"><b>2</b><span>位求职者还没有分街道<span class="sub">其中网上报名的 1 位', text)
    assert "还没有分街道" not in visitor("street").get("/staff").text


def test_a_street_the_address_names_is_chosen_beforehand_and_nobody_elses_is(visitor, nowhere):
    web, local = nowhere
    text = visitor("district").get(HERE).text
    assert (selected(text, web), selected(text, local)) == ("", FILED)
    assert web.name not in text


def test_who_is_filed_is_seen_by_the_street_at_once(visitor, store, nowhere):
    web, local = nowhere
    browser = visitor("district")
    answer = browser.submit(HERE, **{f"street_{web.id}": FILED, f"street_{local.id}": ""})
    assert (answer.status_code, answer.headers["location"]) == (303, HERE)
    assert "1 人" in browser.get(HERE).text
    assert visitor("street").get(f"/staff/workers/{web.id}").status_code == 200
    store.expire_all()
    assert store.get(Worker, local.id).street_code is None
    entry = store.exec(select(AuditEntry).where(AuditEntry.action == "worker.correct")).all()[-1]
    assert entry.account_id == store.exec(select(Account.id).where(Account.login == "district")).one()


def test_who_lives_in_another_district_waits_for_no_street(visitor, store, nowhere):
    web, _ = nowhere
    web.address = "广州市越秀区某路1号"
    store.commit()
    text = visitor("district").get(HERE).text
    assert f'id="street_{web.id}"' not in text
    assert "还没有分街道的 1 人" in text
    assert "另有 1 人的地址在别的区" in text


def test_a_street_that_is_none_of_ours_is_marked_and_the_other_choices_stand(visitor, store, nowhere):
    web, local = nowhere
    answer = visitor("district").submit(HERE, **{f"street_{web.id}": "999999999", f"street_{local.id}": FILED})
    assert answer.status_code == 422
    assert f'id="street_{web.id}-wrong"' in answer.text
    assert selected(answer.text, local) == FILED
    store.expire_all()
    assert store.get(Worker, local.id).street_code is None


def test_who_was_filed_meanwhile_stays_where_they_are(visitor, store, nowhere):
    web, _ = nowhere
    other = store.exec(select(Worker.street_code).where(Worker.street_code != FILED)).first()
    web.street_code = other
    store.commit()
    browser = visitor("district")
    browser.submit(HERE, **{f"street_{web.id}": FILED})
    assert "1 人别人已经分好" in browser.get(HERE).text
    store.expire_all()
    assert store.get(Worker, web.id).street_code == other


def test_nobody_is_filed_who_is_not_in_the_readers_charge(visitor, store, nowhere):
    web, _ = nowhere
    visitor("street").submit(HERE, **{f"street_{web.id}": FILED})
    store.expire_all()
    assert store.get(Worker, web.id).street_code is None
