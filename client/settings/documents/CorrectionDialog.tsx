import type { ReactNode } from "react";
import type { PublishedCorrection } from "#core/contract/document-operations.ts";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { documentSettings as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { FormDialog } from "../parts/Form.tsx";
import { type RecordFields, useRecord } from "../parts/use-record.tsx";
import { useSettingsChange } from "../parts/use-settings-change.ts";

const correctionFields: RecordFields<keyof PublishedCorrection> = {
  label: { label: messages.label, presence: "required", limit: 200 },
  date: { label: messages.date, presence: "required", type: "date" },
  symbol: { label: messages.ownSymbol, hint: messages.ownSymbolHint, presence: "optional", limit: 60 },
  reason: { label: messages.reason, hint: messages.reasonHint, presence: "required", limit: 2000 },
};

/** Corrects the label, date and symbol of a published draft, with a reason that stays on record. */
export function CorrectionDialog({
  document,
  version,
  onClose,
}: {
  document: ListedDocument;
  version: ListedVersion;
  onClose: () => void;
}): ReactNode {
  const { values, changed, isReady, fields } = useRecord(correctionFields, {
    label: version.label,
    date: version.date,
    symbol: version.symbol ?? "",
    reason: "",
  });
  const { change } = useSettingsChange();
  const isChanged = Object.keys(changed).some((name) => name !== "reason");
  const save = (): Promise<unknown> =>
    change(
      async () => {
        const body = changed as PublishedCorrection;
        const { undo } = await call("correctPublished", { params: { version: version.id }, body });
        return { change: undo };
      },
      formatMessage(messages.corrected, { draft: values.label.trim() }),
    );
  return (
    <FormDialog
      title={formatMessage(messages.correctTitle, { draft: version.label, document: document.shortTitle })}
      act={messages.correct}
      isReady={isChanged && isReady}
      onSave={save}
      onClose={onClose}
    >
      {fields()}
    </FormDialog>
  );
}
