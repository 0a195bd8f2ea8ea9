import { ArrowRight } from "lucide-react";
import { type ReactNode, useMemo } from "react";
import { changeClasses, type RepeatedReplacement } from "#core/compare/comparison.ts";
import type { ComparisonPage } from "#core/contract/comparison-operations.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import { areUsual, type ComparedIndex, type ComparisonState } from "./compared-index.ts";
import "../components/check.css";
import "../links/repeated.css";

const ImportantChanges = lazyComponent(async () => (await import("./ListedChanges.tsx")).ImportantChanges);
const ReplacedPlaces = lazyComponent(async () => (await import("./ListedChanges.tsx")).ReplacedPlaces);

/** The lists above the text: unmarked variants, the changes by importance, and repeated replacements. */
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
  return (
    <>
      <FoldedVariants compared={compared} classes={state.classes} onChange={onChange} />
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

/** The number of differences that read the same, which are not marked at first, and a button that marks them. */
function FoldedVariants({
  compared: { comparison },
  classes,
  onChange,
}: {
  compared: ComparisonPage;
  classes: ComparisonState["classes"];
  onChange: (next: Partial<ComparisonState>) => void;
}): ReactNode {
  const count = comparison.changes.filter((change) => change.class === "variant").length;
  if (count === 0 || !areUsual(classes)) return null;
  return (
    <p className="repeated soft">
      {formatMessage(messages.foldedVariants, { count })}{" "}
      <button
        type="button"
        className="link-button"
        onClick={() => onChange({ classes: new Set(changeClasses), at: null })}
      >
        {messages.markVariants}
      </button>
    </p>
  );
}

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
    <section className="repeated changes-by-importance" aria-label={messages.changesByImportance}>
      <details className="repeated-replacement">
        <summary className="repeated-line">
          <h2>{messages.changesByImportance}</h2>
        </summary>
        <ImportantChanges groups={groups} index={index} onGo={onGo} />
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
  compared,
  keyOf,
  onGo,
}: {
  replacement: RepeatedReplacement;
  compared: ComparisonPage;
  keyOf: (change: number) => string | undefined;
  onGo: (key: string) => void;
}): ReactNode {
  const { base, revised } = compared;
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
      <ReplacedPlaces changes={changes} compared={compared} keyOf={keyOf} onGo={onGo} />
    </details>
  );
}
