import { useLayoutEffect, useRef } from "react";
import { clauseById } from "#core/text/clause-index.ts";
import { describe } from "#core/place/anchor.ts";
import type { SpokenChange } from "#core/discuss/annotation.ts";
import type { Target } from "#core/discuss/target.ts";
import { parseAddress } from "#core/text/address.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { Reader } from "../../reader/mount.ts";
import type { useComposing } from "./use-composing.ts";

/**
 * Begins the comment that was asked for in a comparison: `?clause=…&words=5-20&from=ADDRESS` speaks of what changed at those
 * words of the clause since the other version; with `to`, of what changes until it. Where the two are of different
 * documents, the comment names them in its words.
 */
export function useBegunElsewhere(
  reader: Reader | null,
  text: VersionText,
  address: string,
  maySpeak: boolean,
  begin: ReturnType<typeof useComposing>["begin"],
): void {
  const done = useRef(false);
  // Before anything is seen: the form stands among what is first laid out beside the words.
  useLayoutEffect(() => {
    const query = new URLSearchParams(location.search);
    const change = changeOf(address, query);
    const target = targetOf(text, query);
    if (!reader || !maySpeak || done.current || !change || !target) return;
    done.current = true;
    const { base, revised } = change;
    const isOfOne = parseAddress(base)?.document === parseAddress(revised)?.document;
    if (isOfOne) begin({ kind: "comment", target, change });
    else begin({ kind: "comment", target }, `${base} → ${revised}: `);
  }, [reader, text, address, maySpeak, begin]);
}

/** The change a query string names, to or from the version that is read; null where it names none. */
function changeOf(address: string, query: URLSearchParams): SpokenChange | null {
  const [from, to] = [query.get("from"), query.get("to")];
  if (from !== null) return { base: from, revised: address };
  return to === null ? null : { base: address, revised: to };
}

/** The words or the clause that a query string names; null where the text has them not. */
function targetOf(text: VersionText, query: URLSearchParams): Target | null {
  const clause = clauseById(text, query.get("clause") ?? "");
  if (!clause) return null;
  const [, from, to] = /^(\d+)-(\d+)$/u.exec(query.get("words") ?? "") ?? [];
  const [start, end] = [clause.start + Number(from), clause.start + Number(to)];
  return start < end && end <= clause.end ? describe(text, start, end) : { kind: "clause", clause: clause.id };
}
