"""What the office decides of a vacancy somebody complained of: it stays, it goes, or its employer is asked first.

The employer reads the office's words only; nothing of who complained, nor what they wrote, reaches it.
"""

import re
from collections.abc import Sequence
from datetime import date, datetime

from sqlmodel import Session, col, select

from api.refusals import BadField, Conflict
from api.reviews.deciding import give_back
from api.reviews.handing_in import SENT_BACK_FROM, hand_in
from api.reviews.screening import rules_for, screen_terms, terms_of
from models.complaint import Complaint, ComplaintDecision, ComplaintReason, Inquiry, complaints_undecided
from models.employer import Employer
from models.vacancy import Vacancy, VacancyState

LONGEST_WORDS = 1000
SAY_WHAT = "写一句：单位会照着这句话回答或修改"
ASKED_ALREADY = "已经问过单位，还没有回答。等它回答，或者先决定保留还是下架。"
SETTLED = "这个岗位的举报，别人刚刚办完。请回到审核列表看看。"
_NUMBER = re.compile(r"(?<!\d)(?:\d[ -]?){7,}(?!\d)")

# What an employer is told, by the gravest reason: what the law says, and how to mend the post.
SENTENCES = {
    ComplaintReason.FEE: "有求职者反映这个岗位要先交钱。招人不得收任何费用、押金、保证金，"
    "也不得扣身份证（劳动合同法第九条）。收了的请马上退还，把岗位里有关的话删掉，再说明情况。",
    ComplaintReason.UNREACHABLE: "有求职者反映电话打不通。请核对联系电话，改成上班时间有人接的号码。",
    ComplaintReason.FILLED: "有求职者反映岗位已经招满。请报一下今天还要几个人；招满了请填 0。",
    ComplaintReason.WAGE: "有求职者反映工资和写的不一样。请按实际发的写清底薪、提成和补贴，正常上班能拿多少。",
    ComplaintReason.UNTRUE: "有求职者反映岗位内容和实际不符。请核对工作内容、地点和待遇，照实改写。",
    ComplaintReason.OTHER: "",
}


def of_vacancy(session: Session, vacancy_id: int, *, lock: bool = False) -> Sequence[Complaint]:
    """Its undecided complaints, the gravest first."""
    rows = complaints_undecided().where(Complaint.vacancy_id == vacancy_id)
    found = session.exec(rows.with_for_update() if lock else rows).all()
    return sorted(found, key=lambda row: list(ComplaintReason).index(row.reason))


def keep(session: Session, vacancy: Vacancy, *, by: int | None, now: datetime) -> None:
    """Nothing is wrong with it; raises `Conflict` when somebody was quicker."""
    _decide(session, vacancy, ComplaintDecision.KEPT, by, now)


def take_down(session: Session, vacancy: Vacancy, words: str, *, by: int | None, today: date, now: datetime) -> None:
    """Nobody finds it until its employer has mended it and the office has read it again.

    Raises `BadField` without words, `Conflict` when somebody was quicker.
    """
    said = _said(words)
    _decide(session, vacancy, ComplaintDecision.TAKEN_DOWN, by, now)
    if vacancy.state in SENT_BACK_FROM:
        vacancy.move_to(VacancyState.DRAFT, now=now)
        session.add(vacancy)
    if vacancy.state == VacancyState.DRAFT:
        rules = rules_for(session, session.get(Employer, vacancy.employer_id), today)
        review = hand_in(session, vacancy, screen_terms(terms_of(vacancy), rules), by=by, now=now)
        give_back(review, said, by=by, now=now)
    session.flush()


def ask(session: Session, vacancy: Vacancy, words: str, *, by: int | None, now: datetime) -> Inquiry:
    """Ask the employer; the complaints wait. Raises `BadField` without words, `Conflict` while an answer is awaited."""
    if not of_vacancy(session, vacancy.id or 0, lock=True):
        raise Conflict(SETTLED)
    if unanswered(session, vacancy.id or 0):
        raise Conflict(ASKED_ALREADY)
    inquiry = Inquiry(vacancy_id=vacancy.id or 0, question=_said(words), asked_at=now, asked_by=by)
    session.add(inquiry)
    session.flush()
    return inquiry


def unanswered(session: Session, vacancy_id: int) -> Inquiry | None:
    """What its employer has been asked and has not answered."""
    waiting = select(Inquiry).where(Inquiry.vacancy_id == vacancy_id, col(Inquiry.answered_at).is_(None))
    return session.exec(waiting).first()


def sentence(complaints: Sequence[Complaint]) -> str:
    """What to tell the employer, one line for each reason."""
    return "\n".join(dict.fromkeys(SENTENCES[row.reason] for row in complaints if SENTENCES[row.reason]))


def _said(words: str) -> str:
    if not words.strip():
        raise BadField.of("words", SAY_WHAT)
    return words.strip()[:LONGEST_WORDS]


def _decide(session: Session, vacancy: Vacancy, decision: ComplaintDecision, by: int | None, now: datetime) -> None:
    """Close every complaint of the vacancy and forget who made it; a question still open needs no answer any more."""
    complaints = of_vacancy(session, vacancy.id or 0, lock=True)
    if not complaints:
        raise Conflict(SETTLED)
    for row in complaints:
        row.decision, row.decided_by, row.decided_at = decision, by, now
        row.phone, row.reporter, row.words = "", "", without_numbers(row.words)
        session.add(row)
    waiting = unanswered(session, vacancy.id or 0)
    if waiting:
        session.delete(waiting)
    session.flush()


def without_numbers(words: str) -> str:
    """A sentence without the telephone numbers in it.

    >>> without_numbers("打 138-0013-8000 没人接，要 200 元")
    '打 〔号码〕没人接，要 200 元'
    """
    return _NUMBER.sub("〔号码〕", words)
