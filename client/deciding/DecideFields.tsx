import { useQuery } from "@tanstack/react-query";
import { type ReactNode, useEffect, useEffectEvent, useState } from "react";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { DeskChange, DeskItem } from "#core/contract/desk-operations.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { type DecisionOutcome, decisionOutcomes } from "#core/outcome/decision.ts";
import { codesOf } from "#core/text/closed-list.ts";
import { documentQuery, meQuery } from "../api/queries.ts";
import { sourceName } from "../components/format.tsx";
import { lazyComponent } from "../components/lazy-component.tsx";
import { FilteredList } from "../components/FilteredList.tsx";
import { focusOnMount } from "../components/focus.ts";
import { Skeleton } from "../components/PageStates.tsx";
import { plainText } from "../components/plain-text.ts";
import { isForThePage, singleKeysOn } from "../components/shortcuts.ts";
import { store } from "../components/stored-text.ts";
import { headWord } from "../page-parts/messages.ts";
import { ReasonList } from "./ReasonList.tsx";
import { reasonsFor } from "./used-reasons.ts";
import { outcomeKeys, outcomeOfKey } from "./outcome-keys.ts";
import "../components/check.css";
import "./decide.css";

const WordingField = lazyComponent(async () => (await import("./WordingField.tsx")).WordingField);

/** Maximum number of comments to merge with in the list. */
const mostMerged = 30;

const noOutcome = (): DecisionOutcome | null => null;

/** Whether decisions are released at once: the last choice since the page was loaded. */
let wasReleased = false;

/** A prepared decision, and whether it is released at once. */
export interface Decided extends DeskChange {
  prepared: NonNullable<DeskChange["prepared"]>;
}

/**
 * Prepares a decision in two or three presses, or releases it at once: the outcome, then a reason, which a digit chooses,
 * or which is typed. Nothing opens over the page, and the focus moves from one to the other. Its keys come before those of
 * the page.
 */
