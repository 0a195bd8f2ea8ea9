import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useEffectEvent, useRef, useState } from "react";
import { Link } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import type { OutcomeDraft, OutcomeRow } from "#core/contract/outcome-rows.ts";
import { readingPath } from "#core/contract/pages.ts";
import { quotedText } from "#core/discuss/annotation-text.ts";
import { hasOperations } from "#core/discuss/annotation.ts";
import { outcomesPage as messages } from "#core/messages/catalogues.ts";
import type { DecisionOutcome } from "#core/outcome/decision.ts";
import type { PlaceAct, Settlement } from "#core/place/settlement.ts";
import { annotationQuery, outcomesQuery } from "../api/outcome-queries.ts";
import { documentQuery } from "../api/queries.ts";
import { focusOnMount } from "../components/focus.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { announce } from "../components/LiveRegion.tsx";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { Spokesperson } from "../components/Spokesperson.tsx";
import { Moment, sourceName } from "../components/format.tsx";
import { isForThePage, singleKeysOn } from "../components/shortcuts.ts";
import type { DecideStep } from "../deciding/DecideHere.tsx";
import { outcomeOfKey } from "../deciding/outcome-keys.ts";
import { formatMessage, richMessage, word } from "../page-parts/messages.ts";
import { inLanguage } from "../versions/version-order.ts";
import { DecisionNote } from "./DecisionNote.tsx";
import { PlaceOnDraft } from "../reading/place/PlaceOnDraft.tsx";
import { StateMark } from "./StateMark.tsx";
import { UptakeNote } from "./UptakeNote.tsx";
import "../annotations/thread.css";

const ComputedChange = lazyComponent(async () => (await import("../annotations/ComputedChange.tsx")).ComputedChange);
const DecideHere = lazyComponent(async () => (await import("../deciding/DecideHere.tsx")).DecideHere);

/**
 * The comment that is open beside the outcomes table, if any. For those who may decide, the key of an outcome opens the
 * focused row with it, and a decision opens the next undecided row.
 */
export function PlacePanel({
  open,
  decides,
  rows,
  onOpen,
  ...panel
}: Omit<Parameters<typeof OpenPanel>[0], "row" | "begin" | "onStep"> & {
  open: OutcomeRow | undefined;
  /** Whether the reader may decide. */
  decides: boolean;
  /** The rows of the table. */
  rows: readonly OutcomeRow[];
  onOpen: (annotation: string) => void;
}): ReactNode {
  const begun = useRef<{ id: string; outcome: DecisionOutcome }>(undefined);
  const onKey = useEffectEvent((event: KeyboardEvent): void => {
    const cell = event.target instanceof Element ? event.target.getAttribute("data-cell") : null;
    const outcome = outcomeOfKey(event.key);
    const row = rows[Number.parseInt(cell ?? "", 10)];
    if (!decides || !row || row === open || outcome === undefined || !isForThePage(event) || !singleKeysOn()) return;
    // The keys of the open comment come after this one.
    event.stopImmediatePropagation();
    event.preventDefault();
    if (row.outcome === null) {
      begun.current = { id: row.annotation.id, outcome };
      onOpen(row.annotation.id);
    } else announce(word(`decision-${row.outcome}`));
  });
  useEffect(() => {
    window.addEventListener("keydown", onKey, true);
    return () => window.removeEventListener("keydown", onKey, true);
  }, []);
  const onStep: DecideStep = (by, isHandled) => {
    const at = open ? rows.indexOf(open) : -1;
    const others = by > 0 ? rows.slice(at + 1) : rows.slice(0, Math.max(at, 0)).reverse();
    const next = others.find(({ annotation, outcome }) => outcome === null && !isHandled(annotation.id));
    if (!next) return false;
    onOpen(next.annotation.id);
    // The table scrolls to the row first.
    requestAnimationFrame(() =>
      requestAnimationFrame(() =>
        document.querySelector<HTMLElement>(".outcomes-row.is-open .outcomes-comment")?.focus(),
      ),
    );
    return true;
  };
  return (
    open && (
      <OpenPanel
        key={`${open.annotation.id} ${panel.draft.id}`}
        {...panel}
        row={open}
        begin={() => {
          const outcome = begun.current?.id === open.annotation.id ? begun.current.outcome : null;
          begun.current = undefined;
          return outcome;
        }}
        onStep={onStep}
      />
    )
  );
}

