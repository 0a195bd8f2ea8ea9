import fs from "node:fs";
import pino from "pino";
import { exportOperations } from "#core/contract/export-operations.ts";
import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import { PrepareQuery } from "#core/contract/version-operations.ts";
import { parseAddress } from "#core/text/address.ts";
import { readConfig } from "../config.ts";
import { openContext } from "./open-context.ts";
import { participantActor } from "./participant-actor.ts";
import { openPrinter } from "../printing/chromium-printer.ts";
import { Refusal } from "./refusal.ts";
import { sayCommand } from "./say-command.ts";
import type { Context } from "../services/kernel/context.ts";
import { createDocument } from "../services/forum/create-document.ts";
import { exportComparison } from "../services/exports/export-comparison.ts";
import { exportVersion } from "../services/exports/export-version.ts";
import { getLibrary } from "../services/forum/get-library.ts";
import { invite } from "../services/people/invite.ts";
import { prepareVersion } from "../services/publication/prepare-version.ts";
import { ProblemError } from "../services/kernel/problem-error.ts";
import { programActor } from "../services/kernel/program-actor.ts";
import { publishVersion } from "../services/publication/publish-version.ts";
import type { SourceFile } from "../services/comparison/read-files.ts";
import { setUpForum } from "../services/forum/set-up-forum.ts";
import { takeFile, type Taking } from "./take-file.ts";
import { WrongUse } from "./wrong-use.ts";

export type Environment = Readonly<Record<string, string | undefined>>;

/** Which data folder: the option, else DATA_DIR, else the default. */
export interface DataOption {
  data?: string | undefined;
}

/**
 * Publishes a file as a version; makes the document, and in an empty folder the forum, where they are missing.
 * Answers with a line to print.
 */
export function importFile(
  environment: Environment,
  file: SourceFile,
  address: string,
  options: DataOption & { date: string; label?: string; title?: string; changes?: "accept" | "reject" },
): Promise<string> {
  const parts = parseAddress(address);
  if (!parts) throw new WrongUse("cli-not-an-address", { address });
  const query = {
    fileName: file.name,
    round: parts.round,
    label: options.label ?? parts.round,
    date: options.date,
    language: parts.language ?? undefined,
    changes: options.changes,
  };
  const parsed = PrepareQuery.safeParse(query);
  if (!parsed.success) throw new ProblemError("invalid-request", {}, fieldProblemsOf("query", parsed.error, query));

  return withData(environment, { ...options, mayBeNew: true }, async (context, isEmpty) => {
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
      ...parsed.data,
    });
    const version = await publishVersion(context, programActor, { version: preview.version.id });
    const { clauseCount: clauses, wordCount: words, notices } = version;
    const counts = { clauses, words, notices: notices.length };
    const published = sayCommand("cli-published", { address: version.address, ...counts });
    const made = known ? "" : `${sayCommand("cli-document-made", { document: parts.document })}\n`;
    return `${made}${published}\n`;
  });
}

/** Writes the commented text of a version as a file; `query` as in the API's address. */
export function exportAddress(
  environment: Environment,
  address: string,
  { data, query }: DataOption & { query: Readonly<Record<string, string>> },
  taking: Taking,
): Promise<void> {
  const parsed = exportOperations.exportVersion.query.safeParse(query);
  if (!parsed.success) throw new ProblemError("invalid-request", {}, fieldProblemsOf("query", parsed.error, query));
  return withData(environment, { data }, async (context) => {
    const { pieces } = await onVersion(context, address, () =>
      exportVersion(context, programActor, { version: address, ...parsed.data }),
    );
    await takeFile(pieces, taking);
  });
}

/** Writes the redline of two versions as a file. */
export function exportRedline(
  environment: Environment,
  input: Parameters<typeof exportComparison>[2],
  options: DataOption,
  taking: Taking,
): Promise<void> {
  return withData(environment, options, async (context) => {
    const { pieces } = await onVersion(context, `${input.base}, ${input.revised}`, () =>
      exportComparison(context, programActor, input),
    );
    await takeFile(pieces, taking);
  });
}

/** What a service answers for a version; where there is none at the address, what there is instead is said. */
export async function onVersion<T>(context: Context, address: string, ask: () => Promise<T>): Promise<T> {
  try {
    return await ask();
  } catch (error) {
    if (error instanceof ProblemError && error.code === "not-found") throw await noVersion(context, address);
    throw error;
  }
}

async function noVersion(context: Context, address: string): Promise<Refusal> {
  const hasForum = await context.store.read(async (reader) => (await reader.list("forum")).length > 0);
  const { documents } = hasForum ? await getLibrary(context, programActor) : { documents: [] };
  const known = documents.flatMap(({ versions }) => versions.map((version) => version.address));
  return known.length > 0
    ? new Refusal("cli-no-version", { address, known: known.join(", ") })
    : new Refusal("cli-no-versions", { address });
}

/** A one-time sign-in link, below the server's address where that is known. */
export function inviteParticipant(environment: Environment, participant: string, options: DataOption): Promise<string> {
  return withData(environment, options, async (context) => {
    await participantActor(context, participant);
    const { path, expiresAt } = await invite(context, programActor, { participant });
    const { publicUrl, host, port } = readConfig(environment);
    const address = publicUrl ?? `http://${host}:${String(port)}`;
    return `${address}${path}\n${sayCommand("cli-invited", { time: expiresAt })}\n`;
  });
}

/** Does some work on a data folder, and lets go of it. @throws WrongUse where there is none */
export async function withData<T>(
  environment: Environment,
  { data, mayBeNew = false }: DataOption & { mayBeNew?: boolean },
  work: (context: Context, isEmpty: boolean) => Promise<T>,
): Promise<T> {
  const { dataFolder, publicUrl, chromium } = readConfig({
    ...environment,
    ...(data === undefined ? {} : { DATA_DIR: data }),
  });
  if (!mayBeNew && !fs.existsSync(dataFolder)) throw new WrongUse("cli-no-data", { folder: dataFolder });
  const logger = pino({ level: "warn" }, pino.destination(2));
  const notice = (error: unknown): void => logger.warn({ err: error }, "page not printed");
  const printer = chromium === null ? null : openPrinter({ executablePath: chromium, notice });
  const print = printer?.print ?? null;
  const { context, isEmpty } = await openContext(dataFolder, publicUrl, logger, { print });
  try {
    return await work(context, isEmpty);
  } finally {
    await printer?.close();
    await context.store.close();
  }
}
