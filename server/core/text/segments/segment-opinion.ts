import type { ClausePlan } from "#core/text/segments/assemble.ts";
import { Nesting } from "#core/text/segments/nesting.ts";
import { wholly, whollyDrawn } from "#core/text/segments/normal-pieces.ts";
import { isFirst, type Label } from "#core/text/labels/numbering.ts";
import type { Entry } from "#core/text/segments/segment-entry.ts";

/** A longer line before the first verb is a paragraph, not a title. */
const longestTitle = 250;

/**
 * Plans the clauses of an Opinion: title, opening line, then groups of a verb and its recitals or operative items.
 *
 * Letters restart under every verb. A lone recital has no letter. An entry nested in another is an item of it. A text
 * without a label below the entries of a group (a closing note) belongs to its group.
 */
export function planOpinion(entries: readonly Entry[], verbs: ReadonlySet<number>): ClausePlan[] {
  const head = entries.slice(
    0,
    entries.findIndex((_entry, at) => verbs.has(at)),
  );
  const groups: { verb: Entry; members: Entry[] }[] = [];
  for (const [at, entry] of entries.entries()) {
    if (at < head.length) continue;
    if (verbs.has(at)) groups.push({ verb: entry, members: [] });
    else groups.at(-1)?.members.push(entry);
  }
  const lines = new Map(head.filter(({ pieces }) => !whollyDrawn(pieces)).map((entry, at) => [entry, at]));
  const cut = operativeFrom(groups);
  return [
    ...head.map((entry) => planHead(entry, lines.get(entry) ?? -1, lines.size)),
    ...groups.flatMap(({ verb, members }, group) => [
      { entry: verb, kind: "verb", depth: 0 } as const,
      ...planMembers(members, group >= cut ? "operative" : "recital"),
    ]),
  ];
}

/** `at` is the index among the `count` lines of the head that are not pictures; -1 for a picture. */
function planHead(entry: Entry, at: number, count: number): ClausePlan {
  if (at < 0) return { entry, kind: "paragraph", depth: 0 };
  const isLast = at === count - 1;
  if (isLast && entry.block.heading === null && (/[,:，：、،]$/u.test(entry.text) || at > 0)) {
    return { entry, kind: "opening", depth: 0 };
  }
  const isTitle =
    entry.block.heading !== null || (entry.text.length <= longestTitle && !/[.;。；؛]$/u.test(entry.text));
  return { entry, kind: isTitle ? "title" : "paragraph", depth: 0 };
}

function planMembers(members: readonly Entry[], kind: "recital" | "operative"): ClausePlan[] {
  const nesting = new Nesting();
  return members.map((entry) => {
    if (!entry.label && !entry.bullet) {
      nesting.clear();
      return { entry, kind, depth: 0 };
    }
    const level = nesting.place(entry);
    return { entry, kind: level === 0 ? kind : "item", depth: level };
  });
}

/**
 * "invites Member States and Sector Members to work in a collaborative manner to" has 79 characters, the longest found
 * so far.
 */
const longestVerb = 160;
/** Limit for lines without italics: "إذ يضع في اعتباره كذلك" has 22 characters. */
const longestPlainVerb = 100;

/** The end of a sentence or of a closed part of one: a verb line does not end like this. */
const closed = /[.;!?…。；！？؛؟)\]»”"]$/u;

/**
 * Finds the verb lines: the lines that open the blocks of an Opinion ("considering", "invites Member States").
 *
 * The structure decides, so that this works in any language. A verb line has no label and does not end like a sentence.
 * "Small" means that it begins with a lower-case letter or with a letter of a script without capitals. In addition, one
 * of these applies:
 *
 * - it is all italic and is small, or the first entry of a list follows;
 * - it is small, and the first entry of a list ("a)", "1") follows;
 * - the text already has a verb line, and this line is small. It follows the end of a sentence or block and precedes a
 *   longer text that ends like one (a lone recital);
 * - it comes before the first verb line and meets the same conditions, and a verb line follows the lone recital.
 *
 * @param articles indexes of entries in articles, where no line is a verb line
 */
