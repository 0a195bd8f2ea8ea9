import type { SimilarGroup } from "#core/outcome/similar-group.ts";
import { sentenceTable, type SentenceTable } from "#core/outcome/alike-sentences.ts";

/** A comment or proposal to group with others. */
export interface GroupedComment {
  id: string;
  /** Key of the position that it is about. Comments on different positions are never grouped for their text. */
  place: string;
  text: string;
  /** Key of a proposal's change (`changeKey`). Null for a comment. */
  change: string | null;
}

/** People's corrections of the groups. They take precedence over the computation. */
export interface GroupCorrections {
  /** Ids of comments that were removed from their groups. Only `joined` groups them again. */
  removed: readonly string[];
  /** Pairs of ids of comments whose groups were joined. */
  joined: readonly (readonly [string, string])[];
}

/**
 * Minimum shares of the words that two comments have in common: of the shorter comment, and of the longer one. Calibrated on
 * labelled groups (`labelled-groups.ts`).
 */
export const leastShares = { ofShorter: 0.6, ofLonger: 0.2 };

/** Minimum number of shared words, or half of a short comment. "I agree" is in many comments. */
const leastExcerpt = 10;

type Member = SimilarGroup["members"][number];

/**
 * Groups comments: first proposals of the same change, then comments on one position with nearly the same text. Every
 * comment is in exactly one group. Groups are in the order of their earliest comments.
 */
export function groupComments(
  comments: readonly GroupedComment[],
  { removed, joined }: GroupCorrections,
  shares = leastShares,
): SimilarGroup[] {
  const alone = new Set(removed);
  const groups: Member[][] = [];
  const byKey = new Map<string, GroupedComment[]>();
  for (const comment of comments) {
    const { id, place, change } = comment;
    const key = alone.has(id) ? `alone ${id}` : change === null ? `text ${place}` : `change ${change}`;
    const known = byKey.get(key);
    if (known) known.push(comment);
    else byKey.set(key, [comment]);
  }
  for (const [key, members] of byKey) {
    if (key.startsWith("text ")) groups.push(...groupTexts(members, shares));
    else groups.push(members.map(({ id }, index) => ({ id, why: { kind: index === 0 ? "first" : "same-change" } })));
  }
  const order = new Map(comments.map(({ id }, index) => [id, index]));
  const earliest = (group: readonly Member[]): number =>
    group.reduce((least, { id }) => Math.min(least, order.get(id) ?? 0), Infinity);
  return withJoined(groups, joined)
    .map((members) => ({ members, at: earliest(members) }))
    .sort((one, other) => one.at - other.at)
    .map(({ members }) => ({ members }));
}

function withJoined(groups: Member[][], joined: GroupCorrections["joined"]): Member[][] {
  const groupOf = new Map(groups.flatMap((group) => group.map(({ id }) => [id, group] as const)));
  for (const [one, other] of joined) {
    const [left, right] = [groupOf.get(one), groupOf.get(other)];
    if (!left || !right || left === right) continue;
    const [kept, added] = left.length >= right.length ? [left, right] : [right, left];
    for (const member of added) {
      kept.push({ ...member, why: { kind: "joined" } });
      groupOf.set(member.id, kept);
    }
    added.length = 0;
  }
  return groups.filter(({ length }) => length > 0);
}

/** A group while it grows: the sentences of its first comment, and those of all its comments. */
interface Growing {
  members: Member[];
  length: number;
  first: ReadonlySet<number>;
  sentences: Set<number>;
}

