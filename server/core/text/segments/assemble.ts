import type { Node } from "prosemirror-model";
import { textOf, type Block, type Blocks, type PendingNotice, type Piece } from "#core/text/segments/block.ts";
import { citationsOf, idsOf } from "#core/text/citations/citation.ts";
import type { ClauseKind } from "#core/text/clause.ts";
import { directionOf } from "#core/text/direction.ts";
import { normalPieces, wholly, without } from "#core/text/segments/normal-pieces.ts";
import type { Notice } from "#core/text/notice.ts";
import { draftSchema } from "#core/text/schema.ts";
import type { Entry } from "#core/text/segments/segment-entry.ts";

/** The clause planned for an entry. */
export interface ClausePlan {
  readonly entry: Entry;
  readonly kind: ClauseKind;
  readonly depth: number;
}

/** The draft made from a file's blocks. */
export interface Segmented {
  readonly draft: Node;
  readonly notices: Notice[];
  /** Position of each marker in the pieces, as a UTF-16 offset into the version's text. */
  readonly markers: ReadonlyMap<string, number>;
}

/** A clause without an id yet. References to notes and links inside the file still use the file's names. */
interface Unnamed {
  readonly kind: ClauseKind;
  readonly label: string | null;
  readonly printed: string | null;
  readonly depth: number;
  readonly pieces: readonly Piece[];
  readonly block: Block | null;
  /** The block's index in the file; for a note, the index of the block that refers to it. */
  readonly index: number;
  /** If the clause is a note, the note's key. */
  readonly note: string | null;
}

type Named = Unnamed & { readonly id: string };

/** Marks already implied by the kind: every verb is italic and every heading is bold. */
const impliedMarks: Partial<Record<ClauseKind, readonly string[]>> = {
  title: ["strong", "emphasis", "underline"],
  heading: ["strong", "emphasis", "underline"],
  verb: ["strong", "emphasis"],
};

/**
 * Builds the draft from clauses in order, with ids from citations. Each footnote follows the first clause that refers
 * to it; its paragraphs form one clause, separated by hard breaks. Links inside the file become links to clauses. Notes
 * without a reference come last, with a notice.
 */
export function assemble(plans: readonly ClausePlan[], blocks: Blocks, language: string): Segmented {
  const { clauses, unreferenced } = clausesWithNotes(plans, blocks);
  const unnamed = draftOf(
    clauses.map((clause, at) => ({ ...clause, id: `c${String(at)}` })),
    blocks,
    language,
  );
  const citations = citationsOf(unnamed);
  const ids = idsOf(unnamed);
  const draft = draftOf(
    clauses.map((clause, at) => ({ ...clause, id: ids[at] ?? "" })),
    blocks,
    language,
  );
  const notices = [...blocks.notices, ...unreferenced].map((notice) => placeNotice(notice, clauses, citations));
  return { draft, notices, markers: markersIn(clauses) };
}

/** Returns the clauses in order, each followed by its notes, and a notice for each note without a reference. */
function clausesWithNotes(
  plans: readonly ClausePlan[],
  { blocks, notes }: Blocks,
): { clauses: Unnamed[]; unreferenced: PendingNotice[] } {
  const clauses: Unnamed[] = [];
  const placed = new Set<string>();
  for (const { entry, kind, depth } of plans) {
    const { block, index } = entry;
    const pieces = withoutImpliedMarks(entry.pieces, kind, block);
    const { label, printed } = entry;
    clauses.push({ kind, label: label?.text ?? null, printed, depth, pieces, block, index, note: null });
    placeNotes(pieces, depth + 1, index);
  }
  const unreferenced: PendingNotice[] = [];
  for (const [key, { label }] of notes) {
    if (placed.has(key)) continue;
    unreferenced.push({ code: "note-without-reference", params: { label }, at: label });
    placeNotes([{ kind: "note", note: key }], 0, blocks.length);
  }
  return { clauses, unreferenced };

  /** Adds the notes to which the pieces refer, and those to which these notes refer. */
  function placeNotes(pieces: readonly Piece[], depth: number, index: number): void {
    for (const piece of pieces) {
      if (piece.kind !== "note" || placed.has(piece.note)) continue;
      placed.add(piece.note);
      const note = notes.get(piece.note);
      if (!note) continue;
      const notePieces = normalPieces(
        note.blocks.flatMap((block, at): Piece[] =>
          at > 0 ? [{ kind: "break" }, ...block.pieces] : [...block.pieces],
        ),
      );
      clauses.push({
        kind: "footnote",
        label: note.label,
        printed: null,
        depth,
        pieces: notePieces,
        block: note.blocks[0] ?? null,
        index,
        note: piece.note,
      });
      placeNotes(notePieces, depth, index);
    }
  }
}

