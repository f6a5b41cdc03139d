"""`wengang`: the command line of the application.

Exit status: 0 done; 2 bad input (one line on stderr says what is wrong and how to mend it, nothing is written);
1 a fault of the program (one line, the traceback only with WENGANG_DEBUG=1).
"""

import argparse
import gc
import os
import sys
import traceback
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from api.settings import Settings

BAD_INPUT = 2


def main(argv: Sequence[str] | None = None) -> None:
    """Entry point; leaves through `sys.exit`."""
    asked = _parser().parse_args(argv)
    run: Callable[[argparse.Namespace], int] = asked.run
    try:
        status = run(asked)
    except KeyboardInterrupt:
        status = 130
    except BrokenPipeError:
        status = 0
    except Exception as error:
        status = _tell(error)
    sys.exit(status)


def _tell(error: Exception) -> int:
    """One line for the reader; the status says whose mistake it was."""
    from api.command_faults import told

    if os.environ.get("WENGANG_DEBUG") == "1":
        traceback.print_exception(error)
    status, line = told(error)
    print(f"wengang: {line}", file=sys.stderr)
    return status


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text} 不是日期，应写成 2021-02-08 这样") from None


def from_environment(environ: Mapping[str, str] | None = None) -> "Settings":
    """The settings of this command; they know the store's tables, which take longer to load than help to be read."""
    from api import settings

    return settings.from_environment(environ)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="wengang",
        description="稳岗: employer-worker matching for a public employment office. DATABASE_URL picks the store.",
    )
    commands = parser.add_subparsers(required=True, metavar="COMMAND")
    _add_serve(commands)
    _add_db(commands)
    _add_seed(commands)
    _add_import(commands)
    _add_export(commands)
    _add_run(commands)
    _add_learn(commands)
    _add_expire(commands)
    _add_user(commands)
    return parser


if TYPE_CHECKING:
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]


def _add_serve(commands: "Commands") -> None:
    serve = commands.add_parser("serve", help="serve pages and API", description=_serve.__doc__)
    serve.add_argument("--port", type=int, help="default: WENGANG_PORT or 8000")
    serve.add_argument("--no-demonstration", action="store_true", help="leave an empty store empty")
    serve.set_defaults(run=_serve)


def _serve(asked: argparse.Namespace) -> int:
    """Bring the store up to date and serve it; an empty store first gets the made-up demonstration district."""
    with _nothing_to_collect():
        from api import serving

    environ = dict(os.environ)
    if asked.port is not None:
        environ["WENGANG_PORT"] = str(asked.port)
    serving.serve(from_environment(environ), demonstration=not asked.no_demonstration)


@contextmanager
def _nothing_to_collect() -> Iterator[None]:
    """For imports: what they make stays for good, and the collector would look through it again and again."""
    gc.disable()
    yield
    gc.freeze()
    gc.enable()


def _add_db(commands: "Commands") -> None:
    database = commands.add_parser("db", help="migrate, back up, restore")
    actions = database.add_subparsers(required=True, metavar="ACTION")
    upgrade = actions.add_parser("upgrade", help="bring the tables up to date (makes the store if there is none)")
    upgrade.set_defaults(run=_db_upgrade)
    backup = actions.add_parser("backup", help="copy the SQLite store into FILE while it is in use")
    restore = actions.add_parser("restore", help="replace the SQLite store by a backup; stop the server first")
    for parser, run in ((backup, _db_backup), (restore, _db_restore)):
        parser.add_argument("file", type=Path, metavar="FILE")
        parser.set_defaults(run=run)


def _db_upgrade(_asked: argparse.Namespace) -> int:
    from api.store import opened

    with opened(from_environment()):
        return 0


def _db_backup(asked: argparse.Namespace) -> int:
    from api.access.table import Action
    from api.store import audited, opened
    from models.backup import backup

    with opened(from_environment()) as (engine, settings):
        backup(engine, asked.file)
        with audited(engine, Action.STORE_BACKUP, settings):
            pass  # the row says that it was done; a refused copy leaves none
    print(f"已备份到 {asked.file}")
    return 0


def _db_restore(asked: argparse.Namespace) -> int:
    from api.access.table import Action
    from api.store import audited, opened
    from models.backup import restore
    from models.database import upgrade

    with opened(from_environment()) as (engine, settings):
        restore(engine, asked.file)
        upgrade(engine)
        with audited(engine, Action.STORE_RESTORE, settings):
            pass  # in the store as it is now, which knows nothing of what came after its backup
    print(f"已从 {asked.file} 恢复")
    return 0


def _add_seed(commands: "Commands") -> None:
    seed = commands.add_parser("seed", help="fill an empty store with made-up data", description=_seed.__doc__)
    seed.add_argument("--size", choices=("small", "district", "city"), default="district")
    seed.add_argument("--seed", type=int, default=None, help="another number makes other people and posts")
    seed.set_defaults(run=_seed)


