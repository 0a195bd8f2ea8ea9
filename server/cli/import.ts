import { fieldProblemsOf } from "#core/contract/field-problem.ts";
import { PrepareQuery } from "#core/contract/version-operations.ts";
import { parseAddress } from "#core/text/address.ts";
import { OneLine } from "#core/text/one-line.ts";
import type { SourceFile } from "../services/comparison/read-files.ts";
import { createDocument } from "../services/forum/document.ts";
import { setUpForum } from "../services/forum/set-up-forum.ts";
import { programActor } from "../services/kernel/authorise.ts";
import { ProblemError } from "../services/kernel/problem.ts";
import { publishVersion } from "../services/publication/publication.ts";
import { prepareVersion } from "../services/publication/upload.ts";
import { commandText, UsageError } from "./command-text.ts";
import { type DataOption, type Environment, withData } from "./with-data.ts";

/**
 * Publishes a file as a version. Creates the document if it is missing, and the forum if the folder is empty. Returns a
 * line to print.
 */
export function importFile(
  environment: Environment,
  file: SourceFile,
  address: string,
  options: DataOption & { date: string; label?: string; title?: string; changes?: "accept" | "reject" },
): Promise<string> {
  const parts = parseAddress(address);
  if (!parts) throw new UsageError("cli-not-an-address", { address });
  const query = {
    fileName: file.name,
    round: parts.round,
    label: options.label ?? parts.round,
    date: options.date,
    language: parts.language ?? undefined,
    changes: options.changes,
    title: options.title,
  };
  const parsed = PrepareQuery.extend({ title: OneLine.optional() }).safeParse(query);
  if (!parsed.success) throw new ProblemError("invalid-request", {}, fieldProblemsOf("query", parsed.error, query));
  const { title = parts.document, ...fields } = parsed.data;

  return withData(environment, { ...options, mayBeNew: true }, async (context, isEmpty) => {
    if (isEmpty) await setUpForum(context);
    const existing = await context.store.read((reader) => reader.get("documents", parts.document));
    if (!existing) {
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
      ...fields,
    });
    const version = await publishVersion(context, programActor, { version: preview.version.id });
    const { clauseCount: clauses, wordCount: words, notices } = version;
    const counts = { clauses, words, notices: notices.length };
    const published = commandText("cli-published", { address: version.address, ...counts });
    const createdLine = existing ? "" : `${commandText("cli-document-made", { document: parts.document })}\n`;
    return `${createdLine}${published}\n`;
  });
}
