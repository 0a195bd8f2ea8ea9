import { textOf, type Block, type Piece } from "#core/text/segments/block.ts";
import { isHeadingText, isMarkedHeading } from "#core/text/labels/division.ts";
import { dropRange, dropStart, normalPieces, whollyDrawn } from "#core/text/segments/normal-pieces.ts";
import { bulletAtStart, labelOf, labelsAtStart, type Label, type TypedLabel } from "#core/text/labels/numbering.ts";
import { printedForm } from "#core/text/labels/label-forms.ts";
import { type ContentsLine, typedContents } from "#core/text/segments/typed-contents.ts";

/** A block with its label separated from its text: the input for the division into clauses. */
export interface Entry {
  /** The block's index in the file. */
  readonly index: number;
  readonly block: Block;
  /** In normal form, without the label. */
  readonly pieces: readonly Piece[];
  /** `textOf(pieces)`. */
  readonly text: string;
  readonly label: Label | null;
  /** The label as the file shows it; null if that is the label itself. */
  readonly printed: string | null;
  /** Whether it is a list entry with a bullet, typed or automatic. */
  readonly bullet: boolean;
  /** Whether it is a line of a contents list, which keeps its number as text. */
  readonly contents: boolean;
}

/**
 * Removes typed labels and bullets from the texts, so that a clause is the same whether its number was typed or
 * automatic. Blocks with neither text nor number are left out.
 *
 * A label that could be wording ("5 participants took part", "A. Author") counts only with further evidence. Another
 * block may have the label before or after it in the sequence, its parent or its first child. Or the file may mark the
 * block as a heading. Cells keep their typed text, because a figure in a table is not a label. So do the entries of a
 * contents list, because they would double the citations of the headings.
 *
 * A division and its title on the next line are one entry.
 */
export function entriesOf(blocks: readonly Block[]): Entry[] {
  const candidates = blocks.map(candidatesOf);
  const knownLabels = new Set<string>();
  for (const [index, block] of blocks.entries()) {
    if (block.number !== null) for (const key of neighbourKeys(labelOf(block.number))) knownLabels.add(key);
    for (const candidate of candidates[index] ?? [])
      for (const key of neighbourKeys(candidate.label)) knownLabels.add(key);
  }
  const contents = typedContents(blocks.map(contentsLine));
  const entries = blocks.flatMap((block, index): Entry[] => {
    if (contents.has(index)) return [contentsEntry(block, index)];
    const typed = (candidates[index] ?? []).find(
      (candidate) =>
        !(candidate.label.division && block.list && block.heading === null) &&
        (candidate.sure || block.heading !== null || borneOut(candidate.label, knownLabels)),
    );
    const raw = rawText(block.pieces);
    const bullet = !typed && block.number === null && block.cell === null ? bulletAtStart(raw.text) : 0;
    const { opening = 0, length = bullet } = typed ?? {};
    const pieces = dropRange(block.pieces, raw.skipped + opening, raw.skipped + length);
    const label = block.number === null ? (typed?.label ?? null) : labelOf(block.number);
    if (pieces.length === 0 && label === null && block.cell === null) return [];
    const text = textOf(pieces);
    const shown = block.number ?? raw.text.slice(opening, length);
    const printed = label === null ? null : printedForm(shown, label, text);
    const isBullet = bullet > 0 || (label === null && block.list !== null);
    return withOption({ index, block, pieces, text, label, printed, bullet: isBullet, contents: false }).map(
      withoutFalseHeading,
    );
  });
  return withTitles(entries);
}

/** Separates a number from the option on its line: "4. Option 1: The Parties" is paragraph 4 and its first option. */
function withOption(entry: Entry): Entry[] {
  const { block, label, pieces, text } = entry;
  if (label === null || label.option !== null || label.division !== null || block.cell !== null) return [entry];
  const option = labelsAtStart(text).find((candidate) => candidate.label.option !== null && candidate.sure);
  if (!option) return [entry];
  const rest = dropStart(pieces, option.length);
  const restBlock = { ...block, number: null, list: null, heading: null, anchors: [] };
  return [
    { ...entry, pieces: [], text: "" },
    { ...entry, block: restBlock, pieces: rest, text: textOf(rest), label: option.label, printed: null },
  ];
}

