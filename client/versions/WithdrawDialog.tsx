import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { focusOnMount } from "../components/focus.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { toast } from "../components/toasts.ts";

/** Withdraws a version published by mistake, with the reason shown to its readers. */
export function WithdrawDialog({ version, onClose }: { version: ListedVersion; onClose: () => void }): ReactNode {
  const [reason, setReason] = useState("");
  const client = useQueryClient();
  const withdraw = async (): Promise<boolean> => {
    try {
      await call("withdrawVersion", { params: { version: version.id }, body: { reason: reason.trim() } });
    } catch (error) {
      toast(error instanceof Error ? error.message : messages.withdrawFailed, { tone: "failed" });
      return false;
    }
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.library }),
      client.invalidateQueries({ queryKey: keys.document(version.documentId) }),
      client.invalidateQueries({ queryKey: ["version"] }),
    ]);
    toast(formatMessage(messages.draftWithdrawn, { label: version.label }));
    return true;
  };
  return (
    <ConfirmDialog
      title={formatMessage(messages.withdrawTitle, { label: version.label })}
      act={messages.withdrawDraft}
      danger
      ready={reason.trim() !== ""}
      onConfirm={withdraw}
      onClose={onClose}
    >
      <p>{messages.withdrawWarning}</p>
      <label className="field dialog-field">
        <span className="field-label">{messages.reasonField}</span>
        <textarea ref={focusOnMount} value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
    </ConfirmDialog>
  );
}
