import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import type { DeskChange, DeskItem, OpenedDeskItem } from "#core/contract/desk-operations.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { type DecisionOutcome, decisionOutcomes } from "#core/outcome/decision.ts";
import { codesOf } from "#core/text/closed-list.ts";
import { sourceName } from "../components/format.tsx";
import { FilteredList, type ListedChoice } from "../components/FilteredList.tsx";
import { plainText } from "../components/plain-text.ts";
import { isForThePage, singleKeysOn } from "../components/shortcuts.ts";
import { formatMessage, headWord } from "../page-parts/messages.ts";
import { reasonsFor } from "./desk-filters.ts";

/** The key of each outcome. */
const outcomeKeys: Readonly<Record<DecisionOutcome, string>> = {
  accepted: "a",
  "accepted-in-part": "p",
  "not-accepted": "x",
  noted: "n",
  merged: "m",
  "out-of-scope": "o",
  deferred: "d",
};

/** Maximum numbers of reasons, and of comments to merge with, in the list. */
const mostReasons = 9;
const mostMerged = 30;

/** The ids of choices that are no reasons. */
const typed = "typed";

/**
 * Prepares a decision in two or three presses: the outcome, then a reason, which a digit chooses, or which is typed. Nothing
 * opens over the page, and the focus moves from one to the other.
 */
export function DecideFields({
  items,
  ownReasons,
  beside,
  onPrepare,
}: {
  /** All comments on the desk, whose reasons are offered. */
  items: readonly DeskItem[];
  ownReasons: readonly string[];
  /** The comments with which it may be merged: first those on the same clause. Null if several are decided. */
  beside: readonly Pick<OpenedDeskItem["beside"][number]["annotation"], "id" | "speaker" | "text">[] | null;
  onPrepare: (prepared: NonNullable<DeskChange["prepared"]>) => void;
}): ReactNode {
  const [outcome, setOutcome] = useState<DecisionOutcome | null>(null);
  const outcomes = codesOf(decisionOutcomes).filter((one) => beside !== null || !decisionOutcomes[one].namesAnother);
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (!isForThePage(event) || !singleKeysOn() || event.repeat) return;
    const named = outcomes.find((one) => outcomeKeys[one] === event.key);
    if (named === undefined) return;
    event.preventDefault();
    setOutcome(named);
  });
  useEffect(() => {
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  }, []);
  const prepare = (reason: string, mergedWith: string | null): void => {
    if (outcome === null) return;
    setOutcome(null);
    onPrepare({ outcome, reason, mergedWith, shownIn: null, amendedBy: null });
  };
  if (outcome === null)
    return (
      <div className="desk-outcomes row" role="group" aria-label={messages.outcomeLegend}>
        {outcomes.map((one) => (
          <button key={one} type="button" className="button" onClick={() => setOutcome(one)}>
            {headWord(`decision-${one}`)} <kbd>{outcomeKeys[one]}</kbd>
          </button>
        ))}
      </div>
    );
  return (
    <div
      className="desk-reason"
      onKeyDown={(event) => {
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.stopPropagation();
        setOutcome(null);
      }}
    >
      <p>
        <strong>{headWord(`decision-${outcome}`)}</strong>{" "}
        <button type="button" className="link-button" onClick={() => setOutcome(null)}>
          {messages.cancelOutcome}
        </button>
      </p>
      {decisionOutcomes[outcome].namesAnother ? (
        <MergeList
          choices={[...(beside ?? []), ...items.filter(({ id }) => !beside?.some((one) => one.id === id))]}
          onChoose={(other) => prepare("", other)}
        />
      ) : (
        <ReasonList
          reasons={reasonsFor(items, ownReasons, outcome).map(({ text }) => text)}
          isRequired={decisionOutcomes[outcome].needsReason}
          onChoose={(reason) => prepare(reason, null)}
        />
      )}
    </div>
  );
}

/** The reasons that pass what is typed. A digit chooses one of the first, Enter the marked one or none. */
function ReasonList({
  reasons,
  isRequired,
  onChoose,
}: {
  reasons: readonly string[];
  isRequired: boolean;
  onChoose: (reason: string) => void;
}): ReactNode {
  const [query, setQuery] = useState("");
  const [isMissing, setMissing] = useState(false);
  const text = query.trim();
  const passing = reasons
    .map((reason, index) => ({ reason, index }))
    .filter(({ reason }) => plainText(reason).includes(plainText(text)))
    .slice(0, mostReasons);
  const choices: ListedChoice[] = passing.map(({ reason, index }, at) => ({
    id: String(index),
    content: (
      <span className="desk-choice">
        {text === "" && <kbd>{at + 1}</kbd>} <span dir="auto">{reason}</span>
      </span>
    ),
  }));
  if (text !== "" && !reasons.includes(text))
    choices.push({ id: typed, content: formatMessage(messages.useTyped, { text }) });
  return (
    <div
      onKeyDownCapture={(event) => {
        if (event.key !== "Enter" || text !== "" || event.nativeEvent.isComposing) return;
        // A reason marked with the arrow keys is chosen by the list.
        if ((event.target as HTMLElement).getAttribute("aria-activedescendant") !== null) return;
        event.preventDefault();
        event.stopPropagation();
        if (isRequired) setMissing(true);
        else onChoose("");
      }}
    >
      <FilteredList
        label={isRequired ? messages.reasonRequired : messages.reasonOptional}
        placeholder={messages.reasonExample}
        query={query}
        hasFocus
        listLabel={messages.reasonList}
        listClassName="desk-reasons"
        groups={[{ heading: null, choices }]}
        between={
          isMissing && (
            <p className="field-error" role="alert">
              {messages.reasonMissing}
            </p>
          )
        }
        empty={<p className="quiet small">{messages.noReasons}</p>}
        onQuery={(next) => {
          const chosen = query === "" && /^[1-9]$/u.test(next) ? passing[Number(next) - 1] : undefined;
          if (chosen) onChoose(chosen.reason);
          else setQuery(next);
        }}
        onChoose={(id) => onChoose(id === typed ? text : (reasons[Number(id)] ?? ""))}
      />
    </div>
  );
}

/** The comments with which one can be merged. */
function MergeList({
  choices,
  onChoose,
}: {
  choices: readonly Pick<DeskItem, "id" | "speaker" | "text">[];
  onChoose: (annotation: string) => void;
}): ReactNode {
  const [query, setQuery] = useState("");
  const passing = choices
    .filter(({ speaker, text }) => plainText(`${sourceName(speaker)} ${text}`).includes(plainText(query)))
    .slice(0, mostMerged);
  return (
    <FilteredList
      label={messages.mergeWith}
      placeholder={messages.mergeExample}
      query={query}
      hasFocus
      listLabel={messages.mergeWith}
      listClassName="desk-reasons"
      groups={[
        {
          heading: null,
          choices: passing.map(({ id, speaker, text }) => ({
            id,
            content: (
              <span className="desk-choice">
                <strong>{sourceName(speaker)}</strong>{" "}
                <span className="small clamped" dir="auto">
                  {text}
                </span>
              </span>
            ),
          })),
        },
      ]}
      empty={<p className="quiet small">{messages.noMerge}</p>}
      onQuery={setQuery}
      onChoose={onChoose}
    />
  );
}
