import type { RedlineRow, RedlineSegment } from "#core/compare/redline.ts";
import type { TrackedKind } from "./tracking.ts";
import type { DrawnRow, SideClause } from "../shared/redline-source.ts";

/** Where in a Word file a clause stands: what Word tracks cannot lead from one of these into another. */
type Story = "body" | "cell" | "note";

/** Tells the story of a clause of one side. */
export type StoryOf = (side: "base" | "revised", clause: SideClause) => Story;

/**
 * The rows of a redline as Word can track them.
 *
 * - A row whose clause changed its story (a footnote that became a recital, a paragraph that became a cell) is taken out of the
 *   one and put into the other, with all that it was split into or merged from.
 * - A move needs both its places in the body: one that begins or ends in a footnote becomes a deletion or an insertion,
 *   and so does its other place.
 */
export function trackableRows(rows: readonly DrawnRow[], storyOf: StoryOf): DrawnRow[] {
  const parted = pairsOf(rows).flatMap((pair) => {
    const stories = new Set(
      pair.flatMap(({ base, revised }) => [
        ...(base ? [storyOf("base", base)] : []),
        ...(revised ? [storyOf("revised", revised)] : []),
      ]),
    );
    if (stories.size < 2) return pair;
    const alone = (side: "base" | "revised") =>
      pair.filter((drawn) => drawn[side]).map((drawn) => sideOnly(drawn, side));
    return [...alone("base"), ...alone("revised")];
  });
  const ofNote = ({ base, revised }: DrawnRow): boolean =>
    revised ? storyOf("revised", revised) === "note" : base !== null && storyOf("base", base) === "note";
  const places = { from: new Set<string>(), to: new Set<string>() };
  for (const drawn of parted) {
    if (ofNote(drawn)) continue;
    for (const { kind, key } of movesOf(drawn)) places[kind === "moved-away" ? "from" : "to"].add(key);
  }
  const paired = (key: string): boolean => places.from.has(key) && places.to.has(key);
  return parted.map((drawn) => {
    const note = ofNote(drawn);
    const whole = rowKind(drawn.row);
    const key = clauseMoveKey(drawn.row);
    const moved = isMove(whole) && !note && paired(key);
    const segments = drawn.row.segments.map((segment): RedlineSegment => {
      if (!isMove(segment.kind)) return segment;
      // What moves with its clause has the clause's range and none of its own.
      const kept = segment.kind === whole ? moved : !note && paired(segmentMoveKey(segment));
      return kept ? segment : { ...segment, kind: segment.kind === "moved-away" ? "deleted" : "inserted" };
    });
    return { ...drawn, row: { ...drawn.row, moved, segments } };
  });
}

/** Rows in the runs that draw one pair of the comparison: a split or merged clause stands on several. */
function pairsOf(rows: readonly DrawnRow[]): DrawnRow[][] {
  const pairs: DrawnRow[][] = [];
  for (const drawn of rows) {
    const pair = pairs[pairs.length - 1];
    const last = pair?.[pair.length - 1];
    const same = last && ((last.base && last.base === drawn.base) || (last.revised && last.revised === drawn.revised));
    if (same) pair.push(drawn);
    else pairs.push([drawn]);
  }
  return pairs;
}

/** A row as one draft alone has it: what the other has is left out, and what both have is that draft's. */
export function sideOnly(drawn: DrawnRow, side: "base" | "revised"): DrawnRow {
  const whole = side === "base" ? "deleted" : "inserted";
  const kinds = side === "base" ? ["kept", "deleted", "moved-away"] : ["kept", "inserted", "moved-here"];
  const segments = drawn.row.segments
    .filter(({ kind }) => kinds.includes(kind))
    .map((segment): RedlineSegment => (segment.kind === "kept" ? { ...segment, kind: whole } : segment));
  const row = { ...drawn.row, segments, moved: false };
  const { edges } = drawn;
  return side === "base"
    ? {
        row: { ...row, revised: null },
        base: drawn.base,
        revised: null,
        edges: { ...edges, beginsRevised: false, endsRevised: false },
      }
    : {
        row: { ...row, base: null },
        base: null,
        revised: drawn.revised,
        edges: { ...edges, beginsBase: false, endsBase: false },
      };
}

/**
 * What becomes of a row as a whole; "kept" where it shows both sides. A clause that moved and was split or merged has no
 * one other place, so its paragraphs are taken out and put in, and only its words are moved.
 */
export function rowKind(row: RedlineRow): TrackedKind {
  if (row.base !== null && row.revised !== null) return "kept";
  const moved = row.moved && row.relation === "1:1";
  if (row.base !== null) return moved ? "moved-away" : "deleted";
  return moved ? "moved-here" : "inserted";
}

/** The same at both places of a run that moved. */
export function segmentMoveKey({ base, revised }: RedlineSegment): string {
  return `words ${base?.join("-") ?? ""} ${revised?.join("-") ?? ""}`;
}

/** The same at both places of a clause that moved. */
export function clauseMoveKey({ base, revised, elsewhere: [other = ""] }: RedlineRow): string {
  return `clause ${base ?? other} ${revised ?? other}`;
}

function movesOf({ row }: DrawnRow): { kind: "moved-away" | "moved-here"; key: string }[] {
  const whole = rowKind(row);
  const segments = row.segments.flatMap((segment) =>
    isMove(segment.kind) && segment.kind !== whole ? [{ kind: segment.kind, key: segmentMoveKey(segment) }] : [],
  );
  return isMove(whole) ? [...segments, { kind: whole, key: clauseMoveKey(row) }] : segments;
}

function isMove(kind: TrackedKind): kind is "moved-away" | "moved-here" {
  return kind === "moved-away" || kind === "moved-here";
}
