import type { AmendedPart } from "#core/discuss/reply.ts";
import type { InnerChange, ReadChange } from "#core/receive/file-markup.ts";

/** Returns the authors of the changes inside some changes, each once. */
export function innerAuthors(changes: readonly ReadChange[]): string[] {
  return [...new Set(changes.flatMap(({ inner = [] }) => inner.map(({ author }) => author)))];
}

/** Returns a change with the changes inside it applied to its text and to its cells. A move keeps its text. */
export function withInnerApplied(change: ReadChange): ReadChange {
  const { inner = [], ...own } = change;
  if (inner.length === 0 || own.kind === "move") return own;
  return { ...applied(change), ...(own.cells && { cells: own.cells.map(applied) }) };
}

/** Returns a text with the changes inside it applied. Footnotes in deleted text go with it. */
function applied<Text extends Pick<ReadChange, "text" | "notes" | "inner">>(change: Text): Omit<Text, "inner"> {
  const { inner = [], ...own } = change;
  const text = partsOf(change, inner)
    .filter(({ kind }) => kind !== "deleted")
    .map((part) => part.text)
    .join("");
  const deletions = inner.filter(({ kind }) => kind === "delete");
  const isDeleted = (at: number): boolean => deletions.some(({ start, end }) => start < at && at <= end);
  const moved = (at: number): number =>
    inner.reduce((sum, { kind, start, end, text: put }) => {
      if (kind === "insert") return start < at ? sum + put.length : sum;
      return sum - Math.max(0, Math.min(at, end) - start);
    }, at);
  const notes = change.notes?.filter(({ at }) => !isDeleted(at)).map((note) => ({ ...note, at: moved(note.at) }));
  return { ...own, text, ...(notes && { notes }) };
}

/** Returns the inserted text of some changes as a redline of the changes that a person made inside it. */
export function amendedParts(changes: readonly ReadChange[], author: string): AmendedPart[] {
  const parts = changes
    .filter(({ kind, inner }) => kind === "insert" || inner !== undefined)
    .flatMap((change) => partsOf(change, change.inner?.filter((inner) => inner.author === author) ?? []));
  return joinedParts(parts);
}

/** Returns the last date of a person's changes inside some changes; null if the file gives none. */
export function innerDate(changes: readonly ReadChange[], author: string): string | null {
  const dates = changes.flatMap(({ inner = [] }) =>
    inner.flatMap((change) => (change.author === author && change.date !== null ? [change.date] : [])),
  );
  return dates.sort().at(-1) ?? null;
}

function partsOf({ text }: Pick<ReadChange, "text">, inner: readonly InnerChange[]): AmendedPart[] {
  const parts: AmendedPart[] = [];
  let reached = 0;
  for (const change of [...inner].sort((left, right) => left.start - right.start)) {
    const from = Math.max(change.start, reached);
    parts.push({ kind: "kept", text: text.slice(reached, from) });
    if (change.kind === "insert") parts.push({ kind: "inserted", text: change.text });
    else parts.push({ kind: "deleted", text: text.slice(from, Math.max(from, change.end)) });
    reached = change.kind === "insert" ? from : Math.max(from, change.end);
  }
  return [...parts, { kind: "kept", text: text.slice(reached) }];
}

/** Joins adjacent parts of one kind and drops empty ones. */
function joinedParts(parts: readonly AmendedPart[]): AmendedPart[] {
  const joined: AmendedPart[] = [];
  for (const part of parts) {
    const last = joined.at(-1);
    if (part.text === "") continue;
    if (last?.kind === part.kind) joined[joined.length - 1] = { ...last, text: last.text + part.text };
    else joined.push(part);
  }
  return joined;
}
