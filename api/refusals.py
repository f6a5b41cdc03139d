"""What a use case may refuse, as exceptions; `errors` alone turns them into HTTP statuses.

Refusal
├── NotSignedIn      nobody is signed in and the action needs somebody
├── WrongCredentials no account has this login and password
├── NotAllowed       the role may never do this, whatever the row
├── NotThere         no such row, or none this account may know of: the answer is the same
├── BadField         one field of the request cannot be used
├── Conflict         the request is fine, the present state forbids it
└── TooManyAttempts  wait, then try again
"""

# ruff: noqa: N818  (the names say what happened, as elsewhere in the house)

from dataclasses import dataclass


class Refusal(Exception):
    """A request that is answered with a reason in plain Chinese instead of a result."""

    def __init__(self, detail: str) -> None:
        super().__init__(detail)
        self.detail = detail


class NotSignedIn(Refusal):
    def __init__(self, detail: str = "请先登录，再做这一步。") -> None:
        super().__init__(detail)


class WrongCredentials(Refusal):
    """Says the same for an unknown login, a closed account and a wrong password."""

    def __init__(self) -> None:
        super().__init__("登录名或密码不对。请检查后再试；忘记密码请找区管理员重设。")


class NotAllowed(Refusal):
    def __init__(self, detail: str = "您的账号没有这项权限。如工作需要，请联系区管理员。") -> None:
        super().__init__(detail)


class NotThere(Refusal):
    def __init__(self, what: str, key: object) -> None:
        super().__init__(f"没有编号为 {key} 的{what}，或它不在您的管理范围内。请核对编号。")


class Conflict(Refusal): ...


class TooManyAttempts(Refusal):
    def __init__(self, seconds: int) -> None:
        super().__init__(f"密码输错次数过多，请 {seconds} 秒后再试。")
        self.seconds = seconds


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """Which field (dotted path as the client wrote it) and what is wrong with it, in Chinese."""

    field: str
    why: str


class BadField(Refusal):
    """One or several fields cannot be used; each is named."""

    def __init__(self, *problems: FieldProblem) -> None:
        super().__init__("；".join(f"{problem.field}：{problem.why}" for problem in problems))
        self.problems = problems

    @classmethod
    def of(cls, field: str, why: str) -> "BadField":
        return cls(FieldProblem(field, why))
