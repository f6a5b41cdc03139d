"""Who comes on the list of a swap, whose days are then theirs, and who does not."""

from datetime import date, timedelta

import pytest

from api.lent_people.naming import FULL, follow_loan, places_left, take_off
from api.lent_people.people_views import loan_view
from api.lent_people.suitability import NEUTRAL
from api.refusals import Conflict
from api.swaps.sides import Side
from models.assistance import AssistanceCategory, WorkerAssistance
from models.employment import ContractKind
from models.ledger import Promise, PromisedBy, live_of, reserve
from models.referral import Referral, ReferralOrigin, ReferralState
from models.swap import SwapState, move
from models.swap_member import MemberState
from models.vacancy import Vacancy, VacancyState
from tests.api.lent_people.conftest import FIRST, LAST, NOW, TODAY, firm, lending


def held(lent, member):
    return lent.session.exec(live_of(PromisedBy.SWAP, member.id)).all()


def promise(lent, person, first, last):
    days = {"from_day": first, "to_day": last}
    reserve(
        lent.session,
        Promise(worker_id=person.worker.id, promised_by=PromisedBy.FAIR, promised_id=1, **days),
        now=NOW,
    )


def test_whoever_is_named_holds_the_days_of_the_loan(lent):
    member = lent.named()[0]
    assert [(row.from_day, row.to_day) for row in held(lent, member)] == [(FIRST, LAST)]


def test_no_more_are_named_than_the_loan_is_for(lent):
    result = lent.name(*(lent.employee() for _ in range(5)))
    assert (len(result.named), places_left(lent.session, lent.loan)) == (3, 0)
    assert [one.why for one in result.left_out] == [(FULL,), (FULL,)]


def test_somebody_named_twice_is_named_once(lent):
    person = lent.employee()
    lent.name(person)
    again = lent.name(person)
    assert again.named == []
    assert "已经在名单上" in again.left_out[0].why[0]


def test_who_is_promised_elsewhere_is_told_which_days_and_what_to_do(lent):
    person = lent.employee("李小梅")
    promise(lent, person, FIRST + timedelta(days=2), FIRST + timedelta(days=4))
    (why,) = lent.name(person).left_out[0].why
    assert "2月18日到2月20日已经另有安排" in why
    assert "换人" in why


def test_days_promised_before_and_after_are_in_nobodys_way(lent):
    person = lent.employee()
    promise(lent, person, date(2021, 2, 9), FIRST - timedelta(days=1))
    promise(lent, person, LAST + timedelta(days=1), date(2021, 3, 30))
    assert len(lent.name(person).named) == 1


def test_a_need_made_from_a_vacancy_takes_one_of_its_openings(lent):
    vacancy = Vacancy(
        employer_id=lent.borrower.id,
        title="缝纫工",
        openings=1,
        state=VacancyState.OPEN,
        state_since=NOW,
        created_at=NOW,
        updated_at=NOW,
    )
    lent.session.add(vacancy)
    lent.session.flush()
    lent.need.vacancy_id = vacancy.id
    lent.session.add(lent.need)
    member = lent.named()[0]
    assert [(row.vacancy_id, row.opening_no) for row in held(lent, member)] == [(vacancy.id, 1)]
    with pytest.raises(Conflict, match="名额已全部占用"):
        lent.named()


def test_who_is_dispatched_is_not_lent(lent):
    result = lent.name(lent.employee(dispatched=True))
    assert (result.named, "劳务派遣" in result.left_out[0].why[0]) == ([], True)


@pytest.mark.parametrize(("until", "goes"), [(LAST, True), (LAST - timedelta(days=1), False)])
def test_a_contract_has_to_last_until_the_last_day(lent, until, goes):
    assert bool(lent.name(lent.employee(kind=ContractKind.FIXED, until=until)).named) is goes


def test_somebody_under_eighteen_may_go_and_the_lender_is_told_what_to_do_first(lent):
    person = lent.employee(person={"birth_date": date(2004, 1, 1)})
    assert len(lent.name(person).named) == 1
    (row,) = loan_view(lent.session, lent.swap, lent.loan, Side.LENDER, TODAY).rows
    assert [note for note in row.notes if "健康检查" in note]


