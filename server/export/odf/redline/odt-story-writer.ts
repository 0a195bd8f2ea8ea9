import type { StoryAligner } from "../../tracked/align-stories.ts";
import type { Alignment, Gap } from "../../tracked/alignment.ts";
import { findMoves, type Move } from "../../tracked/moves.ts";
import { compareRows } from "../../tracked/pair-rows.ts";
import type { Partners } from "../../tracked/partners.ts";
import { endsBlock, type Row, type Story, type Table, type Token } from "../../tracked/story.ts";
import { attributeOf, type NewStyles } from "../odt-styles.ts";
import type { OdtRegions } from "../odt-content.ts";
import { escapeXml } from "../../shared/xml.ts";
import type { DeletedOdt, DeletionEdges } from "./deleted-odt.ts";
import { separateJoinedEnds } from "./joined-ends.ts";
import { type MarkPlaces, outside } from "./mark-places.ts";

/** Settings for writing the changes of a text. */
export interface OdtStorySetting {
  readonly aligner: StoryAligner;
  readonly partners: Partners;
  readonly regions: Pick<OdtRegions, "insertion" | "deletion">;
  readonly by: { readonly author: string; readonly date: string };
  readonly styles: Pick<NewStyles, "trackedRow">;
  readonly deleted: DeletedOdt;
  readonly places: MarkPlaces;
  /** Returns the number of a paragraph's group, as `OdtStories` counts them. */
  readonly groupOf: (block: Token["block"]) => number;
}

/** How inserted text is tracked. */
interface Inserting {
  /** Whether paragraphs that stay empty count. Those of a row go with it. */
  readonly countsEnds?: boolean;
  /** Whether an insertion may begin at the end of the paragraph before, so that its own last end stays. */
  readonly mayShift?: boolean;
}

/**
 * Writes the changes between stories as marks in the revised file. The ends of paragraphs are tracked as well: a
 * deletion begins at the start of the paragraph after it, or at the end of the one before it if a table or the end of
 * the text follows. Otherwise a paragraph stays without its text, because OpenDocument has no mark for its end.
 */
export class OdtStoryWriter {
  readonly #setting: OdtStorySetting;
  readonly #moves = new Map<Token, Move>();
  readonly #numbers = new Map<Move, number>();
  /** Number of paragraphs that stay empty after their text is accepted or rejected. */
  leftEmpty = 0;
  /** Number of inserted and deleted drawings beside the text. LibreOffice does not track these. */
  drawings = 0;

  constructor(setting: OdtStorySetting) {
    this.#setting = setting;
  }

  /** Tracks the changes from a story of the base. */
  changed(base: Story, revised: Story): void {
    const alignment = this.#setting.aligner.align(base, revised);
    separateJoinedEnds(alignment, (token, other) => this.#isSameGroup(token, other));
    for (const [token, move] of findMoves(alignment, () => "")) {
      if (!this.#numbers.has(move)) this.#numbers.set(move, this.#numbers.size + 1);
      this.#moves.set(token, move);
    }
    const gaps = new Map(alignment.gaps().map((gap) => [gap.revised[1], gap]));
    for (let at = 0; at <= revised.tokens.length; at += 1) {
      const gap = gaps.get(at);
      if (gap) this.#gap(alignment, gap);
      const token = revised.tokens[at];
      const partner = token && alignment.baseToken(token);
      if (token && partner) this.#inside(partner, token);
    }
  }

  /** Tracks the changes inside a note, text box or table that both have. */
  #inside(base: Token, revised: Token): void {
    if (base.note && revised.note) this.changed(base.note, revised.note);
    for (const [index, box] of revised.boxes.entries()) {
      const other = base.boxes[index];
      if (other) this.changed(other, box);
    }
    if (base.table && revised.table) this.#table(base.table, revised.table);
  }

  #gap({ base, revised }: Alignment, gap: Gap): void {
    const all = base.tokens.slice(...gap.base);
    const [start, end] = gap.revised;
    // The beginning of the paragraph that goes on after inserted tables is deleted after them.
    const last = this.#lastGroupStart(revised, start, end);
    const whole = all.findLastIndex(endsBlock) + 1;
    const isCut = last > start && whole < all.length && (whole > 0 || startsBlock(revised, start));
    const [deleted, rest] = isCut ? [all.slice(0, whole), all.slice(whole)] : [all, []];
    this.#replaced(deleted, revised, [start, isCut ? last : end]);
    const next = revised.tokens[last];
    if (!isCut || !next) return;
    this.#setting.places.atStart(next.block, this.#marks(rest));
    this.#inserted(revised, last, end);
  }

