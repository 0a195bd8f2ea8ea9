import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo, useRef, useState } from "react";
import { Link, useLocation } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { nextDraftPath, readingPath, uploadPath } from "#core/contract/pages.ts";
import { largestUpload, type PrepareQuery, type Preview } from "#core/contract/version-operations.ts";
import { interfaceLanguage, uploadPage as messages } from "#core/messages/catalogues.ts";
import { formatList } from "#core/phrases/file-text.ts";
import { draftFormats, offeredEndings } from "#core/text/file-format.ts";
import { urlOf } from "../api/call.ts";
import { ProblemError } from "../api/problem-error.ts";
import { keys, documentsQuery } from "../api/queries.ts";
import { sendFile, type Sending } from "../api/send-file.ts";
import { ProblemNotice } from "../components/PageStates.tsx";
import { DropZone, FileButton } from "../components/FileField.tsx";
import { Progress } from "../components/Progress.tsx";
import { fileSize, formatDate, languageName } from "../components/format.tsx";
import { commaText, formatMessage, richMessage } from "../page-parts/messages.ts";
import { mainLanguage } from "../versions/version-order.ts";
import { CheckedField, DraftNameFields, entryOf, fieldErrorsOf } from "./DraftNameFields.tsx";
import { hashOfFile, type KnownCopy, versionOfFile } from "./known-copies.ts";

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
      <Progress
        share={reading ? null : sent}
        describe={(progress) => (reading ? messages.readingFile : formatMessage(messages.uploadingFile, { progress }))}
      />
      <button type="button" className="button" onClick={onStop}>
        {messages.cancelUpload}
      </button>
    </div>
  );
}

/** Suggestions; any other language may be typed. */
const unitedNations = ["ar", "zh", "en", "fr", "ru", "es"];

const accepted = offeredEndings(draftFormats);

/** A form for a draft's file and the facts on its cover. */
function UploadForm({
  document,
  documents,
  error,
  busy,
  onSubmit,
}: {
  document: ListedDocument;
  /** All documents of the forum, to detect a file that was uploaded before. */
  documents: readonly ListedDocument[];
  /** The error of the last attempt. A problem with a field appears at that field. */
  error: unknown;
  /** Replaces the button during an upload. */
  busy: ReactNode;
  onSubmit: (upload: Upload) => void;
}): ReactNode {
  const [file, setFile] = useState<File | null>(null);
  const [refused, setRefused] = useState<string | null>(null);
  const [copy, setCopy] = useState<KnownCopy | null>(null);
  const errors = useMemo(() => fieldErrorsOf(error), [error]);

  const acceptFile = async (given: File | undefined): Promise<void> => {
    if (!given) return;
    const problem = problemWith(given);
    setRefused(problem);
    if (problem !== null) return;
    setFile(given);
    setCopy(null);
    const hash = await hashOfFile(given);
    setCopy((hash !== null && versionOfFile(documents, hash)) || null);
  };

  return (
    <form
      className="upload-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!file) {
          setRefused(refused ?? messages.chooseFileFirst);
          return;
        }
        const text = entryOf(event.currentTarget);
        onSubmit({
          file,
          round: text("round"),
          label: text("label"),
          date: text("date"),
          ...(text("language") ? { language: text("language") } : {}),
        });
      }}
    >
      <DropZone
        iconSize={28}
        label={
          file
            ? `${file.name}, ${fileSize(file.size)}`
            : formatMessage(messages.dropDraft, {
                formats: formatList(draftFormats, interfaceLanguage()),
                limit: fileSize(largestUpload),
              })
        }
        onFiles={([dropped]) => void acceptFile(dropped)}
      >
        <FileButton accepts={accepted} onFiles={([picked]) => void acceptFile(picked)}>
          {file ? messages.chooseAnotherFile : messages.chooseFile}
        </FileButton>
      </DropZone>
      {refused !== null && (
        <p className="field-error" role="alert">
          {refused}
        </p>
      )}
      {copy && <CopyNotice copy={copy} />}
      <div className="upload-fields">
        <DraftNameFields document={document} errors={errors} />
        <CheckedField
          name="language"
          label={messages.languageField}
          errors={errors}
          pattern="[A-Za-z]{2,3}(-[A-Za-z0-9]+)*"
          patternMessage={messages.languagePattern}
          placeholder={messages.languagePlaceholder}
          list="upload-languages"
        >
          <datalist id="upload-languages">
            {unitedNations.map((language) => (
              <option key={language} value={language}>
                {languageName(language)}
              </option>
            ))}
          </datalist>
        </CheckedField>
      </div>
      {busy || (
        <button type="submit" className="button button-primary">
          {messages.previewChanges}
        </button>
      )}
    </form>
  );
}

/** Returns why a file cannot be received, before it is sent; null if it can. */
function problemWith({ name, size }: File): string | null {
  if (!accepted.some((ending) => name.toLowerCase().endsWith(ending))) {
    return formatMessage(messages.unsupportedFile, { name, accepted: commaText(accepted) });
  }
  if (size > largestUpload) {
    return formatMessage(messages.fileTooLarge, { name, size: fileSize(size), limit: fileSize(largestUpload) });
  }
  return size === 0 ? formatMessage(messages.emptyFile, { name }) : null;
}

/** A notice that the chosen file was uploaded before. */
function CopyNotice({ copy: { document, version } }: { copy: KnownCopy }): ReactNode {
  const prepared = version.state === "prepared";
  const path = prepared ? `${uploadPath(document.id)}?version=${version.id}` : readingPath(version.address);
  return (
    <p className="preview-warning remark" role="status">
      {richMessage(messages.sameFile, {
        state: version.state,
        document: document.shortTitle,
        label: version.label,
        link: (parts) => <Link href={path}>{parts}</Link>,
      })}
    </p>
  );
}

/** An upload: the version's round, label and other facts, and its file. */
type Upload = Omit<PrepareQuery, "fileName"> & { file: File };

/**
 * Sends a draft.
 *
 * @throws ProblemError, AbortError as `sendFile`
 */
async function sendDraft(document: string, { file, ...query }: Upload, sending: Sending): Promise<Preview> {
  const url = urlOf("prepareVersion", { params: { document }, query: { ...query, fileName: file.name } });
  return (await sendFile(url, file, sending)) as Preview;
}
