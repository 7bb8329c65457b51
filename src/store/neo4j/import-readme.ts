/** A shell script with the exact command; its argument is the name of the database. */
export function importScript(options: readonly string[]): string {
  return `#!/bin/sh
# Imports the graph of this folder into a database of Neo4j; the server (or that database) must be stopped.
# usage: ./import.sh [DATABASE]      (neo4j-admin must be on the PATH)
set -e
cd "$(dirname "$0")"
exec neo4j-admin database import full "\${1:-neo4j}" \\
${options.map((option) => `  '${option}'`).join(' \\\n')}
`;
}

/** What to do with the folder. */
export function importReadme({ nodes, relationships }: { nodes: number; relationships: number }): string {
  return `# A Tamyr store for Neo4j

${nodes} nodes and ${relationships} relationships as CSV files for Neo4j's offline import.

1. Copy this folder to the machine of the server and stop it: \`neo4j stop\`.
2. As the user that the server runs as: \`./import.sh\` (\`./import.sh NAME\` for a database of another name). **What the database held before is replaced.**
3. \`neo4j start\`
4. \`tamyr doctor --store neo4j://HOST:7687\`, or any command that writes: the first one makes the constraints and indexes.

Runs are not in it: \`tamyr analyze --store neo4j://HOST:7687\` makes them anew, and the same.
`;
}
