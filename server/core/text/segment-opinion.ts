import type { ClausePlan } from "#core/text/assemble.ts";
import { Nesting } from "#core/text/nesting.ts";
import type { Entry } from "#core/text/segment-entry.ts";
import { operativeFrom } from "#core/text/verb-line.ts";

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
