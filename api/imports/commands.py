"""`wengang import`: a form from the command line."""

import argparse
import json
import sys
from datetime import date

from sqlalchemy import Engine

from api.access.table import Action
from api.demonstration import fill_references
from api.forms.actor import OPERATOR
from api.forms.faults import UnreadableForm
from api.forms.store import ImportOutcome
from api.imports.reading import ReadForm, read
from api.refusals import Refusal
from api.settings import Settings
from api.store import audited, opened

ACTIONS = {"vacancies": Action.IMPORT_VACANCIES, "workers": Action.IMPORT_WORKERS}


class UnreadableFile(Refusal):
    """The file as a whole cannot be taken; names it."""


def import_file(settings: Settings, asked: argparse.Namespace) -> None:
    """Read, store unless it is a dry run, and report; raises `UnreadableFile`."""
    content = asked.file.read_bytes()
    with opened(settings) as (engine, here):
        fill_references(engine)
        form = _read(engine, content, asked, asked.as_of or here.today())
        with audited(engine, ACTIONS[asked.kind], here) as session:
            outcome = form.take(session, actor=OPERATOR, today=here.today(), now=here.now(), dry_run=asked.dry_run)
    if asked.refused and outcome.refused_xlsx:
        asked.refused.write_bytes(outcome.refused_xlsx)
    sys.stdout.write(_as_json(outcome) if asked.json else _in_words(outcome, asked.dry_run))


def _read(engine: Engine, content: bytes, asked: argparse.Namespace, as_of: date) -> ReadForm:
    try:
        return read(engine, content, asked.file.name, asked.kind, as_of)
    except UnreadableForm as unreadable:
        raise UnreadableFile(f"{asked.file}: {unreadable}") from None


def _as_json(outcome: ImportOutcome) -> str:
    return json.dumps(outcome.as_json(), ensure_ascii=False, indent=1) + "\n"


def _in_words(outcome: ImportOutcome, dry_run: bool) -> str:
    rows = {(fault.sheet, fault.row) for fault in outcome.refused}
    would = "（试读，未写入）" if dry_run else ""
    lines = [f"导入 {outcome.taken} 行，未变 {outcome.unchanged} 行，退回 {len(rows)} 行{would}"]
    lines += [
        f"  {fault.sheet} 第 {fault.row} 行 {fault.column}“{fault.value}”：{fault.why}；{fault.mend}"
        for fault in outcome.refused
    ]
    lines += [f"  {line.sheet} 第 {line.row} 行 {line.why}" for line in outcome.ignored if line.left_out]
    return "\n".join(lines) + "\n"
