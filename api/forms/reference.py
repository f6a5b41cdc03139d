"""The codes of the store that a form's words are read with."""

from datetime import date
from decimal import Decimal

from sqlmodel import Session, col, select

from api.forms.fields import FormReference
from models.parameter import PAID_DAYS, parameter_on
from models.reference import County, Industry, Street


def form_reference(session: Session, as_of: date) -> FormReference:
    """Streets, counties and industries by name, and the paid days a month in force on a day."""
    paid_days = session.exec(parameter_on(PAID_DAYS, as_of)).first()
    return FormReference(
        streets={street.name: street.code for street in session.exec(select(Street))},
        counties={county.province + county.name: county.code for county in session.exec(select(County))},
        # Where two levels share a name (制造业), the broader one is meant.
        industries={i.name: i.code for i in session.exec(select(Industry).order_by(col(Industry.level).desc()))},
        paid_days=None if paid_days is None else Decimal(paid_days.value),
    )