function contentsLine({ pieces, number, cell }: Block): ContentsLine | null {
  return cell ? null : { label: number === null ? null : labelOf(number).text, text: textOf(pieces) };
}

function contentsEntry(block: Block, index: number): Entry {
  const number: Piece[] = block.number === null ? [] : [{ kind: "text", text: `${block.number} `, marks: [] }];
  const pieces = normalPieces([...number, ...block.pieces]);
  const plain = { ...block, number: null, list: null, heading: null };
  return {
    index,
    block: plain,
    pieces,
    text: textOf(pieces),
    label: null,
    printed: null,
    bullet: false,
    contents: true,
  };
}

/** Ignores the heading mark of a labelled sentence and of a picture. Title styles count whatever the text. */
function withoutFalseHeading(entry: Entry): Entry {
  const { block, label, pieces, text } = entry;
  const isFalse = (label !== null && (block.heading ?? 0) > 0 && !isMarkedHeading(text)) || whollyDrawn(pieces);
  return isFalse ? { ...entry, block: { ...block, heading: null } } : entry;
}

/** Adds to the divisions that stand alone on a line ("Article 4") their title, if the next line is one. */
function withTitles(entries: readonly Entry[]): Entry[] {
  const result: Entry[] = [];
  for (const [at, entry] of entries.entries()) {
    const division = result.at(-1);
    const mayBeTitle = division?.label?.division && division.text === "" && isTitle(entry);
    if (division && mayBeTitle && !isSubheading(entries, at, division)) {
      const { block, pieces, text } = entry;
      const anchors = [...division.block.anchors, ...block.anchors];
      const all = [...division.pieces, ...pieces];
      result[result.length - 1] = { ...division, pieces: all, text, block: { ...division.block, anchors } };
    } else result.push(entry);
  }
  return result;
}

/** Whether a heading below an annex, a part or the like is the first of several, and not its title. */
function isSubheading(entries: readonly Entry[], at: number, division: Entry): boolean {
  const heading = entries[at]?.block.heading ?? 0;
  if (division.label?.division === "article" || heading <= (division.block.heading ?? heading)) return false;
  const next = entries.findIndex(({ label }, index) => index > at && label?.division);
  return entries
    .slice(at + 1, next < 0 ? undefined : next)
    .some(({ label, block }) => label === null && block.heading === heading);
}

function isTitle({ block, label, bullet, text, contents }: Entry): boolean {
  return label === null && !bullet && !contents && block.cell === null && block.heading !== 0 && isHeadingText(text);
}

function candidatesOf(block: Block): TypedLabel[] {
  if (block.number !== null || block.cell !== null) return [];
  return labelsAtStart(rawText(block.pieces).text);
}

/**
 * Returns the text as typed and the number of whitespace characters removed before it. Tabs are kept, because a tab
 * after a number makes it a label.
 */
function rawText(pieces: readonly Piece[]): { text: string; skipped: number } {
  const whole = textOf(pieces);
  const text = whole.trimStart();
  return { text, skipped: whole.length - text.length };
}

/** Returns the keys by which neighbours find a label, one for each of its readings. */
function neighbourKeys(label: Label): string[] {
  const parents = label.path.slice(0, -1).join(".");
  return label.readings.map((reading) => keyOf(seriesOf(label), parents, reading.format, reading.ordinal));
}

/** Returns the part that the labels of one list have in common. */
function seriesOf({ close, option }: Label): string {
  return option ?? close;
}

function keyOf(series: string, parents: string, format: string, ordinal: number): string {
  return `${series} ${parents} ${format} ${String(ordinal)}`;
}

function borneOut(label: Label, knownLabels: ReadonlySet<string>): boolean {
  const parents = label.path.slice(0, -1);
  const whole = label.path.join(".");
  if (label.path.length > 0 && knownLabels.has(keyOf(label.close, whole, "decimal", 1))) return true;
  if (parents.length > 0 && label.path.at(-1) === 1) {
    if (knownLabels.has(keyOf(label.close, parents.slice(0, -1).join("."), "decimal", parents.at(-1) ?? 0)))
      return true;
  }
  return label.readings.some((reading) =>
    [reading.ordinal - 1, reading.ordinal + 1].some((ordinal) =>
      knownLabels.has(keyOf(seriesOf(label), parents.join("."), reading.format, ordinal)),
    ),
  );
}
