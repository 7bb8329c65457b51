// title: One run without its parts
MATCH (r:Run {run: $run})
RETURN r.digest AS digest, r.document AS document, r.timings AS timings, r.parts AS parts
