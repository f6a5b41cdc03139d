"""Learnt weights on the district's page: read, decided with a reason, taken back."""

from datetime import UTC, date, datetime

import pytest
from sqlmodel import select

from models.audit import AuditEntry
from models.chance_model import ChanceModel, ChanceModelLog, ChanceModelState
from models.referral import Referral, ReferralLog, ReferralOrigin, ReferralReason, ReferralState
from models.vacancy import Vacancy
from models.worker import Worker

NOW = datetime(2021, 2, 8, 1, 0, tzinfo=UTC)
DAY = date(2021, 2, 1)
HERE = "/staff/chances"
QUALITY = {"brier": 0.2, "log_loss": 0.6, "calibration_error": 0.05, "auc": 0.7}
METRICS = {
    "held_out": 180,
    "old": QUALITY | {"brier": 0.2345},
    "new": QUALITY,
    "brier_difference": [-0.06, -0.0345, -0.01],
    "log_loss_difference": [-0.08, -0.05, -0.02],
}
WORSE = METRICS | {"brier_difference": [-0.06, -0.01, 0.0123]}
SHARES = {"skills": 0.5, "title": 0.2, "trade": 0.1, "certificates": 0.1, "education": 0.1}


@pytest.fixture
def proposed(store):
    """Puts a proposal into the store; its id."""

    def make(**facts):
        usual = {"results": 600, "first_result": DAY, "last_result": DAY, "params": {"chance": SHARES}}
        usual |= {"metrics": METRICS, "better": True, "judged_against": "hand-set-2021"}
        model = ChanceModel(**usual | facts, made_at=NOW, state_since=NOW)
        store.add(model)
        store.commit()
        return model.id

    return make


@pytest.fixture
def district(visitor):
    return visitor("district")


def state_of(store, key):
    store.expire_all()
    return store.get_one(ChanceModel, key).state


@pytest.mark.parametrize(("who", "status"), [("district", 200), ("street", 403), ("specialist1", 403), ("worker", 403)])
def test_the_page_is_for_the_district_alone(visitor, who, status):
    assert visitor(who).get(HERE).status_code == status


@pytest.mark.parametrize(("who", "led"), [("district", True), ("street", False)])
def test_the_page_of_the_runs_leads_there_who_may_read_it(visitor, who, led):
    assert (f'href="{HERE}"' in visitor(who).get("/staff/runs").text) == led


def test_an_empty_page_says_what_comes_next(district):
    text = district.get(HERE).text
    assert all(part in text for part in ("hand-set-2021", "人工设定的权重", "wengang learn", "还没有定过"))


def test_a_proposal_shows_old_and_new_and_what_it_hangs_on(district, proposed):
    proposed()
    text = district.get(HERE).text
    assert all(part in text for part in ("600 个结果", "0.2345", "0.2000", "Brier 分相差 −0.0345", "50%", "可以启用"))


def test_what_was_not_found_better_is_told_with_figures_and_has_no_button(district, proposed):
    key = proposed(better=False, metrics=WORSE)
    text = district.get(HERE).text
    assert ("不能启用" in text, "+0.0123" in text, f"/{key}/accept" in text) == (True, True, False)


def test_what_was_judged_against_other_weights_has_no_button(district, proposed):
    key = proposed(judged_against="learnt-99")
    text = district.get(HERE).text
    assert ("重新学习" in text, f"/{key}/accept" in text) == (True, False)


def test_refusal_reasons_are_counted_with_what_they_speak_of(district, store):
    worker, posts = store.exec(select(Worker.id)).first(), store.exec(select(Vacancy.id).limit(3)).all()
    for post, reason in zip(posts, (ReferralReason.WAGE, ReferralReason.WAGE, ReferralReason.DISTANCE), strict=True):
        add_refused(store, worker, post, reason)
    cells = district.get(HERE).text.split("推荐的结果和原因")[1].split("</table>")[0]
    wage, distance = (cells.split(words)[1][:120] for words in ("工资不合适", "离家太远"))
    assert ('"次数">2<' in wage, '"次数">1<' in distance, "是否愿意" in wage) == (True, True, True)


