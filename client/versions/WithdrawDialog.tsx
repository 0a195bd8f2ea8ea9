import { useQueryClient } from "@tanstack/react-query";
import { useState, type ReactNode } from "react";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { toast } from "../components/toasts.ts";

/** Withdraws a version published by mistake, with the reason shown to its readers. */
export function WithdrawDialog({ version, onClose }: { version: ListedVersion; onClose: () => void }): ReactNode {
  const [reason, setReason] = useState("");
  const client = useQueryClient();
  const withdraw = async (): Promise<boolean> => {
    try {
      await call("withdrawVersion", { params: { version: version.id }, body: { reason: reason.trim() } });
    } catch (error) {
      toast(error instanceof Error ? error.message : "It could not be withdrawn.", { tone: "failed" });
      return false;
    }
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.library }),
      client.invalidateQueries({ queryKey: ["version"] }),
    ]);
    toast(`${version.label} was withdrawn. It stays at its address and says why.`);
    return true;
  };
  return (
    <ConfirmDialog
      title={`Withdraw ${version.label}?`}
      act="Withdraw"
      danger
      ready={reason.trim() !== ""}
      onConfirm={withdraw}
      onClose={onClose}
    >
      <p>
        Only for a version that was a mistake. It stays at its address and tells your reason; comments made on it stay,
        and are carried on. This cannot be taken back.
      </p>
      <label className="field dialog-field">
        <span className="field-label">Reason</span>
        <textarea autoFocus value={reason} onChange={({ target }) => setReason(target.value)} />
      </label>
    </ConfirmDialog>
  );
}
