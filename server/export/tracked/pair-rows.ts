import { bestPairs } from "./alignment.ts";
import { comparesTexts, likeness, type Partners } from "./partners.ts";
import { type Row, rowText } from "./story.ts";

/**
 * Pairs the rows of two tables in order, as indexes. Rows correspond by equal text, then by words that the comparison
 * kept, then by similar text, and last by their shape alone.
 */
export function pairRows(base: readonly Row[], revised: readonly Row[], partners: Partners): [number, number][] {
  const [own, other] = [base.map(described), revised.map(described)];
  const isSame = (first: number, second: number): boolean =>
    own[first]?.text === other[second]?.text && own[first]?.columns === other[second]?.columns;
  const pairs: [number, number][] = [];
  let start = 0;
  while (start < Math.min(own.length, other.length) && isSame(start, start)) {
    pairs.push([start, start]);
    start += 1;
  }
  let tail = 0;
  const most = Math.min(own.length, other.length) - start;
  while (tail < most && isSame(own.length - 1 - tail, other.length - 1 - tail)) tail += 1;
  const [rest, otherRest] = [own.length - start - tail, other.length - start - tail];
  const comparesText = comparesTexts(rest, otherRest);
  const inner = bestPairs([rest, otherRest], (first, second) => {
    const [row, revisedRow] = [own[start + first], other[start + second]];
    if (!row || row.columns !== revisedRow?.columns) return 0;
    if (row.text === revisedRow.text) return 3;
    const common = partners.common(row.row, revisedRow.row);
    if (common > 0) return 1 + common / (row.text.length + revisedRow.text.length);
    return Math.max(comparesText ? likeness(row.text, revisedRow.text) : 0, 0.2);
  });
  for (const [first, second] of inner) pairs.push([start + first, start + second]);
  for (let at = tail; at > 0; at -= 1) pairs.push([own.length - at, other.length - at]);
  return pairs;
}

function described(row: Row): { row: Row; text: string; columns: number } {
  return { row, text: rowText(row), columns: row.cells.length };
}
