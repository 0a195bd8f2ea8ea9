import { useId, useState, type ReactNode } from "react";
import { useLocation } from "wouter";
import type { Preview } from "#core/contract/version-operations.ts";
import { contributionsPath } from "#core/contract/pages.ts";
import { uploadPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { ProblemNotice } from "../components/PageStates.tsx";
import type { DraftCorrections } from "./CorrectDialog.tsx";

/**
 * Asks what to do with the tracked changes and comments of a Word file, because a draft cannot contain any. Changes can
 * be accepted, rejected, or kept with the comments as a contribution of their authors. Renders nothing if the file has
 * none.
 */
export function MarkedFile({
  preview,
  readAgain,
  keeps,
  onKeep,
}: {
  preview: Preview;
  readAgain: DraftCorrections["reread"];
  /** Whether to import the marks as a contribution once the draft is published. */
  keeps: boolean;
  onKeep: (keeps: boolean) => void;
}): ReactNode {
  const [, navigate] = useLocation();
  const name = useId();
  const { notices } = preview.version;
  const changes =
    notices.find(({ code }) => code === "tracked-changes-accepted" || code === "tracked-changes-rejected") ??
    notices.find(({ code }) => code === "formatting-changes-accepted" || code === "formatting-changes-rejected");
  const comments = notices.find(({ code }) => code === "comments-left-out");
  const isAccepted = changes?.code.endsWith("-rejected") !== true;
  // The new choice, until the file has been read again.
  const [chosen, setChosen] = useState<"accept" | "reject" | "keep" | null>(null);
  const choice = chosen ?? (keeps ? "keep" : isAccepted ? "accept" : "reject");
  if (!changes && !comments) return null;
  const found = changes ? (comments ? "both" : "changes") : "comments";
  const keep = async (): Promise<void> => {
    const before = changes && isAccepted ? await readAgain.mutateAsync("reject") : preview;
    // The file is a marked copy of a published draft, so it becomes a contribution and no draft.
    if (before.sameTextAs !== null) navigate(`${contributionsPath}?from=${before.version.id}`);
    else onKeep(true);
  };
  const read = async (how: "accept" | "reject"): Promise<void> => {
    onKeep(false);
    if ((how === "accept") !== isAccepted) await readAgain.mutateAsync(how);
  };
  const choose = (next: "accept" | "reject" | "keep"): void => {
    setChosen(next);
    // The error is shown below. The selected option reverts to the one the text was read with.
    void (next === "keep" ? keep() : read(next)).catch(() => undefined).finally(() => setChosen(null));
  };
  return (
    <section className="marked-file" aria-labelledby={name}>
      <h2 id={name}>{formatMessage(messages.marksQuestion, { found })}</h2>
      {changes && (
        <fieldset className="correct-questions" disabled={readAgain.isPending}>
          <legend className="visually-hidden">{messages.trackedChangesChoices}</legend>
          <label>
            <input type="radio" name={name} checked={choice === "accept"} onChange={() => choose("accept")} />
            {messages.acceptAll}
          </label>
          <label>
            <input type="radio" name={name} checked={choice === "reject"} onChange={() => choose("reject")} />
            {messages.rejectAll}
          </label>
          <label>
            <input type="radio" name={name} checked={choice === "keep"} onChange={() => choose("keep")} />
            {messages.keepMarks}
          </label>
        </fieldset>
      )}
      {!changes && (
        <p>
          {messages.commentsNotInText}{" "}
          {!keeps && (
            <button type="button" className="link-button" onClick={() => choose("keep")}>
              {messages.keepAsContribution}
            </button>
          )}
        </p>
      )}
      {keeps && <p role="status">{messages.marksAfterPublishing}</p>}
      {readAgain.isPending && <p role="status">{messages.readingAgain}</p>}
      {readAgain.error && <ProblemNotice error={readAgain.error} />}
    </section>
  );
}
