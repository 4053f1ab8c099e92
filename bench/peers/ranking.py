"""Peers of the ranking bench: numpy, pandas and pymcdm do what the engine does, on the same doubles.

Started with a JSON file that says how the indicators are weighted. Each line of standard input is then a JSON request,
each line of standard output its answer:

    {"do": "versions"}                                          -> {"numpy": "...", ...}
    {"do": "load", "units": n, "values": file, "filled": file, "replicates": file or null} -> null
    {"do": "write", "tool": ..., "work": ..., "file": file}     -> null; the results as doubles
    {"do": "time", "tool": ..., "work": ..., "times": n}        -> [milliseconds, ...]

Files hold doubles, one indicator after the other; NaN = missing. In `filled` nothing is missing.
"""

import json
import sys
from importlib.metadata import version
from time import perf_counter

import numpy as np
import pandas as pd
from pymcdm.methods import WSM
from pymcdm.normalizations import minmax_normalization

with open(sys.argv[1], encoding="utf-8") as file:
    structure = json.load(file)
tie = structure["tie"]
weights = np.array(structure["weights"])
signs = np.array(structure["signs"])
dimension_of = np.array(structure["dimensionOf"])
dimensions = int(dimension_of.max()) + 1
# Indicators of a dimension stand side by side.
slices = [
    slice(int(np.argmax(dimension_of == d)), int(np.argmax(dimension_of == d) + np.sum(dimension_of == d)))
    for d in range(dimensions)
]
membership = np.equal.outer(np.arange(dimensions), dimension_of).astype(float)
totals = membership @ weights
loaded = {}


def numpy_ranks(scores):
    """Ranks by falling score in the last axis; ties share the better rank; 0 = no score."""
    keys = np.floor(scores / tie + 0.5)
    order = np.argsort(-keys, axis=-1)
    in_order = np.take_along_axis(keys, order, axis=-1)
    places = np.broadcast_to(np.arange(1, scores.shape[-1] + 1), scores.shape).copy()
    places[..., 1:][in_order[..., 1:] == in_order[..., :-1]] = 0
    ranks = np.empty(scores.shape, dtype=np.int64)
    np.put_along_axis(ranks, order, np.maximum.accumulate(places, axis=-1), axis=-1)
    ranks[np.isnan(keys)] = 0
    return ranks


def numpy_normalised(values):
    low = np.fmin.reduce(values, axis=1)
    high = np.fmax.reduce(values, axis=1)
    span = np.where(high > low, high - low, np.inf)
    scores = values - np.where(signs > 0, low, high)[:, None]
    scores *= (100 * signs / span)[:, None]
    return scores


def numpy_rerank():
    contributions = numpy_normalised(loaded["columns"])
    gaps = np.isnan(contributions)
    contributions *= weights[:, None]
    contributions[gaps] = 0
    sums = membership @ contributions
    present = (membership * weights) @ (~gaps).astype(float)
    is_present = present > 0
    covered = totals @ is_present
    with np.errstate(divide="ignore", invalid="ignore"):
        factors = np.where(is_present, totals[:, None] / present, 0) * (totals.sum() / covered)
        dimension_scores = sums / present
    for dimension, members in enumerate(slices):
        contributions[members] *= factors[dimension]
    overall = contributions.sum(axis=0)
    overall[covered == 0] = np.nan
    scores = np.vstack([overall, dimension_scores])
    return scores, contributions, numpy_ranks(scores)


def pandas_rerank():
    values = loaded["frame"]
    low, high = values.min(), values.max()
    span = (high - low).where(high > low, np.inf)
    scores = (values - low.where(signs > 0, high)) * (100 * signs / span)
    weighted = scores * weights
    shares = values.notna() * weights
    names = values.columns
    sums = pd.concat([weighted[names[members]].sum(axis=1) for members in slices], axis=1)
    present = pd.concat([shares[names[members]].sum(axis=1) for members in slices], axis=1)
    covered = (present > 0) @ totals
    factors = (totals / present).where(present > 0, 0.0).mul(totals.sum() / covered, axis=0)
    contributions = weighted.fillna(0.0) * factors.to_numpy()[:, dimension_of]
    overall = contributions.sum(axis=1).where(covered > 0)
    everything = pd.concat([overall, sums / present], axis=1)
    ranks = np.floor(everything / tie + 0.5).rank(method="min", ascending=False).fillna(0)
    return everything.to_numpy().T, contributions.to_numpy().T, ranks.to_numpy().T


# pymcdm leaves nothing out and knows one level: the effective weights, and data without gaps. It gives ties their mean
# place; the data have none in the overall score, else the tools would not agree.
body = WSM(minmax_normalization)


def pymcdm_scored(own):
    # Rounded to the tie, so that its ranks share places as the others' do.
    scores = body(loaded["matrix"], own, signs)
    return scores, body.rank(np.floor(100 * scores / tie + 0.5))


def pymcdm_rerank():
    scores, ranks = pymcdm_scored(weights)
    return 100 * scores, ranks


def numpy_replicates():
    scores, is_there = loaded["normalised"], loaded["isThere"]
    drawn = loaded["replicates"]
    whole = drawn.sum(axis=1)[:, None]
    shape = (len(drawn), scores.shape[1])
    means, covered = np.zeros(shape), np.zeros(shape)
    for members in slices:
        total = drawn[:, members].sum(axis=1)[:, None]
        present = drawn[:, members] @ is_there[members]
        sums = drawn[:, members] @ scores[members]
        is_present = present > 0
        covered += total * is_present
        means += np.divide(total * sums, present, out=np.zeros(shape), where=is_present)
    with np.errstate(divide="ignore", invalid="ignore"):
        result = means * (whole / covered)
    return result, numpy_ranks(result)


def pymcdm_replicates():
    pairs = [pymcdm_scored(own) for own in loaded["replicates"]]
    return 100 * np.array([scores for scores, _ in pairs]), np.array([ranks for _, ranks in pairs])


works = {
    "rerank": {"numpy": numpy_rerank, "pandas": pandas_rerank, "pymcdm": pymcdm_rerank},
    "replicates": {"numpy": numpy_replicates, "pymcdm": pymcdm_replicates},
}


def load(request):
    def read(name):
        return np.fromfile(name).reshape(-1, request["units"])

    columns = read(request["values"])
    loaded.clear()
    loaded["columns"] = columns
    loaded["frame"] = pd.DataFrame({f"I{index + 1:02}": column for index, column in enumerate(columns)})
    loaded["matrix"] = np.ascontiguousarray(read(request["filled"]).T)
    if request["replicates"] is not None:
        normalised = numpy_normalised(columns)
        loaded["isThere"] = (~np.isnan(normalised)).astype(float)
        loaded["normalised"] = np.nan_to_num(normalised)
        loaded["replicates"] = np.fromfile(request["replicates"]).reshape(-1, len(weights))


def write(request):
    results = works[request["work"]][request["tool"]]()
    np.concatenate([np.asarray(result, dtype=float).ravel() for result in results]).tofile(request["file"])


def time(request):
    work = works[request["work"]][request["tool"]]
    taken = []
    for _ in range(request["times"]):
        start = perf_counter()
        work()
        taken.append(1000 * (perf_counter() - start))
    return taken


def versions(_):
    return {name: version(name) for name in ("numpy", "pandas", "pymcdm")}


actions = {"versions": versions, "load": load, "write": write, "time": time}
for line in sys.stdin:
    asked = json.loads(line)
    print(json.dumps(actions[asked["do"]](asked)), flush=True)
