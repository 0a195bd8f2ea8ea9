import type { Clause } from "#core/text/clause.ts";
import { beginsTitle, isHeadingText, readingsOf, tidied } from "#core/text/labels/division.ts";
import type { OrdinalReading } from "#core/text/labels/ordinal.ts";

/**
 * The grammar of an option's label, in the six official languages of the United Nations. An option is one of several
 * alternatives of a clause:
 *
 * - a label is a name and a number: "Option 1", "Alternative A", "Alt. 2", "Variante B", "Вариант 1", in capitals or
 *   not;
 * - the number is written in digits of any script, in Roman numbers, as a letter (in Arabic also its name: ألف), as a
 *   word up to ten, or in round brackets: "Option (a)". Without one, the name is a label if it is alone on its line or
 *   before a colon: "Variante :";
 * - square brackets around the label or its number belong to it, even one alone: "[Option 1]", "[Option II";
 * - then the line ends, or text follows: after a mark ("Option 1: The Parties"), or after a space if it begins with a
 *   capital, a bracket or a quotation mark ("Option 1 [The Parties"). "Option 1 is preferred" is wording. A script
 *   without capitals needs the mark, but Chinese may have a space.
 *
 * Options within one line, "[Option 1: shall] [Option 2: should] report", are part of its wording.
 */
const names = [
  ...["option", "opt", "alternative", "alt", "variant"],
  ...["variante"],
  ...["opción", "opcion", "alternativa"],
  ...["вариант", "альтернатива"],
  ...["备选案文", "备选方案", "选项"],
  ...["الخيار", "خيار", "البديل", "بديل"],
] as const;

/** Names of options in lower case, as the source of a regular expression. A number may touch a Chinese name. */
export const optionNames = names
  .toSorted((left, right) => right.length - left.length)
  .map((name) => (/\p{Script=Han}/u.test(name) ? name : `${name}(?![\\p{L}\\p{M}])`))
  .join("|");

/** Arabic letters in the order of lists, by name. */
const arabicLetters = ["ألف", "باء", "جيم", "دال", "هاء", "واو"];

/** An option's series and number. */
interface Option {
  /** The name that all options of one clause have in common, in lower case: "option". */
  readonly series: string;
  /** Without spaces and brackets: "2", "II", "a"; empty if there is none. */
  readonly number: string;
  /** Possible meanings of the number. */
  readonly readings: readonly OrdinalReading[];
}

/** An option's label at the start of a text. */
export interface TypedOption {
  readonly option: Option;
  /** In the form for citing: without double spaces, and not all in capitals. */
  readonly text: string;
  /** Length of the label, the marks and the whitespace to remove, in UTF-16 code units. */
  readonly length: number;
  /** False if only a space separates the label from wording. */
  readonly sure: boolean;
}

const blank = "[\\s\\p{Zs}\\u200B]";
const words = [
  ...["one", "two", "three", "four", "five", "six"],
  ...["الأولى?", "الثانية?", "الثالثة?", "الرابعة?", "الخامسة?", "السادسة?"],
  ...arabicLetters,
].join("|");
const label = new RegExp(
  `^(?<open>[[［]*)${blank}*(?<name>${optionNames})(?<dot>\\.?)(?<gap>${blank}*)(?:n[°ºo]\\.?|№)?${blank}*` +
    `(?<inner>[[［(（]*)(?<number>\\p{Nd}{1,3}|[ivx]{1,5}|${words}|\\p{L}|[一二三四五六七八九十]{1,2})(?<close>[)）]?)(?![\\p{L}\\p{M}\\p{Nd}])`,
  "iu",
);
const alone = new RegExp(
  `^(?<open>[[［]*)${blank}*(?<name>${optionNames})(?<gap>)(?<inner>)(?<number>)(?<close>)(?=${blank}*(?:$|[:：\\]］]))`,
  "iu",
);
const closing = new RegExp(`^${blank}*[\\]］]+`, "u");
const mark = new RegExp(`^${blank}*(?:[.:：．)–—-]+(?!\\p{Nd})|[\\t\\u2002\\u2003\\u3000])${blank}*`, "u");
const space = new RegExp(`^${blank}+`, "u");
const later = new RegExp(
  `(?<=[\\]］;；.。]|[[［])${blank}*(?:${optionNames})\\.?${blank}*[(（]?(?:\\p{Nd}{1,3}|[ivx]{1,5}|\\p{L})[)）]?${blank}*[:：\\]］]`,
  "iu",
);

