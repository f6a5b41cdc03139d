"""`wengang user add`: the first account of a fresh installation, before anybody can sign in."""

import argparse
import getpass
import os
import sys

from pydantic import ValidationError

from api.access.table import Action
from api.accounts.routes import new_account
from api.accounts.schemas import AccountCreate
from api.demonstration import fill_references
from api.fields.words import pydantic_problems
from api.refusals import BadField
from api.settings import Settings
from api.store import audited, opened


def add(settings: Settings, asked: argparse.Namespace) -> None:
    """Store the account; raises `BadField` or `Conflict`."""
    data = _checked(asked, _password())
    with opened(settings) as (engine, here):
        fill_references(engine)  # an account of a street points to its code
        with audited(engine, Action.ACCOUNT_WRITE, here) as session:
            account = new_account(session, data, here)
    sys.stdout.write(f"已开通账号 {account.login}（{account.role.label}）\n")


def _checked(asked: argparse.Namespace, password: str) -> AccountCreate:
    fields = {
        "login": asked.login,
        "name": asked.name,
        "role": asked.role,
        "street_code": asked.street,
        "employer_id": asked.employer,
        "worker_id": asked.worker,
        "password": password,
    }
    try:
        return AccountCreate.model_validate(fields)
    except ValidationError as error:
        raise BadField(*pydantic_problems(error.errors())) from None


def _password() -> str:
    if given := os.environ.get("WENGANG_PASSWORD"):
        return given
    if not sys.stdin.isatty():
        raise BadField.of("password", "没有终端可问密码，请用环境变量 WENGANG_PASSWORD 给出")
    first = getpass.getpass("密码（至少 8 位）：")
    if first != getpass.getpass("再输一次："):
        raise BadField.of("password", "两次输入不同")
    return first
