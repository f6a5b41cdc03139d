"""The state of an application in plain words, with the next thing to do."""

from datetime import UTC, date, datetime, timedelta

import pytest

from api.applications.standing import said
from api.referrals.reading import standing
from models.account import Role
from models.referral import Referral, ReferralLog, ReferralOrigin, ReferralReason, ReferralState
from models.vacancy import Vacancy

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
TODAY = date(2021, 2, 8)
POST = Vacancy(employer_id=1, title="叉车工", openings=1, state_since=NOW, created_at=NOW, updated_at=NOW)


def row(state, *, since=NOW, agreed=True):
    return Referral(
        worker_id=1,
        vacancy_id=1,
        state=state,
        state_since=since,
        origin=ReferralOrigin.WORKER if agreed else ReferralOrigin.RUN,
        created_at=since,
        agreed_at=since if agreed else None,
    )


def log(state, by=None, reason=None):
    return [(ReferralLog(referral_id=1, to_state=state, at=NOW, reason_code=reason), by)]


def told(referral, steps=(), post=POST):
    return said(referral, standing(referral, post, TODAY), steps, TODAY)


@pytest.mark.parametrize(
    ("state", "words"),
    [
        (ReferralState.TOLD, "已申请"),
        (ReferralState.INTERVIEW, "约面试"),
        (ReferralState.OFFERED, "拟录用"),
        (ReferralState.HIRED, "已录用"),
    ],
)
def test_an_application_that_goes_on_has_a_word_and_a_next_step(state, words):
    found = told(row(state), log(state))
    assert found.words == words
    assert found.next


@pytest.mark.parametrize("state", [ReferralState.PROPOSED, ReferralState.TOLD])
def test_what_the_office_proposes_waits_for_a_yes_or_a_no(state):
    assert told(row(state, agreed=False), log(state)).words == "推荐给您"


def test_days_without_an_answer_are_days_in_shanghai():
    early = datetime(2021, 2, 4, 17, 0, tzinfo=UTC)  # one in the morning of the 5th
    assert told(row(ReferralState.TOLD, since=early)).next.startswith("3 天了还没有回音")


def test_a_refusal_says_why():
    steps = log(ReferralState.DECLINED_BY_EMPLOYER, Role.EMPLOYER, ReferralReason.CERTIFICATE)
    assert told(row(ReferralState.DECLINED_BY_EMPLOYER), steps).words == "没成：证书不符"


def test_what_fell_with_the_vacancy_says_so():
    steps = log(ReferralState.WITHDRAWN, None, ReferralReason.FILLED)
    assert told(row(ReferralState.WITHDRAWN), steps).words == "没成：岗位已招满"


def test_what_i_took_back_is_not_told_as_a_failure():
    steps = log(ReferralState.WITHDRAWN, Role.WORKER, ReferralReason.FOUND_OTHER)
    assert told(row(ReferralState.WITHDRAWN), steps).words == "您取消了：已找到工作"


def test_a_vacancy_past_its_last_day_is_over_before_anybody_writes_it_down():
    over = POST.model_copy(update={"open_until": TODAY - timedelta(days=1)})
    assert told(row(ReferralState.TOLD), log(ReferralState.TOLD, Role.WORKER), over).words == "没成：岗位已过截止日"


def test_after_days_without_a_word_the_next_step_is_to_call():
    waiting = row(ReferralState.TOLD, since=NOW - timedelta(days=4))
    assert told(waiting, log(ReferralState.TOLD)).next.startswith("4 天了还没有回音")
