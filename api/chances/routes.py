"""Learnt chance models: read what was proposed and how it was judged; put one in force, or take it out."""

from collections.abc import Callable
from functools import partial

from litestar import get, post
from litestar.di import NamedDependency
from litestar.handlers import HTTPRouteHandler
from litestar.params import FromPath
from sqlmodel import Session, select

from api.access.table import Access, Action
from api.chances.schemas import ChanceModelRead
from api.fields.types import LARGEST_ID
from api.paging import Page, Paging
from api.refusals import NotThere
from api.settings import Settings
from matcher.pairing.weights import weights_on
from models.chance_model import ChanceModel, accept, retire

SORT = {"id": ChanceModel.id, "made_at": ChanceModel.made_at}


@get("/api/chance-models", opt={"action": Action.CHANCE_READ}, sync_to_thread=True, tags=["匹配"])
def list_chance_models(session: NamedDependency[Session], paging: NamedDependency[Paging]) -> Page[ChanceModelRead]:
    """Every model that was ever proposed, the newest first."""
    rows = select(ChanceModel)
    return paging.cut(session, rows, SORT, "-id", lambda found: [ChanceModelRead.model_validate(row) for row in found])


@get("/api/chance-models/{chance_model_id:int}", opt={"action": Action.CHANCE_READ}, sync_to_thread=True, tags=["匹配"])
def read_chance_model(chance_model_id: FromPath[int], session: NamedDependency[Session]) -> ChanceModelRead:
    return ChanceModelRead.model_validate(_found(session, chance_model_id))


@post(
    "/api/chance-models/{chance_model_id:int}/accept",
    opt={"action": Action.CHANCE_DECIDE},
    sync_to_thread=True,
    status_code=200,
    tags=["匹配"],
)
def accept_chance_model(
    chance_model_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> ChanceModelRead:
    """Put a proposal in force from today on, if it was found not worse than what is in force today."""
    decide = partial(accept, by_hand=weights_on(settings.today()).name)
    return _decided(decide, _found(session, chance_model_id), session, access, settings)


@post(
    "/api/chance-models/{chance_model_id:int}/retire",
    opt={"action": Action.CHANCE_DECIDE},
    sync_to_thread=True,
    status_code=200,
    tags=["匹配"],
)
def retire_chance_model(
    chance_model_id: FromPath[int],
    session: NamedDependency[Session],
    access: NamedDependency[Access],
    settings: NamedDependency[Settings],
) -> ChanceModelRead:
    """Turn a proposal down, or go back to the weights set by hand."""
    return _decided(retire, _found(session, chance_model_id), session, access, settings)


def _found(session: Session, key: int) -> ChanceModel:
    model = session.get(ChanceModel, key) if 0 < key <= LARGEST_ID else None
    if model is None:
        raise NotThere("学习得到的权重", key)
    return model


def _decided(
    decide: Callable[..., None], model: ChanceModel, session: Session, access: Access, settings: Settings
) -> ChanceModelRead:
    by = access.account.id if access.account else None
    decide(session, model, by=by, today=settings.today(), now=settings.now())
    session.flush()
    return ChanceModelRead.model_validate(model)


ROUTES: list[HTTPRouteHandler] = [list_chance_models, read_chance_model, accept_chance_model, retire_chance_model]
