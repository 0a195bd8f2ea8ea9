import { diffArrays, diffWords } from "diff";
import { compare } from "#core/compare/compare.ts";
import type { VersionText } from "#core/text/clause.ts";
import { programContestants } from "./programs.ts";
import { loadByHand } from "../by-hand/packages.mjs";

/** The changes that one comparison method reports: deleted pieces and inserted pieces. */
export type Runs = { deleted: string[]; inserted: string[] };
export type Contestant = (base: VersionText, revised: VersionText) => Runs;

const tokens = /[\p{L}\p{N}\p{M}_]+|\s+|[^\s\p{L}\p{N}\p{M}_]/gu;

/**
 * Splits both texts into words with a regular expression and numbers the words. Every comparison has to do at least
 * this.
 */
function intern(...texts: string[]): { words: string[][]; ids: number[][] } {
  const numbers = new Map<string, number>();
  const words = texts.map((text) => text.match(tokens) ?? []);
  const ids = words.map((list) =>
    list.map((word) => {
      const known = numbers.get(word) ?? numbers.size;
      numbers.set(word, known);
      return known;
    }),
  );
  return { words, ids };
}

/** Imports a peer package; returns undefined if it is not installed. */
async function peer(name: string): Promise<Record<string, unknown> | undefined> {
  try {
    return await loadByHand<Record<string, unknown>>(name);
  } catch {
    return undefined;
  }
}

type DiffMatchPatch = new () => {
  Diff_Timeout: number;
  diff_main: (a: string, b: string) => [number, string][];
  diff_cleanupSemantic: (diffs: [number, string][]) => void;
};
type Myers = (a: readonly number[], b: readonly number[]) => Iterable<[number, number, number, number]>;
type HtmlDiff = (a: string, b: string) => string;

const always: Record<string, Contestant> = {
  floor: (base, revised) => {
    intern(base.text, revised.text);
    return { deleted: [], inserted: [] };
  },
  ours: (base, revised) => {
    const { changes } = compare(base, revised);
    const shown = changes.filter((change) => change.class !== "move");
    return {
      deleted: shown.map((change) => base.text.slice(...change.base)),
      inserted: shown.map((change) => revised.text.slice(...change.revised)),
    };
  },
  "diff diffWords": (base, revised) => {
    const parts = diffWords(base.text, revised.text);
    return {
      deleted: parts.filter((part) => part.removed).map((part) => part.value),
      inserted: parts.filter((part) => part.added).map((part) => part.value),
    };
  },
  "diff diffArrays": (base, revised) => {
    const { words, ids } = intern(base.text, revised.text);
    const runs: Runs = { deleted: [], inserted: [] };
    let [a, b] = [0, 0];
    for (const part of diffArrays(ids[0] ?? [], ids[1] ?? [])) {
      if (part.removed) runs.deleted.push((words[0] ?? []).slice(a, a + part.count).join(""));
      if (part.added) runs.inserted.push((words[1] ?? []).slice(b, b + part.count).join(""));
      if (!part.added) a += part.count;
      if (!part.removed) b += part.count;
    }
    return runs;
  },
};

/** Returns all contestants that can run here, and the names of those that cannot. */
export async function contestants(): Promise<{ present: Record<string, Contestant>; missing: string[] }> {
  const present = { ...always };
  const missing: string[] = [];
  const add = async (name: string, make: (module: Record<string, unknown>) => Contestant): Promise<void> => {
    const module = await peer(name);
    if (module) present[name] = make(module);
    else missing.push(name);
  };
  await add("diff-match-patch", (module) => {
    const Engine = (module["default"] ?? module["diff_match_patch"]) as DiffMatchPatch;
    return (base, revised) => {
      const engine = new Engine();
      engine.Diff_Timeout = 0;
      const parts = engine.diff_main(base.text, revised.text);
      engine.diff_cleanupSemantic(parts);
      return {
        deleted: parts.filter(([kind]) => kind < 0).map(([, text]) => text),
        inserted: parts.filter(([kind]) => kind > 0).map(([, text]) => text),
      };
    };
  });
  await add("fast-myers-diff", (module) => (base, revised) => {
    const { words, ids } = intern(base.text, revised.text);
    const runs: Runs = { deleted: [], inserted: [] };
    for (const [a, aEnd, b, bEnd] of (module["diff"] as Myers)(ids[0] ?? [], ids[1] ?? [])) {
      if (a < aEnd) runs.deleted.push((words[0] ?? []).slice(a, aEnd).join(""));
      if (b < bEnd) runs.inserted.push((words[1] ?? []).slice(b, bEnd).join(""));
    }
    return runs;
  });
  await add("node-htmldiff", (module) => (base, revised) => {
    const marked = (module["default"] as HtmlDiff)(base.text, revised.text);
    const inside = (tag: string): string[] =>
      [...marked.matchAll(new RegExp(`<${tag}[^>]*>([\\s\\S]*?)</${tag}>`, "gu"))].map((match) => match[1] ?? "");
    return { deleted: inside("del"), inserted: inside("ins") };
  });
  const programs = programContestants();
  return { present: { ...present, ...programs.present }, missing: [...missing, ...programs.missing] };
}