def _seed(asked: argparse.Namespace) -> int:
    """Load the reference codes and the made-up demonstration district; refused when the store holds anything."""
    from api import demonstration
    from api.store import opened

    with opened(from_environment()) as (engine, _):
        demonstration.fill(engine, asked.size, asked.seed)
    return 0


def _add_import(commands: "Commands") -> None:
    imports = commands.add_parser("import", help="read an Excel form into the store", description=_import.__doc__)
    imports.add_argument("kind", choices=("vacancies", "workers"))
    imports.add_argument("file", type=Path, metavar="FILE.xlsx")
    imports.add_argument("--dry-run", action="store_true", help="read and report, store nothing")
    imports.add_argument("--json", action="store_true", help="print the report as JSON")
    imports.add_argument("--as-of", type=_day, metavar="DATE", help="the day the form was filled in (default: today)")
    imports.add_argument("--refused", type=Path, metavar="FILE.xlsx", help="write the refused rows here, to correct")
    imports.set_defaults(run=_import)


def _import(asked: argparse.Namespace) -> int:
    """Each row is taken or refused with sheet, row, column and how to mend it. Exit 2 when the file is unreadable."""
    from api.imports import commands

    commands.import_file(from_environment(), asked)
    return 0


def _add_export(commands: "Commands") -> None:
    export = commands.add_parser("export", help="write a report as Excel")
    export.add_argument("report", metavar="REPORT", help="vacancies, workers, pairs, unmatched or swaps")
    export.add_argument("--from", dest="from_day", type=_day, required=True, metavar="DATE")
    export.add_argument("--to", dest="to_day", type=_day, required=True, metavar="DATE")
    export.add_argument("--out", type=Path, required=True, metavar="FILE.xlsx")
    export.set_defaults(run=_export)


def _export(asked: argparse.Namespace) -> int:
    """Write what was registered (or matched) between two days, both included."""
    from api.reports import commands

    commands.write_report(from_environment(), asked.report, asked.from_day, asked.to_day, asked.out)
    return 0


def _add_run(commands: "Commands") -> None:
    run = commands.add_parser("run", help="match the district or plan its labour swap now", description=_run.__doc__)
    run.add_argument("what", choices=("match", "swap"))
    run.add_argument("--as-of", type=_day, metavar="DATE", help="the day to match or plan from (default: today)")
    run.add_argument("--seed", type=int, default=0, help="of match alone")
    run.set_defaults(run=_run)


def _run(asked: argparse.Namespace) -> int:
    """Match the district, or plan its labour swap, from the store and keep the result, as the page's button does."""
    if asked.what == "swap":
        from api.swap_plans import commands as swap_commands

        swap_commands.plan_now(from_environment(), asked.as_of)
        return 0
    from api.matching import commands

    commands.match_now(from_environment(), asked.as_of, asked.seed)
    return 0


def _add_learn(commands: "Commands") -> None:
    learn = commands.add_parser("learn", help="learn chances from results", description=_learn.__doc__)
    learn.add_argument("--json", action="store_true", help="print the figures as JSON")
    learn.set_defaults(run=_learn)


def _learn(asked: argparse.Namespace) -> int:
    """Fit the weights of the chance to the results of referrals, judge them on the later ones, store a proposal."""
    from api.chances import commands

    commands.learn(from_environment(), as_json=asked.json)
    return 0


def _add_expire(commands: "Commands") -> None:
    expire = commands.add_parser("expire", help="end what fell with a last day", description=_expire.__doc__)
    expire.set_defaults(run=_expire)


def _expire(_asked: argparse.Namespace) -> int:
    """Withdraw who was put forward for vacancies whose last day has passed, as the server does after midnight."""
    from api.referrals.expiring import expire_now

    expire_now(from_environment())
    return 0


def _add_user(commands: "Commands") -> None:
    user = commands.add_parser("user", help="accounts")
    actions = user.add_subparsers(required=True, metavar="ACTION")
    add = actions.add_parser("add", help="open an account", description=_user_add.__doc__)
    add.add_argument("--login", required=True)
    add.add_argument("--name", required=True)
    add.add_argument(
        "--role", required=True, choices=("district_admin", "street_staff", "specialist", "employer", "worker")
    )
    add.add_argument("--street", help="9-digit code, for street_staff")
    add.add_argument("--employer", type=int, help="id, for employer")
    add.add_argument("--worker", type=int, help="id, for worker")
    add.set_defaults(run=_user_add)


def _user_add(asked: argparse.Namespace) -> int:
    """Open an account. The password is read from WENGANG_PASSWORD, or asked for twice on the terminal."""
    from api.accounts import commands

    commands.add(from_environment(), asked)
    return 0


if __name__ == "__main__":
    main()
