import type { ClausePlan } from "#core/text/assemble.ts";
import { Nesting } from "#core/text/nesting.ts";
import { wholly } from "#core/text/normal-pieces.ts";
import { isFirst } from "#core/text/numbering.ts";
import type { Entry } from "#core/text/segment-entry.ts";

/** A line longer than this before the first verb is a paragraph, not a title. */
const longestTitle = 250;

/**
 * The clauses of an Opinion: title, opening line, then groups of a verb and its recitals or operative items.
 *
 * Letters restart under every verb; a lone recital has no letter; an entry nested in another is an item of it. A text
 * without a label below the entries of a group (a closing note) stays with its group.
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
  const cut = operativeFrom(groups);
  return [
    ...head.map((entry, at) => planHead(entry, at, head.length)),
    ...groups.flatMap(({ verb, members }, group) => [
      { entry: verb, kind: "verb", depth: 0 } as const,
      ...planMembers(members, group >= cut ? "operative" : "recital"),
    ]),
  ];
}

function planHead(entry: Entry, at: number, count: number): ClausePlan {
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

/** "invites Member States and Sector Members to work in a collaborative manner to" has 79; nothing longer was seen. */
const longestVerb = 160;
/** Without italics and in a script without capitals only a short line is taken: "إذ يضع في اعتباره كذلك" has 22. */
const longestPlainVerb = 100;

/** A sentence, or a part of one that is closed: not how a verb line ends. */
const closed = /[.;!?…。；！？؛؟)\]»”"]$/u;

/**
 * Which entries are verb lines: the lines that open the blocks of an Opinion ("considering", "invites Member States").
 *
 * Told by structure, so that it holds in any language: a line without a label that ends like no sentence and
 * - is italic throughout, does not begin with a capital or is followed by the first entry of a list; or
 * - begins with a small letter, or is in a script without capitals, and is followed by the first entry of a list
 *   ("a)", "1"); or
 * - in a text that has such a line already: begins with a small letter or is in a script without capitals, is preceded
 *   by the end of a sentence or block and followed by a longer text that ends like one: a lone recital;
 * - before the first such line, the same, where what follows the lone recital is a verb line.
 */
export function verbLinesOf(entries: readonly Entry[]): Set<number> {
  const verbs = new Set<number>();
  let seenOne = false;
  for (const [at, entry] of entries.entries()) {
    const next = entries[at + 1];
    if (!next || !mayBeVerb(entry) || next.block.cell) continue;
    const small = beginsSmall(entry.text);
    const opensList = next.label !== null && isFirst(next.label);
    const italic = wholly(entry.pieces, "emphasis");
    const certain = (italic && (small || opensList)) || (small && opensList && entry.text.length <= longestPlainVerb);
    if (!certain && !(seenOne && opensLone(entries, at))) continue;
    verbs.add(at);
    seenOne = true;
  }
  // Backwards from the first one, since a lone recital before it is known by the verb line after it.
  for (let at = Math.min(...verbs) - 2; at >= 0 && Number.isFinite(at); at -= 2) {
    const entry = entries[at];
    if (!entry || !mayBeVerb(entry) || !opensLone(entries, at)) break;
    verbs.add(at);
  }
  return verbs;
}

/** Whether a line may be a verb over a lone recital: between the end of a sentence or block and a longer text that ends. */
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

/** Begins with no capital: a small letter, or a letter of a script that has none. */
function beginsSmall(text: string): boolean {
  return /^(?:\p{Ll}|\p{Lo})/u.test(text);
}

/** The forms that tell an operative verb from a preamble's where nothing else does, by language. */
const participles =
  /^(?:\p{L}+ing|\p{L}+(?:ant|ando|endo)|\p{L}+(?:ая|яя|ив|ав|ев|уя|вая|ря|ня|ся)|(?:و)?إذ)(?=$|[\s,])|^bearing\b|(?:到|及)$/u;
const finite =
  /^(?:(?!\p{L}*ss )\p{L}+s\b|is\b|invite\b|est\b|\p{L}+e\b|\p{L}+(?:a|an)\b|\p{L}+(?:ет|ит|ют|ят)(?=$|[\s,])|(?:请|敦促|呼吁|认为|做出决议|责成)|(?:يرى|يدعو|تدعو|يقرر|يكلف|يحث|يشجع))/u;

/**
 * Where the preamble ends: the index, among the verb groups of one Opinion, of the first operative group.
 *
 * Each group votes: lettered entries are recitals, numbered ones operative items, and the verb's form counts a little
 * (a participle opens a recital). The cut is where the votes agree best, so that one oddly numbered group does not turn
 * everything after it; among equal cuts the latest.
 */
function operativeFrom(groups: readonly { verb: Entry; members: readonly Entry[] }[]): number {
  const votes = groups.map(({ verb, members }) => {
    const first = members.find((member) => member.label)?.label;
    const byLabel = !first ? 0 : first.path.length > 0 ? 2 : -2;
    const words = verb.text.replace(/[\s,:，：،]+$/u, "");
    const byForm = participles.test(words) ? -1 : finite.test(words) ? 1 : 0;
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
