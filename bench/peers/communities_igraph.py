"""Leiden of igraph (C) and of leidenalg (C++); CPU seconds and modularity, building the graph not counted.

usage: communities_igraph.py RUNS ITERATIONS NODES a.i32 b.i32
"""

import json
import statistics
import sys
import time

import igraph
import leidenalg
import numpy as np

runs, iterations, nodes = map(int, sys.argv[1:4])
a, b = (np.fromfile(name, dtype="<i4") for name in sys.argv[4:6])
begin = time.process_time()
graph = igraph.Graph(n=nodes, edges=np.column_stack([a, b]))
build = time.process_time() - begin


def measured(find, runs):
    cpu, quality, count = [], [], []
    for seed in range(runs):
        begin = time.process_time()
        found = find(seed)
        cpu.append(time.process_time() - begin)
        quality.append(graph.modularity(found))
        count.append(len(found))
    return {
        "cpuSeconds": statistics.median(cpu),
        "modularity": statistics.median(quality),
        "count": statistics.median(count),
    }


result = {
    "igraph": measured(
        lambda seed: graph.community_leiden(objective_function="modularity", n_iterations=iterations),
        runs,
    ),
    "leidenalg": measured(
        lambda seed: leidenalg.find_partition(
            graph, leidenalg.ModularityVertexPartition, n_iterations=iterations, seed=seed + 1
        ),
        1,  # it takes ten times as long
    ),
}
begin = time.process_time()
graph.connected_components(mode="weak")
result["componentsCpuSeconds"] = time.process_time() - begin
result["buildCpuSeconds"] = build
print(json.dumps(result))
