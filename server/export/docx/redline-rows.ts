import type { RedlineRow, RedlineSegment } from "#core/compare/redline.ts";
import type { TrackedKind } from "./tracking.ts";
import type { SourceRow, SideClause } from "../shared/redline-source.ts";

/** The part of a Word file that contains a clause. Tracked changes cannot cross from one part to another. */
type Story = "body" | "cell" | "note";

/** Returns the part of the file that contains a clause of one side. */
export type StoryOf = (side: "base" | "revised", clause: SideClause) => Story;

/**
 * Adapts the rows of a redline to what Word can track.
 *
 * - A clause may be in another part of the file than before (a footnote that became a recital, a paragraph that became
 *   a cell). Such a row becomes a deletion in one part and an insertion in the other, together with everything it was
 *   split into or merged from.
 * - A move requires both of its ends in the body. A move from or into a footnote becomes a deletion and an insertion.
 */
export function trackableRows(rows: readonly SourceRow[], storyOf: StoryOf): SourceRow[] {
  const parted = pairsOf(rows).flatMap((pair) => {
    const stories = new Set(
      pair.flatMap(({ base, revised }) => [
        ...(base ? [storyOf("base", base)] : []),
        ...(revised ? [storyOf("revised", revised)] : []),
      ]),
    );
    if (stories.size < 2) return pair;
    const alone = (side: "base" | "revised") => pair.filter((row) => row[side]).map((row) => sideOnly(row, side));
    return [...alone("base"), ...alone("revised")];
  });
  const ofNote = ({ base, revised }: SourceRow): boolean =>
    revised ? storyOf("revised", revised) === "note" : base !== null && storyOf("base", base) === "note";
  const places = { from: new Set<string>(), to: new Set<string>() };
  for (const row of parted) {
    if (ofNote(row)) continue;
    for (const { kind, key } of movesOf(row)) places[kind === "moved-away" ? "from" : "to"].add(key);
  }
  const paired = (key: string): boolean => places.from.has(key) && places.to.has(key);
  return parted.map((row) => {
    const note = ofNote(row);
    const whole = rowKind(row.row);
    const key = clauseMoveKey(row.row);
    const moved = isMove(whole) && !note && paired(key);
    const segments = row.row.segments.map((segment): RedlineSegment => {
      if (!isMove(segment.kind)) return segment;
      // A segment that moves with its clause uses the clause's range and has none of its own.
      const kept = segment.kind === whole ? moved : !note && paired(segmentMoveKey(segment));
      return kept ? segment : { ...segment, kind: segment.kind === "moved-away" ? "deleted" : "inserted" };
    });
    return { ...row, row: { ...row.row, moved, segments } };
  });
}

/** Groups the rows by pair of the comparison. A split or merged clause has several rows. */
function pairsOf(rows: readonly SourceRow[]): SourceRow[][] {
  const pairs: SourceRow[][] = [];
  for (const row of rows) {
    const pair = pairs[pairs.length - 1];
    const last = pair?.[pair.length - 1];
    const isSameRow = last && ((last.base && last.base === row.base) || (last.revised && last.revised === row.revised));
    if (isSameRow) pair.push(row);
    else pairs.push([row]);
  }
  return pairs;
}

/** Returns a row as only one draft has it. Omits the other draft's text, and treats text of both as that draft's. */
export function sideOnly(source: SourceRow, side: "base" | "revised"): SourceRow {
  const whole = side === "base" ? "deleted" : "inserted";
  const kinds = side === "base" ? ["kept", "deleted", "moved-away"] : ["kept", "inserted", "moved-here"];
  const segments = source.row.segments
    .filter(({ kind }) => kinds.includes(kind))
    .map((segment): RedlineSegment => (segment.kind === "kept" ? { ...segment, kind: whole } : segment));
  const row = { ...source.row, segments, moved: false };
  const { edges } = source;
  return side === "base"
    ? {
        row: { ...row, revised: null },
        base: source.base,
        revised: null,
        edges: { ...edges, beginsRevised: false, endsRevised: false },
      }
    : {
        row: { ...row, base: null },
        base: null,
        revised: source.revised,
        edges: { ...edges, beginsBase: false, endsBase: false },
      };
}

/**
 * Returns how a row changes as a whole; "kept" if it shows both sides. A moved clause that was also split or merged has
 * no single other position. Therefore its paragraphs are deleted and inserted, and only its words are moved.
 */
export function rowKind(row: RedlineRow): TrackedKind {
  if (row.base !== null && row.revised !== null) return "kept";
  const moved = row.moved && row.relation === "1:1";
  if (row.base !== null) return moved ? "moved-away" : "deleted";
  return moved ? "moved-here" : "inserted";
}

/** Returns a key that is the same at both ends of a run's move. */
export function segmentMoveKey({ base, revised }: RedlineSegment): string {
  return `words ${base?.join("-") ?? ""} ${revised?.join("-") ?? ""}`;
}

/** Returns a key that is the same at both ends of a clause's move. */
export function clauseMoveKey({ base, revised, elsewhere: [counterpart = ""] }: RedlineRow): string {
  return `clause ${base ?? counterpart} ${revised ?? counterpart}`;
}

function movesOf({ row }: SourceRow): { kind: "moved-away" | "moved-here"; key: string }[] {
  const whole = rowKind(row);
  const segments = row.segments.flatMap((segment) =>
    isMove(segment.kind) && segment.kind !== whole ? [{ kind: segment.kind, key: segmentMoveKey(segment) }] : [],
  );
  return isMove(whole) ? [...segments, { kind: whole, key: clauseMoveKey(row) }] : segments;
}

function isMove(kind: TrackedKind): kind is "moved-away" | "moved-here" {
  return kind === "moved-away" || kind === "moved-here";
}
