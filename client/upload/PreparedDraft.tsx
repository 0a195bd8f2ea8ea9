import { useMutation, type UseMutationResult, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { Link, useLocation, useSearch } from "wouter";
import { can } from "#core/access/permissions.ts";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { contributionsPath, readingPath, uploadPath } from "#core/contract/pages.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import type { Preview } from "#core/contract/version-operations.ts";
import { documentsPage, uploadPage as messages } from "#core/messages/catalogues.ts";
import type { ConsultationChoice } from "#core/outcome/consultation.ts";
import { openConsultationBefore } from "#core/outcome/open-consultation.ts";
import type { Version } from "#core/text/version.ts";
import { actorOf } from "../api/actor.ts";
import { call, urlOf } from "../api/call.ts";
import { keys, meQuery, previewQuery } from "../api/queries.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { EmptyState, ProblemNotice, Skeleton } from "../components/PageStates.tsx";
import { announce } from "../components/LiveRegion.tsx";
import { toast } from "../components/toasts.ts";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import { RecipientsChoice } from "../recipients/RecipientsPreview.tsx";
import { MarkedFile } from "./MarkedFile.tsx";
import { ConsultationConsequence, OpenConsultation, type SettledConsultation } from "./OpenConsultation.tsx";
import { PreviewPanel } from "./PreviewPanel.tsx";
import { useDraftCorrections } from "./CorrectDialog.tsx";

/** A prepared draft: a preview of what publishing it does, and the decision. */
export function PreparedDraft({
  document,
  versionId,
  isNew,
}: {
  document: ListedDocument;
  versionId: string;
  /** Whether the preview replaces the form on the page, and so takes the focus from it. */
  isNew: boolean;
}): ReactNode {
  const settled = document.versions.find(({ id, state }) => id === versionId && state !== "prepared");
  const preview = useQuery({ ...previewQuery(versionId), enabled: !settled });
  if (settled) {
    return (
      <EmptyState
        action={
          <Link className="button" href={readingPath(settled.address)}>
            {messages.readDraft}
          </Link>
        }
      >
        {formatMessage(messages.draftState, { label: settled.label, state: settled.state })}
      </EmptyState>
    );
  }
  if (preview.error) return <ProblemNotice error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <Skeleton lines={10} />;
  return <Prepared preview={preview.data} document={document} isNew={isNew} />;
}

function Prepared({
  preview,
  document,
  isNew,
}: {
  preview: Preview;
  document: ListedDocument;
  isNew: boolean;
}): ReactNode {
  const { label, clauseCount } = preview.version;
  const heading = useRef<HTMLHeadingElement>(null);
  // Corrections change the preview, but are announced by themselves.
  const [announced] = useState(isNew && formatMessage(messages.previewReady, { label, count: clauseCount }));
  useEffect(() => {
    if (announced === false) return;
    announce(announced);
    heading.current?.focus();
  }, [announced]);
  const corrections = useDraftCorrections(preview);
  const [, navigate] = useLocation();
  const pagePath = `${uploadPath(document.id)}?version=${preview.version.id}`;
  const keeps = new URLSearchParams(useSearch()).get("marks") === "kept";
  const keep = (kept: boolean): void => {
    if (kept !== keeps) navigate(kept ? `${pagePath}&marks=kept` : pagePath, { replace: true });
  };
  const [consultationChoice, setConsultationChoice] = useState<ConsultationChoice>("keep");
  const open = openConsultationBefore(preview.version, document.versions, ({ consultation }) =>
    consultation?.state === "open" ? consultation.terms : null,
  );
  const consultation = open && { ...open, choice: consultationChoice };
  const mayHold = useMayHold();
  return (
    <>
      <h2 className="preview-title" tabIndex={-1} ref={heading}>
        {formatMessage(messages.previewOf, { label })}
      </h2>
      <Decision preview={preview} document={document} keepsMarks={keeps} consultation={consultation} />
      {consultation && (
        <OpenConsultation {...{ consultation, label }} mayChoose={mayHold} onChoose={setConsultationChoice} />
      )}
      <PreviewPanel preview={preview} document={document} corrections={corrections}>
        <MarkedFile preview={preview} readAgain={corrections.reread} keeps={keeps} onKeep={keep} />
      </PreviewPanel>
      <ExportLinks preview={preview} />
    </>
  );
}

/** Exports the draft as Word files for circulation before publication: a clean text and one with tracked changes. */
function ExportLinks({ preview: { version, against } }: { preview: Preview }): ReactNode {
  const clean = urlOf("exportVersion", {
    params: { version: version.id },
    query: { format: "docx", annotations: "without" },
  });
  const tracked =
    against !== null &&
    // The draft's own file may contain comments and names that are not for circulation.
    urlOf("exportComparison", {
      params: { base: against, revised: version.id },
      query: { format: "docx", layout: "redrawn" },
    });
  const download = (url: string) => (parts: ReactNode[]) => (
    <a href={url} download>
      {parts}
    </a>
  );
  return (
    <p className="upload-export">
      {tracked
        ? richMessage(messages.exportCleanOrTracked, { clean: download(clean), tracked: download(tracked) })
        : richMessage(messages.exportClean, { clean: download(clean) })}
    </p>
  );
}

function Decision({
  preview,
  document,
  keepsMarks,
  consultation,
}: {
  preview: Preview;
  document: ListedDocument;
  /** Whether to import the marks of its file as a contribution afterwards. */
  keepsMarks: boolean;
  consultation: SettledConsultation | undefined;
}): ReactNode {
  const { version } = preview;
  const mayHold = useMayHold();
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const [confirming, setConfirming] = useState(false);
  const [notify, setNotify] = useState(true);
  const [thenLetters, setThenLetters] = useState(false);
  const publish = useMutation({
    mutationFn: () =>
      call("publishVersion", {
        params: { version: version.id },
        body: { consultation: consultation?.choice ?? "keep", notify },
      }),
    onSuccess: (published) => {
      // A published draft has no preview. The page is left before everything else is fetched again.
      const next = thenLetters ? sourcePath("letters", published.address) : readingPath(published.address);
      navigate(keepsMarks ? `${contributionsPath}?from=${published.id}` : next);
      client.removeQueries({ queryKey: previewQuery(version.id).queryKey });
      void client.invalidateQueries({ predicate: ({ queryKey }) => queryKey[0] !== "preview" });
      const openConsultation = {
        act: () => navigate(`${readingPath(published.address)}?panel=consultation`),
        label: documentsPage.openConsultation,
      };
      const offer = mayHold && !published.consultation?.terms ? openConsultation : {};
      toast(formatMessage(messages.draftPublished, { label: published.label }), offer);
    },
    // The consultation may have closed since the page was loaded.
    onError: () => void client.invalidateQueries({ queryKey: keys.document(document.id) }),
  });
  const discard = useDiscard(document);
  const replaced = document.versions.find(
    ({ state, round, language }) => state === "published" && round === version.round && language === version.language,
  );
  return (
    <>
      {discard.error && <ProblemNotice error={discard.error} />}
      <div className="upload-decision stuck">
        <button
          type="button"
          className="button button-quiet button-danger"
          disabled={discard.isPending || publish.isPending}
          onClick={() => discard.mutate(version)}
        >
          {messages.discardDraft}
        </button>
        <Link className="button button-quiet" href={uploadPath(document.id)}>
          {messages.keepForLater}
        </Link>
        <button
          type="button"
          className="button button-primary"
          disabled={discard.isPending || publish.isPending}
          onClick={() => setConfirming(true)}
        >
          {publish.isPending ? messages.publishing : messages.publishDraft}
        </button>
      </div>
      {confirming && (
        <ConfirmDialog
          title={formatMessage(messages.publishQuestion, { label: version.label })}
          act={messages.publishDraft}
          onConfirm={() =>
            publish.mutateAsync().then(
              () => true,
              () => false,
            )
          }
          onClose={() => setConfirming(false)}
        >
          {replaced && (
            <p className="preview-warning remark">{richMessage(messages.replacesLink, { label: replaced.label })}</p>
          )}
          <p>{messages.publishConsequence}</p>
          {consultation && <ConsultationConsequence {...consultation} />}
          <RecipientsChoice act={{ kind: "new-draft", version: version.id }} notify={notify} onChange={setNotify} />
          {preview.against !== null && !keepsMarks && (
            <label className="recipients-nobody">
              <input type="checkbox" checked={thenLetters} onChange={({ target }) => setThenLetters(target.checked)} />
              <span>{messages.thenLetters}</span>
            </label>
          )}
          {publish.error && <ProblemNotice error={publish.error} />}
        </ConfirmDialog>
      )}
    </>
  );
}

/** Returns whether this reader may open, move and close consultations. */
function useMayHold(): boolean {
  const me = useQuery(meQuery).data;
  return me !== undefined && can(actorOf(me), "hold-consultation");
}

/**
 * Discards a prepared draft. The file is fetched first, so that the discard can be undone: undo prepares the draft from
 * it again, under a new id.
 */
function useDiscard(document: ListedDocument): UseMutationResult<Blob, Error, Version> {
  const { id } = document;
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const refresh = async (): Promise<void> => {
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.document(id) }),
      client.invalidateQueries({ queryKey: keys.library }),
    ]);
  };
  const prepareAgain = async (version: Version, file: Blob): Promise<void> => {
    try {
      const preview = await sendAgain(document, version, file);
      await refresh();
      navigate(`${uploadPath(id)}?version=${preview.version.id}`);
    } catch (error) {
      toast(error instanceof Error ? error.message : messages.undoFailed, { tone: "failed" });
    }
  };
  return useMutation({
    mutationFn: async (version: Version) => {
      const file = await call("getOriginal", { params: { version: version.id } });
      await call("discardVersion", { params: { version: version.id } });
      return file;
    },
    onSuccess: async (file, version) => {
      // The form of the upload suggests the name of the next draft.
      await refresh();
      navigate(uploadPath(id));
      client.removeQueries({ queryKey: keys.preview(version.id) });
      toast(formatMessage(messages.draftDiscarded, { label: version.label }), {
        undo: () => void prepareAgain(version, file),
      });
    },
  });
}

/** Prepares a discarded draft again from its file, or a working text from its stored form. */
async function sendAgain(
  { id, versions }: ListedDocument,
  { round, label, date, language, source }: Version,
  file: Blob,
): Promise<Preview> {
  const base = versions.findLast((version) => version.state === "published" && version.language === language);
  if (source.format !== "working-text" || !base) {
    const query = { round, label, date, language, fileName: source.fileName };
    return call("prepareVersion", { params: { document: id }, query, file });
  }
  const draft = JSON.parse(await file.text()) as Record<string, unknown>;
  return call("prepareWorkingText", {
    params: { version: base.id },
    body: { round, label, date, draft, proposals: source.proposals ?? [] },
  });
}
