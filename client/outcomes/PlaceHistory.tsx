import type { ReactNode } from "react";
import type { PlaceAct, Settlement } from "#core/place/settlement.ts";
import { formatMoment } from "../components/dates.ts";
import { sourceName } from "../components/source-name.ts";
import { headWord } from "../components/messages.ts";

/** Everything people said of a comment's place on a draft, latest first: what they took back stays on record. */
export function PlaceHistory({ settlement: { current, history } }: { settlement: Settlement }): ReactNode {
  const acts: { said: PlaceAct; until: string | null }[] = [
    ...history.flatMap(({ said, until }) => (said ? [{ said, until }] : [])),
    ...(current ? [{ said: current, until: null }] : []),
  ].reverse();
  return (
    <details className="place-history small">
      <summary>What was said of its place ({acts.length})</summary>
      <ol>
        {acts.map(({ said, until }, index) => (
          <li key={index}>
            {headWord(`place-act-${said.kind}`)} by {sourceName(said.by)}, {formatMoment(said.at)}
            {said.reason && `: ${said.reason}`}
            {until !== null && <span className="quiet"> · held until {formatMoment(until)}</span>}
          </li>
        ))}
      </ol>
    </details>
  );
}
