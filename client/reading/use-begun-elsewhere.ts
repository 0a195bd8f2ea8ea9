import { useEffect, useRef } from "react";
import { clauseById } from "#core/annotate/clause-index.ts";
import { describe } from "#core/annotate/describe.ts";
import type { Target } from "#core/annotate/target.ts";
import type { VersionText } from "#core/text/clause.ts";
import type { Reader } from "../reader/mount.ts";
import type { useComposing } from "./use-composing.ts";

/**
 * Begins the comment that was asked for in a comparison: `?clause=…&words=5-20&compared=ADDRESS` speaks of those words of
 * the clause, as they are compared with the other version, which the comment names.
 */
export function useBegunElsewhere(
  reader: Reader | null,
  text: VersionText,
  address: string,
  maySpeak: boolean,
  begin: ReturnType<typeof useComposing>["begin"],
): void {
  const done = useRef(false);
  useEffect(() => {
    const query = new URLSearchParams(location.search);
    const compared = query.get("compared");
    const target = targetOf(text, query);
    if (!reader || !maySpeak || done.current || compared === null || !target) return;
    done.current = true;
    begin({ kind: "comment", target }, `${compared} → ${address}: `);
  }, [reader, text, address, maySpeak, begin]);
}

/** The words or the clause that a query string names; null where the text has them not. */
function targetOf(text: VersionText, query: URLSearchParams): Target | null {
  const clause = clauseById(text, query.get("clause") ?? "");
  if (!clause) return null;
  const [, from, to] = /^(\d+)-(\d+)$/u.exec(query.get("words") ?? "") ?? [];
  const [start, end] = [clause.start + Number(from), clause.start + Number(to)];
  return start < end && end <= clause.end ? describe(text, start, end) : { kind: "clause", clause: clause.id };
}
