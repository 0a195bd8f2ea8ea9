import { FileUp } from "lucide-react";
import { useCallback, useEffect, useRef, type ReactNode } from "react";
import { Button, DropZone, FileTrigger, Label, ProgressBar, Text } from "react-aria-components";
import { Link } from "wouter";
import { contributionPath } from "#core/contract/pages.ts";
import { largestUpload } from "#core/contract/version-operations.ts";
import { contributionFormats, offeredEndings } from "#core/text/file-format.ts";
import { fileSize } from "../components/format.ts";
import "../components/progress.css";
import { useSending, type SentFile, type SendingFiles } from "./use-sending.ts";
import { whatItemsMake } from "./contribution-summary.ts";

const accepted = offeredEndings(contributionFormats);

/** Uploads files that organisations sent, several at once, and shows the progress and result of each. */
export function ReceiveFiles({ brought }: { brought: { file: File; version: string | undefined } | null }): ReactNode {
  const sending = useSending(problemWith);
  const { add, files } = sending;
  const taken = useRef<File | null>(null);
  useEffect(() => {
    // Sends the file that was passed along only once, however often this renders.
    if (!brought || taken.current === brought.file) return;
    taken.current = brought.file;
    add([brought.file], brought.version);
  }, [brought, add]);
  const choose = useCallback((chosen: readonly File[]): void => add(chosen), [add]);
  return (
    <section className="receive" aria-label="Files to be received">
      <DropZone
        className="drop-zone"
        onDrop={({ items }) => {
          const dropped = items.filter((item) => item.kind === "file");
          void Promise.all(dropped.map((item) => item.getFile())).then(choose);
        }}
      >
        <FileUp size={24} aria-hidden />
        <Text slot="label">
          Drop Word or OpenDocument files that came back with tracked changes or comments, filled comment forms (Excel
          or CSV) or annotations (JSON-LD)
        </Text>
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={accepted}
          onSelect={(chosen) => choose(Array.from(chosen ?? []))}
        >
          <Button className="button">Choose files</Button>
        </FileTrigger>
      </DropZone>
      {files.length > 0 && (
        <ul className="sent-files" aria-label="Files">
          {files.map((one) => (
            <SentRow key={one.key} one={one} sending={sending} />
          ))}
        </ul>
      )}
    </section>
  );
}

function SentRow({ one, sending }: { one: SentFile; sending: SendingFiles }): ReactNode {
  const { key, file, state } = one;
  const open = state.kind === "waiting" || state.kind === "sending";
  return (
    <li className={`sent-file is-${state.kind}`}>
      <div className="sent-name">
        <bdi>{file.name}</bdi> <span className="quiet small">{fileSize(file.size)}</span>
      </div>
      <div className="sent-state" role="status">
        <SentWords one={one} />
      </div>
      {open && (
        <Button className="button button-quiet" aria-label={`Stop ${file.name}`} onPress={() => sending.stop(key)}>
          Stop
        </Button>
      )}
      {state.kind === "stopped" && (
        <Button
          className="button button-quiet"
          aria-label={`Send ${file.name} again`}
          onPress={() => sending.again(key)}
        >
          Send it again
        </Button>
      )}
      {state.kind === "received" && (
        <Link className="button" href={contributionPath(state.contribution.id)}>
          Review
        </Link>
      )}
      {state.kind === "copy" && (
        <Link className="button" href={contributionPath(state.contribution)}>
          Open that one
        </Link>
      )}
    </li>
  );
}

function SentWords({ one: { file, state } }: { one: SentFile }): ReactNode {
  switch (state.kind) {
    case "waiting":
      return <span className="quiet">Waits for the files before it</span>;
    case "sending":
      return (
        <ProgressBar className="progress" value={state.sent * 100} isIndeterminate={state.sent >= 1}>
          {({ percentage, valueText }) => (
            <>
              <Label className="quiet">
                {state.sent >= 1 ? `Reading ${file.name} and finding its draft` : `Sending: ${valueText ?? ""}`}
              </Label>
              <span className="progress-track" aria-hidden>
                <span style={state.sent >= 1 ? {} : { inlineSize: `${percentage ?? 0}%` }} />
              </span>
            </>
          )}
        </ProgressBar>
      );
    case "received": {
      const { version, organisations, items } = state.contribution;
      const from = organisations.map(({ shortName }) => shortName).join(", ");
      return (
        <span>
          {whatItemsMake(items)}
          {from !== "" && ` from ${from}`}
          {version ? ` on ${version.document}, ${version.label}` : "; its draft is to be chosen"}
        </span>
      );
    }
    case "copy":
      return <span>A second copy of {state.fileName}, which was received before</span>;
    case "refused":
      return (
        <span className="field-error" role="alert">
          {state.reason}
        </span>
      );
    case "stopped":
      return <span className="quiet">Stopped; nothing was kept</span>;
  }
}

/** Returns why a file cannot be received, before it is sent; null if it can. */
function problemWith({ name, size }: File): string | null {
  if (!accepted.some((ending) => name.toLowerCase().endsWith(ending))) {
    return `It is not one of ${accepted.join(", ")}.`;
  }
  if (size > largestUpload) return `It has ${fileSize(size)}, and at most ${fileSize(largestUpload)} are taken.`;
  return size === 0 ? "It is empty." : null;
}
