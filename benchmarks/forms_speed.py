"""How long the office waits for Excel: a form of 2,000 workers and one of 300 vacancies, in and out.

    python benchmarks/forms_speed.py

The issue asks for under 5 s each. Everything is made up; the store is a SQLite file in a temporary folder.
"""

import tempfile
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from time import perf_counter
from typing import TypeVar

from sqlmodel import Session, select

from api.forms.actor import OPERATOR
from api.forms.export import PairLine, pairs_workbook, vacancies_workbook, workers_workbook
from api.forms.reading import Kind, read_form
from api.forms.reference import form_reference
from api.forms.store import take
from api.forms.writing import Table, workbook
from models.database import open_engine, take_write_lock, upgrade
from models.employer import Employer
from models.vacancy import Vacancy
from models.worker import Worker
from seed_data.load import load_reference

WORKERS, VACANCIES = 2000, 300
NOW = datetime(2021, 2, 7, 1, tzinfo=UTC)
WORKER_HEADER = (
    "序号",
    "姓名",
    "联系电话",
    "出生日期",
    "户籍地",
    "文化程度",
    "求职意向",
    "期望月薪",
    "技能",
    "证书",
    "现居街道",
    "可到岗日",
    "备注",
)
VACANCY_HEADER = (
    "单位名称",
    "岗位",
    "人数",
    "工资待遇",
    "学历",
    "工作地点",
    "班次",
    "食宿",
    "到岗时间",
    "联系人",
    "联系电话",
    "要求",
)
Result = TypeVar("Result")


def workers_form() -> bytes:
    rows = (
        [
            n,
            f"张{n}",
            str(13800000000 + n),
            "1990年5月3日",
            "湖南省邵阳市隆回县",
            "初中",
            "缝纫工、普工",
            "5千-6千 包吃住",
            "平车、四线",
            "健康证",
            "东漖街道",
            "2021.2.18",
            "会粤语",
        ]
        for n in range(WORKERS)
    )
    return workbook([Table("求职登记", WORKER_HEADER, rows, ["2021年求职登记表"])])


def vacancies_form() -> bytes:
    rows = (
        [
            f"第{n // 6}制衣有限公司",
            f"缝纫工{n}",
            "5人",
            "4500-6000元/月 包吃住",
            "初中及以上",
            "东漖街道1号",
            "两班倒",
            "包吃住",
            "2021/2/18",
            "陈生",
            "020-81880000",
            "熟手优先，有健康证",
        ]
        for n in range(VACANCIES)
    )
    return workbook([Table("招用登记", VACANCY_HEADER, rows)])


def timed(what: str, work: Callable[[], Result]) -> Result:
    start = perf_counter()
    result = work()
    print(f"{what:<52}{perf_counter() - start:7.2f} s")
    return result


def main() -> None:
    with tempfile.TemporaryDirectory() as folder:
        engine = open_engine(f"sqlite:///{Path(folder) / 'store.db'}")
        upgrade(engine)
        with Session(engine, expire_on_commit=False) as session:
            take_write_lock(session)
            load_reference(session)
            session.commit()
            timed(f"import {VACANCIES} vacancies", lambda: run(session, "vacancies", vacancies_form()))
            form = workers_form()
            timed(f"import {WORKERS} workers", lambda: run(session, "workers", form))
            timed(f"import the same {WORKERS} workers again", lambda: run(session, "workers", form))
            _export(session)
        engine.dispose()


def run(session: Session, kind: Kind, content: bytes) -> None:
    reading = read_form(content, "form.xlsx", kind, form_reference(session, date(2021, 2, 7)), date(2021, 2, 7))
    outcome = take(session, reading, actor=OPERATOR, now=NOW, dry_run=False, code_title=lambda _: None)
    session.commit()
    print(f"  taken {outcome.taken}, unchanged {outcome.unchanged}, refused {len(outcome.refused)}")


def _export(session: Session) -> None:
    workers = [(worker, ["缝纫工", "普工"]) for worker in session.exec(select(Worker))]
    vacancies = list(session.exec(select(Vacancy, Employer).join(Employer)))
    pair = PairLine(
        "张三", "13800138000", "东漖街道", "缝纫工", "甲厂", "车工", "东沙街道", "4500", 0.87, "重点", "会缝纫" * 20
    )
    timed(f"export {WORKERS} pairs", lambda: pairs_workbook([pair] * WORKERS))
    timed(f"export {WORKERS} workers", lambda: workers_workbook(workers, {}))
    timed(f"export {VACANCIES} vacancies", lambda: vacancies_workbook(vacancies, {}))


if __name__ == "__main__":
    main()
