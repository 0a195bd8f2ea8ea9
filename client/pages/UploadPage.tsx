import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { Link, useLocation, useSearch } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { call } from "../api/call.ts";
import { documentQuery, keys, meQuery, previewQuery } from "../api/queries.ts";
import { Header } from "../app/Header.tsx";
import { readingPath, uploadPath } from "../app/routes.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { formatDate } from "../components/dates.ts";
import { EmptyState } from "../components/EmptyState.tsx";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { Skeleton } from "../components/Skeleton.tsx";
import { toast } from "../components/toasts.ts";
import { PreviewPanel } from "../upload/PreviewPanel.tsx";
import { UploadForm, type Upload } from "../upload/UploadForm.tsx";
import "../comparison/comparison.css";
import "../upload/upload.css";

/** The secretariat's way to the next draft: a file, a preview of what it would do, and the decision. */
export function UploadPage({ params }: { params: Record<string, string> }): ReactNode {
  const id = params["document"] ?? "";
  const document = useQuery(documentQuery(id));
  const me = useQuery(meQuery);
  const prepared = new URLSearchParams(useSearch()).get("version");
  return (
    <>
      <Header
        trail={[
          <span key="document">{document.data?.shortTitle ?? id}</span>,
          <span key="here" aria-current="page">
            Upload a draft
          </span>,
        ]}
      />
      <main className="page page-narrow" id="main">
        <h1 className="page-title">{document.data ? `Next draft of ${document.data.shortTitle}` : "Next draft"}</h1>
        {document.error ? (
          <ProblemNotice error={document.error} onRetry={() => void document.refetch()} />
        ) : me.data && me.data.role !== "secretariat" ? (
          <EmptyState
            action={
              <Link className="button" href="/">
                Go to the library
              </Link>
            }
          >
            Drafts are uploaded by the secretariat.
          </EmptyState>
        ) : !document.data ? (
          <Skeleton />
        ) : prepared ? (
          <PreparedDraft document={document.data} versionId={prepared} />
        ) : (
          <NewDraft document={document.data} />
        )}
      </main>
    </>
  );
}

function NewDraft({ document }: { document: ListedDocument }): ReactNode {
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const waiting = document.versions.filter(({ state }) => state === "prepared");
  const prepare = useMutation({
    mutationFn: ({ file, ...query }: Upload) =>
      call("prepareVersion", { params: { document: document.id }, query: { ...query, fileName: file.name }, file }),
    onSuccess: (preview) => {
      client.setQueryData(keys.preview(preview.version.id), preview);
      void client.invalidateQueries({ queryKey: keys.document(document.id) });
      navigate(`${uploadPath(document.id)}?version=${preview.version.id}`);
    },
  });
  return (
    <>
      {waiting.length > 0 && (
        <ul className="upload-waiting">
          {waiting.map((version) => (
            <li key={version.id}>
              <Link href={`${uploadPath(document.id)}?version=${version.id}`}>
                {version.label}, {formatDate(version.date)}
              </Link>{" "}
              is prepared and not yet published.
            </li>
          ))}
        </ul>
      )}
      <UploadForm document={document} busy={prepare.isPending} onSubmit={(upload) => prepare.mutate(upload)} />
      {prepare.error && <ProblemNotice error={prepare.error} />}
    </>
  );
}

function PreparedDraft({ document, versionId }: { document: ListedDocument; versionId: string }): ReactNode {
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const [confirming, setConfirming] = useState<"publish" | "discard" | null>(null);
  const preview = useQuery(previewQuery(versionId));
  const publish = useMutation({
    mutationFn: () => call("publishVersion", { params: { version: versionId } }),
    onSuccess: async (version) => {
      await client.invalidateQueries();
      toast(`${version.label} is published.`);
      navigate(readingPath(version.address));
    },
  });
  const discard = useMutation({
    mutationFn: () => call("discardVersion", { params: { version: versionId } }),
    onSuccess: async () => {
      await client.invalidateQueries();
      toast("The prepared draft is thrown away.");
      navigate(uploadPath(document.id));
    },
  });
  if (preview.error) return <ProblemNotice error={preview.error} onRetry={() => void preview.refetch()} />;
  if (!preview.data) return <Skeleton lines={10} />;
  const { version } = preview.data;
  const replaced = document.versions.find(
    ({ state, round, language }) => state === "published" && round === version.round && language === version.language,
  );
  const failed = publish.error ?? discard.error;
  return (
    <>
      <PreviewPanel preview={preview.data} address={`${document.id}@${version.round}`} />
      {failed && <ProblemNotice error={failed} />}
      <div className="upload-decision">
        <Button className="button button-quiet button-danger" onPress={() => setConfirming("discard")}>
          Throw away
        </Button>
        <Button
          className="button button-primary"
          isDisabled={publish.isPending}
          onPress={() => setConfirming("publish")}
        >
          {publish.isPending ? "Publishing" : "Publish"}
        </Button>
      </div>
      {confirming === "publish" && (
        <ConfirmDialog
          title={`Publish ${version.label}?`}
          act="Publish"
          onConfirm={() => publish.mutate()}
          onClose={() => setConfirming(null)}
        >
          {replaced && (
            <p className="preview-warning">
              It takes the address of {replaced.label}, which is published already and stays under its own id alone.
              Give it another round to keep both.
            </p>
          )}
          <p>
            Everybody who may read the forum sees it at once. A published text never changes; a mistake can be
            withdrawn.
          </p>
        </ConfirmDialog>
      )}
      {confirming === "discard" && (
        <ConfirmDialog
          title="Throw the prepared draft away?"
          act="Throw away"
          danger
          onConfirm={() => discard.mutate()}
          onClose={() => setConfirming(null)}
        >
          <p>The file can be uploaded again.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
