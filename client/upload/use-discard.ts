import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { useLocation } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import type { Preview } from "#core/contract/version-operations.ts";
import type { Version } from "#core/text/version.ts";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { uploadPath } from "#core/contract/pages.ts";
import * as messages from "#core/messages/upload-page.en.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { toast } from "../components/toasts.ts";

/**
 * Discards a prepared draft. The file is fetched first, so that the discard can be undone: undo prepares the draft from
 * it again, under a new id.
 */
export function useDiscard(document: ListedDocument): UseMutationResult<Blob, Error, Version> {
  const { id } = document;
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const refresh = async (): Promise<void> => {
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.document(id) }),
      client.invalidateQueries({ queryKey: keys.library }),
    ]);
  };
  const prepareAgain = async (version: Version, file: Blob): Promise<void> => {
    try {
      const preview = await sendAgain(document, version, file);
      await refresh();
      navigate(`${uploadPath(id)}?version=${preview.version.id}`);
    } catch (error) {
      toast(error instanceof Error ? error.message : messages.undoFailed, { tone: "failed" });
    }
  };
  return useMutation({
    mutationFn: async (version: Version) => {
      const file = await call("getOriginal", { params: { version: version.id } });
      await call("discardVersion", { params: { version: version.id } });
      return file;
    },
    onSuccess: (file, version) => {
      navigate(uploadPath(id));
      client.removeQueries({ queryKey: keys.preview(version.id) });
      void refresh();
      toast(formatMessage(messages.draftDiscarded, { label: version.label }), {
        undo: () => void prepareAgain(version, file),
      });
    },
  });
}

/** Prepares a discarded draft again from its file, or a working text from its stored form. */
async function sendAgain(
  { id, versions }: ListedDocument,
  { round, label, date, language, source }: Version,
  file: Blob,
): Promise<Preview> {
  const base = versions.findLast((one) => one.state === "published" && one.language === language);
  if (source.format !== "working-text" || !base) {
    const query = { round, label, date, language, fileName: source.fileName };
    return call("prepareVersion", { params: { document: id }, query, file });
  }
  const draft = JSON.parse(await file.text()) as Record<string, unknown>;
  return call("prepareWorkingText", {
    params: { version: base.id },
    body: { round, label, date, draft, proposals: source.proposals ?? [] },
  });
}
