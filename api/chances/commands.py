"""`wengang learn`: weights of the chance from the results in the store, judged, stored as a proposal and printed."""

import json
import sys

from api.access.table import Action
from api.chances.learning import Learnt, learn_now
from api.chances.overview import SPEAKS
from api.chances.verdict import verdict
from api.settings import Settings
from api.store import audited, opened
from matcher.evaluation.chance import Quality


def learn(settings: Settings, *, as_json: bool) -> None:
    """Learn and propose; prints the figures. Nothing is used before somebody accepts it."""
    with opened(settings) as (engine, here), audited(engine, Action.CHANCE_LEARN, here) as session:
        found = learn_now(session, here.today(), here.now())
        said = json.dumps(_plain(found), ensure_ascii=False) + "\n" if as_json else _in_words(found)
    sys.stdout.write(said)


def _plain(found: Learnt) -> dict[str, object]:
    return {
        "model": found.model.id if found.model else None,
        "results": found.speaks_of,
        "params": found.model.params if found.model else None,
        "metrics": found.comparison.as_dict() if found.comparison else None,
        "better": found.model.better if found.model else None,
        "why": found.why,
    }


def _in_words(found: Learnt) -> str:
    """The figures, for whoever decides."""
    lines = ["推荐结果：" + "，".join(f"{SPEAKS[name]} {count}" for name, count in found.speaks_of.items())]
    if found.model is None or found.comparison is None:
        return "\n".join([*lines, found.why, ""])
    judged = found.comparison
    lines += [
        f"用前 {judged.learnt_from} 个结果学习，用 {judged.held_out_from} 起的 {judged.held_out} 个结果检验：",
        _line("现行权重", judged.old),
        _line("新权重　", judged.new),
        verdict(found.model.metrics, found.model.better),
        f"已存为方案 {found.model.id}，由区管理员决定是否启用。",
        "",
    ]
    return "\n".join(lines)


def _line(name: str, quality: Quality) -> str:
    return (
        f"  {name} Brier {quality.brier:.4f}  对数损失 {quality.log_loss:.4f}"
        f"  校准误差 {quality.calibration_error:.4f}  AUC {quality.auc:.3f}"
    )
