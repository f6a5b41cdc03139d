"""The story of the demonstration district, told once into the district it is meant for."""

from collections import Counter
from collections.abc import Iterator

import pytest
from sqlmodel import Session, col, func, select

import models  # noqa: F401  (makes every table known)
from api.access.table import Action, access_to
from api.employers.desk import desk
from api.key_ledger.firms import firms
from api.story.telling import tell
from models.account import Account
from models.advert import drafts_of
from models.database import open_engine, upgrade, writing
from models.days import day_of
from models.employer import Employer
from models.ledger import PromisedBy, Reservation
from models.referral import Referral, ReferralLog, ReferralReason, ReferralState
from models.registration import registrations_waiting
from models.review import Verdict, reviews_waiting
from models.saved_search import searches_of
from models.swap import Swap, SwapState
from models.swap_member import MemberState, members_of
from models.vacancy import Vacancy
from models.worker import Worker
from seed_data.generator import AS_OF, NOW
from seed_data.load import load_demonstration, load_reference

SEED = 20210207


def told(path: str, size: str) -> Session:
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    with writing(engine) as session:
        load_reference(session)
        load_demonstration(session, size, SEED, NOW, lambda password: f"hash of {password}")
        tell(session, SEED)
    return Session(engine)


@pytest.fixture(scope="module")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Session]:
    with told(str(tmp_path_factory.mktemp("story") / "district.db"), "district") as session:
        yield session


def account(store: Session, login: str) -> Account:
    return store.exec(select(Account).where(Account.login == login)).one()


def test_referrals_stand_in_every_state(store):
    assert set(store.exec(select(Referral.state))) == set(ReferralState)


def test_both_sides_have_given_several_reasons(store):
    given = set(store.exec(select(ReferralLog.reason_code).where(col(ReferralLog.reason_code).is_not(None))))
    assert given >= {ReferralReason.EXPERIENCE, ReferralReason.DISTANCE, ReferralReason.WAGE, ReferralReason.EXPIRED}


def test_everything_was_said_before_the_day_begins_in_the_office(store):
    moments = [*store.exec(select(ReferralLog.at)), *store.exec(select(Referral.created_at))]
    assert all(moment < NOW for moment in moments)


def test_nobody_was_referred_before_worker_and_post_were_on_file(store):
    early = (
        select(func.count())
        .select_from(Referral)
        .join(Worker, col(Worker.id) == Referral.worker_id)
        .join(Vacancy, col(Vacancy.id) == Referral.vacancy_id)
        .where((col(Worker.registered_at) > Referral.created_at) | (col(Vacancy.created_at) > Referral.created_at))
    )
    assert store.exec(early).one() == 0


def test_who_is_offered_or_hired_holds_one_opening_and_nobody_else_does(store):
    states = (ReferralState.OFFERED, ReferralState.HIRED)
    live = (col(Reservation.released_at).is_(None), col(Reservation.promised_by) == PromisedBy.REFERRAL)
    promised = Counter(store.exec(select(Reservation.promised_id).where(*live)))
    placed = Counter(store.exec(select(Referral.id).where(col(Referral.state).in_(states))))
    assert promised == placed


def test_the_worker_has_an_interview_an_application_and_a_proposal_to_answer(store):
    own = account(store, "worker").worker_id
    states = set(store.exec(select(Referral.state).where(Referral.worker_id == own)))
    assert states == {ReferralState.INTERVIEW, ReferralState.TOLD, ReferralState.PROPOSED}


def test_the_worker_keeps_a_search(store):
    assert len(store.exec(searches_of(worker_id=account(store, "worker").worker_id)).all()) == 1


def test_the_employer_has_people_waiting_a_stale_post_one_in_review_and_one_being_written(store):
    own = account(store, "employer")
    access = access_to(Action.EMPLOYER_DESK, own)
    seen = desk(store, store.get_one(Employer, own.employer_id), access, AS_OF)
    drafts = store.exec(drafts_of(own.employer_id)).all()
    assert (len(seen.waiting) > 0, len(seen.stale), sum(bool(post.review) for post in seen.posts), len(drafts)) == (
        True,
        1,
        1,
        1,
    )


def test_every_post_in_the_queue_holds_a_finding_and_three_may_not_be_published(store):
    queue = store.exec(reviews_waiting()).all()
    assert all(review.findings for review in queue)
    assert sum(review.verdict == Verdict.BLOCK for review in queue) == 3


def test_two_registrations_wait(store):
    assert len(store.exec(registrations_waiting()).all()) == 2


def test_of_the_key_employers_two_have_no_line_today_and_one_is_out_of_date(store):
    access = access_to(Action.KEY_LEDGER, account(store, "district"))
    ages = [(AS_OF - firm.line.day).days for firm in firms(store, access, NOW, AS_OF) if firm.line]
    assert Counter(min(age, 2) for age in ages) == {0: 7, 1: 2, 2: 1}


def test_one_person_of_the_street_has_two_files(store):
    street = account(store, "street").street_code
    twice = select(Worker.phone).where(Worker.street_code == street).group_by(Worker.phone, Worker.name)
    assert len(store.exec(twice.having(func.count() > 1)).all()) == 1


def test_applicants_from_the_web_have_no_street_yet(store):
    web = store.exec(select(Worker.street_code).where(Worker.channel == "网页")).all()
    assert web.count(None) == 3


@pytest.mark.parametrize("table", [Worker, Employer, Vacancy, Account])
def test_everybody_in_the_story_is_marked_as_made_up(store, table):
    assert store.exec(select(func.count()).select_from(table).where(~table.made_up)).one() == 0


def test_each_day_of_the_last_two_weeks_but_the_first_and_the_last_has_a_referral_begun(store):
    begun = {(AS_OF - day_of(moment)).days for moment in store.exec(select(Referral.created_at))}
    assert begun == set(range(1, 14))


def test_a_small_district_is_told_what_it_has_people_for(tmp_path):
    with told(str(tmp_path / "small.db"), "small") as store:
        assert store.exec(select(func.count()).select_from(Referral)).one() > 0


def test_the_same_seed_tells_the_same_story(tmp_path):
    def lines(path: str) -> list[tuple[object, ...]]:
        with told(str(tmp_path / path), "small") as store:
            return [
                tuple(row)
                for row in store.execute(select(ReferralLog.referral_id, ReferralLog.to_state, ReferralLog.at))
            ]

    assert lines("one.db") == lines("two.db")


def test_a_swap_is_under_way_in_which_somebody_has_said_yes_somebody_no_and_one_nothing_yet(store):
    swap = store.exec(select(Swap)).one()
    answers = Counter(member.state for member in store.exec(members_of(swap.id)))
    assert swap.borrower_id == account(store, "employer").employer_id
    assert (swap.state, answers[MemberState.REFUSED], answers[MemberState.ASKED]) == (SwapState.OFFERED, 1, 1)
    assert answers[MemberState.AGREED] > 1