/** Returns the option whose label a text begins with; undefined if it begins with none. */
export function optionAtStart(text: string): TypedOption | undefined {
  const match = label.exec(text) ?? alone.exec(text);
  if (!match?.groups) return undefined;
  const { open = "", name = "", gap = "", inner = "", number = "", close = "" } = match.groups;
  if (/[(（]/u.test(inner) !== (close !== "")) return undefined;
  if (gap === "" && inner === "" && /^[\p{sc=Latn}\p{sc=Cyrl}]/u.test(number)) return undefined;
  const squares = open.length + inner.replace(/[(（]/gu, "").length;
  const closed = squares > 0 ? (closing.exec(text.slice(match[0].length))?.[0] ?? "") : "";
  const end = match[0].length + closed.length;
  const rest = text.slice(end);
  const isMarked = mark.test(rest);
  const separator = mark.exec(rest)?.[0] ?? space.exec(rest)?.[0] ?? "";
  const wording = rest.slice(separator.length);
  if (wording !== "" && !isMarked && !mayFollowSpace(wording, separator)) return undefined;
  if (isWithinLine(wording, squares > 0 && closed === "")) return undefined;
  const option = { series: name.toLowerCase(), number, readings: optionReadings(number) };
  return {
    option,
    text: tidied(text.slice(0, end)),
    length: end + separator.length,
    sure: isMarked || wording === "" || squares > 0 || isHeadingText(wording),
  };
}

/** Returns the option that a label names, as `optionAtStart` returned it; undefined if it names none. */
export function optionOf(printed: string): Option | undefined {
  // This is asked of every clause of a text.
  if (printed.length < 3 || /^[\p{N}(（]/u.test(printed)) return undefined;
  const typed = optionAtStart(printed);
  return typed?.length === printed.length ? typed.option : undefined;
}

/** Removes the brackets of a label, for citations: "[Option II" → "Option II". */
export function withoutBrackets(printed: string): string {
  return printed.replace(/[[\]［］]/gu, "").trim();
}

function mayFollowSpace(wording: string, separator: string): boolean {
  if (/^["“«'‘[［]/u.test(wording)) return true;
  return separator !== "" && !/^\p{Script=Arabic}/u.test(wording) && beginsTitle(wording);
}

/** Whether a label is one of several options in a sentence: its bracket ends before the sentence does. */
function isWithinLine(wording: string, isOpen: boolean): boolean {
  if (later.test(wording)) return true;
  if (!isOpen) return false;
  let depth = 1;
  for (let at = 0; at < wording.length; at += 1) {
    const character = wording[at] ?? "";
    if (/[[［]/u.test(character)) depth += 1;
    else if (/[\]］]/u.test(character)) depth -= 1;
    if (depth === 0) return /[\p{L}\p{N}]/u.test(wording.slice(at + 1));
  }
  return false;
}

function optionReadings(number: string): OrdinalReading[] {
  const named = arabicLetters.indexOf(number) + 1;
  if (number === "") return [];
  return named > 0 ? [{ format: "arabicAbjad", ordinal: named }] : readingsOf(number);
}

/** An option with the clauses below it, by index: [first, end). */
export interface OptionClauses {
  readonly first: number;
  readonly end: number;
}

/** The options of one clause. */
export interface OptionGroup {
  /** Index of the number whose only text is these options ("4."); -1 without one. */
  readonly opener: number;
  /** In order. */
  readonly options: readonly OptionClauses[];
}

/** Version texts are immutable, so their options are found once. */
const known = new WeakMap<readonly Clause[], readonly OptionGroup[]>();

/** Finds the options of a text, grouped by the clause whose alternatives they are; outer groups before inner ones. */
export function optionGroups(clauses: readonly Clause[]): readonly OptionGroup[] {
  const cached = known.get(clauses);
  if (cached) return cached;
  const groups = readGroups(clauses);
  known.set(clauses, groups);
  return groups;
}

interface OpenGroup {
  depth: number;
  series: string;
  opener: number;
  options: { first: number; end: number }[];
}

function readGroups(clauses: readonly Clause[]): OptionGroup[] {
  const groups: OpenGroup[] = [];
  const open: OpenGroup[] = [];
  for (const [index, { kind, label, depth }] of clauses.entries()) {
    if (kind === "footnote" || kind === "cell") continue;
    while ((open.at(-1)?.depth ?? -1) > depth) open.pop();
    const last = open.at(-1);
    const isSibling = last?.depth === depth;
    const option = label === null ? undefined : optionOf(label);
    if (isSibling && (!option || option.series !== last.series || beginsAgain(option))) open.pop();
    if (option) add(option, index, depth);
    for (const group of open) {
      const option = group.options.at(-1);
      if (option) option.end = index + 1;
    }
  }
  return groups;

  function add({ series }: Option, index: number, depth: number): void {
    let group = open.at(-1);
    if (group?.depth !== depth) {
      group = { depth, series, opener: openerOf(clauses, index), options: [] };
      groups.push(group);
      open.push(group);
    }
    group.options.push({ first: index, end: index + 1 });
  }
}

/** Whether an option is the first of a new group. */
function beginsAgain({ readings }: Option): boolean {
  return readings.some(({ ordinal }) => ordinal === 1);
}

/** Finds the clause without a text of its own that an option is an alternative of. */
function openerOf(clauses: readonly Clause[], option: number): number {
  const before = clauses[option - 1];
  const isOpener = before && before.depth < (clauses[option]?.depth ?? 0) && before.start === before.end;
  return isOpener && before.kind !== "heading" && !optionOf(before.label ?? "") ? option - 1 : -1;
}
