"""How long a plan of loans takes, how good it is proven to be, and what telephoning round reaches on the same district.

    python benchmarks/swap_speed.py [FIRMS SECONDS [SHAPE]]

Whole commands in a process of their own, one thread for linear algebra: seconds, peak memory, gaps by objective.
"""

import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from matcher.evaluation.swap_districts import SHAPES, draw_swap
from matcher.evaluation.swap_rivals import greedy_nearest, person_days
from matcher.swap.files import instance_json
from matcher.swap.pairs import market

SIZES = ((100, 10.0), (500, 60.0))


def main() -> None:
    asked = sys.argv[1:]
    sizes = ((int(asked[0]), float(asked[1])),) if asked else SIZES
    for firms, seconds in sizes:
        for shape in asked[2:] or SHAPES:
            print(line(firms, seconds, shape), flush=True)


def line(firms: int, seconds: float, shape: str) -> str:
    """One district, as a line."""
    instance = draw_swap(0, firms, shape=SHAPES[shape])
    with tempfile.TemporaryDirectory() as folder:
        given, out = Path(folder, "instance.json"), Path(folder, "plan.json")
        given.write_text(instance_json(instance), "utf-8")
        command = [sys.executable, "-m", "matcher", "swap", str(given), "--out", str(out), "--time-limit", str(seconds)]
        start, before = time.perf_counter(), resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, check=True, env={**os.environ, "OMP_NUM_THREADS": "1", "OPENBLAS_NUM_THREADS": "1"})
        took, after = time.perf_counter() - start, resource.getrusage(resource.RUSAGE_CHILDREN)
        plan = json.loads(out.read_text("utf-8"))
    reached, bound = plan["objective"], plan["bound"]
    greedy = person_days(greedy_nearest(market(instance)))
    return (
        f"{firms} × {firms}, {shape}: {plan['status']}, {took:.1f} s ({after.ru_utime - before.ru_utime:.1f} s of "
        f"processor), {after.ru_maxrss / 1024:.0f} MiB; gap of key person-days "
        f"{1 - reached['key_person_days'] / max(1, bound['key_person_days']):.3%}, of person-days "
        f"{1 - reached['person_days'] / max(1, bound['person_days']):.3%}, of cost "
        f"{1 - bound['cost'] / max(1e-9, reached['cost']):.1%}; "
        f"{reached['person_days'] / greedy - 1:+.1%} person-days against greedy nearest"
    )


if __name__ == "__main__":
    main()
