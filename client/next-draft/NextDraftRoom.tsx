import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { Node } from "prosemirror-model";
import { type ReactNode, useCallback, useMemo, useRef, useState } from "react";
import { useLocation, useSearch } from "wouter";
import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { uploadPath } from "#core/contract/pages.ts";
import type { ReadVersion } from "../api/queries.ts";
import { uploadPage as messages } from "#core/messages/catalogues.ts";
import { parseDraft } from "#core/text/schema.ts";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { readStored, store } from "../components/stored-text.ts";
import { toast } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { DraftNameFields, entryOf, fieldErrorsOf } from "../upload/DraftNameFields.tsx";
import { CandidateList } from "./CandidateList.tsx";
import { DraftEditing } from "./DraftEditing.tsx";
import { NextDraftExport } from "./NextDraftExport.tsx";
import {
  candidatesOf,
  type Choice,
  chosenOf,
  readChoice,
  stillCandidates,
  workingTextQuery,
  writeChoice,
} from "./choice.ts";
import "../upload/upload.css";
import "./next-draft.css";

/** The room in which proposals are compiled, the result is edited, and the next draft is prepared. */
export function NextDraftRoom({
  page,
  base,
  annotations,
  document,
  participant,
}: {
  page: ReadVersion;
  /** Its draft, from which the next one is made. */
  base: Node;
  annotations: readonly PlacedAnnotation[];
  document: ListedDocument;
  /** Id of the participant whose edits are stored; null if nobody is signed in. */
  participant: string | null;
}): ReactNode {
  const { version } = page;
  const { choice, choose, candidates, chosen, compiled, working, edited, draft, restarts, startOver } = useWorkingText(
    version.id,
    base,
    annotations,
    participant,
  );
  const isEdited = edited.chosen !== null;
  const moved = useMemo(
    () =>
      new Set(
        working?.changes.flatMap(({ change, clause }) => (change === "moved" && clause !== null ? [clause] : [])) ?? [],
      ),
    [working],
  );
  const included = working?.proposals.filter((proposal) => proposal.taken).map(({ annotation }) => annotation.id) ?? [];
  const byHand = choice.byHand.filter((id) => chosen.includes(id) && !included.includes(id));
  const waiting = chosen.length > 0 && !working;
  return (
    <>
      <p className="quiet">
        {formatMessage(messages.includedCount, {
          label: version.label,
          included: included.length,
          byHand: byHand.length,
          toCheck: waiting ? 0 : Math.max(0, chosen.length - included.length - byHand.length),
        })}
      </p>
      <Part id="next-draft-proposals" title={messages.proposalsTitle}>
        {isEdited && (
          <div className="preview-warning remark next-draft-edited row">
            <p>{messages.proposalsLocked}</p>
            <button type="button" className="button button-quiet" onClick={startOver}>
              {messages.startOver}
            </button>
          </div>
        )}
        {compiled.error && <ProblemNotice error={compiled.error} onRetry={() => void compiled.refetch()} />}
        <CandidateList
          candidates={candidates}
          chosen={chosen}
          results={working?.proposals ?? []}
          choice={choice}
          locked={isEdited}
          onChoose={choose}
        />
      </Part>
      <Part id="next-draft-text" title={messages.textWithChanges}>
        {waiting ? (
          <Skeleton lines={8} />
        ) : (
          <DraftEditing
            key={`${chosen.join()} ${restarts}`}
            base={base}
            draft={draft}
            moved={moved}
            name={formatMessage(messages.nextDraftName, { document: document.shortTitle })}
            onChange={(next) => edited.change({ draft: next, chosen })}
          />
        )}
        {/* A file has the proposals and no edits by hand. */}
        {!waiting && !isEdited && included.length > 0 && <NextDraftExport version={version} proposals={included} />}
      </Part>
      <Part id="next-draft-prepare" title={messages.nextDraft}>
        <PrepareForm
          document={document}
          version={version}
          draft={() => (edited.latest()?.draft ?? draft).toJSON() as Record<string, unknown>}
          proposals={[...included, ...byHand]}
          ready={!waiting}
          onPrepared={() => edited.change(null)}
        />
      </Part>
    </>
  );
}

/** A part of the room, named by its heading. */
function Part({ id, title, children }: { id: string; title: string; children: ReactNode }): ReactNode {
  return (
    <section aria-labelledby={id}>
      <h2 id={id} className="preview-title">
        {title}
      </h2>
      {children}
    </section>
  );
}

