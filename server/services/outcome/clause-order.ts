import type { Annotation } from "#core/discuss/annotation.ts";
import { byTextPosition, type TextPosition, textPosition } from "#core/discuss/text-order.ts";
import { clauseOfTarget, type Target } from "#core/discuss/target.ts";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import type { Version } from "#core/text/version.ts";
import type { Context } from "../kernel/context.ts";
import { loadContent } from "../versions/content.ts";

/** A row of a table of annotations, with its targets on the version whose order the table follows. */
interface PlacedRow {
  annotation: Annotation;
  targets: readonly Target[];
}

/**
 * Sorts rows by the text of the last version of a line. Those on the whole document follow, and unplaced ones come last.
 * Returns each with the citation of its clause there, or for an unplaced one, on the version it was made on. Null stands
 * for the whole document and for a damaged text.
 */
export async function inTextOrder<Row extends PlacedRow>(
  context: Context,
  rows: readonly Row[],
  line: readonly Version[],
): Promise<{ row: Row; clause: string | null }[]> {
  const loaded = line.filter((version) => !context.damage.has(version));
  const contents = loaded.map(async (version) => [version.id, (await loadContent(context, version)).text] as const);
  const texts = new Map<string, VersionText>(await Promise.all(contents));
  const text = texts.get(line.at(-1)?.id ?? "");
  const placed = rows.map((row): { row: Row; clause: string | null; position: TextPosition | null } => {
    const { annotation, targets } = row;
    const position = text ? textPosition(text, annotation, targets) : null;
    if (targets.length > 0) return { row, clause: citationIn(text, targets), position };
    const home = texts.get(annotation.versionId);
    // Unplaced ones have no offset, and are in the order of their own text.
    const offset = home ? textPosition(home, annotation, annotation.targets).clause : 0;
    return { row, clause: citationIn(home, annotation.targets), position: position && { ...position, offset } };
  });
  return placed.sort((left, right) =>
    left.position && right.position ? byTextPosition(left.position, right.position) : 0,
  );
}

/** Returns the citation of the first clause of targets. */
function citationIn(text: VersionText | undefined, [first]: readonly Target[]): string | null {
  const clause = first && clauseOfTarget(first);
  return (text && clause !== undefined && clauseById(text, clause)?.citation) || null;
}
