import { useState, type ReactNode } from "react";
import { Link } from "wouter";
import type { ShownContribution } from "#core/contract/contribution-operations.ts";
import { readingPath } from "#core/contract/pages.ts";
import { contributionsPage as messages } from "#core/messages/catalogues.ts";
import { isDoubtful } from "#core/receive/item-result.ts";
import { commaText, formatMessage, richMessage } from "../page-parts/messages.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { Moment } from "../components/format.tsx";
import type { ContributionWrites } from "./use-contribution-writes.ts";

/**
 * The decision on a contribution: how much would be imported, and buttons to import it, discard it, or read the result.
 */
export function ImportBar({
  contribution,
  writes,
}: {
  contribution: ShownContribution;
  writes: ContributionWrites;
}): ReactNode {
  const [confirming, setConfirming] = useState(false);
  const [busy, setBusy] = useState(false);
  const { items, held, sources, version, organisations, may, state, takenAt } = contribution;
  const importable = items.filter((item) => item.taken && item.included).length;
  const doubtful = items.filter((item) => item.taken && item.included && isDoubtful(item)).length;
  const own = sources.filter(({ isOwn }) => isOwn);
  const isSender = items.some(({ taken, source }) => taken && !own.some(({ name }) => name === source));
  const speaking = [
    ...new Set([
      ...(isSender ? organisations.map(({ name }) => name) : []),
      ...own.flatMap(({ name, organisations }) =>
        organisations.length === 0 ? name : organisations.map((one) => one.name),
      ),
    ]),
  ];
  if (state === "taken") {
    return (
      <div className="upload-decision stuck">
        <p className="import-summary">
          {takenAt === null ? messages.imported : richMessage(messages.importedAt, { time: <Moment at={takenAt} /> })}
        </p>
        {version && (
          <Link className="button button-primary" href={readingPath(version.address)}>
            {richMessage(messages.readImported, { label: version.label })}
          </Link>
        )}
      </div>
    );
  }
  const lacks = !version
    ? messages.chooseCommentedDraft
    : importable === 0 && held.length > 0
      ? messages.allHeld
      : organisations.length === 0 && !may.take
        ? messages.chooseSenderFirst
        : importable === 0
          ? contribution.handMarks === "asked" || contribution.unmarked === "asked"
            ? messages.decideRecognised
            : messages.nothingSelected
          : version.state !== "published"
            ? formatMessage(messages.draftState, { label: version.label, state: version.state })
            : "";
  const importItems = async (): Promise<boolean> => {
    setBusy(true);
    const done = await writes.importItems();
    setBusy(false);
    return done;
  };
  return (
    <div className="upload-decision stuck">
      <p className="import-summary" role="status">
        {lacks || formatMessage(messages.importCount, { count: importable, total: items.length })}
      </p>
      {may.discard && (
        <button
          type="button"
          className="button button-quiet button-danger"
          disabled={busy}
          onClick={() => void writes.discard()}
        >
          {messages.discardContribution}
        </button>
      )}
      <button
        type="button"
        className="button button-primary"
        disabled={busy || lacks !== "" || !may.take}
        onClick={() => setConfirming(true)}
      >
        {busy ? messages.importing : formatMessage(messages.importItems, { count: importable })}
      </button>
      {confirming && version && (
        <ConfirmDialog
          title={formatMessage(messages.importQuestion, { count: importable })}
          act={formatMessage(messages.importItems, { count: importable })}
          onConfirm={importItems}
          onClose={() => setConfirming(false)}
        >
          <p>
            {richMessage(messages.importConsequence, {
              document: version.document,
              label: version.label,
              organisations: commaText(speaking),
            })}
          </p>
          {doubtful > 0 && <p>{formatMessage(messages.unconfirmedDoubts, { count: doubtful })}</p>}
        </ConfirmDialog>
      )}
    </div>
  );
}
