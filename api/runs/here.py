"""A run carried out in this process, for a command: with a bar when somebody looks, kept like any other."""

import sys

from sqlalchemy import Engine
from tqdm import tqdm

from api.clock import Clock
from api.runs.attending import Teller, end, in_words
from api.runs.kinds import Kind
from models.run import RunState


def carry_out(engine: Engine, kind: Kind, run_id: int, now: Clock) -> None:
    """See a run through whose row says it is running; on a fault the row says so and the fault goes on."""
    teller = Teller(engine, kind, run_id, 1)
    try:
        with teller.alive(), _bar() as bar:
            kind.compute(engine, run_id, 1, lambda stage, done: _tell(teller, bar, stage, done), now)
    except BaseException as error:
        end(engine, kind, run_id, 1, RunState.FAILED, in_words(error), now=now)
        raise


def _bar() -> "tqdm[None]":
    shape = "{desc:12}{percentage:3.0f}%|{bar}| {elapsed}"
    return tqdm(total=1.0, disable=not sys.stderr.isatty(), bar_format=shape)


def _tell(teller: Teller, bar: "tqdm[None]", stage: str, done: float) -> None:
    bar.set_description_str(stage, refresh=False)
    bar.update(done - bar.n)
    teller(stage, done)
