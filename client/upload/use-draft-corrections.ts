import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import type { Preview } from "#core/contract/version-operations.ts";
import type { DraftCorrection } from "#core/text/draft-correction.ts";
import { undoCorrection } from "#core/text/correct-draft.ts";
import { uploadPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { toast } from "../components/toasts.ts";

/** The changes that can be made to a prepared draft before it is published. */
export interface DraftCorrections {
  /** Corrects a clause. Resolves to whether it succeeded; a message has reported any refusal. */
  correct: (correction: DraftCorrection) => Promise<boolean>;
  /** Reads the file again with its tracked changes accepted or rejected. Corrections are lost. */
  reread: UseMutationResult<Preview, Error, "accept" | "reject">;
}

/** Returns the changes to a prepared draft. The result of each is rendered from the server's answer. */
export function useDraftCorrections(preview: Preview): DraftCorrections {
  const client = useQueryClient();
  const params = { version: preview.version.id };
  const showAnswer = (answer: Preview): void => {
    client.setQueryData(keys.preview(answer.version.id), answer);
    for (const queryKey of [keys.document(answer.version.documentId), keys.library, ["comparison"]]) {
      void client.invalidateQueries({ queryKey });
    }
  };
  const correct = async (on: Preview, correction: DraftCorrection, done: string): Promise<boolean> => {
    try {
      const { contentHash } = on.version;
      const answer = await call("correctVersion", { params, body: { contentHash, correction } });
      showAnswer(answer);
      const back = undoCorrection(on.text, correction, answer.text);
      toast(done, back ? { undo: () => void correct(answer, back, messages.correctionUndone) } : {});
      return true;
    } catch (error) {
      toast(error instanceof Error ? error.message : messages.correctionFailed, { tone: "failed" });
      return false;
    }
  };
  const reread = useMutation({
    mutationFn: (changes: "accept" | "reject") =>
      call("readVersionAgain", { params, body: { contentHash: preview.version.contentHash, changes } }),
    onSuccess: showAnswer,
  });
  return { correct: (correction) => correct(preview, correction, doneMessages[correction.kind]), reread };
}

const doneMessages = {
  join: messages.clausesJoined,
  split: messages.clauseSplit,
  name: messages.clauseCorrected,
} as const;
