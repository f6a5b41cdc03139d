"""What the evaluation of learnt weights found, in words with its figures."""

from collections.abc import Mapping
from typing import Any

Figures = Mapping[str, Any]  # the kept metrics of a model, see `matcher.evaluation.chance.Comparison`

DIFFERENCES = (("Brier 分", "brier_difference"), ("对数损失", "log_loss_difference"))


def verdict(metrics: Figures, better: bool) -> str:
    """Whether the weights may be put in force, and on what that hangs."""
    held_out = metrics.get("held_out", 0)
    if better:
        return f"在后来的 {held_out} 个结果上确实更好：{_differences(metrics)}。区间都在 0 以下，可以启用。"
    why = "；".join(shortfalls(metrics)) or "评估的数字不全"
    return f"在后来的 {held_out} 个结果上没有显出确实更好，不能启用：{why}。请等结果再多一些，重新学习。"


def shortfalls(metrics: Figures) -> list[str]:
    """What stands against the weights, each with its figures."""
    said = [
        f"{words}相差 {_signed(metrics[name][1])}（95% 区间 {_span(metrics[name])}），上端不在 0 以下"
        for words, name in DIFFERENCES
        if name in metrics and not metrics[name][2] < 0
    ]
    risen = _calibration(metrics, "new") - _calibration(metrics, "old")
    if said or risen <= 0:
        return said
    return [f"校准误差从 {_calibration(metrics, 'old'):.4f} 升到 {_calibration(metrics, 'new'):.4f}，升得太多"]


def _differences(metrics: Figures) -> str:
    return "，".join(
        f"{words}相差 {_signed(metrics[name][1])}（95% 区间 {_span(metrics[name])}）"
        for words, name in DIFFERENCES
        if name in metrics
    )


def _calibration(metrics: Figures, which: str) -> float:
    return float(metrics.get(which, {}).get("calibration_error", 0.0))


def _span(interval: list[float]) -> str:
    return f"{_signed(interval[0])} 至 {_signed(interval[2])}"


def _signed(number: float) -> str:
    """Less is better: the sign says which of the two has less.

    >>> _signed(-0.0123), _signed(0.2)
    ('−0.0123', '+0.2000')
    """
    return f"{number:+.4f}".replace("-", "−")