  /** Writes deleted tokens, and inserted ones instead of them. */
  #replaced(deleted: readonly Token[], revised: Story, [start, end]: readonly [number, number]): void {
    const previous = revised.tokens[start - 1];
    const withTables = deleted.some(({ kind }) => kind === "table");
    if (withTables && startsBlock(revised, start) && canSplit(previous, revised.tokens[start])) {
      this.#deletedBlocks(deleted, revised, start);
      // An insertion from the end of the paragraph before would contain the deleted table.
      this.#inserted(revised, start, end, { mayShift: false });
      return;
    }
    // The group that the insertion begins in may end with it. Its last end is then that of the text before.
    const firstEnd = this.#firstGroupEnd(revised, start, end);
    if (deleted.length > 0 && startsBlock(revised, start)) {
      const isShifted = firstEnd !== null && this.#joins(previous, revised.tokens[start]);
      this.#deletedAtStart(deleted, revised, start, isShifted);
    } else if (deleted.length > 0 && previous) {
      const keepsLastEnd = firstEnd !== null && deleted.at(-1)?.kind === "end";
      this.#setting.places.after(previous, this.#marks(deleted, { keepsLastEnd }));
    }
    this.#inserted(revised, start, end);
  }

  /** Writes deleted text that begins a paragraph. */
  #deletedAtStart(deleted: readonly Token[], revised: Story, start: number, isShifted: boolean): void {
    const { places } = this.#setting;
    const [previous, next] = [revised.tokens[start - 1], revised.tokens[start]];
    if (next && next.kind !== "table" && !isShifted) {
      places.atStart(next.block, this.#marks(deleted));
      return;
    }
    if (previous?.kind === "end") {
      places.before(previous, this.#marks(deleted, { followsParagraph: true, keepsLastEnd: true }));
      return;
    }
    const paragraph = this.#rest(deleted);
    if (next) places.blockBefore(next.block, paragraph);
    else if (previous) places.blockAfter(previous.block, paragraph);
  }

  /** Returns deleted paragraphs of which one must stay, without its text. */
  #rest(deleted: readonly Token[]): string {
    const end = deleted.findLast(({ kind }) => kind === "end");
    if (!end) return "";
    this.leftEmpty += 1;
    return this.#setting.deleted.rest(end, this.#marks(deleted, { keepsLastEnd: true }));
  }

  /** Writes deleted paragraphs and tables before a paragraph or table. */
  #deletedBlocks(deleted: readonly Token[], revised: Story, start: number): void {
    const { places, deleted: content, styles } = this.#setting;
    const [previous, next] = [revised.tokens[start - 1], revised.tokens[start]];
    const parts = splitAtTables(deleted);
    const put = (xml: string): void => {
      if (next) places.blockBefore(next.block, xml);
      else if (previous) places.blockAfter(previous.block, xml);
    };
    for (const [index, part] of parts.entries()) {
      if ("table" in part) {
        put(
          content.table(
            part.table,
            (name) => styles.trackedRow(name),
            (xml) => this.#deletion(xml),
          ),
        );
      } else if (index === 0 && previous?.kind === "end") {
        places.before(previous, this.#marks(part.tokens, { followsParagraph: true, keepsLastEnd: true }));
      } else if (index === parts.length - 1 && next && next.kind !== "table") {
        places.atStart(next.block, this.#marks(part.tokens));
      } else put(this.#rest(part.tokens));
    }
  }

  /** Returns the marks of deleted text: one, or several if parts of it moved. */
  #marks(deleted: readonly Token[], { followsParagraph = false, keepsLastEnd = false }: DeletionEdges = {}): string {
    this.drawings += deleted.filter(isFloating).length;
    const runs = runsOf(deleted, (token) => this.#moves.get(token));
    return runs
      .map(({ tokens, move }, index) => {
        const edges = {
          followsParagraph: followsParagraph && index === 0,
          keepsLastEnd: keepsLastEnd && index === runs.length - 1,
        };
        return this.#deletion(this.#setting.deleted.content(tokens, edges), move);
      })
      .join("");
  }

  #deletion(content: string, move?: Move): string {
    return this.#setting.regions.deletion({ ...this.#setting.by, ...this.#numberOf(move) }, content);
  }

  #numberOf(move: Move | undefined): { move?: number } {
    const number = move && this.#numbers.get(move);
    return number === undefined ? {} : { move: number };
  }

  /** Tracks a stretch of the revised story as inserted. */
  #inserted(story: Story, start: number, end: number, how: Inserting = {}): void {
    for (let from = start; from < end;) {
      const token = story.tokens[from];
      if (token?.table) {
        for (const row of token.table.rows) this.#insertedRow(row);
        from += 1;
        continue;
      }
      const to = this.#groupPartEnd(story, from, end);
      this.#insertedText(story, from, to, from === start ? how : { ...how, mayShift: true });
      from = to;
    }
  }

  /** Returns where the part of a stretch ends that is in one group. */
  #groupPartEnd({ tokens }: Story, from: number, end: number): number {
    const first = tokens[from];
    let at = from;
    while (at < end && tokens[at]?.kind !== "table" && this.#isSameGroup(tokens[at], first)) at += 1;
    return Math.max(at, from + 1);
  }

  /** Returns where the last group of a stretch begins that starts in an earlier group. Otherwise its start. */
  #lastGroupStart({ tokens }: Story, start: number, end: number): number {
    let at = end;
    while (at > start && tokens[at - 1]?.kind !== "table" && this.#isSameGroup(tokens[at - 1], tokens[end])) at -= 1;
    return at;
  }

  /** Returns the last end of the first group of a stretch if the stretch contains it. Null otherwise. */
  #firstGroupEnd(story: Story, start: number, end: number): Token | null {
    if (start >= end || story.tokens[start]?.kind === "table") return null;
    const last = story.tokens[this.#groupPartEnd(story, start, end) - 1];
    return last && this.#isGroupEnd(last) ? last : null;
  }

  #isGroupEnd(token: Token): boolean {
    if (token.kind !== "end") return false;
    const next = token.story.tokens[token.index + 1];
    return !next || next.kind === "table" || !this.#isSameGroup(next, token);
  }

  #isSameGroup(token: Token | undefined, other: Token | undefined): boolean {
    if (!token || !other) return false;
    return token.block === other.block || this.#setting.groupOf(token.block) === this.#setting.groupOf(other.block);
  }

  /** Whether a token is the end of a paragraph of another token's group. */
  #joins(previous: Token | undefined, token: Token | undefined): previous is Token {
    return previous?.kind === "end" && this.#isSameGroup(previous, token);
  }

  /** Tracks text of one group as inserted: one insertion, or several if parts of it moved. */
  #insertedText(story: Story, from: number, to: number, { countsEnds = true, mayShift = true }: Inserting): void {
    const tokens = story.tokens.slice(from, to);
    const previous = story.tokens[from - 1];
    const last = tokens.at(-1);
    const endsGroup = last !== undefined && this.#isGroupEnd(last);
    const isShifted = endsGroup && mayShift && this.#joins(previous, tokens[0]);
    if (endsGroup && !isShifted && countsEnds && tokens.length > 1 && isFirstInBlock(tokens[0])) this.leftEmpty += 1;
    const shown = endsGroup ? tokens.slice(0, -1) : tokens;
    this.drawings += shown.filter(isFloating).length;
    const { places, regions, by } = this.#setting;
    const runs = runsOf(shown, (token) => this.#moves.get(token));
    if (isShifted && runs.length === 0) runs.push({ tokens: [], move: this.#moves.get(last) });
    for (const [index, { tokens: run, move }] of runs.entries()) {
      const marks = regions.insertion({ ...by, ...this.#numberOf(move) });
      const [first, final] = [run[0], run.at(-1)];
      if (isShifted && index === 0) places.before(previous, marks.start);
      else if (first && first.kind !== "end" && isFirstInBlock(first)) places.atStart(first.block, marks.start);
      else if (first) places.before(first, marks.start);
      // An insertion that contains the end of a paragraph ends at the start of the next one.
      const next = story.tokens[final ? final.index + 1 : from];
      if (final && final.kind !== "end") places.after(final, marks.end);
      else if (next) places.atStart(next.block, marks.end);
    }
  }

  #table(base: Table, revised: Table): void {
    const { places, deleted, styles, partners } = this.#setting;
    const rowChange = (name: string | undefined): string => styles.trackedRow(name);
    compareRows(base, revised, partners, {
      inserted: (row) => {
        this.#insertedRow(row);
      },
      deleted: (rows, at) => {
        const written = rows.map((row) => deleted.row(row, rowChange, (xml) => this.#deletion(xml)));
        places.replace({ start: at, end: at, text: written.join("") });
      },
      cell: (before, cell) => {
        this.changed(before, cell);
      },
    });
  }

  #insertedRow({ element, cells }: Row): void {
    const { places, styles } = this.#setting;
    const own = element.attributes.find(({ raw }) => raw === "table:style-name");
    const style = styles.trackedRow(attributeOf(element, "style-name"));
    const { xml } = cells[0]?.story.source ?? { xml: "" };
    const tag = xml.slice(element.start, element.openEnd);
    const named = ` table:style-name="${escapeXml(style)}"`;
    const changed = own
      ? tag.replace(/\stable:style-name=(?:"[^"]*"|'[^']*')/u, named)
      : tag.replace(/(?=\/?>$)/u, named);
    if (cells.length > 0) places.replace({ start: element.start, end: element.openEnd, text: changed });
    for (const { story } of cells) this.#inserted(story, 0, story.tokens.length, { countsEnds: false });
  }
}

/** Whether a token is a drawing that is not a character of the text. */
function isFloating({ parts: [part] }: Token): boolean {
  return part?.element.name.startsWith("draw:") === true && attributeOf(part.element, "anchor-type") !== "as-char";
}

/** Whether a position between two paragraphs or tables is not inside a list. */
function canSplit(previous: Token | undefined, next: Token | undefined): boolean {
  return !previous || !next || outside(previous.block) !== outside(next.block);
}

/**
 * Returns tokens that follow each other and have the same move, or none. The end of a paragraph goes with the text
 * beside it, because the last end of a text cannot move.
 */
function runsOf(
  tokens: readonly Token[],
  moveOf: (token: Token) => Move | undefined,
): { tokens: Token[]; move: Move | undefined }[] {
  const runs: { tokens: Token[]; move: Move | undefined }[] = [];
  for (const token of tokens) {
    const move = moveOf(token);
    const last = runs.at(-1);
    const isFree = token.kind === "end" && move === undefined;
    if (last && (isFree || last.move === move)) last.tokens.push(token);
    else if (last && last.move === undefined && last.tokens.every(({ kind }) => kind === "end")) {
      last.tokens.push(token);
      last.move = move;
    } else runs.push({ tokens: [token], move });
  }
  return runs;
}

function splitAtTables(tokens: readonly Token[]): ({ table: Token } | { tokens: Token[] })[] {
  const parts: ({ table: Token } | { tokens: Token[] })[] = [];
  for (const token of tokens) {
    const last = parts.at(-1);
    if (token.kind === "table") parts.push({ table: token });
    else if (last && "tokens" in last) last.tokens.push(token);
    else parts.push({ tokens: [token] });
  }
  return parts;
}

/** Whether a position is at the start of a paragraph or table. */
function startsBlock({ tokens }: Story, at: number): boolean {
  const previous = tokens[at - 1];
  return previous === undefined || endsBlock(previous);
}

function isFirstInBlock(token: Token | undefined): boolean {
  return token !== undefined && token.story.tokens[token.index - 1]?.block !== token.block;
}
