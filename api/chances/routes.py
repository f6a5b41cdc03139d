"""Learnt chance models: read what was proposed and how it was judged; put one in force, or take it out."""

from typing import Any

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath, JSONBody
from sqlmodel import Session, select

from api.access.table import Access, Action
from api.chances import deciding
from api.chances.schemas import ChanceDecision, ChanceModelRead
from api.paging import Page, Paging
from api.settings import Settings
from models.chance_model import ChanceModel

SORT = {"id": ChanceModel.id, "made_at": ChanceModel.made_at}


@get("/api/chance-models", opt={"action": Action.CHANCE_READ}, sync_to_thread=True, tags=["匹配"])
def list_chance_models(session: NamedDependency[Session], paging: NamedDependency[Paging]) -> Page[ChanceModelRead]:
    """Every model that was ever proposed, the newest first."""
    rows = select(ChanceModel)
    return paging.cut(session, rows, SORT, "-id", lambda found: [ChanceModelRead.model_validate(row) for row in found])


@get("/api/chance-models/{chance_model_id:int}", opt={"action": Action.CHANCE_READ}, sync_to_thread=True, tags=["匹配"])
def read_chance_model(chance_model_id: FromPath[int], session: NamedDependency[Session]) -> ChanceModelRead:
    return ChanceModelRead.model_validate(deciding.found(session, chance_model_id))


DECIDE: dict[str, Any] = {
    "opt": {"action": Action.CHANCE_DECIDE},
    "sync_to_thread": True,
    "status_code": 200,
    "tags": ["匹配"],
}


@post("/api/chance-models/{chance_model_id:int}/accept", **DECIDE)
def accept_chance_model(
    chance_model_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[ChanceDecision],
) -> ChanceModelRead:
    """Put a proposal in force from today on, if it was found better than what is in force today."""
    model = deciding.found(session, chance_model_id)
    return _read(session, deciding.accept(session, model, deciding.decision(access, settings, data.because)))


@post("/api/chance-models/{chance_model_id:int}/retire", **DECIDE)
def retire_chance_model(
    chance_model_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[ChanceDecision],
) -> ChanceModelRead:
    """Turn a proposal down, or go back to the weights set by hand."""
    model = deciding.found(session, chance_model_id)
    return _read(session, deciding.retire(session, model, deciding.decision(access, settings, data.because)))


@post("/api/chance-models/{chance_model_id:int}/restore", **DECIDE)
def restore_chance_model(
    chance_model_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
    data: JSONBody[ChanceDecision],
) -> ChanceModelRead:
    """Go back to the weights that were in force last. The answer is the model that carries them from today on."""
    model = deciding.found(session, chance_model_id)
    return _read(session, deciding.restore(session, model, deciding.decision(access, settings, data.because)))


def _read(session: Session, model: ChanceModel) -> ChanceModelRead:
    session.flush()
    return ChanceModelRead.model_validate(model)


ROUTES: list[HTTPRouteHandler] = [
    list_chance_models,
    read_chance_model,
    accept_chance_model,
    retire_chance_model,
    restore_chance_model,
]
