import { useQuery } from "@tanstack/react-query";
import { X } from "lucide-react";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Button } from "react-aria-components";
import { Link } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import type { LedgerDraft, LedgerRow } from "#core/contract/outcome-rows.ts";
import { readingPath } from "#core/contract/pages.ts";
import { quotedWords } from "#core/discuss/annotation-words.ts";
import { ProposedChange } from "../annotations/ProposedChange.tsx";
import { annotationQuery, ledgerQuery } from "../api/outcome-queries.ts";
import { libraryQuery } from "../api/queries.ts";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { SpeakerLine } from "../components/SpeakerLine.tsx";
import { inLanguage } from "../versions/version-order.ts";
import { DecideDialog } from "./DecideDialog.tsx";
import { DispositionNote } from "./DispositionNote.tsx";
import { PlaceOnDraft } from "./PlaceOnDraft.tsx";
import { UptakeNote } from "./UptakeNote.tsx";
import "../annotations/thread.css";

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
  // On the draft it was made on, and before, the ledger has no word of it: there it is asked for itself.
  const home = useQuery({ ...annotationQuery(row.annotation.id), enabled: ledger.data !== undefined && !entry });
  const placed = entry ?? home.data;
  const error = ledger.error ?? home.error;
  const documents = useQuery(libraryQuery).data?.documents ?? [];
  const versions = documents.find(({ id }) => id === row.annotation.documentId)?.versions ?? [];
  const nameOf = (named: string): string =>
    versions.find(({ id, address }) => id === named || address === named)?.label ?? named;
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
      {error ? (
        <ProblemNotice error={error} onRetry={() => void (ledger.error ? ledger.refetch() : home.refetch())} />
      ) : !placed ? (
        <Skeleton lines={4} />
      ) : (
        <>
          {entry ? (
            <PlaceOnDraft entry={entry} draft={draft} nameOf={nameOf} />
          ) : (
            <p className="thread-placement">
              {draft.id === annotation.versionId ? "It was made on this draft. " : "It was made on a later draft. "}
              <Link href={`${readingPath(row.madeOn)}?note=${annotation.id}`}>Read it there</Link>
            </p>
          )}
          <DecisionHere placed={placed} here={draft.address} versions={versions} nameOf={nameOf} />
        </>
      )}
    </aside>
  );
}

/** What became of a comment beyond its place: of a proposal's wording, and by decision, which may be taken here. */
function DecisionHere({
  placed,
  here,
  versions,
  nameOf,
}: {
  placed: PlacedAnnotation;
  /** Address of the draft it is looked at on. */
  here: string;
  /** Of its document. */
  versions: readonly ListedVersion[];
  nameOf: (version: string) => string;
}): ReactNode {
  const [deciding, setDeciding] = useState(false);
  const { annotation, disposition, may } = placed;
  const language = versions.find(({ id }) => id === annotation.versionId)?.language ?? "";
  const drafts = inLanguage(versions, language).filter(({ state }) => state !== "prepared");
  return (
    <>
      {annotation.kind === "proposal" && <UptakeNote annotation={annotation.id} drafts={drafts} />}
      <DispositionNote disposition={disposition} here={here} nameOf={nameOf} />
      {may.decide && (
        <div className="thread-actions">
          <Button className="button button-quiet" onPress={() => setDeciding(true)}>
            {disposition?.current ? "Revise the decision" : "Decide"}
          </Button>
        </div>
      )}
      {deciding && <DecideDialog placed={placed} here={here} drafts={drafts} onClose={() => setDeciding(false)} />}
    </>
  );
}
