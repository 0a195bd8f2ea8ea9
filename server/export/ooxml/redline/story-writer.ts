import { Alignment } from "../../tracked/alignment.ts";
import type { StoryAligner } from "../../tracked/align-stories.ts";
import { childOf, type Edit } from "../../package/xml-source.ts";
import { type ParagraphSetting, type RevisedParagraph, writeParagraph } from "./paragraph-writer.ts";
import { findMoves, type Move } from "../../tracked/moves.ts";
import type { Partners } from "../../tracked/partners.ts";
import { compareRows } from "../../tracked/pair-rows.ts";
import { markedRow } from "../block-elements.ts";
import { pairedParts } from "./run-segments.ts";
import { blocksOf, endsBlock, type Row, type Story, type Table, type Token } from "../../tracked/story.ts";

/** Settings for writing the stories of a part. */
export interface StorySetting extends ParagraphSetting {
  readonly aligner: StoryAligner;
  readonly partners: Partners;
  /** The moves of the stories written so far. */
  readonly moves: Map<Token, Move>;
  /** Called for each note of the revised file with its base note, or null if it is inserted. */
  note(base: Story | null, revised: Story): void;
}

/** Writes the changes of stories as edits of their part. */
export class StoryWriter {
  readonly #setting: StorySetting;

  constructor(setting: StorySetting) {
    this.#setting = setting;
  }

  /** Returns the edits that track the changes from a story of the base. */
  changed(base: Story, revised: Story): Edit[] {
    const { aligner, moves, numbers } = this.#setting;
    const alignment = aligner.align(base, revised);
    for (const [token, move] of findMoves(alignment, () => `move${numbers.id()}`)) moves.set(token, move);
    return this.#edits(alignment, true);
  }

  /**
   * Returns the edits that track all text of a story as inserted. The ends of its paragraphs are inserted with what
   * holds the story.
   */
  inserted(revised: Story): Edit[] {
    return this.#edits(new Alignment({ ...revised, tokens: [] }, revised), false);
  }

  #edits(alignment: Alignment, marksEnds: boolean): Edit[] {
    const { revised } = alignment;
    const deletions = deletionsOf(alignment);
    const edits: Edit[] = [];
    const insertBlocks = (at: number, tokens: readonly Token[]): void => {
      const text = this.#setting.deleted.blocks(tokens);
      if (text !== "") edits.push({ start: at, end: at, text });
    };
    for (const { inside, end: last } of blocksOf(revised.tokens)) {
      if (!last) continue;
      const tokens = [...inside, last];
      const first = inside[0] ?? last;
      insertBlocks(last.block.start, deletions.blocks.get(first.index) ?? []);
      const base = alignment.baseToken(last);
      const own = last.table
        ? this.#table(base?.table ?? null, last.table)
        : this.#paragraph(alignment, deletions.inline, tokens, marksEnds && !base);
      for (const edit of own) edits.push(edit);
    }
    insertBlocks(endOfStory(revised), deletions.blocks.get(revised.tokens.length) ?? []);
    return edits;
  }

  #paragraph(
    alignment: Alignment,
    deletions: ReadonlyMap<number, readonly Token[]>,
    tokens: readonly Token[],
    isEndInserted: boolean,
  ): Edit[] {
    const { source } = alignment.revised;
    const { formats } = this.#setting;
    const inner = new Map<Token, Edit[]>();
    for (const token of tokens) {
      const base = alignment.baseToken(token);
      if (token.note) this.#setting.note(base?.note ?? null, token.note);
      if (base && token.boxes.length > 0) {
        const edits = token.boxes.flatMap((box, index) => {
          const other = base.boxes[index];
          return other ? this.changed(other, box) : [];
        });
        inner.set(token, edits);
      }
    }
    const end = tokens.at(-1);
    if (!end) return [];
    const paragraph: RevisedParagraph = {
      source,
      element: end.block,
      tokens,
      stateOf: (token) => {
        const isInserted = token === end ? isEndInserted : alignment.baseOf(token.index) < 0;
        return isInserted ? (this.#setting.moves.get(token) ?? "ins") : null;
      },
      baseToken: (token) => alignment.baseToken(token),
      deletedBefore: (token) => deletions.get(token.index) ?? [],
      editsIn: (token) => inner.get(token) ?? [],
    };
    const isChanged = tokens.some((token) => {
      if (paragraph.deletedBefore(token).length > 0) return true;
      const base = alignment.baseToken(token);
      if (token === end) return isEndInserted || (base && formats.areDifferent(base.block, end.block));
      return !base || isReformatted(base, token, formats);
    });
    if (!isChanged) return [...inner.values()].flat();
    return [{ start: end.block.start, end: end.block.end, text: writeParagraph(paragraph, this.#setting) }];
  }

  #table(base: Table | null, revised: Table): Edit[] {
    if (!base) return revised.rows.flatMap((row) => this.#insertedRow(row));
    const edits: Edit[] = [];
    const { partners, deleted } = this.#setting;
    compareRows(base, revised, partners, {
      inserted: (row) => void edits.push(...this.#insertedRow(row)),
      deleted: (rows, at) =>
        void edits.push({ start: at, end: at, text: rows.map((row) => deleted.row(row)).join("") }),
      cell: (before, cell) => void edits.push(...this.changed(before, cell)),
    });
    return edits;
  }

  #insertedRow({ element, cells }: Row): Edit[] {
    const mark = this.#setting.numbers.mark("ins");
    return [markedRow(element, mark), ...cells.flatMap(({ story }) => this.inserted(story))];
  }
}

/** Deleted tokens of the base by the position in the revised story before which they are written. */
interface Deletions {
  /** Whole paragraphs and tables, before a block. */
  readonly blocks: Map<number, readonly Token[]>;
  /** Text, before a token of a paragraph. It may contain ends of paragraphs. */
  readonly inline: Map<number, readonly Token[]>;
}

function deletionsOf(alignment: Alignment): Deletions {
  const deletions: Deletions = { blocks: new Map(), inline: new Map() };
  const { tokens } = alignment.revised;
  for (const { base, revised } of alignment.gaps()) {
    const deleted = alignment.base.tokens.slice(...base);
    if (deleted.length === 0) continue;
    const before = tokens[revised[0] - 1];
    if (before && before.kind !== "end" && before.kind !== "table") {
      deletions.inline.set(revised[0], deleted);
      continue;
    }
    const whole = deleted.findLastIndex(({ kind }) => kind === "end" || kind === "table") + 1;
    if (whole > 0) deletions.blocks.set(revised[0], deleted.slice(0, whole));
    // The rest belongs to the paragraph of the next token that both have.
    let start = revised[1];
    while (start > revised[0] && !endsBlock(tokens[start - 1])) start -= 1;
    if (whole < deleted.length) deletions.inline.set(start, deleted.slice(whole));
  }
  return deletions;
}

/** The section of the body is its last element. */
function endOfStory({ container }: Story): number {
  return childOf(container, "w:sectPr")?.start ?? container.closeStart;
}

function isReformatted(base: Token, revised: Token, formats: StorySetting["formats"]): boolean {
  return pairedParts(revised, base).some(
    ({ part: { run }, baseRun }) => run !== null && baseRun !== null && formats.areDifferent(baseRun, run),
  );
}
