"""What every page of the office says above its content: whose records these are, and whether they are made up."""

from sqlmodel import Session, select

from api.access.table import Access
from models.account import Role
from models.employer import Employer
from models.reference import Street


def made_up_here(session: Session) -> bool:
    """Whether the store holds demonstration data."""
    return session.exec(select(Employer.id).where(Employer.made_up).limit(1)).first() is not None


def area_of(session: Session, access: Access) -> str:
    """Whose records the reader sees, in words."""
    account = access.account
    if account and account.street_code and (street := session.get(Street, account.street_code)):
        return f"{street.name}的求职者和用人单位"
    return "您服务的重点企业" if access.role == Role.SPECIALIST else "全区各街道"
