import { useMutation, useQueryClient, type UseMutationResult } from "@tanstack/react-query";
import { useLocation } from "wouter";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import type { Version } from "#core/text/version.ts";
import { call } from "../api/call.ts";
import { keys } from "../api/queries.ts";
import { uploadPath } from "#core/contract/page-paths.ts";
import { toast } from "../components/toasts.ts";

/**
 * Throws a prepared draft away. Its file is fetched first, so that the act can be taken back: the draft is then prepared
 * again from it, under a new id.
 */
export function useDiscard({ id }: ListedDocument): UseMutationResult<Blob, Error, Version> {
  const client = useQueryClient();
  const [, navigate] = useLocation();
  const refresh = async (): Promise<void> => {
    await Promise.all([
      client.invalidateQueries({ queryKey: keys.document(id) }),
      client.invalidateQueries({ queryKey: keys.library }),
    ]);
  };
  const prepareAgain = async ({ round, label, date, language, source }: Version, file: Blob): Promise<void> => {
    try {
      const query = { round, label, date, language, fileName: source.fileName };
      const preview = await call("prepareVersion", { params: { document: id }, query, file });
      await refresh();
      navigate(`${uploadPath(id)}?version=${preview.version.id}`);
    } catch (error) {
      toast(error instanceof Error ? error.message : "It could not be taken back.", { tone: "failed" });
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
      toast(`${version.label} is thrown away.`, { undo: () => void prepareAgain(version, file) });
    },
  });
}
