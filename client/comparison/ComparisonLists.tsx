import { ArrowRight } from "lucide-react";
import { type ReactNode, useMemo, useState } from "react";
import type { importances, RepeatedReplacement } from "#core/compare/comparison.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import { comparisonPage as messages, interfaceLanguage } from "#core/messages/catalogues.ts";
import { optionChoiceText } from "#core/phrases/option-choices.ts";
import { clauseAt } from "#core/text/clause.ts";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import type { ComparedIndex, ComparisonState } from "./compared-index.ts";
import { describeChange } from "./use-change-walk.ts";
import "./comparison-lists.css";
import "../components/check.css";
import "../links/links.css";

/** The lists above the text: choices between options, the changes by importance, and repeated replacements. */
export function ComparisonLists({
  compared,
  index,
  state,
  onChange,
  onGo,
}: {
  compared: ComparisonPage;
  index: ComparedIndex;
  state: ComparisonState;
  onChange: (next: Partial<ComparisonState>) => void;
  /** Goes to a change in the text. If the text does not mark it, it does from then on. */
  onGo: (key: string) => void;
}): ReactNode {
  const { base, revised, comparison } = compared;
  return (
    <>
      {comparison.choices.length > 0 && (
        <ul className="repeated option-choices" aria-label={messages.optionChoices}>
          {comparison.choices.map((choice) => (
            <li key={choice.options.join(" ")}>
              {optionChoiceText(choice, { base: base.text, revised: revised.text }, interfaceLanguage())}
            </li>
          ))}
        </ul>
      )}
      <ChangesByImportance compared={compared} index={index} state={state} onChange={onChange} onGo={onGo} />
      <RepeatedReplacements
        compared={compared}
        repeated={index.repeated}
        listedOnly={state.repeated === "listed-only"}
        keyOf={(changed) => index.stopOf(changed)?.key}
        onListOnly={(listedOnly) => onChange({ repeated: listedOnly ? "listed-only" : "marked", at: null })}
        onGo={onGo}
      />
    </>
  );
}

const groupNames: Readonly<Record<(typeof importances)[number], string>> = {
  verb: messages.importanceVerb,
  number: messages.importanceNumber,
  negation: messages.importanceNegation,
  bracket: messages.importanceBracket,
  wording: messages.importanceWording,
  format: messages.importanceFormat,
};

/** Fewer changes need no order: they are all in view after a few steps. */
const fewestOrdered = 5;

function ChangesByImportance({
  compared,
  index,
  state,
  onChange,
  onGo,
}: Parameters<typeof ComparisonLists>[0]): ReactNode {
  const groups = useMemo(
    () =>
      compared.importance.flatMap(({ importance, changes }) => {
        const stops = new Set(changes.flatMap((change) => index.stopOf(change) ?? []));
        return stops.size > 0 ? [{ importance, stops: [...stops] }] : [];
      }),
    [compared, index],
  );
  if (groups.reduce((sum, { stops }) => sum + stops.length, 0) < fewestOrdered) return null;
  return (
    <section className="repeated" aria-label={messages.changesByImportance}>
      <details className="repeated-replacement">
        <summary className="repeated-line">
          <h2>{messages.changesByImportance}</h2>
        </summary>
        {groups.map(({ importance, stops }) => (
          <ImportanceGroup key={importance} name={groupNames[importance]} stops={stops} index={index} onGo={onGo} />
        ))}
      </details>
      <label className="check">
        <input
          type="checkbox"
          checked={state.order === "importance"}
          onChange={({ target }) => onChange({ order: target.checked ? "importance" : "text", at: null })}
        />
        <span>{messages.stepByImportance}</span>
      </label>
    </section>
  );
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

/**
 * Replacements that occur again and again, one line each, which expands to list the occurrences. A checkbox sets
 * whether the text marks them too.
 */
function RepeatedReplacements({
  compared,
  repeated,
  listedOnly,
  keyOf,
  onListOnly,
  onGo,
}: {
  compared: ComparisonPage;
  repeated: readonly RepeatedReplacement[];
  /** Whether they are marked only in this list and not in the text. */
  listedOnly: boolean;
  /** Returns the key of a change in the redline, given its index in the comparison. */
  keyOf: (change: number) => string | undefined;
  onListOnly: (listedOnly: boolean) => void;
  /** Goes to an occurrence in the text. If the text does not mark these replacements, it does from then on. */
  onGo: (key: string) => void;
}): ReactNode {
  if (repeated.length === 0) return null;
  return (
    <section className="repeated" aria-label={messages.repeatedReplacements}>
      {repeated.map((replacement) => (
        <Replacement
          key={`${replacement.base} ${replacement.revised}`}
          replacement={replacement}
          compared={compared}
          keyOf={keyOf}
          onGo={onGo}
        />
      ))}
      <label className="check">
        <input type="checkbox" checked={listedOnly} onChange={({ target }) => onListOnly(target.checked)} />
        <span>{messages.showReplacementsHereOnly}</span>
      </label>
    </section>
  );
}

function Replacement({
  replacement: { base: from, revised: to, changes },
  compared: { base, revised, comparison },
  keyOf,
  onGo,
}: {
  replacement: RepeatedReplacement;
  compared: ComparisonPage;
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
    <details className="repeated-replacement">
      <summary className="repeated-line">
        <h2>
          {richMessage(messages.repeatedReplacement, {
            deleted: <del lang={base.text.language}>{from}</del>,
            arrow: <ArrowRight size={14} aria-hidden />,
            hidden: (parts) => <span className="visually-hidden">{parts}</span>,
            added: <ins lang={revised.text.language}>{to}</ins>,
            count: changes.length,
          })}
        </h2>
      </summary>
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
    </details>
  );
}
