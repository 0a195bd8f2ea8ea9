/** Products in the order in which they must be looked for: most browsers also name those they descend from. */
const browsers: readonly [pattern: RegExp, name: string][] = [
  [/\bEdg(?:e|A|iOS)?\//u, "Edge"],
  [/\bOPR\//u, "Opera"],
  [/\bSamsungBrowser\//u, "Samsung Internet"],
  [/\b(?:Firefox|FxiOS)\//u, "Firefox"],
  [/\b(?:Chrome|CriOS|Chromium)\//u, "Chrome"],
  [/^(?=.*\bVersion\/\d).*\bSafari\//u, "Safari"],
];

const systems: readonly [pattern: RegExp, name: string][] = [
  [/\b(?:iPhone|iPad|iPod)\b/u, "iOS"],
  [/\bAndroid\b/u, "Android"],
  [/\bWindows\b/u, "Windows"],
  [/\bMac OS X\b/u, "macOS"],
  [/\bCrOS\b/u, "ChromeOS"],
  [/\bLinux\b/u, "Linux"],
];

/** Returns the browser and system that a User-Agent header names ("Firefox, Windows"). Null if it names neither. */
export function deviceName(userAgent: string | null): string | null {
  const named = (products: typeof browsers): string[] =>
    products
      .filter(([pattern]) => pattern.test(userAgent ?? ""))
      .slice(0, 1)
      .map(([, name]) => name);
  const names = [...named(browsers), ...named(systems)];
  return names.length > 0 ? names.join(", ") : null;
}