def test_nobody_under_sixteen_goes(lent):
    person = lent.employee(person={"birth_date": date(2005, 2, 17)})
    assert "不满16周岁" in lent.name(person).left_out[0].why[0]


def test_a_certificate_that_the_need_asks_for_has_to_be_there(lent):
    lent.need.certificates = ["叉车证"]
    lent.session.add(lent.need)
    assert "没有“叉车证”" in lent.name(lent.employee()).left_out[0].why[0]


def test_with_more_than_places_the_assisted_come_first_and_no_word_says_so(lent):
    people = [lent.employee() for _ in range(4)]
    last = people[-1].worker
    lent.session.add(
        WorkerAssistance(
            worker_id=last.id,
            category=AssistanceCategory.HARDSHIP,
            evidence="登记",
            valid_from=date(2021, 1, 1),
        )
    )
    result = lent.name(*people)
    assert last.id in [member.worker_id for member in result.named]
    assert [one.why for one in result.left_out] == [(FULL,)]


def test_the_list_stands_in_the_order_it_was_given_whoever_came_first(lent):
    people = [lent.employee() for _ in range(3)]
    assisted = {"category": AssistanceCategory.HARDSHIP, "evidence": "登记", "valid_from": date(2021, 1, 1)}
    lent.session.add(WorkerAssistance(worker_id=people[-1].worker.id, **assisted))
    assert [member.worker_id for member in lent.name(*people).named] == [one.worker.id for one in people]


def test_assistance_never_lets_in_who_fails_the_post(lent):
    person = lent.employee(post="会计")
    assisted = {"category": AssistanceCategory.HARDSHIP, "evidence": "登记", "valid_from": date(2021, 1, 1)}
    lent.session.add(WorkerAssistance(worker_id=person.worker.id, **assisted))
    assert lent.name(person).named == []


def test_an_employer_is_not_told_that_its_worker_is_being_taken_on_by_the_borrower(lent):
    person = lent.employee()
    vacancy = Vacancy(
        employer_id=lent.borrower.id,
        title="缝纫工",
        openings=1,
        state=VacancyState.OPEN,
        state_since=NOW,
        created_at=NOW,
        updated_at=NOW,
    )
    lent.session.add(vacancy)
    lent.session.flush()
    lent.session.add(
        Referral(
            worker_id=person.worker.id,
            vacancy_id=vacancy.id,
            origin=ReferralOrigin.WORKER,
            state=ReferralState.TOLD,
            state_since=NOW,
            created_at=NOW,
        )
    )
    lent.session.flush()
    assert lent.name(person).left_out[0].why == (NEUTRAL,)
    assert "正在招用" in lent.name(person, office=True).left_out[0].why[0]


def test_who_is_taken_off_is_free_again(lent):
    member = lent.named()[0]
    take_off(lent.session, member, lent.swap, now=NOW)
    assert (member.state, held(lent, member), places_left(lent.session, lent.loan)) == (MemberState.DROPPED, [], 3)


def test_who_was_taken_off_may_be_named_again(lent):
    person = lent.employee()
    take_off(lent.session, lent.name(person).named[0], lent.swap, now=NOW)
    assert len(lent.name(person).named) == 1


def test_a_list_that_was_signed_is_not_changed(lent):
    lent.asked()
    move(lent.session, lent.swap, SwapState.CONSENTED, now=NOW, by=None)
    with pytest.raises(Conflict, match="名单不能再改"):
        lent.named()


def test_people_follow_their_loan_to_other_days(lent):
    member = lent.named()[0]
    lent.loan.to_day = LAST - timedelta(days=3)
    follow_loan(lent.session, lent.swap, lent.loan, now=NOW)
    assert [row.to_day for row in held(lent, member)] == [LAST - timedelta(days=3)] == [member.to_day]


def test_the_list_of_another_swap_holds_the_same_days(lent):
    person = lent.employee()
    lent.name(person)
    other = lending(lent.session, lent.lender, firm(lent.session, "康王食品"))
    assert "另有安排" in other.name(person).left_out[0].why[0]
