import { useQueryClient, type QueryClient } from "@tanstack/react-query";
import { useCallback, useRef, useState } from "react";
import type { ClausePoint } from "#core/discuss/target.ts";
import type { VersionText } from "#core/text/clause.ts";
import * as messages from "#core/messages/comparison-page.en.ts";
import { originsQuery } from "../api/queries.ts";
import { sayOrigin } from "./say-origin.ts";

/** A text with word origins. */
export interface AskedText {
  /** Address of its version. */
  address: string;
  documentId: string;
  text: VersionText;
}

/** Words that were added together, and the description of their origin. */
export interface ToldOrigin {
  says: string;
  /** UTF-16 offsets into the clause. */
  start: number;
  end: number;
}

/** Number of clauses fetched at a time. One answer also serves the text around the pointer. */
const atATime = 200;

/** A position in one of the texts. */
export interface AskedPlace {
  asked: AskedText;
  point: ClausePoint;
}

/** Finds the origin of the words at some positions. Answers may arrive out of order; only the latest request counts. */
export function useOrigin(): {
  told: string | null;
  ask: (places: readonly AskedPlace[], onTold: (told: readonly (ToldOrigin | null)[]) => void) => void;
  forget: () => void;
} {
  const client = useQueryClient();
  const [told, setTold] = useState<string | null>(null);
  const last = useRef(0);
  const ask = useCallback(
    (places: readonly AskedPlace[], onTold: (told: readonly (ToldOrigin | null)[]) => void): void => {
      const number = (last.current += 1);
      Promise.all(places.map((place) => originAt(client, place)))
        .then((origins) => {
          const says = origins.flatMap((origin) => origin?.says ?? []);
          if (number !== last.current || says.length === 0) return;
          setTold(says.join("; "));
          onTold(origins);
        })
        .catch(() => {
          if (number === last.current) setTold(messages.wordOriginFailed);
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

async function originAt(
  client: QueryClient,
  { asked: { address, documentId, text }, point }: AskedPlace,
): Promise<ToldOrigin | null> {
  const at = text.clauses.findIndex(({ id }) => id === point.clause);
  const clause = text.clauses[at];
  if (!clause) return null;
  const after = text.clauses[Math.floor(at / atATime) * atATime - 1]?.id;
  const { versions, clauses } = await client.query(originsQuery(address, after, atATime));
  const offset = clause.start + point.offset;
  const runs = clauses.find((one) => one.clause === point.clause)?.runs ?? [];
  const run =
    runs.find(({ range: [start, end] }) => start <= offset && offset < end) ??
    runs.find(({ range: [, end] }) => offset === end);
  if (!run) return null;
  const [start, end] = run.range;
  const says = sayOrigin(run, text.text.slice(start, end), versions, documentId);
  return { says, start: start - clause.start, end: end - clause.start };
}
