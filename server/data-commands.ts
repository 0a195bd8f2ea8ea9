import fs from "node:fs";
import pino from "pino";
import { exportOperations } from "#core/contract/export-operations.ts";
import { PrepareQuery } from "#core/contract/version-operations.ts";
import { parseAddress } from "#core/text/address.ts";
import { readConfig } from "./config.ts";
import { openContext } from "./open-context.ts";
import type { Context } from "./services/context.ts";
import { createDocument } from "./services/create-document.ts";
import { exportVersion } from "./services/export-version.ts";
import { invite } from "./services/invite.ts";
import { prepareVersion } from "./services/prepare-version.ts";
import { programActor } from "./services/program-actor.ts";
import { publishVersion } from "./services/publish-version.ts";
import type { SourceFile } from "./services/read-files.ts";
import { setUpForum } from "./services/set-up-forum.ts";
import { reasonOf } from "./reason-of.ts";
import { WrongUse } from "./wrong-use.ts";

/** Which data folder: the option, else DATA_DIR, else the default. */
interface DataOption {
  data?: string;
}

/**
 * Publishes a file as a version; makes the document, and in an empty folder the forum, where they are missing.
 * Answers with a line to print.
 */
export function importFile(
  file: SourceFile,
  address: string,
  options: DataOption & { date: string; label?: string; title?: string },
): Promise<string> {
  return withData({ ...options, mayBeNew: true }, async (context, isEmpty) => {
    const parts = parseAddress(address);
    if (!parts) throw new WrongUse(`${address} is no address; write document@round or document@round:lang.`);
    const query = PrepareQuery.safeParse({
      fileName: file.name,
      round: parts.round,
      label: options.label ?? parts.round,
      date: options.date,
      language: parts.language ?? undefined,
    });
    if (!query.success) throw new WrongUse(reasonOf(query.error));
    if (isEmpty) await setUpForum(context);
    const known = await context.store.read((reader) => reader.get("documents", parts.document));
    if (!known) {
      const title = options.title ?? parts.document;
      await createDocument(context, programActor, {
        id: parts.document,
        title,
        shortTitle: title,
        kind: "other",
        relations: [],
      });
    }
    const preview = await prepareVersion(context, programActor, {
      document: parts.document,
      bytes: file.bytes,
      ...query.data,
    });
    const version = await publishVersion(context, programActor, { version: preview.version.id });
    return `Published ${version.address}: ${String(version.clauseCount)} clauses, ${String(version.wordCount)} words, ${String(version.notices.length)} notices.\n`;
  });
}

/** The commented text of a version as a file's bytes. */
export function exportAddress(
  address: string,
  options: DataOption & { format: string; sources: string },
): Promise<Uint8Array> {
  return withData(options, async (context) => {
    const query = exportOperations.exportVersion.query.parse({ format: options.format, sources: options.sources });
    const file = await exportVersion(context, programActor, { version: address, ...query });
    return file.bytes;
  });
}

/** A one-time sign-in link, below the server's address where that is known. */
export function inviteParticipant(participant: string, options: DataOption): Promise<string> {
  return withData(options, async (context) => {
    const { path, expiresAt } = await invite(context, programActor, { participant });
    const { publicUrl, host, port } = readConfig(process.env);
    return `${publicUrl ?? `http://${host}:${String(port)}`}${path}\nGood for one sign-in until ${expiresAt}.\n`;
  });
}

async function withData<T>(
  { data, mayBeNew = false }: DataOption & { mayBeNew?: boolean },
  work: (context: Context, isEmpty: boolean) => Promise<T>,
): Promise<T> {
  const { dataFolder, publicUrl } = readConfig({ ...process.env, ...(data === undefined ? {} : { DATA_DIR: data }) });
  if (!mayBeNew && !fs.existsSync(dataFolder)) throw new WrongUse(`There is no data folder ${dataFolder}.`);
  const { context, isEmpty } = await openContext(dataFolder, publicUrl, pino({ level: "warn" }, pino.destination(2)));
  try {
    return await work(context, isEmpty);
  } finally {
    await context.store.close();
  }
}
