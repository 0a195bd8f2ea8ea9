import { useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useId, useMemo, useState } from "react";
import { Link } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import type { ShownUptake } from "#core/contract/uptake-operations.ts";
import { outcomesPage as messages, uptakes } from "#core/messages/catalogues.ts";
import { type UptakeExtent, uptakeExtents } from "#core/outcome/uptake.ts";
import { actorOf } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { uptakeQuery } from "../api/outcome-queries.ts";
import { meQuery } from "../api/queries.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { formatDate } from "../components/format.tsx";
import { notifyAndRefresh, undoBy, type UndoCall } from "../components/toasts.ts";
import { formatMessage, headWord, word, uncheckedWord } from "../page-parts/messages.ts";
import { AmendedUptakes, ExtentMark } from "./ExtentMark.tsx";
import "./uptake.css";

/** Only this many quotations are listed for a draft; the draft itself shows all. */
const mostQuotes = 3;

/** A proposal's uptake in each later draft: its extent, the words found, and the reason. */
export function UptakeNote({
  annotation,
  drafts,
}: {
  annotation: string;
  /** The drafts whose uptake to list. */
  drafts: readonly ListedVersion[];
}): ReactNode {
  const uptakes = useQuery(uptakeQuery(annotation)).data ?? [];
  const me = useQuery(meQuery).data;
  const mayCorrect = me !== undefined && can(actorOf(me), "correct-uptake");
  const later = uptakes.flatMap((uptake) => {
    const draft = drafts.find(({ id }) => id === uptake.versionId);
    return draft ? [{ uptake, draft }] : [];
  });
  if (later.length === 0) return null;
  return (
    <section className="uptake small" aria-label={messages.wordingInLaterDrafts}>
      <h3 className="field-label">{messages.wordingInLaterDrafts}</h3>
      <ol>
        {later.map(({ uptake, draft }, index) => (
          <InDraft
            key={draft.id}
            annotation={annotation}
            uptake={uptake}
            draft={draft}
            isRepeated={isSameUptake(uptake, later[index - 1]?.uptake)}
            mayCorrect={mayCorrect}
          />
        ))}
      </ol>
    </section>
  );
}

/** Whether a draft has the same uptake as the one before, for the same reason. */
function isSameUptake({ computed }: ShownUptake, before: ShownUptake | undefined): boolean {
  return computed.reason.code === before?.computed.reason.code && computed.score === before.computed.score;
}

function InDraft({
  annotation,
  uptake,
  draft,
  isRepeated,
  mayCorrect,
}: {
  annotation: string;
  uptake: ShownUptake;
  draft: ListedVersion;
  /** Whether the draft before has the same uptake, so that its reason is not repeated. */
  isRepeated: boolean;
  mayCorrect: boolean;
}): ReactNode {
  const [correcting, setCorrecting] = useState(false);
  const { revoke } = useUptakeWrites();
  const { extent, computed, correction, versionId } = uptake;
  const current = correction?.current;
  const clausePath = (clause: string): string => `${readingPath(draft.address)}?clause=${encodeURIComponent(clause)}`;
  return (
    <li>
      <p>
        <ExtentMark extent={extent} corrected={current !== undefined && current !== null} />{" "}
        <Link href={computed.words[0] ? clausePath(computed.words[0].clause) : readingPath(draft.address)}>
          <bdi>{draft.label}</bdi>
        </Link>
      </p>
      {current && (
        <p>
          {current.reason}{" "}
          <span className="quiet">
            {formatMessage(messages.correctionSource, {
              date: formatDate(current.at),
              uptake: word(`uptake-extent-${computed.extent}`),
            })}
          </span>
        </p>
      )}
      {!isRepeated && (
        <p className="quiet">
          {uncheckedWord(computed.reason, uptakes)}{" "}
          {formatMessage(messages.uptakeShare, { percent: Math.round(computed.score * 100) })}
        </p>
      )}
      {!isRepeated && computed.words.length > 0 && (
        <p className="uptake-text clamped-3">
          {computed.words.slice(0, mostQuotes).map(({ clause, start, quote }, index) => (
            <span key={`${clause} ${String(start)}`}>
              {index > 0 && " … "}
              <Link href={clausePath(clause)} dir="auto">
                {quote}
              </Link>
            </span>
          ))}
          {computed.words.length > mostQuotes && " …"}
        </p>
      )}
      {uptake.amendments && <AmendedUptakes amendments={uptake.amendments} />}
      {mayCorrect && (
        <p className="uptake-acts">
          <button type="button" className="link-button" onClick={() => setCorrecting(true)}>
            {messages.correctUptake}
          </button>
          {current && (
            <button
              type="button"
              className="link-button"
              onClick={() => void revoke({ annotation, version: versionId }, correction.revision)}
            >
              {messages.revokeCorrection}
            </button>
          )}
        </p>
      )}
      {correcting && (
        <CorrectUptakeDialog
          annotation={annotation}
          uptake={uptake}
          draft={draft.label}
          onClose={() => setCorrecting(false)}
        />
      )}
    </li>
  );
}

