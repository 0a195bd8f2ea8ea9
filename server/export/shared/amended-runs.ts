import type { AmendedPart, Reply } from "#core/discuss/reply.ts";
import { word } from "./export-phrases.ts";
import { cutRuns, type InlineRun, type RunMarks } from "./inline-runs.ts";

/** The changes that an amendment makes to one inserted text, and the tracker that writes them. */
export interface TextAmendment<Tracker> {
  readonly tracker: Tracker;
  /** The kept and deleted parts are exactly the inserted text. */
  readonly parts: readonly AmendedPart[];
}

/** A run of an inserted text with its amendments. A run that is kept belongs to the proposal alone. */
export type AmendedRun<Tracker> =
  | { readonly kind: "kept"; readonly run: InlineRun }
  | { readonly kind: "inserted" | "deleted"; readonly run: InlineRun; readonly tracker: Tracker };

/**
 * Divides the runs of an inserted text at the changes of its amendments. A deletion is a run of the text itself. An
 * insertion is a run between them, with the marks of the text beside it. No two amendments change the same text.
 * References to footnotes stay, as in `amendedOperations`.
 */
export function amendedRuns<Tracker>(
  runs: readonly InlineRun[],
  amendments: readonly TextAmendment<Tracker>[] = [],
): AmendedRun<Tracker>[] {
  const changes = amendments
    .flatMap(({ tracker, parts }) => changesOf(parts).map((change) => ({ ...change, tracker })))
    .sort((left, right) => left.start - right.start);
  const insertions = changes.filter(({ kind }) => kind === "inserted");
  const amended: AmendedRun<Tracker>[] = [];
  const insert = (upTo: number): void => {
    for (let next = insertions[0]; next && next.start <= upTo; next = insertions[0]) {
      insertions.shift();
      const { start, text, tracker } = next;
      const run = { kind: "text", start, end: start, text, marks: marksBeside(runs, start) } as const;
      amended.push({ kind: "inserted", run, tracker });
    }
  };
  for (const run of cutRuns(
    runs,
    changes.flatMap(({ start, end }) => [start, end]),
  )) {
    if (run.kind === "note") {
      amended.push({ kind: "kept", run });
      continue;
    }
    insert(run.start);
    const deletion = changes.find(
      ({ kind, start, end }) => kind === "deleted" && start <= run.start && run.end <= end && run.start < end,
    );
    amended.push(deletion ? { kind: "deleted", run, tracker: deletion.tracker } : { kind: "kept", run });
  }
  insert(Infinity);
  return amended;
}

/** A change of an amendment. */
export interface PlacedChange {
  kind: "inserted" | "deleted";
  text: string;
  /** UTF-16 offsets into the inserted text; for an insertion both are its position. */
  start: number;
  end: number;
}

/** Returns the changes among the parts of one inserted text, in order. */
export function changesOf(parts: readonly AmendedPart[]): PlacedChange[] {
  let reached = 0;
  return parts.flatMap(({ kind, text }) => {
    const start = reached;
    if (kind !== "inserted") reached += text.length;
    return kind === "kept" ? [] : [{ kind, text, start, end: reached }];
  });
}

function marksBeside(runs: readonly InlineRun[], at: number): RunMarks {
  const texts = runs.filter((run) => run.kind === "text");
  return (texts.findLast(({ start }) => start < at) ?? texts[0])?.marks ?? {};
}

/** Returns an amendment in words: the text that it replaces, and the text that replaces it. */
export function amendmentWords(parts: readonly AmendedPart[], language: string): string {
  const without = (kind: AmendedPart["kind"]): string =>
    parts
      .filter((part) => part.kind !== kind)
      .map(({ text, insertion }, index, shown) =>
        index > 0 && insertion !== shown[index - 1]?.insertion ? ` … ${text}` : text,
      )
      .join("")
      .replace(/\s+/gu, " ")
      .trim();
  const [before, after] = [without("inserted"), without("deleted")];
  return word(after === "" ? "export-amended-rejected" : "export-amended", language, { before, after });
}

/** Returns the amendment of a reply in words; undefined if it has none, or if its text has these words already. */
export function unsaidAmendment(
  { text, amendment }: { text: string | null } & Pick<Reply, "amendment">,
  language: string,
): string | undefined {
  const words = amendment && amendmentWords(amendment, language);
  return words && !text?.includes(words) ? words : undefined;
}
