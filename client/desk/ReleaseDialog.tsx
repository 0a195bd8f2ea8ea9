import type { ReactNode } from "react";
import type { DeskItem } from "#core/contract/desk-operations.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { decisionOutcomes } from "#core/outcome/decision.ts";
import { codesOf } from "#core/text/closed-list.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { RecipientsPreview } from "../recipients/RecipientsPreview.tsx";
import { formatMessage, headWord } from "../page-parts/messages.ts";

/** Maximum number of decisions whose recipients are shown. */
const mostPreviewed = 500;

/** Releases prepared decisions, after a summary of them. */
export function ReleaseDialog({
  items,
  onRelease,
  onClose,
}: {
  items: readonly DeskItem[];
  onRelease: (items: readonly DeskItem[]) => Promise<boolean>;
  onClose: () => void;
}): ReactNode {
  const counts = codesOf(decisionOutcomes).map((outcome) => ({
    outcome,
    count: items.filter(({ prepared }) => prepared?.outcome === outcome).length,
  }));
  return (
    <ConfirmDialog
      title={formatMessage(messages.release, { count: items.length })}
      act={messages.releaseAct}
      onConfirm={() => onRelease(items)}
      onClose={onClose}
    >
      <ul>
        {counts
          .filter(({ count }) => count > 0)
          .map(({ outcome, count }) => (
            <li key={outcome}>
              {formatMessage(messages.outcomeCount, { outcome: headWord(`decision-${outcome}`), count })}
            </li>
          ))}
      </ul>
      <p>{messages.releaseAbout}</p>
      <RecipientsPreview act={{ kind: "decision", annotations: items.slice(0, mostPreviewed).map(({ id }) => id) }} />
      {items.length > mostPreviewed && (
        <p className="quiet small">{formatMessage(messages.previewOfFirst, { count: mostPreviewed })}</p>
      )}
    </ConfirmDialog>
  );
}