export function DecideFields({
  item,
  placed,
  items,
  ownReasons,
  begin = noOutcome,
  hasFocus = false,
  onDecide,
}: {
  /** The comment. Null if several are decided. */
  item: DeskItem | null;
  /** The comment with its replies and its decision, once they are known. */
  placed: PlacedAnnotation | undefined;
  /** All comments that can be decided, whose reasons are offered. */
  items: readonly DeskItem[];
  ownReasons: readonly string[];
  /** Returns the outcome that is chosen already. Null if none is. */
  begin?: () => DecisionOutcome | null;
  /** Whether the first outcome takes the focus when it appears. */
  hasFocus?: boolean;
  /** Resolves to whether it was decided. The typed reason is kept until then. */
  onDecide: (decided: Decided) => Promise<boolean>;
}): ReactNode {
  const reader = useQuery(meQuery).data?.participant?.id ?? null;
  const storageKey = `desk-reason/${item?.id ?? ""}`;
  const before = item?.prepared ?? placed?.decision?.current;
  // A changed decision begins with the present one, which may name an amendment.
  const isKnown = placed !== undefined || (item?.prepared ?? item?.decision ?? null) === null;
  const [outcome, setOutcome] = useState(begin);
  // The outcome that was chosen and given up. Its button takes the focus again.
  const [left, setLeft] = useState<DecisionOutcome | null>(null);
  const [chosenDraft, setShownIn] = useState<string | null>(null);
  const [chosenWording, setWording] = useState<string | null>();
  const [isReleased, setReleased] = useState(wasReleased);
  const [isHelped, setHelped] = useState(false);
  const outcomes = codesOf(decisionOutcomes).filter((one) => item !== null || !decisionOutcomes[one].namesAnother);
  const release = (value: boolean): void => {
    wasReleased = value;
    setReleased(value);
  };
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    if (!isForThePage(event) || !singleKeysOn() || event.repeat) return;
    const named = outcomeOfKey(event.key);
    if (named !== undefined && outcomes.includes(named)) setOutcome(named);
    else if (event.key === "r") release(!isReleased);
    else if (event.key === "?") setHelped(!isHelped);
    else return;
    event.preventDefault();
  });
  useEffect(() => {
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, []);
  const { takesUp = false, namesAnother = false, needsReason = false } = outcome ? decisionOutcomes[outcome] : {};
  const amended = takesUp && placed?.replies.some(({ amendment }) => amendment) ? placed : null;
  const shownIn = chosenDraft ?? before?.shownIn ?? "";
  const wording = chosenWording === undefined ? before?.amendedBy : chosenWording;
  // One that was withdrawn since the last decision can no longer be accepted.
  const amendedBy = amended?.replies.find(({ id, standing }) => id === wording && standing === "open")?.id ?? null;
  const leave = (): void => {
    setLeft(outcome);
    setOutcome(null);
  };
  const decide = (reason: string, mergedWith: string | null): void => {
    if (outcome === null) return;
    setOutcome(null);
    const prepared = { outcome, reason, mergedWith, shownIn: shownIn === "" ? null : shownIn, amendedBy };
    void onDecide({ prepared, release: isReleased }).then((done) => {
      if (done) store(reader, storageKey, null);
    });
  };
  return (
    <>
      {outcome === null ? (
        <div className="desk-outcomes row" role="group" aria-label={messages.outcomeLegend}>
          {outcomes.map((one, index) => (
            <button
              key={one}
              ref={one === left || (hasFocus && index === 0) ? focusOnMount : undefined}
              type="button"
              className="button"
              onClick={() => setOutcome(one)}
            >
              {headWord(`decision-${one}`)} <kbd>{outcomeKeys[one]}</kbd>
            </button>
          ))}
        </div>
      ) : !isKnown ? (
        <Skeleton lines={3} />
      ) : (
        <div
          className="desk-reason"
          onKeyDown={(event) => {
            if (event.key !== "Escape" || event.defaultPrevented) return;
            event.stopPropagation();
            leave();
          }}
        >
          <p>
            <strong>{headWord(`decision-${outcome}`)}</strong>{" "}
            <button type="button" className="link-button" onClick={leave}>
              {messages.cancelOutcome}
            </button>
          </p>
          {amended && <WordingField placed={amended} chosen={amendedBy} onChoose={setWording} />}
          {item && <DraftField item={item} chosen={shownIn} onChoose={setShownIn} />}
          {namesAnother && item ? (
            <MergeList
              choices={items
                .filter(({ id, documentId }) => id !== item.id && documentId === item.documentId)
                .sort((one, other) => Number(isBeside(item, other)) - Number(isBeside(item, one)))}
              onChoose={(other) => decide("", other)}
            />
          ) : (
            <ReasonList
              key={outcome}
              stored={[reader, storageKey]}
              reasons={reasonsFor(items, ownReasons, outcome).map(({ text }) => text)}
              before={before?.outcome === outcome ? before.reason : ""}
              isRequired={needsReason}
              onChoose={(reason) => decide(reason, null)}
            />
          )}
        </div>
      )}
      <label className="check">
        <input type="checkbox" checked={isReleased} onChange={({ target }) => release(target.checked)} />
        <span>
          {messages.releaseAtOnce} <kbd>r</kbd>
        </span>
      </label>
      {isHelped && (
        <p className="quiet small" role="status">
          {messages.decideKeys}
        </p>
      )}
    </>
  );
}

/** Returns whether a comment begins in the same clause as another one. */
function isBeside({ clause }: DeskItem, other: DeskItem): boolean {
  return clause !== null && clause.id === other.clause?.id;
}

/** Selects the draft that shows the outcome. */
function DraftField({
  item: { documentId, language },
  chosen,
  onChoose,
}: {
  item: DeskItem;
  /** Id of the draft; "" for none. */
  chosen: string;
  onChoose: (draft: string) => void;
}): ReactNode {
  const versions = useQuery(documentQuery(documentId)).data?.versions ?? [];
  return (
    <label className="field desk-draft">
      <span className="field-label">{messages.appearsIn}</span>
      <select value={chosen} onChange={({ target }) => onChoose(target.value)}>
        <option value="">{messages.noDraftYet}</option>
        {versions
          .filter((version) => version.state !== "prepared" && version.language === language)
          .map(({ id, label }) => (
            <option key={id} value={id}>
              {label}
            </option>
          ))}
      </select>
    </label>
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
