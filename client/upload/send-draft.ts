import type { PrepareQuery, Preview } from "#core/contract/version-operations.ts";
import { urlOf } from "../api/call.ts";
import { sendFile, type Sending } from "../api/send-file.ts";

/** What is sent: where the version belongs, and its file. */
export type Upload = Omit<PrepareQuery, "fileName"> & { file: File };

/**
 * Sends a draft.
 * @throws ProblemError, AbortError as `sendFile`
 */
export async function sendDraft(document: string, { file, ...query }: Upload, sending: Sending): Promise<Preview> {
  const url = urlOf("prepareVersion", { params: { document }, query: { ...query, fileName: file.name } });
  return (await sendFile(url, file, sending)) as Preview;
}
