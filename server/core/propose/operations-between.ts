import { diffArrays } from "diff";
import { Fragment, type Node } from "prosemirror-model";
import { contentOf, positionAt } from "#core/discuss/inline-content.ts";
import type { ReplaceOperation } from "#core/discuss/proposal-operation.ts";
import { Lexicon } from "#core/text/lexicon.ts";
import { wordsOf } from "#core/text/tokens.ts";

/** A word, punctuation mark or space of a clause; footnote references belong to the words around them. */
interface Token {
  content: Fragment;
  /** Length in the clause's text, in UTF-16 code units. */
  length: number;
  blank: boolean;
  /** Equal for tokens with the same text and formatting. */
  key: string;
}

/** A replacement of the clause's tokens `from` to `to` by `put`. */
interface Hunk {
  from: number;
  to: number;
  inserted: readonly Token[];
}

/**
 * Returns the replacements that turn a clause's content into `after` when `applyOperations` applies them.
 *
 * - Words are replaced whole: "shall" → "should" replaces one word, not four letters.
 * - Two changes with only a space between them are one, because people read "take part" → "have a share" as one change.
 * - Formatting counts: a word made bold is replaced by itself in bold.
 * - A footnote reference has no length in the text, so a change beside one includes the words on both sides of it.
 *
 * Offsets cannot address a reference at the very start or end of the clause. Such a reference keeps its position and is
 * deleted only with its footnote.
 */
export function operationsBetween(before: Node, after: Fragment): ReplaceOperation[] {
  const { children } = before;
  const lead = children.findIndex((node) => !isNote(node));
  if (lead < 0) return append(before, after.content.slice(children.length));
  const trail = children.slice(children.findLastIndex((node) => !isNote(node)) + 1);

  const body = before.copy(Fragment.from(children.slice(lead, children.length - trail.length)));
  const wanted = after.content.slice(startsWith(after.content, children.slice(0, lead)) ? lead : 0);
  const split = lastRun(wanted, trail);
  const head = split === undefined ? wanted : wanted.slice(0, split);
  const tail = split === undefined ? [] : wanted.slice(split + trail.length);

  const clause = String(before.attrs["id"]);
  const tokens = tokensOf(body);
  const offsets = [0];
  for (const { length } of tokens) offsets.push((offsets.at(-1) ?? 0) + length);
  const replacements = hunksBetween(tokens, tokensOf(before.copy(Fragment.from(head)))).map((hunk) => {
    // An insertion at the end would go after the last references. A replacement of the previous token does not.
    const { from, to, inserted } =
      trail.length > 0 && hunk.from === tokens.length ? withTokenBefore(hunk, tokens) : hunk;
    return {
      kind: "replace" as const,
      start: { clause, offset: offsets[from] ?? 0 },
      end: { clause, offset: offsets[to] ?? 0 },
      content: contentOf(inserted.reduce((content, token) => content.append(token.content), Fragment.empty)),
    };
  });
  return [...replacements, ...append(before, tail)];
}

function append(clause: Node, nodes: readonly Node[]): ReplaceOperation[] {
  if (nodes.length === 0) return [];
  const end = { clause: String(clause.attrs["id"]), offset: clause.textContent.length };
  return [{ kind: "replace", start: end, end, content: contentOf(Fragment.from(nodes)) }];
}

function hunksBetween(tokens: readonly Token[], wanted: readonly Token[]): Hunk[] {
  const hunks: { from: number; to: number; inserted: Token[] }[] = [];
  let at = 0;
  let joins = false;
  const changes = diffArrays([...tokens], [...wanted], { comparator: (left, right) => left.key === right.key });
  for (const [index, { added, removed, value }] of changes.entries()) {
    const bridge = joins && index < changes.length - 1 && value.every((token) => token.blank);
    if (added || removed || bridge) {
      if (!joins) hunks.push({ from: at, to: at, inserted: [] });
      joins = true;
      const hunk = hunks.at(-1);
      if (!removed) hunk?.inserted.push(...value);
      if (!added) at += value.length;
      if (hunk) hunk.to = at;
    } else {
      joins = false;
      at += value.length;
    }
  }
  return hunks.map((hunk) => withoutSharedEdges(hunk, tokens));
}

/** A space that joined two changes may end up at the edge of both sides: "take part in" → "have a share in". */
function withoutSharedEdges({ from, to, inserted }: Hunk, tokens: readonly Token[]): Hunk {
  const shared = (index: number, token: Token | undefined): boolean =>
    from < to && token !== undefined && tokens[index]?.key === token.key;
  while (shared(to - 1, inserted.at(-1))) [to, inserted] = [to - 1, inserted.slice(0, -1)];
  while (shared(from, inserted[0])) [from, inserted] = [from + 1, inserted.slice(1)];
  return { from, to, inserted };
}

function withTokenBefore({ from, to, inserted }: Hunk, tokens: readonly Token[]): Hunk {
  const token = tokens[from - 1];
  return token ? { from: from - 1, to, inserted: [token, ...inserted] } : { from, to, inserted };
}

function tokensOf(clause: Node): Token[] {
  const text = clause.textContent;
  const whole = { id: "", kind: "paragraph", label: null, citation: "", depth: 0, start: 0, end: text.length } as const;
  const words = wordsOf({ text, language: "und", clauses: [whole] }, new Lexicon());
  const glued = new Set<number>();
  let reached = 0;
  for (const node of clause.children) {
    if (isNote(node)) glued.add(reached);
    reached += node.textContent.length;
  }
  const edges = [...new Set([0, ...words.starts, ...words.ends, text.length])]
    .filter((edge) => !glued.has(edge) || edge === 0 || edge === text.length)
    .sort((left, right) => left - right);

  return edges.slice(1).map((end, index) => {
    const start = edges[index] ?? 0;
    const content = clause.content.cut(
      positionAt(clause, start, "before"),
      positionAt(clause, end, end === text.length ? "after" : "before"),
    );
    return {
      content,
      length: end - start,
      blank: text.slice(start, end).trim() === "",
      key: JSON.stringify(content.toJSON()),
    };
  });
}

function isNote(node: Node): boolean {
  return node.textContent.length === 0;
}

function startsWith(nodes: readonly Node[], run: readonly Node[]): boolean {
  return run.every((node, index) => nodes[index]?.eq(node));
}

/** Returns the last position of a run of nodes; undefined if the run is empty or not found. */
function lastRun(nodes: readonly Node[], run: readonly Node[]): number | undefined {
  if (run.length === 0) return undefined;
  for (let at = nodes.length - run.length; at >= 0; at -= 1) {
    if (startsWith(nodes.slice(at), run)) return at;
  }
  return undefined;
}
