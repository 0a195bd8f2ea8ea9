import { useQueryClient } from "@tanstack/react-query";
import { Send } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { SubmittedDraft } from "#core/contract/annotation-operations.ts";
import { annotationParts as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { notifyFailure, toast } from "../components/toasts.ts";
import { formatMessage } from "../page-parts/messages.ts";

/** Submits several drafts of the reader together, after a list of them. Each draft that is refused stays a draft. */
export function SubmitDrafts({ drafts }: { drafts: readonly { id: string; text: string }[] }): ReactNode {
  const [isOpen, setOpen] = useState(false);
  const client = useQueryClient();
  const refresh = (): Promise<void> => client.invalidateQueries({ queryKey: ["annotations"] });
  const submit = async (): Promise<boolean> => {
    try {
      const results = await call("submitDrafts", { body: { annotations: drafts.map(({ id }) => id) } });
      const sent = results.filter(({ visibility }) => visibility !== null);
      toast(formatMessage(messages.draftsSubmitted, { count: sent.length, refused: results.length - sent.length }), {
        ...(sent.length < results.length && { tone: "failed" }),
        undo: () => undoSubmissions(sent).finally(() => void refresh()),
      });
      return true;
    } catch (error) {
      notifyFailure(error);
      return false;
    }
  };
  return (
    <p className="row small">
      <button type="button" className="button button-quiet" onClick={() => setOpen(true)}>
        <Send size={14} aria-hidden /> {formatMessage(messages.submitDrafts, { count: drafts.length })}
      </button>
      {isOpen && (
        <ConfirmDialog
          title={formatMessage(messages.submitDrafts, { count: drafts.length })}
          act={messages.submitAll}
          onConfirm={submit}
          onClose={(done) => {
            setOpen(false);
            // Only now, because without drafts the dialog would disappear before it returns the focus.
            if (done) void refresh();
          }}
        >
          <p>{messages.submitDraftsNote}</p>
          <ol className="stack">
            {drafts.map(({ id, text }) => (
              <li key={id} className="clamped-3" dir="auto">
                {text || messages.draftWithoutText}
              </li>
            ))}
          </ol>
        </ConfirmDialog>
      )}
    </p>
  );
}

/** Makes submissions private drafts again, as the undo of one does. Resolves to whether all could be undone. */
async function undoSubmissions(sent: readonly SubmittedDraft[]): Promise<boolean> {
  try {
    for (const { annotation, visibility } of sent) {
      const params = { annotation };
      if (visibility === "clearance") {
        const { revision } = (await call("getAnnotation", { params })).annotation;
        await call("editAnnotation", { params, body: { revision, visibility: "private" } });
        continue;
      }
      const undone = await call("withdrawAnnotation", { params, body: { reason: "", undo: true } });
      if (undone.annotation.visibility === "private") await call("reinstateAnnotation", { params });
    }
    return true;
  } catch (error) {
    notifyFailure(error);
    return false;
  }
}
