"""What the store refuses. The text is what a user reads; the attributes are for programs.

StoreError
├── IllegalTransition    the state table does not list this step
├── ReasonMissing        a refusal of a referral came without its reason
├── ModelNotProven       learnt weights were not found better than those in force
├── EvaluationStale      learnt weights were judged against others than those in force
├── NotTheFormerModel    only the weights in force last can be put in force again
├── PromiseRefused       the ledger cannot keep this promise
│   ├── WorkerPromised   the worker is already promised on some of these days
│   └── NoFreeOpening    every opening of the vacancy is promised
├── UnknownOrder         a list cannot be ordered by this key
├── TooManyOrders        a list is to be ordered by more keys than anybody needs, or by one twice
├── ParameterMissing     no row of the parameter table covers the day
└── BackupRefused        this store or this file cannot be backed up or restored here
"""
# ruff: noqa: N818  (the names say what happened, as elsewhere in the house)

from datetime import date


class StoreError(Exception):
    """Base of everything the store refuses."""


class IllegalTransition(StoreError):
    def __init__(self, subject: str, current: str, wanted: str) -> None:
        super().__init__(f"{subject}现在是“{current}”，不能改为“{wanted}”。请刷新后按当前状态办理。")
        self.subject, self.current, self.wanted = subject, current, wanted


class ReasonMissing(StoreError):
    def __init__(self, wanted: str) -> None:
        super().__init__(f"改为“{wanted}”须选择原因，请选择后再提交。")
        self.wanted = wanted


class ModelNotProven(StoreError):
    def __init__(self) -> None:
        super().__init__("这组新权重没有在后来的结果上显出确实更好，不能启用。请等结果再多一些，重新学习。")


class EvaluationStale(StoreError):
    def __init__(self, judged_against: str, in_force: str) -> None:
        super().__init__(
            f"这组新权重评估时比的是“{judged_against}”，现在使用的是“{in_force}”，评估已过时。"
            "请重新评估后再启用：运行 wengang learn，再启用它存下的新方案。"
        )
        self.judged_against, self.in_force = judged_against, in_force


class NotTheFormerModel(StoreError):
    def __init__(self, name: str) -> None:
        super().__init__(f"只能恢复上一次使用的权重，“{name}”不是，或正在使用。请刷新页面后再选。")
        self.name = name


class PromiseRefused(StoreError):
    """A promise that would break an earlier one; nothing was written."""


class WorkerPromised(PromiseRefused):
    def __init__(self, worker_id: int, from_day: date, to_day: date | None) -> None:
        until = to_day.isoformat() if to_day else "长期"
        super().__init__(f"求职者 {worker_id} 在 {from_day} 至 {until} 已有安排。请换一人，或先解除原安排。")
        self.worker_id, self.from_day, self.to_day = worker_id, from_day, to_day


class NoFreeOpening(PromiseRefused):
    def __init__(self, vacancy_id: int, openings: int) -> None:
        super().__init__(f"岗位 {vacancy_id} 的 {openings} 个名额已全部占用。请换一个岗位，或先释放名额。")
        self.vacancy_id, self.openings = vacancy_id, openings


class UnknownOrder(StoreError):
    def __init__(self, key: str, offered: list[str]) -> None:
        super().__init__(f"不能按“{key}”排序，可用的有：{'、'.join(offered)}。")
        self.key, self.offered = key, offered


class TooManyOrders(StoreError):
    def __init__(self, most: int) -> None:
        super().__init__(f"排序最多用 {most} 个键，每个键只写一次，例如 sort=-created_at,id。")
        self.most = most


class ParameterMissing(StoreError):
    def __init__(self, key: str, on: date) -> None:
        super().__init__(f"参数 {key} 在 {on} 没有生效的值，请先在参数表中补一行。")
        self.key, self.on = key, on


class BackupRefused(StoreError):
    """The message says which command or file to use instead."""
