"""Two files of one person become one: contract, list and promise go along, and stand on no list twice."""

import pytest
from sqlmodel import select

from api.duplicates.merging import merge, undo
from api.refusals import Conflict
from models.employment import Employment, employment_of
from models.ledger import Reservation
from models.swap_member import MemberState
from models.worker import Worker
from tests.api.lent_people.conftest import NOW, STAMPS
from tests.api.lent_people.test_answering import say_no


@pytest.fixture
def kept(lent):
    """The person's other file: registered by themselves, unknown to the lender."""
    file = Worker(name="缝工1", phone="13800138000", registered_at=NOW, updated_at=NOW)
    lent.session.add(file)
    lent.session.flush()
    return file


def gone_of(lent, member):
    return lent.session.get_one(Worker, member.worker_id)


def test_contract_list_and_days_go_along_and_come_back_when_it_is_undone(lent, kept):
    (member,) = lent.asked()
    gone = gone_of(lent, member)
    row = merge(lent.session, kept, gone, by=None, now=NOW)
    lent.session.expire_all()
    assert member.worker_id == kept.id
    assert lent.session.exec(employment_of(kept.id, lent.lender.id)).one().id == member.employment_id
    assert [held.worker_id for held in lent.session.exec(select(Reservation))] == [kept.id]
    undo(lent.session, row, kept, gone, by=None, now=NOW)
    lent.session.expire_all()
    assert member.worker_id == gone.id
    assert lent.session.exec(employment_of(kept.id, lent.lender.id)).first() is None


def test_who_has_a_contract_with_the_lender_in_both_files_keeps_one(lent, kept):
    (member,) = lent.asked()
    lent.session.add(Employment(worker_id=kept.id, employer_id=lent.lender.id, post="裁剪", **STAMPS))
    lent.session.flush()
    merge(lent.session, kept, gone_of(lent, member), by=None, now=NOW)
    assert lent.session.exec(employment_of(kept.id, lent.lender.id)).one().post == "裁剪"


def test_who_is_lent_under_a_contract_both_files_have_is_lent_under_the_one_kept_until_that_is_undone(lent, kept):
    (member,) = lent.asked()
    gone, before = gone_of(lent, member), member.employment_id
    own = Employment(worker_id=kept.id, employer_id=lent.lender.id, post="裁剪", **STAMPS)
    lent.session.add(own)
    lent.session.flush()
    row = merge(lent.session, kept, gone, by=None, now=NOW)
    lent.session.expire_all()
    assert member.employment_id == own.id
    undo(lent.session, row, kept, gone, by=None, now=NOW)
    lent.session.expire_all()
    assert (member.worker_id, member.employment_id) == (gone.id, before)


def test_files_on_the_same_list_are_not_merged_though_one_said_no(lent):
    one, two = lent.asked(2)
    say_no(lent, two)
    before = one.worker_id, two.worker_id
    with pytest.raises(Conflict, match="先在那里移出一份"):
        merge(lent.session, gone_of(lent, one), gone_of(lent, two), by=None, now=NOW)
    assert (one.worker_id, two.worker_id) == before
    assert two.state is MemberState.REFUSED