function withoutImpliedMarks(pieces: readonly Piece[], kind: ClauseKind, { cell }: Block): readonly Piece[] {
  const implied = cell?.header ? ["strong"] : (impliedMarks[kind] ?? []);
  return implied.reduce((kept, mark) => (wholly(kept, mark) ? without(kept, mark) : kept), pieces);
}

/** The ids of clauses, by what pieces of the file use to refer to them. */
interface References {
  readonly notes: ReadonlyMap<string, string>;
  readonly anchors: ReadonlyMap<string, string>;
}

function draftOf(clauses: readonly Named[], blocks: Blocks, language: string): Node {
  const references: References = {
    notes: new Map(clauses.flatMap(({ note, id }) => (note === null ? [] : [[note, id]]))),
    anchors: new Map(clauses.flatMap(({ block, id }) => (block?.anchors ?? []).map((anchor) => [anchor, id]))),
  };
  return draftSchema.node(
    "doc",
    { language, direction: directionOf(language) },
    clauses.map(({ id, kind, label, printed, depth, pieces, block }) => {
      const blockLanguage = block?.language ?? null;
      const direction = block?.direction ?? (blockLanguage === null ? null : directionOf(blockLanguage));
      return draftSchema.node(
        "clause",
        {
          id,
          kind,
          label,
          printed,
          depth,
          language: blockLanguage === language ? null : blockLanguage,
          direction: direction === directionOf(language) ? null : direction,
          table: block?.cell ?? null,
        },
        pieces.flatMap((piece) => inlineNodes(piece, blocks, references)),
      );
    }),
  );
}

function inlineNodes(piece: Piece, blocks: Blocks, { notes, anchors }: References): Node[] {
  if (piece.kind === "break") return [draftSchema.node("hardBreak")];
  if (piece.kind === "marker") return [];
  if (piece.kind === "note") {
    const clause = notes.get(piece.note);
    const label = blocks.notes.get(piece.note)?.label ?? "";
    return clause === undefined ? [] : [draftSchema.node("footnoteReference", { clause, label })];
  }
  const marks = piece.marks.flatMap((mark) => {
    const href = String(mark.attrs["href"] ?? "");
    if (mark.type.name !== "link" || !href.startsWith("#")) return [mark];
    const clause = anchors.get(href.slice(1));
    return clause === undefined ? [] : [mark.type.create({ href: `#${clause}` })];
  });
  return [draftSchema.text(piece.text, marks)];
}

/** Replaces the block of a notice by the citation of its clause. */
function placeNotice(
  { code, params, at }: PendingNotice,
  clauses: readonly Unnamed[],
  citations: readonly string[],
): Notice {
  if (typeof at === "string") return { code, params, place: at };
  const next = clauses.findIndex(({ index }) => index >= at);
  return { code, params, place: citations[next < 0 ? clauses.length - 1 : next] ?? "" };
}

function markersIn(clauses: readonly Unnamed[]): Map<string, number> {
  const markers = new Map<string, number>();
  let offset = 0;
  for (const { pieces } of clauses) {
    for (const piece of pieces) {
      if (piece.kind === "marker") markers.set(piece.marker, offset);
      else offset += textOf([piece]).length;
    }
    offset += 1;
  }
  return markers;
}
