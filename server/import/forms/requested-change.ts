import { proposedChanges, type ProposedChangeCode } from "#core/compile/word-proposal.ts";
import { uncheckedText } from "#core/phrases/message-text.ts";
import { withoutIsolate } from "#core/text/direction.ts";

/**
 * One requested step, as a sentence states it. A clause is given by its citation ("" means the row's own clause), text
 * as quoted.
 */
export type RequestedChange =
  | { kind: "replace"; citation: string; from: string; to: string }
  | { kind: "insert-after" | "insert-before"; citation: string; quote: string; to: string }
  | { kind: "insert-first" | "insert-last"; citation: string; to: string }
  /** Deleting as people mean it: a space next to the text goes too. */
  | { kind: "delete"; citation: string; quote: string }
  | { kind: "delete-clause"; citation: string }
  /** `after` "" is the front of the document. `to` starts with the label. */
  | { kind: "insert-clause"; after: string; to: string }
  | { kind: "move"; citation: string; after: string }
  | { kind: "relabel"; citation: string; label: string | null };

/**
 * Parses a line as a requested change. It may be a sentence from our own forms, or one that people type: Replace “A” by
 * “B”, Delete “A”, Insert “B” after “A”, Delete this clause. Returns null for anything else, because only certain
 * requests become proposals.
 */
export function parseRequestedChange(line: string): RequestedChange | null {
  const sentence = line.trim();
  // Human sentences are tried first. “Delete this paragraph.” would also match our own form, with "this paragraph" as
  // citation.
  return asTyped(sentence) ?? asOurs(sentence);
}

/** The sentences of the proposals' catalogue, as patterns that capture their parameters. */
const ourSentences = proposedChanges.map((code): [ProposedChangeCode, RegExp] => {
  const sentence = uncheckedText({ code, params: {} }, "en").replace(/[\\^$.*+?()[\]|]/gu, "\\$&");
  return [code, new RegExp(`^${sentence.replace(/\{(\w+)\}/gu, "(?<$1>.+?)")}$`, "su")];
});

function asOurs(sentence: string): RequestedChange | null {
  for (const [code, pattern] of ourSentences) {
    const groups = pattern.exec(sentence)?.groups;
    if (!groups) continue;
    const [citation, from, to, after] = (["citation", "from", "to", "after"] as const).map((name) =>
      withoutIsolate(groups[name] ?? ""),
    ) as [string, string, string, string];
    switch (code) {
      case "change-replace":
        return { kind: "replace", citation, from, to };
      case "change-delete":
        return { kind: "replace", citation, from, to: "" };
      case "change-insert":
        return { kind: "insert-after", citation, quote: after, to };
      case "change-insert-first":
        return { kind: "insert-first", citation, to };
      case "change-delete-clause":
        return { kind: "delete-clause", citation };
      case "change-insert-clause":
      case "change-insert-clause-first":
        return { kind: "insert-clause", after, to };
      case "change-move":
      case "change-move-first":
        return { kind: "move", citation, after };
      case "change-relabel":
        return { kind: "relabel", citation, label: to };
      case "change-unlabel":
        return { kind: "relabel", citation, label: null };
    }
  }
  return null;
}

/**
 * Quoted text in any common quotation marks. Straight single quotes are left out, because they are too often
 * apostrophes.
 */
const quoted = (name: string): string =>
  `(?:“(?<${name}1>[^”]+)”|"(?<${name}2>[^"]+)"|«\\s*(?<${name}3>[^»]+?)\\s*»|„(?<${name}4>[^“”]+)[“”]|‘(?<${name}5>.+?)’(?!\\p{L}))`;

const textNoun = "(?:the )?(?:words?|term|phrase|expression|text)?\\s*";
const typedSentences: readonly [RegExp, (first: string, second: string) => RequestedChange][] = [
  [
    typed(
      `(?:replace|change|substitute|amend)\\s+${textNoun}${quoted("one")}\\s+(?:by|with|to|into|for)\\s+${quoted("other")}`,
    ),
    (from, to) => ({ kind: "replace", citation: "", from, to }),
  ],
  [
    typed(`(?:delete|remove|strike(?: out)?|omit|suppress)\\s+${textNoun}${quoted("one")}`),
    (text) => ({ kind: "delete", citation: "", quote: text }),
  ],
  [
    typed(`(?:insert|add)\\s+${textNoun}${quoted("one")}\\s+after\\s+${textNoun}${quoted("other")}`),
    (to, after) => ({ kind: "insert-after", citation: "", quote: after, to }),
  ],
  [
    typed(`after\\s+${textNoun}${quoted("one")},?\\s+(?:insert|add)\\s+${textNoun}${quoted("other")}`),
    (after, to) => ({ kind: "insert-after", citation: "", quote: after, to }),
  ],
  [
    typed(`(?:insert|add)\\s+${textNoun}${quoted("one")}\\s+before\\s+${textNoun}${quoted("other")}`),
    (to, before) => ({ kind: "insert-before", citation: "", quote: before, to }),
  ],
  [
    typed(`(?:insert|add)\\s+${textNoun}${quoted("one")}\\s+at the (?:beginning|start)`),
    (to) => ({ kind: "insert-first", citation: "", to }),
  ],
  [
    typed(`(?:insert|add)\\s+${textNoun}${quoted("one")}\\s+at the end`),
    (to) => ({ kind: "insert-last", citation: "", to }),
  ],
  [
    typed(
      "(?:delete|remove|strike(?: out)?|omit|suppress)(?:\\s+(?:the|this)?\\s*(?:whole |entire )?(?:clause|paragraph|sub-?paragraph|item|recital|text))?",
    ),
    () => ({ kind: "delete-clause", citation: "" }),
  ],
];

function asTyped(sentence: string): RequestedChange | null {
  for (const [pattern, make] of typedSentences) {
    const match = pattern.exec(sentence);
    if (!match) continue;
    // Each name has one group per kind of quotation mark; only the group for the marks in use has a value.
    const groups = Object.entries<string | undefined>(match.groups ?? {});
    const named = (name: string): string => groups.find(([key, value]) => key.startsWith(name) && value)?.[1] ?? "";
    return make(named("one"), named("other"));
  }
  return null;
}

function typed(pattern: string): RegExp {
  return new RegExp(`^${pattern}\\s*[.;]?$`, "isu");
}
