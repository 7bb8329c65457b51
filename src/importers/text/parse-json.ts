/** Parses JSON with numbers that a double does not keep (an unquoted IBAN or card number, a long amount) as strings. */
export function parseJson(json: string): unknown {
  return JSON.parse(quoteLongNumbers(json));
}

function quoteLongNumbers(json: string): string {
  if (!/\d{16}|\d\.\d{12}/.test(json)) return json;
  return json.replace(/"(?:[^"\\]|\\.)*"|-?\d+(?:\.\d+)?(?:[eE][+-]?\d+)?/g, (token) =>
    token.startsWith('"') || token.length < 16 ? token : `"${token}"`,
  );
}
