import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { Link, useLocation } from "wouter";
import { readingPath } from "#core/contract/page-paths.ts";
import type { LedgerEntry } from "#core/contract/ledger-operations.ts";
import { ledgerQuery } from "../api/ledger-queries.ts";
import { libraryQuery } from "../api/queries.ts";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { headWord } from "../components/words.ts";
import { DecideDialog } from "../reading/DecideDialog.tsx";
import { DispositionNote } from "../reading/DispositionNote.tsx";
import { PlaceActs } from "../reading/PlaceActs.tsx";
import { ProposedChange } from "../reading/ProposedChange.tsx";
import { quotedWords } from "#core/annotate/said-words.ts";
import { CandidateLinks } from "../reading/CandidateLinks.tsx";
import type { LedgerDraft, LedgerRow } from "#core/contract/ledger-rows.ts";
import { PlaceHistory } from "./PlaceHistory.tsx";
import { UptakeNote } from "../uptake/UptakeNote.tsx";
import { StateMark } from "./StateMark.tsx";
import "../reading/thread.css";

/** A comment beside the ledger: what it says, what became of it on one draft and why, and what may be done about that. */
export function PlacePanel({
  row,
  draft,
  drafts,
  onDraft,
  onClose,
}: {
  row: LedgerRow;
  draft: LedgerDraft;
  /** Those one may look at it on. */
  drafts: readonly LedgerDraft[];
  /** Looks at it on another, by address. */
  onDraft: (address: string) => void;
  onClose: () => void;
}): ReactNode {
  const ledger = useQuery(ledgerQuery(draft.address));
  const entry = ledger.data?.entries.find(({ annotation }) => annotation.id === row.annotation.id);
  const close = useRef<HTMLButtonElement>(null);
  // Where it lies over the table one comes to it; beside the table one walks on in that.
  useEffect(() => {
    if (matchMedia("(max-width: 1099px)").matches) close.current?.focus();
  }, []);
  const { annotation } = row;
  const quote = quotedWords(annotation);
  return (
    <aside
      className="place-panel"
      aria-label="The comment on a draft"
      onKeyDown={(event) => {
        if (event.key === "Escape" && !event.defaultPrevented) onClose();
      }}
    >
      <div className="place-head">
        {drafts.length > 1 ? (
          <label className="field">
            <span className="visually-hidden">Draft</span>
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
        <Button ref={close} className="icon-button" aria-label="Close" onPress={onClose}>
          <X size={18} aria-hidden />
        </Button>
      </div>
      <SpeakerLine speaker={annotation.speaker} full />
      {quote !== "" && (
        <blockquote className="thread-quote" dir="auto">
          {quote}
        </blockquote>
      )}
      {annotation.kind === "proposal" && <ProposedChange placed={{ annotation, madeOn: row.madeOn }} short={false} />}
      {annotation.text !== "" && (
        <p className="thread-text" dir="auto">
          {annotation.text}
        </p>
      )}
      {ledger.error ? (
        <ProblemNotice error={ledger.error} onRetry={() => void ledger.refetch()} />
      ) : !ledger.data ? (
        <Skeleton lines={4} />
      ) : entry ? (
        <OnDraft entry={entry} draft={draft} />
      ) : (
        <p className="thread-placement">
          {draft.id === annotation.versionId ? "It was made on this draft. " : "It was made on a later draft. "}
          <Link href={`${readingPath(row.madeOn)}?note=${annotation.id}`}>Read it there</Link>
        </p>
      )}
    </aside>
  );
}

/** What became of it on the draft, what people said of that, what was decided; and what the reader may say. */
function OnDraft({ entry, draft }: { entry: LedgerEntry; draft: LedgerDraft }): ReactNode {
  const [deciding, setDeciding] = useState(false);
  const [, navigate] = useLocation();
  const documents = useQuery(libraryQuery).data?.documents ?? [];
  const { annotation, placement, settlement, disposition, madeOn, may } = entry;
  const versions = documents.find(({ id }) => id === annotation.documentId)?.versions ?? [];
  const nameOf = (named: string): string =>
    versions.find(({ id, address }) => id === named || address === named)?.label ?? named;
  const orphan = placement.state === "orphan";
  const there = placement.targets.flatMap((target) => (target.kind === "range" ? [target.quote.exact] : []));
  const choose = (clause: string | null): void =>
    navigate(
      `${readingPath(draft.address)}?${clause === null ? "" : `clause=${encodeURIComponent(clause)}&`}placing=${annotation.id}`,
    );
  return (
    <>
      <section className="thread-placement" aria-label="What became of it">
        <StateMark state={placement.state} settled={placement.settled?.kind ?? null} />
        <p>{headWord(placement.reason.code, placement.reason.params)}</p>
        {there.length > 0 && (
          <blockquote className="thread-quote" dir="auto">
            {there.join(" … ")}
          </blockquote>
        )}
        <p className="quiet">
          {!orphan && `Sure to ${String(Math.round(placement.score * 100))} %. `}
          Made on <Link href={`${readingPath(madeOn)}?note=${annotation.id}`}>{nameOf(madeOn)}</Link>.{" "}
          <Link href={`${readingPath(draft.address)}?note=${annotation.id}${orphan ? "&list=orphans" : ""}`}>
            Read it on this draft
          </Link>
        </p>
      </section>
      <PlaceActs placed={entry} version={draft.address} onChoose={() => choose(null)} />
      {may.settle && entry.candidates.length > 0 && (
        <CandidateLinks candidates={entry.candidates} onChoose={(clause) => choose(clause)} />
      )}
      {settlement && <PlaceHistory settlement={settlement} />}
      {annotation.kind === "proposal" && <UptakeNote annotation={annotation.id} drafts={versions} />}
      <DispositionNote disposition={disposition} here={draft.address} nameOf={nameOf} />
      {may.decide && (
        <div className="thread-actions">
          <Button className="button button-quiet" onPress={() => setDeciding(true)}>
            {disposition?.current ? "Revise the decision" : "Decide"}
          </Button>
        </div>
      )}
      {deciding && (
        <DecideDialog
          placed={entry}
          here={draft.address}
          drafts={versions.filter(
            ({ state, language }) =>
              state !== "prepared" && language === versions.find((one) => one.id === draft.id)?.language,
          )}
          onClose={() => setDeciding(false)}
        />
      )}
    </>
  );
}
