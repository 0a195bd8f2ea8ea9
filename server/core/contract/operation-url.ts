/**
 * Fills the parameters into a path that names them as {name} or ":name". "@" and ":" stay unescaped: every version
 * address contains them, and a URL path may.
 */
export function fillPath(path: string, params: Readonly<Record<string, unknown>>): string {
  return path.replace(/\{(\w+)\}|:(\w+)/gu, (_match, braced?: string, plain?: string) =>
    encodeURIComponent(String(params[braced ?? plain ?? ""]))
      .replaceAll("%40", "@")
      .replaceAll("%3A", ":"),
  );
}

/**
 * Returns the URL of an operation: its path with the parameters filled in, and its query. Undefined values and empty
 * lists are left out. A list is written with commas.
 */
export function operationUrl(
  { path }: { path: string },
  params: Readonly<Record<string, unknown>>,
  query: Readonly<Record<string, unknown>>,
): string {
  const search = new URLSearchParams();
  for (const [key, value] of Object.entries(query)) {
    const written = Array.isArray(value) ? value.join(",") : value;
    if (typeof written === "number" || (typeof written === "string" && written !== ""))
      search.set(key, String(written));
  }
  return `/api${fillPath(path, params)}${search.size > 0 ? `?${search.toString()}` : ""}`;
}

/**
 * Matches a path with the pattern of a page, with parameters as ":name". Returns the parameters, or null if it does not
 * match.
 */
export function paramsIn(pattern: string, path: string): Record<string, string> | null {
  const [actual, expected] = [path.split("/"), pattern.split("/")];
  if (actual.length !== expected.length) return null;
  const params: Record<string, string> = {};
  for (const [at, segment] of expected.entries()) {
    const value = actual[at] ?? "";
    if (segment.startsWith(":")) params[segment.slice(1)] = decodeURIComponent(value);
    else if (segment !== value) return null;
  }
  return params;
}
