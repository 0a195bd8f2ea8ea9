/** A place in a chain: the number of its last line, and the hash that depends on every line up to it. */
export interface ChainHead {
  /** Number from 1, without gaps. 0 before the first line. */
  readonly position: number;
  /** SHA-256 in lower-case hex. */
  readonly link: string;
}

/** Formats a head as files show it and the checker reads it: "4711:9f2c…". */
export function headText({ position, link }: ChainHead): string {
  return `${position}:${link}`;
}

/** Parses a head in the form "4711:9f2c…". Returns null for any other text. */
export function parseHead(text: string): ChainHead | null {
  const match = /^\s*(?<position>\d{1,15}):(?<link>[0-9a-f]{64})\s*$/iu.exec(text);
  const { position = "", link = "" } = match?.groups ?? {};
  return match && { position: Number(position), link: link.toLowerCase() };
}

/** The head of the public chain, as readers see it. */
export interface AuditHead extends ChainHead {
  /** Time of the last event, ISO 8601 in UTC. Null before the first one. */
  readonly at: string | null;
}

/** The head of a chain without lines. */
export const emptyHead: ChainHead = { position: 0, link: "0".repeat(64) };

/** One event in a chain. It reveals when something of a kind happened to a document, and nothing else. */
export interface ChainLine extends ChainHead {
  /** ISO 8601 in UTC. */
  readonly at: string;
  readonly kind: string;
  /** Id of the document; null for the forum. */
  readonly documentId: string | null;
  /**
   * SHA-256, in lower-case hex, of a random salt and the facts of the event. Without the salt, nobody can find the facts
   * by trying. It stays when the facts are erased.
   */
  readonly commitment: string;
}

/** A line that has no link yet. */
export type UnlinkedLine = Omit<ChainLine, "link">;

/** Returns the text whose SHA-256 is the link of a line. `previous` is the link of the line before it. */
export function textToLink(previous: string, { position, at, kind, documentId, commitment }: UnlinkedLine): string {
  return JSON.stringify([previous, position, at, kind, documentId, commitment]);
}

/** Returns a line as it is downloaded: JSON with the fields in a fixed order, without a line end. */
export function writeChainLine({ position, at, kind, documentId, commitment, link }: ChainLine): string {
  return JSON.stringify({ position, at, kind, documentId, commitment, link });
}

/** Number of fields of a line. */
const fieldCount = 6;

/** Parses a downloaded line. Returns null if it is not exactly as it was written. */
export function parseChainLine(text: string): ChainLine | null {
  const line = parsed(text) as ChainLine | null;
  const isLine = typeof line === "object" && line !== null && Object.keys(line).length === fieldCount;
  return isLine && writeChainLine(line) === text ? line : null;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
