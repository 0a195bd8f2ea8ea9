import { csvHead, csvLine } from "#core/compile/csv.ts";
import type { RowCollection, Rows } from "../../store/collections.ts";
import type { IndexName, Scope } from "../../store/indexes.ts";
import { type Position, positionOf } from "../../store/ranges.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import type { WrittenFile, WrittenPiece } from "../kernel/file-answer.ts";

/** Number of rows to read and send at a time. */
const batch = 500;

/** A table of the rows with a key in an index. */
interface Table<C extends RowCollection> {
  fileName: string;
  headings: readonly string[];
  collection: C;
  index: IndexName<C>;
  key: string;
  lineOf: (reader: Reader, row: Rows[C]) => Promise<readonly string[]>;
}

/**
 * Writes a table as CSV, sorted by id. Each batch is read in a state of its own, so that a slow reader holds up nothing.
 * Ids never change, so every row that exists all the time is in the file once.
 */
export async function writeTable<C extends RowCollection>(
  { store }: Pick<Context, "store">,
  table: Table<C>,
): Promise<WrittenFile> {
  const { fileName, collection, index, key } = table;
  const count = await store.read((reader) => reader.count(collection, { [index]: key } as Scope<C>));
  return { fileName, mediaType: "text/csv", pieces: piecesOf(store, table, count) };
}

async function* piecesOf<C extends RowCollection>(
  store: Context["store"],
  { collection, index, key, headings, lineOf }: Table<C>,
  count: number,
): AsyncGenerator<WrittenPiece, void> {
  const encoder = new TextEncoder();
  let text = csvHead + csvLine(headings);
  let done = 0;
  for (let after: Position | undefined = { key, id: "" }; after;) {
    const from: Position = after;
    const { lines, last } = await store.read(async (reader) => {
      const entries = await reader.range(collection, { index, prefix: key, after: from, limit: batch });
      const rows = entries.filter((entry) => entry.key === key);
      return {
        lines: await Promise.all(rows.map(({ row }) => lineOf(reader, row))),
        last: rows.length < batch ? undefined : rows.at(-1),
      };
    });
    text += lines.map(csvLine).join("");
    done += lines.length;
    yield { bytes: encoder.encode(text), stage: "writing", done, of: Math.max(done, count) };
    text = "";
    after = last && positionOf(last);
  }
}
