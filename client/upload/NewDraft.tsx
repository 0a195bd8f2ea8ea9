import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useRef, useState } from "react";
import { Button, Label, ProgressBar } from "react-aria-components";
import { Link, useLocation } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { uploadPath, nextDraftPath } from "#core/contract/pages.ts";
import { uploadPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage, richMessage } from "../page-parts/messages.ts";
import { ProblemError } from "../api/problem-error.ts";
import { keys, documentsQuery } from "../api/queries.ts";
import { ProblemNotice } from "../components/ProblemNotice.tsx";
import { formatDate } from "../components/format.ts";
import { mainLanguage } from "../versions/version-order.ts";
import { sendDraft, type Upload, UploadForm } from "./UploadForm.tsx";
import "../components/progress.css";

/** Uploads the file of a document's next draft. Lists the drafts that are prepared but not published. */
export function NewDraft({ document }: { document: ListedDocument }): ReactNode {
  const [, navigate] = useLocation();
  const client = useQueryClient();
  const documents = useQuery(documentsQuery).data;
  const [sent, setSent] = useState(0);
  const stop = useRef<AbortController | null>(null);
  const prepare = useMutation({
    mutationFn: (upload: Upload) => {
      setSent(0);
      stop.current = new AbortController();
      return sendDraft(document.id, upload, { signal: stop.current.signal, onSent: setSent });
    },
    onSuccess: (preview) => {
      client.setQueryData(keys.preview(preview.version.id), preview);
      void client.invalidateQueries({ queryKey: keys.document(document.id) });
      void client.invalidateQueries({ queryKey: keys.library });
      navigate(`${uploadPath(document.id)}?version=${preview.version.id}`);
    },
  });
  const { error } = prepare;
  const atFields = error instanceof ProblemError && (error.problem?.errors?.length ?? 0) > 0;
  const stopped = error instanceof DOMException && error.name === "AbortError";
  const language = mainLanguage(document);
  const latest = document.versions.findLast(
    (version) => version.state === "published" && version.language === language,
  );
  const waiting = document.versions.filter(({ state }) => state === "prepared");
  return (
    <>
      {waiting.length > 0 && (
        <ul className="upload-waiting remark">
          {waiting.map((version) => (
            <li key={version.id}>
              {richMessage(messages.preparedDraft, {
                label: version.label,
                date: formatDate(version.date),
                fileName: version.source.fileName,
                link: (parts) => <Link href={`${uploadPath(document.id)}?version=${version.id}`}>{parts}</Link>,
              })}
            </li>
          ))}
        </ul>
      )}
      {latest && (
        <p>
          {richMessage(messages.compileNextDraft, {
            label: latest.label,
            link: (parts) => <Link href={nextDraftPath(latest.address)}>{parts}</Link>,
          })}
        </p>
      )}
      <UploadForm
        document={document}
        documents={documents ?? [document]}
        error={error}
        busy={prepare.isPending && <UploadProgress sent={sent} onStop={() => stop.current?.abort()} />}
        onSubmit={(upload) => prepare.mutate(upload)}
      />
      {error && !atFields && !stopped && <ProblemNotice error={error} />}
    </>
  );
}

/** The progress of an upload, with a button to stop it. */
function UploadProgress({
  sent,
  onStop,
}: {
  /** 0 to 1. At 1 the server reads and compares the file, which takes an unknown time. */
  sent: number;
  onStop: () => void;
}): ReactNode {
  const reading = sent >= 1;
  return (
    <div className="upload-progress">
      <ProgressBar className="progress" value={sent * 100} isIndeterminate={reading}>
        {({ percentage, valueText }) => (
          <>
            <Label className="quiet">
              {reading ? messages.readingFile : formatMessage(messages.uploadingFile, { progress: valueText ?? "" })}
            </Label>
            <span className="progress-track" aria-hidden>
              <span style={reading ? {} : { inlineSize: `${percentage ?? 0}%` }} />
            </span>
          </>
        )}
      </ProgressBar>
      <Button className="button" onPress={onStop}>
        {messages.cancelUpload}
      </Button>
    </div>
  );
}
