"""Temporal cycles as IBM's snapml counts them; CPU seconds of one thread and the number of cycles by length.

usage: rings_snapml.py RUNS WINDOW_SECONDS LONGEST from.i32 to.i32 seconds.i32
"""

import json
import statistics
import sys
import time

import numpy as np
from snapml import GraphFeaturePreprocessor

runs, window, longest = map(int, sys.argv[1:4])
sender, receiver, seconds = (np.fromfile(name, dtype="<i4") for name in sys.argv[4:7])
rows = np.ascontiguousarray(
    np.column_stack([np.arange(len(sender)), sender, receiver, seconds]).astype(np.float64)
)
lengths = list(range(2, longest + 1))

cpu = []
for _ in range(runs):
    # A fresh one each time: it keeps the transactions it has seen.
    peer = GraphFeaturePreprocessor()
    params = {k: False if isinstance(v, bool) else v for k, v in peer.get_params().items()}
    params.update(
        {
            "num_threads": 1,
            "time_window": window,
            "temp-cycle": True,
            "temp-cycle_tw": window,
            "temp-cycle_bins": lengths,
        }
    )
    peer.set_params(params)
    begin = time.process_time()
    features = peer.transform(rows)
    cpu.append(time.process_time() - begin)

# Each cycle is counted at each of its transactions; the last bin holds longer ones too.
sums = features[:, 4:].sum(axis=0)
cycles = [float(total) / length for length, total in zip(lengths, sums)]
print(json.dumps({"cpuSeconds": statistics.median(cpu), "cyclesByLength": cycles}))