/** Lets the secretariat correct a proposal's uptake in a draft where the text alone misleads. */
function CorrectUptakeDialog({
  annotation,
  uptake,
  draft,
  onClose,
}: {
  annotation: string;
  uptake: ShownUptake;
  /** Label of the draft. */
  draft: string;
  onClose: () => void;
}): ReactNode {
  const { correct } = useUptakeWrites();
  const name = useId();
  const [extent, setExtent] = useState<UptakeExtent>(uptake.extent);
  const [reason, setReason] = useState(uptake.correction?.current?.reason ?? "");
  return (
    <ConfirmDialog
      title={formatMessage(messages.uptakeInDraft, { draft })}
      act={messages.saveCorrection}
      ready={reason.trim() !== ""}
      onConfirm={() =>
        correct(
          { annotation, version: uptake.versionId },
          { revision: uptake.correction?.revision ?? 0, extent, reason: reason.trim() },
        )
      }
      onClose={onClose}
    >
      <p>{formatMessage(messages.computedUptake, { uptake: word(`uptake-extent-${uptake.computed.extent}`) })}</p>
      <fieldset className="decide-outcomes">
        <legend className="field-label">{messages.uptakeField}</legend>
        {uptakeExtents.map((option) => (
          <label key={option} className="decide-outcome">
            <input type="radio" name={name} checked={extent === option} onChange={() => setExtent(option)} />
            {headWord(`uptake-extent-${option}`)}
          </label>
        ))}
      </fieldset>
      <label className="field dialog-field">
        <span className="field-label">{messages.reasonField}</span>
        <textarea value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
    </ConfirmDialog>
  );
}

/** A proposal and the version on which its uptake is corrected. */
interface UptakeKey {
  annotation: string;
  version: string;
}

/** The secretariat's corrections of an uptake where the text alone misleads. Each resolves to whether it succeeded. */
interface UptakeWrites {
  correct: (key: UptakeKey, correction: { revision: number; extent: UptakeExtent; reason: string }) => Promise<boolean>;
  /** Revokes a correction, so that the computed uptake applies again. `revision` is the correction's. */
  revoke: (key: UptakeKey, revision: number) => Promise<boolean>;
}

/** Returns the writes on uptake corrections. The message of each offers to undo it. */
function useUptakeWrites(): UptakeWrites {
  const client = useQueryClient();
  return useMemo(() => {
    const act = notifyAndRefresh(client, ["annotations"]);
    const undo =
      (params: UptakeKey) =>
      ({ correction }: ShownUptake): UndoCall | null =>
        correction &&
        undoBy(
          "undoUptakeCorrection",
          { params, body: { revision: correction.revision } },
          messages.previousUptakeRestored,
        );
    return {
      correct: (params, body) =>
        act(() => call("correctUptake", { params, body }), messages.uptakeCorrected, undo(params)),
      revoke: (params, revision) =>
        act(
          () => call("revokeUptakeCorrection", { params, body: { revision } }),
          messages.correctionRevoked,
          undo(params),
        ),
    };
  }, [client]);
}
