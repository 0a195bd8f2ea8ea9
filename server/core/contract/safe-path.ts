/** Any origin. Paths are read relative to it. */
const base = "http://site.invalid";

/** Returns a path of our own site, with its query and fragment. Returns "/" for any other address. */
export function safePath(path: string): string {
  // Browsers read "//host" and "/\host" as addresses of other sites, and drop tabs and line breaks.
  if (!/^\/(?![/\\])[^\s\\]*$/u.test(path)) return "/";
  const url = URL.parse(path, base);
  // "/.//host" has become "//host".
  return url?.origin === base && !url.pathname.startsWith("//") ? url.pathname + url.search + url.hash : "/";
}
