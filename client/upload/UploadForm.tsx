import { FileUp } from "lucide-react";
import { useState, type ReactNode } from "react";
import {
  Button,
  DropZone,
  FieldError,
  FileTrigger,
  Form,
  Input,
  Label,
  ProgressBar,
  Text,
  TextField,
} from "react-aria-components";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import type { PrepareQuery } from "#core/contract/version-operations.ts";
import { nextRound } from "./next-round.ts";

/** What the form sends: where the version belongs, and its file. */
export type Upload = Omit<PrepareQuery, "fileName"> & { file: File };

const accepted = [".docx", ".html", ".htm", ".md", ".txt"];

/** Takes a draft's file and what its cover says. */
export function UploadForm({
  document,
  busy,
  onSubmit,
}: {
  document: ListedDocument;
  busy: boolean;
  onSubmit: (upload: Upload) => void;
}): ReactNode {
  const [file, setFile] = useState<File | null>(null);
  const suggested = nextRound(document.versions);
  const [refused, setRefused] = useState<string | null>(null);

  const take = (given: File | undefined): void => {
    if (!given) return;
    const known = accepted.some((ending) => given.name.toLowerCase().endsWith(ending));
    setRefused(
      known ? null : `${given.name} is not one of ${accepted.join(", ")}. Save it as one of these and drop it again.`,
    );
    if (known) setFile(given);
  };

  return (
    <Form
      className="upload-form"
      onSubmit={(event) => {
        event.preventDefault();
        if (!file) {
          setRefused("Choose a file first.");
          return;
        }
        const entered = new FormData(event.currentTarget);
        const text = (name: string): string => {
          const value = entered.get(name);
          return typeof value === "string" ? value.trim() : "";
        };
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
          if (item?.kind === "file") void item.getFile().then(take);
        }}
      >
        <FileUp size={28} aria-hidden />
        <Text slot="label">{file ? file.name : "Drop the draft here: Word, HTML, Markdown or plain text"}</Text>
        <FileTrigger acceptedFileTypes={accepted} onSelect={(files) => take(files?.[0])}>
          <Button className="button">{file ? "Choose another file" : "Choose a file"}</Button>
        </FileTrigger>
      </DropZone>
      {refused && (
        <p className="field-error" role="alert">
          {refused}
        </p>
      )}
      <div className="upload-fields">
        <TextField className="field" name="label" defaultValue={suggested.label} isRequired>
          <Label>What it is called</Label>
          <Input />
          <FieldError />
        </TextField>
        <TextField
          className="field"
          name="round"
          defaultValue={suggested.round}
          isRequired
          pattern="[a-z0-9][a-z0-9.\-]*"
        >
          <Label>Round, part of its address</Label>
          <Input />
          <FieldError>Lower-case letters, figures, dots and hyphens</FieldError>
        </TextField>
        <TextField className="field" name="date" type="date" isRequired>
          <Label>Date on its cover</Label>
          <Input />
          <FieldError />
        </TextField>
        <TextField className="field" name="language" pattern="[A-Za-z]{2,3}(-[A-Za-z0-9]+)*">
          <Label>Language code, where the file does not say</Label>
          <Input placeholder="as the file says" />
          <FieldError>A code such as en, fr or ar</FieldError>
        </TextField>
      </div>
      {busy ? (
        <ProgressBar className="progress" isIndeterminate aria-label="Reading the file and comparing it">
          <span className="progress-track" aria-hidden />
          <span className="quiet">Reading the file and comparing it with the last draft</span>
        </ProgressBar>
      ) : (
        <Button type="submit" className="button button-primary">
          Show what it would change
        </Button>
      )}
    </Form>
  );
}