export function verbLinesOf(entries: readonly Entry[], articles: ReadonlySet<number>): Set<number> {
  const verbs = new Set<number>();
  let seenOne = false;
  for (const [at, entry] of entries.entries()) {
    const next = entries[at + 1];
    if (!next || !mayBeVerb(entry) || next.block.cell || articles.has(at)) continue;
    const small = beginsSmall(entry.text);
    const opensList = next.label !== null && isListLabel(next.label) && isFirst(next.label);
    const italic = wholly(entry.pieces, "emphasis");
    const certain = (italic && (small || opensList)) || (small && opensList && entry.text.length <= longestPlainVerb);
    if (!certain && !(seenOne && opensLone(entries, at))) continue;
    verbs.add(at);
    seenOne = true;
  }
  // Backwards from the first verb line, because a lone recital before it is recognised by the verb line after it.
  for (let at = Math.min(...verbs) - 2; at >= 0 && Number.isFinite(at); at -= 2) {
    const entry = entries[at];
    if (!entry || !mayBeVerb(entry) || !opensLone(entries, at)) break;
    verbs.add(at);
  }
  return verbs;
}

function isListLabel({ division, option, resolution }: Label): boolean {
  return division === null && option === null && resolution === null;
}

/**
 * Whether a line may be a verb before a lone recital: it is between the end of a sentence or block and a longer text
 * that ends like a sentence.
 */
function opensLone(entries: readonly Entry[], at: number): boolean {
  const [before, entry, next] = [entries[at - 1], entries[at], entries[at + 1]];
  return (
    before !== undefined &&
    entry !== undefined &&
    next !== undefined &&
    beginsSmall(entry.text) &&
    entry.text.length <= longestPlainVerb &&
    next.label === null &&
    next.text.length > entry.text.length &&
    /[.,;。，；،؛]$/u.test(next.text) &&
    /[.,;:。，；：،؛]$/u.test(before.text)
  );
}

function mayBeVerb(entry: Entry): boolean {
  return (
    entry.label === null &&
    !entry.bullet &&
    !entry.contents &&
    entry.block.cell === null &&
    entry.block.heading !== 0 &&
    entry.text.length > 1 &&
    entry.text.length <= longestVerb &&
    !closed.test(entry.text) &&
    /^\p{L}/u.test(entry.text) &&
    (entry.block.heading === null || beginsWithLowerCase(entry.text))
  );
}

function beginsWithLowerCase(text: string): boolean {
  return /^\p{Ll}/u.test(text);
}

/** Whether a text begins with a lower-case letter, or with a letter of a script without capitals. */
function beginsSmall(text: string): boolean {
  return /^(?:\p{Ll}|\p{Lo})/u.test(text);
}

/** Forms by which a preamble verb differs from an operative verb if nothing else does, by language. */
const participles =
  /^(?:\p{L}+ing|\p{L}+(?:ant|ando|endo)|\p{L}+(?:ая|яя|ив|ав|ев|уя|вая|ря|ня|ся)|(?:و)?إذ)(?=$|[\s,])|^bearing\b|(?:到|及)$/u;
const finite =
  /^(?:(?!\p{L}*ss )\p{L}+s\b|is\b|invite\b|est\b|\p{L}+e\b|\p{L}+(?:a|an)\b|\p{L}+(?:ет|ит|ют|ят)(?=$|[\s,])|(?:请|敦促|呼吁|认为|做出决议|责成)|(?:يرى|يدعو|تدعو|يقرر|يكلف|يحث|يشجع))/u;

/**
 * Finds the end of the preamble: the index of the first operative group among the verb groups of one Opinion.
 *
 * Each group votes. Lettered entries vote for recitals and numbered ones for operative items. The verb's form (a
 * participle opens a recital) and the mark at the group's end count less. The cut with the best agreement wins, so that
 * one oddly numbered group does not change everything after it. In a tie, the latest cut wins.
 */
function operativeFrom(groups: readonly { verb: Entry; members: readonly Entry[] }[]): number {
  const votes = groups.map(({ verb, members }) => {
    const first = members.find((member) => member.label)?.label;
    const byLabel = !first ? 0 : first.path.length > 0 ? 2 : -2;
    const text = verb.text.replace(/(?<![\s,:，：،])[\s,:，：،]+$/u, "");
    const byForm = participles.test(text) ? -1 : finite.test(text) ? 1 : 0;
    const last = members.at(-1)?.text ?? "";
    const byEnd = /[,，،]$/u.test(last) ? -0.5 : /[.。]$/u.test(last) ? 0.5 : 0;
    return byLabel + byForm + byEnd;
  });
  let best = votes.length;
  let bestSum = 0;
  let sum = 0;
  for (let cut = votes.length - 1; cut >= 0; cut -= 1) {
    sum += votes[cut] ?? 0;
    if (sum > bestSum) {
      best = cut;
      bestSum = sum;
    }
  }
  return best;
}
