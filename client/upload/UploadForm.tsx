import { FileUp } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button, DropZone, FieldError, FileTrigger, Form, Input, Label, Text, TextField } from "react-aria-components";
import { Link } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { readingPath, uploadPath } from "#core/contract/pages.ts";
import { largestUpload, type PrepareQuery, type Preview } from "#core/contract/version-operations.ts";
import { draftFormats, offeredEndings } from "#core/text/file-format.ts";
import { interfaceLanguage, uploadPage as messages } from "#core/messages/catalogues.ts";
import { formatList } from "#core/phrases/file-text.ts";
import { commaText, formatMessage, richMessage } from "../page-parts/messages.ts";
import { urlOf } from "../api/call.ts";
import { sendFile, type Sending } from "../api/send-file.ts";
import { fileSize, languageName } from "../components/format.ts";
import { DraftNameFields, entryOf, fieldErrorsOf } from "./DraftNameFields.tsx";
import { hashOfFile, type KnownCopy, versionOfFile } from "./known-copies.ts";

/** Suggestions; any other language may be typed. */
const unitedNations = ["ar", "zh", "en", "fr", "ru", "es"];

const accepted = offeredEndings(draftFormats);
const formatNames = formatList(draftFormats, interfaceLanguage());

/** A form for a draft's file and the facts on its cover. */
export function UploadForm({
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
    <Form
      className="upload-form"
      validationErrors={fieldErrorsOf(error)}
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
        className="drop-zone"
        getDropOperation={() => "copy"}
        onDrop={(event) => {
          const item = event.items.find(({ kind }) => kind === "file");
          if (item?.kind === "file") void item.getFile().then(acceptFile);
        }}
      >
        <FileUp size={28} aria-hidden />
        <Text slot="label">
          {file
            ? `${file.name}, ${fileSize(file.size)}`
            : formatMessage(messages.dropDraft, { formats: formatNames, limit: fileSize(largestUpload) })}
        </Text>
        <FileTrigger acceptedFileTypes={accepted} onSelect={(files) => void acceptFile(files?.[0])}>
          <Button className="button">{file ? messages.chooseAnotherFile : messages.chooseFile}</Button>
        </FileTrigger>
      </DropZone>
      {refused !== null && (
        <p className="field-error" role="alert">
          {refused}
        </p>
      )}
      {copy && <CopyNotice copy={copy} />}
      <div className="upload-fields">
        <DraftNameFields document={document} />
        <TextField className="field" name="language" pattern="[A-Za-z]{2,3}(-[A-Za-z0-9]+)*">
          <Label>{messages.languageField}</Label>
          <Input placeholder={messages.languagePlaceholder} list="upload-languages" />
          <datalist id="upload-languages">
            {unitedNations.map((language) => (
              <option key={language} value={language}>
                {languageName(language)}
              </option>
            ))}
          </datalist>
          <FieldError>
            {({ validationErrors, validationDetails }) =>
              validationDetails.patternMismatch ? messages.languagePattern : validationErrors.join(" ")
            }
          </FieldError>
        </TextField>
      </div>
      {busy || (
        <Button type="submit" className="button button-primary">
          {messages.previewChanges}
        </Button>
      )}
    </Form>
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
export type Upload = Omit<PrepareQuery, "fileName"> & { file: File };

/**
 * Sends a draft.
 *
 * @throws ProblemError, AbortError as `sendFile`
 */
export async function sendDraft(document: string, { file, ...query }: Upload, sending: Sending): Promise<Preview> {
  const url = urlOf("prepareVersion", { params: { document }, query: { ...query, fileName: file.name } });
  return (await sendFile(url, file, sending)) as Preview;
}
