import { type ReactNode, useMemo, useState } from "react";
import type { importances } from "#core/compare/comparison.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { clauseAt } from "#core/text/clause.ts";
import { formatMessage } from "../page-parts/messages.ts";
import type { ChangeStop, ComparedIndex } from "./compared-index.ts";
import { describeChange } from "./use-change-walk.ts";
import "./comparison-lists.css";

const groupNames: Readonly<Record<(typeof importances)[number], string>> = {
  verb: messages.importanceVerb,
  number: messages.importanceNumber,
  clause: messages.importanceClause,
  negation: messages.importanceNegation,
  bracket: messages.importanceBracket,
  wording: messages.importanceWording,
  format: messages.importanceFormat,
};

/** The changes by importance, each a button that goes there. */
export function ImportantChanges({
  groups,
  index,
  onGo,
}: {
  groups: readonly { importance: (typeof importances)[number]; stops: readonly ChangeStop[] }[];
  index: ComparedIndex;
  onGo: (key: string) => void;
}): ReactNode {
  return groups.map(({ importance, stops }) => (
    <ImportanceGroup key={importance} name={groupNames[importance]} stops={stops} index={index} onGo={onGo} />
  ));
}

/** Changes listed before the rest is asked for. */
const fewListed = 12;

function ImportanceGroup({
  name,
  stops,
  index,
  onGo,
}: {
  name: string;
  stops: ComparedIndex["stops"];
  index: ComparedIndex;
  onGo: (key: string) => void;
}): ReactNode {
  const [isWhole, setWhole] = useState(false);
  const listed = isWhole ? stops : stops.slice(0, fewListed);
  return (
    <>
      <h3>
        {name} <span className="quiet">{stops.length}</span>
      </h3>
      <ul className="important-changes">
        {listed.map((stop) => {
          const side = stop.revised.length > 0 ? "revised" : "base";
          return (
            <li key={stop.key}>
              <button type="button" className="button button-quiet" onClick={() => onGo(stop.key)}>
                <bdi className="quiet">{index.citationAt(side, stop[side][0]?.[0] ?? 0)}</bdi>{" "}
                <bdi lang={index.languages[side]}>{describeChange(stop, index.texts)}</bdi>
              </button>
            </li>
          );
        })}
      </ul>
      {listed.length < stops.length && (
        <button type="button" className="button button-quiet" onClick={() => setWhole(true)}>
          {formatMessage(messages.moreChanges, { count: stops.length - listed.length })}
        </button>
      )}
    </>
  );
}

/** The clauses in which a replacement occurs, each a button that goes there. */
export function ReplacedPlaces({
  changes,
  compared: { revised, comparison },
  keyOf,
  onGo,
}: {
  /** Indices among the changes of the comparison. */
  changes: readonly number[];
  compared: ComparisonPage;
  /** Returns the key of a change in the redline, given its index in the comparison. */
  keyOf: (change: number) => string | undefined;
  onGo: (key: string) => void;
}): ReactNode {
  const occurrences = useMemo(
    () =>
      changes.map((index) => {
        const offset = comparison.changes[index]?.revised[0] ?? 0;
        return { index, citation: clauseAt(revised.text.clauses, offset)?.citation ?? "" };
      }),
    [changes, comparison, revised],
  );
  return (
    <ul className="repeated-places">
      {occurrences.map(({ index, citation }, position) => {
        const key = keyOf(index);
        return (
          <li key={position}>
            {key === undefined ? (
              <bdi className="quiet">{citation}</bdi>
            ) : (
              <button type="button" className="button button-quiet" onClick={() => onGo(key)}>
                <bdi>{citation}</bdi>
              </button>
            )}
          </li>
        );
      })}
    </ul>
  );
}