function groupTexts(comments: readonly GroupedComment[], shares: typeof leastShares): Member[][] {
  const table = sentenceTable(comments.map(({ text }) => text));
  const groups: Growing[] = [];
  const bySentence = new Map<number, Growing[]>();
  for (const index of fullestFirst(table)) {
    const id = comments[index]?.id ?? "";
    const own = table.texts[index] ?? [];
    const length = sumOf(table.weights, own);
    const found = bestGroup(own, length);
    const group = found?.group ?? { members: [], length, first: new Set(own), sentences: new Set() };
    if (!found) groups.push(group);
    const why = found
      ? ({ kind: "shared-words", shared: found.words, of: sumOf(table.lengths, own) } as const)
      : ({ kind: "first" } as const);
    group.members.push({ id, why });
    for (const sentence of own) {
      if (group.sentences.has(sentence)) continue;
      group.sentences.add(sentence);
      const known = bySentence.get(sentence);
      if (known) known.push(group);
      else bySentence.set(sentence, [group]);
    }
  }
  return groups.map(({ members }) => members);

  function bestGroup(own: readonly number[], length: number): { group: Growing; shared: number; words: number } | null {
    const totals = new Map<Growing, { words: number; weight: number }>();
    for (const sentence of own) {
      const best = new Map<Growing, number>();
      const itself = [sentence, table.lengths[sentence] ?? 0] as const;
      for (const [like, words] of [
        itself,
        ...(table.alike.get(sentence) ?? []),
        ...(table.reworded.get(sentence) ?? []),
      ])
        for (const group of bySentence.get(like) ?? []) best.set(group, Math.max(best.get(group) ?? 0, words));
      for (const [group, words] of best) {
        const total = totals.get(group) ?? { words: 0, weight: 0 };
        total.words += words;
        total.weight += Math.min(words, table.weights[sentence] ?? 0);
        totals.set(group, total);
      }
    }
    let found: ReturnType<typeof bestGroup> = null;
    for (const [group, { words, weight }] of totals) {
      const [shorter, longer] = [Math.min(length, group.length), Math.max(length, group.length)];
      const shared = Math.min(weight, shorter);
      if (shared < shares.ofShorter * shorter || shared < shares.ofLonger * longer) continue;
      if (shared < Math.min(leastExcerpt, longer / 2)) continue;
      if (found && found.shared >= shared) continue;
      if (!contradicts(table, own, group)) found = { group, shared, words };
    }
    return found;
  }
}

/**
 * Whether a comment may ask for something else than a group: each has a request that the other lacks, or the comment has
 * another version of a sentence. Words that were replaced matter only in a request, and any sentence may be the request of
 * a comment in which none is recognised.
 */
function contradicts(
  { requests, alike, reworded, unlike }: SentenceTable,
  own: readonly number[],
  group: Growing,
): boolean {
  const ownSet = new Set(own);
  const isIn = (sentence: number, sentences: ReadonlySet<number>): boolean =>
    sentences.has(sentence) || alike.get(sentence)?.some(([other]) => sentences.has(other)) === true;
  const asked = own.filter((sentence) => requests[sentence]);
  const before = [...group.first].filter((sentence) => requests[sentence]);
  if (asked.some((sentence) => !isIn(sentence, group.first)) && before.some((sentence) => !isIn(sentence, ownSet)))
    return true;
  const isStrict = asked.length === 0 || before.length === 0;
  const isOther = (sentence: number): boolean => group.sentences.has(sentence) && !ownSet.has(sentence);
  return own.some(
    (sentence) =>
      !group.sentences.has(sentence) &&
      !isIn(sentence, group.first) &&
      (unlike.get(sentence)?.some(isOther) === true ||
        (isStrict && reworded.get(sentence)?.some(([other]) => isOther(other)) === true)),
  );
}

function sumOf(counts: readonly number[], sentences: readonly number[]): number {
  return sentences.reduce((sum, sentence) => sum + (counts[sentence] ?? 0), 0);
}

/** Returns the indexes of comments, those first whose sentences others repeat most. */
function fullestFirst({ texts, lengths }: SentenceTable): number[] {
  const counts = new Map<number, number>();
  for (const sentence of texts.flat()) counts.set(sentence, (counts.get(sentence) ?? 0) + 1);
  const repeated = texts.map((own) =>
    own.reduce((sum, sentence) => sum + ((counts.get(sentence) ?? 1) - 1) * (lengths[sentence] ?? 0), 0),
  );
  return texts
    .map((_, index) => index)
    .sort((one, other) => (repeated[other] ?? 0) - (repeated[one] ?? 0) || one - other);
}
