import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { ClausePoint } from "#core/annotate/target.ts";
import type { VersionText } from "#core/text/clause.ts";
import { originsQuery } from "../api/queries.ts";
import { sayOrigin } from "./say-origin.ts";

/** A text whose words one may ask about. */
export interface AskedText {
  /** Address of its version. */
  address: string;
  documentId: string;
  text: VersionText;
}

/** The words that came in together, and how they did. */
export interface ToldOrigin {
  says: string;
  /** UTF-16 offsets into the clause. */
  start: number;
  end: number;
}

/** So many clauses are asked for at a time: one answer serves what lies around what one points at. */
const atATime = 200;

/** Tells who brought in the words at a place; answers come late, and only the last that was asked for counts. */
export function useOrigin(): {
  told: string | null;
  ask: (asked: AskedText, point: ClausePoint, onTold: (told: ToldOrigin) => void) => void;
  forget: () => void;
} {
  const client = useQueryClient();
  const [told, setTold] = useState<string | null>(null);
  const last = useRef(0);
  const ask = useCallback(
    ({ address, documentId, text }: AskedText, point: ClausePoint, onTold: (told: ToldOrigin) => void): void => {
      const number = (last.current += 1);
      const at = text.clauses.findIndex(({ id }) => id === point.clause);
      const clause = text.clauses[at];
      if (!clause) return;
      const after = text.clauses[Math.floor(at / atATime) * atATime - 1]?.id;
      client
        .query(originsQuery(address, after, atATime))
        .then(({ versions, clauses }) => {
          const offset = clause.start + point.offset;
          const runs = clauses.find((one) => one.clause === point.clause)?.runs ?? [];
          const run =
            runs.find(({ range: [start, end] }) => start <= offset && offset < end) ??
            runs.find(({ range: [, end] }) => offset === end);
          if (number !== last.current || !run) return;
          const [start, end] = run.range;
          const says = sayOrigin(run, text.text.slice(start, end), versions, documentId);
          setTold(says);
          onTold({ says, start: start - clause.start, end: end - clause.start });
        })
        .catch(() => {
          if (number === last.current) setTold("Who brought these words could not be asked.");
        });
    },
    [client],
  );
  const forget = useCallback(() => {
    last.current += 1;
    setTold(null);
  }, []);
  return { told, ask, forget };
}
