"""The application: JSON, pages, jobs and exports. The only package that knows models, matcher and seed_data.

Numerical libraries start one thread per core unless told otherwise, which makes the matching run slower on the two
cores it shares with the server and its floating-point sums depend on the machine. They read the limit when they are
first imported, so it is set here, before anything of this package can import them; spawned processes inherit it.
"""

import os

for _limit in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS", "NUMEXPR_NUM_THREADS"):
    os.environ.setdefault(_limit, "1")
