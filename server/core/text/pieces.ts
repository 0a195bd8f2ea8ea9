/** Number of entries of a list or characters of a text from which a value is written in pieces. */
const longList = 1_000;
const longText = 500_000;
/** Number of entries written at once. */
const entriesAtOnce = 200;
/** Levels below the value at which long lists are looked for: `comparison.changes`, `draft.content`. */
const deepest = 3;

/** Returns whether writing a value as JSON at once would block the server. */
export function isLongJson(value: unknown, depth = 0): boolean {
  if (typeof value === "string") return value.length >= longText;
  if (typeof value !== "object" || value === null) return false;
  if (Array.isArray(value)) return value.length >= longList;
  return depth < deepest && Object.values(value).some((part) => isLongJson(part, depth + 1));
}

/** Yields a value's JSON in pieces, of which each takes a few milliseconds. Together they are what `JSON.stringify` writes. */
export function* jsonPieces(value: unknown): Generator<string> {
  if (Array.isArray(value) && value.length > entriesAtOnce) {
    for (let at = 0; at < value.length; at += entriesAtOnce) {
      const part = JSON.stringify(value.slice(at, at + entriesAtOnce));
      yield (at === 0 ? "[" : ",") + part.slice(1, -1);
    }
    yield "]";
  } else if (isPlain(value) && isLongJson(value)) {
    let separator = "{";
    for (const [key, part] of Object.entries(value)) {
      if (part === undefined || typeof part === "function") continue;
      yield `${separator}${JSON.stringify(key)}:`;
      yield* jsonPieces(part);
      separator = ",";
    }
    yield separator === "{" ? "{}" : "}";
  } else yield JSON.stringify(value);
}

function isPlain(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value) && !("toJSON" in value);
}

/** Concatenates pieces of bytes. */
export function joined(pieces: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(pieces.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const piece of pieces) {
    whole.set(piece, at);
    at += piece.length;
  }
  return whole;
}