def add_refused(store, worker, post, reason):
    state = ReferralState.DECLINED_BY_WORKER
    moments = {"state_since": NOW, "created_at": NOW}
    row = Referral(worker_id=worker, vacancy_id=post, state=state, origin=ReferralOrigin.STAFF, **moments)
    store.add(row)
    store.flush()
    store.add(ReferralLog(referral_id=row.id, to_state=state, at=NOW, reason_code=reason))
    store.commit()


def test_a_proposal_is_put_in_force_with_a_reason(district, proposed, store):
    key = proposed()
    answer = district.submit(f"{HERE}/{key}/accept", because="例会讨论通过")
    assert (answer.status_code, answer.headers["location"]) == (303, HERE)
    assert state_of(store, key) == ChanceModelState.IN_FORCE
    text = district.get(HERE).text
    assert all(part in text for part in (f"现在使用：learnt-{key}", "启用", "例会讨论通过"))


def test_a_decision_is_audited_and_logged_with_who_and_why(district, proposed, store):
    key = proposed()
    district.submit(f"{HERE}/{key}/accept", because="例会讨论通过")
    entry = store.exec(select(AuditEntry).where(AuditEntry.action == "chance_model.decide")).one()
    logged = store.exec(select(ChanceModelLog)).one()
    assert (entry.subject_id, entry.account_id, logged.because) == (key, logged.account_id, "例会讨论通过")


@pytest.mark.parametrize("because", ["", " 好 ", "长" * 201])
def test_without_a_reason_nothing_is_decided_and_what_was_typed_stays(district, proposed, store, because):
    key = proposed()
    answer = district.submit(f"{HERE}/{key}/accept", because=because)
    assert (answer.status_code, "请写明理由" in answer.text, 'aria-invalid="true"' in answer.text) == (422, True, True)
    assert f'value="{because.strip()}"' in answer.text
    assert state_of(store, key) == ChanceModelState.PROPOSED


def test_what_is_not_better_is_refused_even_when_the_form_is_sent(district, proposed, store):
    key = proposed(better=False, metrics=WORSE)
    answer = district.submit(f"{HERE}/{key}/accept", because="例会讨论通过")
    assert (answer.status_code, state_of(store, key)) == (409, ChanceModelState.PROPOSED)


def test_a_stale_page_is_told_what_holds_now(district, proposed, store):
    key = proposed()
    district.submit(f"{HERE}/{key}/retire", because="数据有误")
    answer = district.submit(f"{HERE}/{key}/retire", because="数据有误")
    assert (answer.status_code, "已停用" in answer.text) == (409, True)


def test_the_way_back_puts_the_former_weights_in_force_again(district, proposed, store):
    first = proposed()
    district.submit(f"{HERE}/{first}/accept", because="例会讨论通过")
    second = proposed(judged_against=f"learnt-{first}")
    district.submit(f"{HERE}/{second}/accept", because="结果更多了")
    assert f"{first}/restore" in district.get(HERE).text
    assert district.submit(f"{HERE}/{first}/restore", because="企业反映不准").status_code == 303
    text = district.get(HERE).text
    assert (f"现在使用：learnt-{first}" in text, "恢复使用" in text) == (True, True)
    assert state_of(store, second) == ChanceModelState.RETIRED


def test_no_form_works_without_its_token(district, proposed, store):
    key = proposed()
    answer = district.post(f"{HERE}/{key}/accept", data={"because": "例会讨论通过"}, follow_redirects=False)
    assert (answer.status_code, state_of(store, key)) == (403, ChanceModelState.PROPOSED)


def test_a_model_that_does_not_exist_is_not_there(district):
    assert district.submit(f"{HERE}/99/accept", because="例会讨论通过").status_code == 404
