import { type ReactNode, useState } from "react";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { documentSettings as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { FormDialog, FormText } from "./Form.tsx";
import { useSettingsChange } from "./use-settings-change.ts";

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
  const before = { label: version.label, date: version.date, symbol: version.symbol ?? "" };
  const [fields, setFields] = useState({ ...before, reason: "" });
  const set = (name: keyof typeof fields) => (value: string) => setFields({ ...fields, [name]: value });
  const { change } = useSettingsChange();
  const label = fields.label.trim();
  const symbol = fields.symbol.trim();
  const reason = fields.reason.trim();
  const isChanged = label !== before.label || fields.date !== before.date || symbol !== before.symbol;
  const save = (): Promise<unknown> =>
    change(
      async () => {
        const { undo } = await call("correctPublished", {
          params: { version: version.id },
          body: {
            ...(label !== before.label && { label }),
            ...(fields.date !== before.date && { date: fields.date }),
            ...(symbol !== before.symbol && { symbol: symbol === "" ? null : symbol }),
            reason,
          },
        });
        return { change: undo };
      },
      formatMessage(messages.corrected, { draft: label }),
    );
  return (
    <FormDialog
      title={formatMessage(messages.correctTitle, { draft: version.label, document: document.shortTitle })}
      act={messages.correct}
      isReady={isChanged && label !== "" && fields.date !== "" && reason !== ""}
      onSave={save}
      onClose={onClose}
    >
      <FormText
        name="label"
        label={messages.label}
        value={fields.label}
        maxLength={200}
        hasFocus
        onChange={set("label")}
      />
      <FormText name="date" label={messages.date} type="date" value={fields.date} onChange={set("date")} />
      <FormText
        name="symbol"
        label={messages.ownSymbol}
        hint={messages.ownSymbolHint}
        isOptional
        value={fields.symbol}
        maxLength={60}
        onChange={set("symbol")}
      />
      <FormText
        name="reason"
        label={messages.reason}
        hint={messages.reasonHint}
        value={fields.reason}
        maxLength={2000}
        onChange={set("reason")}
      />
    </FormDialog>
  );
}