/** The comment's text, its placement on one draft with the reason, and the actions on it. */
function OpenPanel({
  row,
  draft,
  drafts,
  begin,
  onStep,
  onDraft,
  onClose,
}: {
  row: OutcomeRow;
  draft: OutcomeDraft;
  /** The drafts on which it can be shown. */
  drafts: readonly OutcomeDraft[];
  /** Returns the outcome that a key has chosen. */
  begin: () => DecisionOutcome | null;
  onStep: DecideStep;
  /** Shows it on another draft, by address. */
  onDraft: (address: string) => void;
  onClose: () => void;
}): ReactNode {
  const outcomes = useQuery(outcomesQuery(draft.address));
  const entry = outcomes.data?.entries.find(({ annotation }) => annotation.id === row.annotation.id);
  // The outcomes of a draft list only comments on earlier drafts. On the draft it was made on and earlier ones, the
  // annotation is fetched directly.
  const home = useQuery({ ...annotationQuery(row.annotation.id), enabled: outcomes.data !== undefined && !entry });
  const placed = entry ?? home.data;
  const error = outcomes.error ?? home.error;
  const versions = useQuery(documentQuery(row.annotation.documentId)).data?.versions ?? [];
  const nameOf = (named: string): string =>
    versions.find(({ id, address }) => id === named || address === named)?.label ?? named;
  const close = useRef<HTMLButtonElement>(null);
  // If the panel covers the table, it takes the focus. Beside the table, keyboard navigation continues there.
  useEffect(() => {
    if (matchMedia("(max-width: 1099px)").matches) close.current?.focus();
  }, []);
  const { annotation } = row;
  const quote = quotedText(annotation);
  return (
    <aside
      className="place-panel screen-only stack-3"
      aria-label={messages.commentOnDraft}
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
    >
      <div className="place-head">
        {drafts.length > 1 ? (
          <label className="field">
            <span className="visually-hidden">{messages.draftField}</span>
            <select className="input" value={draft.address} onChange={({ target }) => onDraft(target.value)}>
              {drafts.map(({ address, label }) => (
                <option key={address} value={address}>
                  {label}
                </option>
              ))}
            </select>
          </label>
        ) : (
          <h2>
            <bdi>{draft.label}</bdi>
          </h2>
        )}
        <button type="button" ref={close} className="icon-button" aria-label={messages.closePanel} onClick={onClose}>
          <X size={18} aria-hidden />
        </button>
      </div>
      <SpeakerLine speaker={annotation.speaker}>
        <Spokesperson annotation={annotation} />
      </SpeakerLine>
      {quote !== "" && (
        <blockquote className="thread-quote quoted" dir="auto">
          {quote}
        </blockquote>
      )}
      {hasOperations(annotation) && (
        <ComputedChange operations={annotation.operations} madeOn={row.madeOn} short={false} />
      )}
      {annotation.text !== "" && (
        <p className="thread-text" dir="auto">
          {annotation.text}
        </p>
      )}
      {error ? (
        <ProblemNotice error={error} onRetry={() => void (outcomes.error ? outcomes.refetch() : home.refetch())} />
      ) : !placed ? (
        <Skeleton lines={4} />
      ) : (
        <>
          {entry ? (
            <>
              <PlaceOnDraft
                entry={entry}
                address={draft.address}
                nameOf={nameOf}
                mark={<StateMark placement={entry.placement} settled={entry.placement.settled?.kind ?? null} />}
              />
              {entry.settlement && <PlaceHistory settlement={entry.settlement} />}
            </>
          ) : (
            <p className="thread-placement">
              {richMessage(draft.id === annotation.versionId ? messages.madeOnThisDraft : messages.madeOnLaterDraft, {
                link: (text) => <Link href={`${readingPath(row.madeOn)}?note=${annotation.id}`}>{text}</Link>,
              })}
            </p>
          )}
          <DecisionHere {...{ placed, versions, nameOf, begin, onStep, onClose }} address={draft.address} />
        </>
      )}
    </aside>
  );
}

/** A proposal's uptake and the decision on a comment, with the fields to decide. */
function DecisionHere({
  placed,
  address,
  versions,
  nameOf,
  begin,
  onStep,
  onClose,
}: {
  placed: PlacedAnnotation;
  /** Address of the draft on which the comment is shown. */
  address: string;
  /** All versions of its document. */
  versions: readonly ListedVersion[];
  nameOf: (version: string) => string;
  begin: () => DecisionOutcome | null;
  onStep: DecideStep;
  onClose: () => void;
}): ReactNode {
  const [changing, setChanging] = useState<"before" | "now" | "after">("before");
  const isChanging = changing === "now";
  const { annotation, decision, may } = placed;
  const language = versions.find(({ id }) => id === annotation.versionId)?.language ?? "";
  const drafts = inLanguage(versions, language).filter(({ state }) => state !== "prepared");
  const isDecided = Boolean(decision?.current);
  return (
    <>
      {hasOperations(annotation) && <UptakeNote annotation={annotation.id} drafts={drafts} />}
      <DecisionNote placed={placed} address={address} nameOf={nameOf} />
      {may.decide && (
        <>
          {isDecided && !isChanging && (
            <div className="thread-actions">
              <button
                type="button"
                className="button button-quiet"
                ref={changing === "after" ? focusOnMount : undefined}
                onClick={() => setChanging("now")}
              >
                {messages.changeDecision}
              </button>
            </div>
          )}
          <DecideHere
            isDeciding={!isDecided || isChanging}
            hasFocus={isChanging}
            {...{ placed, begin, onStep }}
            onLeave={isChanging ? () => setChanging("after") : onClose}
          />
        </>
      )}
    </>
  );
}

/** All settlements of a comment's placement on a draft, latest first. Revoked ones stay on record. */
function PlaceHistory({ settlement: { current, history } }: { settlement: Settlement }): ReactNode {
  const acts: { act: PlaceAct; until: string | null }[] = [
    ...history.flatMap(({ said, until }) => (said ? [{ act: said, until }] : [])),
    ...(current ? [{ act: current, until: null }] : []),
  ].reverse();
  return (
    <details className="place-history small">
      <summary className="quiet tappable">{formatMessage(messages.locationHistory, { count: acts.length })}</summary>
      <ol>
        {acts.map(({ act, until }, index) => (
          <li key={index}>
            {richMessage(messages.locationDecision, {
              decision: act.kind === "re-anchored" ? "placed" : act.kind,
              source: sourceName(act.by),
              date: <Moment at={act.at} />,
            })}
            {act.reason && `: ${act.reason}`}
            {until !== null && (
              <span className="quiet"> · {richMessage(messages.validUntil, { date: <Moment at={until} /> })}</span>
            )}
          </li>
        ))}
      </ol>
    </details>
  );
}