/** The text compiled from the chosen proposals, or edited by hand since. The address holds the choice. */
function useWorkingText(
  version: string,
  base: Node,
  annotations: readonly PlacedAnnotation[],
  participant: string | null,
) {
  const search = useSearch();
  const [path, navigate] = useLocation();
  const choice = useMemo(() => readChoice(search), [search]);
  const candidates = useMemo(() => candidatesOf(annotations), [annotations]);
  const edited = useEditedDraft(participant, version);
  const chosen = useMemo(
    () => (edited.chosen ? stillCandidates(candidates, edited.chosen) : chosenOf(candidates, choice)),
    [candidates, choice, edited.chosen],
  );
  const compiled = useQuery({ ...workingTextQuery(version, chosen), enabled: chosen.length > 0 });
  const working = chosen.length > 0 ? compiled.data : undefined;
  const [restarts, setRestarts] = useState(0);
  const draft = useMemo(
    () => edited.latest()?.draft ?? (working ? parseDraft(working.draft) : base),
    // The editor starts from this text. It starts again for other proposals or after a reset, not while the user types.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [working, base, restarts],
  );

  const choose = (change: Partial<Choice>): void => {
    const query = writeChoice({ ...choice, ...change });
    navigate(`${path}${query ? `?${query}` : ""}`, { replace: true });
  };
  const startOver = (): void => {
    const before = edited.latest();
    edited.change(null);
    setRestarts((count) => count + 1);
    toast(messages.textReset, {
      undo: () => {
        edited.change(before);
        setRestarts((count) => count + 1);
      },
    });
  };
  return { choice, choose, candidates, chosen, compiled, working, edited, draft, restarts, startOver };
}

/** A working text after editing by hand. */
interface EditedDraft {
  draft: Node;
  /** Ids of the proposals it started from. A proposal accepted during editing is not in it. */
  chosen: readonly string[];
}

/** A working text after editing by hand, stored on the device until it is prepared or discarded. */
function useEditedDraft(
  participant: string | null,
  version: string,
): {
  /** The proposals it started from; null if nothing was edited by hand. The same array while the editing continues. */
  chosen: readonly string[] | null;
  /** Returns the edited text as of this moment; null if nothing was edited. */
  latest: () => EditedDraft | null;
  change: (edited: EditedDraft | null) => void;
} {
  const storageKey = `working-text/${version}`;
  const [stored] = useState(() => parsed(readStored(participant, storageKey)));
  const latest = useRef(stored);
  const [chosen, setChosen] = useState(stored?.chosen ?? null);
  const change = useCallback(
    (edited: EditedDraft | null) => {
      latest.current = edited;
      // The text is not in the state: only the editor renders it, and the editor already has it.
      setChosen((before) => edited && (before ?? edited.chosen));
      store(participant, storageKey, edited && JSON.stringify({ ...edited, draft: edited.draft.toJSON() as unknown }));
    },
    [participant, storageKey],
  );
  return { chosen, latest: useCallback(() => latest.current, []), change };
}

/** Parses a stored draft; null if nothing is stored or it is invalid. */
function parsed(text: string | undefined): EditedDraft | null {
  if (text === undefined) return null;
  try {
    const { draft, chosen } = JSON.parse(text) as { draft: Record<string, unknown>; chosen: readonly string[] };
    return { draft: parseDraft(draft), chosen: [...chosen] };
  } catch {
    return null;
  }
}

/**
 * Names the working text as the next draft and prepares it. The next page previews its effects; nothing is public yet.
 */
function PrepareForm({
  document,
  version,
  draft,
  proposals,
  ready,
  onPrepared,
}: {
  document: ListedDocument;
  version: ListedVersion;
  /** Returns the current text. */
  draft: () => Record<string, unknown>;
  /** Ids of the proposals it contains. */
  proposals: readonly string[];
  ready: boolean;
  onPrepared: () => void;
}): ReactNode {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const prepare = useMutation({
    mutationFn: (fields: { round: string; label: string; date: string }) =>
      call("prepareWorkingText", {
        params: { version: version.id },
        body: { ...fields, draft: draft(), proposals: [...proposals] },
      }),
    onSuccess: (preview) => {
      onPrepared();
      client.setQueryData(keys.preview(preview.version.id), preview);
      void client.invalidateQueries({ queryKey: keys.document(document.id) });
      void client.invalidateQueries({ queryKey: keys.library });
      navigate(`${uploadPath(document.id)}?version=${preview.version.id}`);
    },
  });
  const { error } = prepare;
  const atFields = useMemo(() => fieldErrorsOf(error), [error]);
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        const text = entryOf(event.currentTarget);
        prepare.mutate({ round: text("round"), label: text("label"), date: text("date") });
      }}
    >
      <div className="upload-fields">
        <DraftNameFields document={document} errors={atFields} />
      </div>
      {error && Object.keys(atFields).length === 0 && <ProblemNotice error={error} />}
      <p className="quiet small">{messages.prepareAbout}</p>
      <button type="submit" className="button button-primary" disabled={!ready || prepare.isPending}>
        {prepare.isPending ? messages.preparing : messages.previewChanges}
      </button>
    </form>
  );
}
