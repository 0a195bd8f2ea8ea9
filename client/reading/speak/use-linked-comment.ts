import { useLayoutEffect, useRef } from "react";
import { clauseById, type VersionText } from "#core/text/clause.ts";
import { describe } from "#core/place/anchor.ts";
import type { ChangeSubject } from "#core/discuss/annotation.ts";
import type { Target } from "#core/discuss/target.ts";
import { parseAddress } from "#core/text/address.ts";
import type { Reader } from "../../reader/mount.ts";
import type { Composing } from "./use-composing.ts";

/**
 * Starts the comment requested on a comparison page. `?clause=…&words=5-20&from=ADDRESS` comments on the change to that
 * text since the other version, and `to` on the change up to it. If the two versions belong to different documents, the
 * comment's text names them instead.
 */
export function useLinkedComment({
  reader,
  text,
  address,
  mayComment,
  begin,
}: {
  reader: Reader | null;
  text: VersionText;
  /** The version's address. */
  address: string;
  mayComment: boolean;
  begin: Composing["begin"];
}): void {
  const done = useRef(false);
  // Runs before the first paint, so that the form is part of the first layout of the margin.
  useLayoutEffect(() => {
    const query = new URLSearchParams(location.search);
    const change = changeOf(address, query);
    const target = targetOf(text, query);
    if (!reader || !mayComment || done.current || !change || !target) return;
    done.current = true;
    const { base, revised } = change;
    const isOfOne = parseAddress(base)?.document === parseAddress(revised)?.document;
    if (isOfOne) begin({ kind: "comment", target, change });
    else begin({ kind: "comment", target }, `${base} → ${revised}: `);
  }, [reader, text, address, mayComment, begin]);
}

/** Returns the change named by a query string, from or to the version being read, or null. */
function changeOf(address: string, query: URLSearchParams): ChangeSubject | null {
  const [from, to] = [query.get("from"), query.get("to")];
  if (from !== null) return { base: from, revised: address };
  return to === null ? null : { base: address, revised: to };
}

/** Returns the range or clause named by a query string; null if the text does not contain the clause. */
function targetOf(text: VersionText, query: URLSearchParams): Target | null {
  const clause = clauseById(text, query.get("clause") ?? "");
  if (!clause) return null;
  const [, from, to] = /^(\d+)-(\d+)$/u.exec(query.get("words") ?? "") ?? [];
  const [start, end] = [clause.start + Number(from), clause.start + Number(to)];
  return start < end && end <= clause.end ? describe(text, start, end) : { kind: "clause", clause: clause.id };
}
