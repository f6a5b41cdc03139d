"""Deciding on learnt weights: what the JSON routes and the page share."""

from sqlmodel import Session

from api.access.table import Access
from api.chances.verdict import verdict
from api.fields.types import LARGEST_ID
from api.refusals import Conflict, NotThere
from api.settings import Settings
from matcher.pairing.weights import weights_on
from models import chance_model
from models.chance_model import ChanceModel, Decision


def found(session: Session, key: int) -> ChanceModel:
    model = session.get(ChanceModel, key) if 0 < key <= LARGEST_ID else None
    if model is None:
        raise NotThere("学习得到的权重", key)
    return model


def decision(access: Access, settings: Settings, because: str) -> Decision:
    by = access.account_id
    return Decision(by=by, because=because, today=settings.today(), now=settings.now())


def accept(session: Session, model: ChanceModel, decided: Decision) -> ChanceModel:
    """Put a proposal in force; raises `Conflict` with the figures for one that was not found better."""
    if not model.better:
        raise Conflict(verdict(model.metrics, better=False))
    chance_model.accept(session, model, decided, by_hand=weights_on(decided.today).name)
    return model


def retire(session: Session, model: ChanceModel, decided: Decision) -> ChanceModel:
    """Turn a proposal down, or go back to the weights set by hand."""
    chance_model.retire(session, model, decided)
    return model


def restore(session: Session, model: ChanceModel, decided: Decision) -> ChanceModel:
    """Go back to the weights that were in force last; the model that carries them now."""
    return chance_model.restore(session, model, decided)
