"""What a command that failed says, and its exit status: whose mistake it was."""

from sqlalchemy.exc import ArgumentError, NoSuchModuleError, OperationalError

from api.refusals import Refusal
from api.settings import BadSetting
from matcher.pairing.instance import InvalidInstance
from models.errors import StoreError

BAD_INPUT, FAULT = 2, 1
FILE_TROUBLE: dict[type[Exception], str] = {
    FileNotFoundError: "找不到",
    IsADirectoryError: "这是文件夹，不是文件：",
    PermissionError: "没有权限读写",
}
READERS_MISTAKES = (
    BadSetting,
    Refusal,
    StoreError,
    InvalidInstance,
    ArgumentError,
    NoSuchModuleError,
    OperationalError,
    *FILE_TROUBLE,
)


def told(error: Exception) -> tuple[int, str]:
    """Exit status and one line."""
    if isinstance(error, READERS_MISTAKES):
        return BAD_INPUT, _one_line(error)
    return FAULT, f"程序出错（{type(error).__name__}: {_one_line(error)}）。加 WENGANG_DEBUG=1 看细节。"


def _one_line(error: Exception) -> str:
    if isinstance(error, OSError) and error.filename and type(error) in FILE_TROUBLE:
        return f"{FILE_TROUBLE[type(error)]} {error.filename}，请核对路径"
    return " ".join(str(error).split())[:500]
