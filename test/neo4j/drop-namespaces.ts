/** Removes all nodes, constraints and indexes whose names begin with `prefix`. @param run runs a statement and answers its first column */
export async function dropNamespaces(run: (text: string) => Promise<string[]>, prefix: string): Promise<void> {
  const labels = await run(`CALL db.labels() YIELD label WHERE label STARTS WITH '${prefix}' RETURN label`);
  for (const label of labels) await run(deleteAll(label));
  for (const [kind, all] of [
    ['CONSTRAINT', 'CONSTRAINTS'],
    ['INDEX', 'INDEXES'],
  ]) {
    const found = await run(`SHOW ${all} YIELD name WHERE name STARTS WITH '${prefix}' RETURN name`);
    for (const name of found) await run(`DROP ${kind} \`${name}\` IF EXISTS`);
  }
}

/** A statement that removes all nodes of a label, some at a time. */
export function deleteAll(label: string): string {
  return `MATCH (n:${label}) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS`;
}
