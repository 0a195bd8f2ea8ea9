import type { Node } from "prosemirror-model";
import { textOf, type Block, type Blocks, type Piece } from "#core/text/block.ts";
import { citationsOf } from "#core/text/citation.ts";
import { slugOf, uniqueIds } from "#core/text/clause-id.ts";
import type { ClauseKind } from "#core/text/clause-kind.ts";
import { directionOf } from "#core/text/direction.ts";
import { normalPieces, wholly, without } from "#core/text/normal-pieces.ts";
import type { Notice } from "#core/text/notice.ts";
import { draftSchema } from "#core/text/schema.ts";
import type { Entry } from "#core/text/segment-entry.ts";

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
  readonly depth: number;
  readonly pieces: readonly Piece[];
  readonly block: Block | null;
  /** The block's index in the file; for a note, the index of the block that refers to it. */
  readonly index: number;
  /** If the clause is a note, the note's key. */
  readonly note: string | null;
}

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
  const pending = [...blocks.notices];
  const clauses: Unnamed[] = [];
  const placed = new Set<string>();
  for (const { entry, kind, depth } of plans) {
    const { block, index } = entry;
    const implied = block.cell?.header ? ["strong"] : (impliedMarks[kind] ?? []);
    const pieces = implied.reduce(
      (kept: readonly Piece[], mark) => (wholly(kept, mark) ? without(kept, mark) : kept),
      entry.pieces,
    );
    clauses.push({ kind, label: entry.label?.text ?? null, depth, pieces, block, index, note: null });
    placeNotes(pieces, depth + 1, index);
  }
  for (const [key, note] of blocks.notes) {
    if (placed.has(key)) continue;
    pending.push({ code: "note-without-reference", params: { label: note.label }, at: note.label });
    placeNotes([{ kind: "note", note: key }], 0, blocks.blocks.length);
  }

  const draft = buildDraft(
    clauses,
    clauses.map((_clause, at) => `c${String(at)}`),
  );
  const citations = citationsOf(draft);
  const ids = uniqueIds(clauses.map((clause, at) => slugOf(citations[at] ?? "", clause.label)));
  return { draft: buildDraft(clauses, ids), notices: pending.map(placeNotice), markers: markersIn(clauses) };

  function placeNotes(pieces: readonly Piece[], depth: number, index: number): void {
    for (const piece of pieces) {
      if (piece.kind !== "note" || placed.has(piece.note)) continue;
      placed.add(piece.note);
      const note = blocks.notes.get(piece.note);
      if (!note) continue;
      const notePieces = normalPieces(
        note.blocks.flatMap((block, at): Piece[] =>
          at > 0 ? [{ kind: "break" }, ...block.pieces] : [...block.pieces],
        ),
      );
      clauses.push({
        kind: "footnote",
        label: note.label,
        depth,
        pieces: notePieces,
        block: note.blocks[0] ?? null,
        index,
        note: piece.note,
      });
      placeNotes(notePieces, depth, index);
    }
  }

  function buildDraft(unnamed: readonly Unnamed[], ids: readonly string[]): Node {
    const noteIds = new Map<string, string>();
    const anchors = new Map<string, string>();
    for (const [at, { note, block }] of unnamed.entries()) {
      const id = ids[at] ?? "";
      if (note !== null) noteIds.set(note, id);
      for (const anchor of block?.anchors ?? []) anchors.set(anchor, id);
    }
    return draftSchema.node(
      "doc",
      { language, direction: directionOf(language) },
      unnamed.map(({ kind, label, depth, pieces, block }, at) => {
        const blockLanguage = block?.language ?? null;
        const direction = block?.direction ?? (blockLanguage === null ? null : directionOf(blockLanguage));
        return draftSchema.node(
          "clause",
          {
            id: ids[at] ?? "",
            kind,
            label,
            depth,
            language: blockLanguage === language ? null : blockLanguage,
            direction: direction === directionOf(language) ? null : direction,
            table: block?.cell ?? null,
          },
          pieces.flatMap((piece) => inline(piece, noteIds, anchors)),
        );
      }),
    );
  }

  function inline(piece: Piece, noteIds: ReadonlyMap<string, string>, anchors: ReadonlyMap<string, string>): Node[] {
    if (piece.kind === "break") return [draftSchema.node("hardBreak")];
    if (piece.kind === "marker") return [];
    if (piece.kind === "note") {
      const clause = noteIds.get(piece.note);
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

  function placeNotice({ code, params, at }: Blocks["notices"][number]): Notice {
    if (typeof at === "string") return { code, params, place: at };
    const next = clauses.findIndex(({ index }) => index >= at);
    return { code, params, place: citations[next < 0 ? clauses.length - 1 : next] ?? "" };
  }
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
