import { type ChainHead, type ChainLine, emptyHead, parseChainLine, textToLink } from "#core/audit/chain-line.ts";

/** The first line of a chain that is not as it was written. */
export interface BrokenLine {
  /** Number of the line in the file, from 1. */
  line: number;
  /**
   * - `unreadable`: it is not a line of a chain.
   * - `gap`: its position does not follow: lines are missing, or are there twice.
   * - `changed`: its link is not the hash of itself and of the line before it.
   */
  code: "unreadable" | "gap" | "changed";
}

/** Whether a chain contains a head that somebody noted. */
export type NotedHead =
  | "contained"
  /** The line at its position has another link: the chain was rewritten. */
  | "other"
  /** The chain ends before it: lines were cut from the end. */
  | "beyond"
  /** The file begins after it. */
  | "before";

/** The result of checking a downloaded chain. */
export interface ChainReport {
  broken: BrokenLine | null;
  /** The first and the last line that are whole. Null without any. */
  first: ChainLine | null;
  last: ChainLine | null;
  /** For each noted head, whether the whole part contains it. */
  noted: NotedHead[];
}

/**
 * Checks each line of a downloaded chain, up to the first that is broken. The link of a file's first line can be checked
 * only if it is the first of the chain, or if a noted head is the one before it.
 *
 * @param sha256 Returns the SHA-256 of a text in UTF-8, in lower-case hex.
 */
export function checkChain(
  lines: Iterable<string>,
  noted: readonly ChainHead[],
  sha256: (text: string) => string,
): ChainReport {
  const links = new Map<number, string>();
  const report: ChainReport = { broken: null, first: null, last: null, noted: [] };
  let number = 0;
  for (const text of lines) {
    number += 1;
    const line = parseChainLine(text);
    const code = line ? faultOf(line, report.last, { noted, sha256 }) : "unreadable";
    if (!line || code) {
      report.broken = { line: number, code: code ?? "unreadable" };
      break;
    }
    report.first ??= line;
    report.last = line;
    links.set(line.position, line.link);
  }
  return { ...report, noted: noted.map((head) => find(head, report, links)) };
}

function faultOf(
  line: ChainLine,
  last: ChainLine | null,
  { noted, sha256 }: { noted: readonly ChainHead[]; sha256: (text: string) => string },
): BrokenLine["code"] | null {
  if (!Number.isSafeInteger(line.position) || line.position < 1) return "unreadable";
  if (last && line.position !== last.position + 1) return "gap";
  const before = line.position === 1 ? emptyHead : noted.find(({ position }) => position === line.position - 1);
  const previous = last ?? before;
  return !previous || sha256(textToLink(previous.link, line)) === line.link ? null : "changed";
}

function find(head: ChainHead, { first, last }: ChainReport, links: ReadonlyMap<number, string>): NotedHead {
  if (head.position === 0) return "contained";
  if (!first || !last || head.position > last.position) return "beyond";
  if (head.position < first.position - 1) return "before";
  // The line after it follows from it, or the chain would be broken there.
  if (head.position === first.position - 1) return "contained";
  return links.get(head.position) === head.link ? "contained" : "other";
}
