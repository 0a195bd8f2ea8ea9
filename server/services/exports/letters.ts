import { type Actor, can, represents } from "#core/access/permissions.ts";
import { headText } from "#core/audit/chain-line.ts";
import type { Compilation, CompilationFilters, CompiledThread } from "#core/compile/compilation.ts";
import { csvOf } from "#core/compile/csv.ts";
import { type RedlineFormat, versionFormats, zipMediaType } from "#core/compile/export-format.ts";
import { type LetterRecipient, lettersOf } from "#core/compile/letter.ts";
import { fieldProblem } from "#core/contract/field-problem.ts";
import type { LetterEntry, Letters } from "#core/contract/letter-operations.ts";
import { countKinds } from "#core/discuss/annotation.ts";
import { isUndecided } from "#core/outcome/decision.ts";
import { letterIndexColumns } from "#core/phrases/letter-text.ts";
import { joined } from "#core/text/pieces.ts";
import { FixedZip } from "../../export/shared/fixed-zip.ts";
import { allThreads } from "../../export/shared/thread-view.ts";
import { type Discussion, importerNames, readDiscussion, submissionsIn } from "../annotations/threads.ts";
import type { Context } from "../kernel/context.ts";
import { identifyingBase, type WrittenFile, type WrittenPiece } from "../kernel/file-answer.ts";
import type { KeptThread } from "../kernel/kept-discussions.ts";
import { ProblemError } from "../kernel/problem.ts";
import { findVersion, type FoundVersion } from "../versions/find-version.ts";
import { nameVersions } from "../versions/version-order.ts";
import { compileVersion } from "./compile-version.ts";
import { fileNameOf } from "./export-comparison.ts";
import type { HouseStyle } from "./house-style.ts";
import { unprinted, writeFile } from "./write-file.ts";

type Letter = ReturnType<typeof lettersOf<KeptThread>>[number];

/** The letters of a version that an actor may read. */
interface FoundLetters {
  found: FoundVersion;
  discussion: Discussion;
  auditHead: string;
  letters: Letter[];
}

/**
 * Reads the letters of a version: of the submitted and open annotations up to it, as far as the actor may see them and
 * know their sources. If the forum hides sources, people read only their own letter and that of their organisation.
 * @throws ProblemError not-signed-in, not-found
 */
async function readLetters(context: Context, actor: Actor, version: string): Promise<FoundLetters> {
  return context.store.read(async (reader) => {
    const found = await findVersion(reader, actor, version);
    const discussion = await readDiscussion(context, reader, actor, found);
    const { viewer } = discussion;
    const readsAll = can(actor, "read-sources", viewer);
    const threads = submissionsIn(discussion).filter(
      ({ annotation: { speaker } }) => readsAll || can(actor, "read-hidden-source", { speaker }),
    );
    const letters = lettersOf(threads, await importerNames(reader, threads)).filter(
      ({ recipient }) => readsAll || isFor(actor, recipient),
    );
    return { found, discussion, letters, auditHead: headText(await reader.chainHead("public")) };
  });
}

/** Whether a letter is the actor's own, or their organisation's. */
function isFor(actor: Actor, { kind, id }: LetterRecipient): boolean {
  return kind === "organisation" ? represents(actor, id) : id === actor.participantId;
}

/**
 * Returns the letters of a version that the actor may read, and the one for `recipient`. With `own`, it returns the actor's
 * own letters if they have some, and includes the only one.
 * @throws ProblemError not-signed-in, not-found
 */
export async function getLetters(
  context: Context,
  actor: Actor,
  input: { version: string; recipient?: string | undefined; own?: "true" | undefined },
  signal: AbortSignal | null,
): Promise<Letters> {
  const read = await readLetters(context, actor, input.version);
  const [version] = await nameVersions(context, [read.found.version]);
  const own = input.own ? read.letters.filter(({ recipient }) => isFor(actor, recipient)) : [];
  const listed = own.length > 0 ? own : read.letters;
  const asked = read.letters.find(({ recipient }) => recipient.id === input.recipient);
  const chosen = (own.length === 1 ? own[0] : asked) ?? null;
  if (input.recipient !== undefined && !chosen) throw new ProblemError("not-found");
  const compilation = chosen && (await compileLetter(context, read, chosen, {}, signal));
  return {
    version,
    recipients: listed.map(({ recipient, entries }) => {
      const { comment, proposal } = countKinds(entries.map(({ annotation }) => annotation));
      return { ...recipient, comments: comment, proposals: proposal, undecided: entries.filter(isUndecided).length };
    }),
    letter: chosen &&
      compilation && { recipient: chosen.recipient, entries: allThreads(compilation).map(entryIn(compilation)) },
  };
}

function compileLetter(
  context: Context,
  { found, discussion, auditHead }: FoundLetters,
  { recipient, entries }: Letter,
  filters: CompilationFilters,
  signal: AbortSignal | null,
): Promise<Compilation> {
  const own = { ...discussion, threads: entries };
  return compileVersion(
    context,
    { found, discussion: own, auditHead },
    { filters, sources: "shown", recipient },
    signal,
  );
}

/** Returns a function that presents a thread of a compilation in a letter or the record. */
export function entryIn({ clauses }: Compilation): (thread: CompiledThread) => LetterEntry {
  const citationOf = new Map(clauses.map(({ id, citation }) => [id, citation]));
  return (thread) => {
    const { number, id, kind, type, source, text, createdAt, late, origin, placement, proposal, replies } = thread;
    return {
      ...{ number, id, kind, type, source, text, createdAt, late, origin, placement, proposal, replies },
      decision: thread.decision,
      ...(thread.outcomeText && { outcomeText: thread.outcomeText }),
      citations: [...new Set(thread.places.map(({ clause }) => citationOf.get(clause) ?? ""))],
      isGeneral: thread.places.length === 0 && thread.targets.length > 0,
    };
  };
}

/** How to write letters: their format, the filters of their comments, and the template of Word files. */
interface LetterFiles {
  format: RedlineFormat;
  recipient?: string | undefined;
  filters: CompilationFilters;
  house: HouseStyle | null;
  print: ((html: string) => Promise<Uint8Array>) | null;
}

/**
 * Writes the letter for `recipient`, or a zip of all letters that the actor may read, with an index. A filter by
 * organisation selects recipients.
 * @throws ProblemError not-signed-in, not-found, invalid-request; its pieces throw the errors of `writeFile`
 */
export async function exportLetters(
  context: Context,
  actor: Actor,
  { version, recipient, filters: { organisations, ...filters }, ...how }: LetterFiles & { version: string },
  signal: AbortSignal | null,
): Promise<WrittenFile> {
  const read = await readLetters(context, actor, version);
  const { found, auditHead } = read;
  const { ending, mediaType } = versionFormats[how.format];
  const name = `${fileNameOf(found)}.letter`;
  const write = async (letter: Letter): Promise<AsyncGenerator<WrittenPiece, void>> => {
    const compilation = await compileLetter(context, read, letter, filters, signal);
    const baseUrl = identifyingBase(context, found.forum.id);
    const { format, house, print } = how;
    const task = { compilation, format, layout: "letter" as const, baseUrl, began: found.version.date };
    return writeFile(context, { ...task, template: house?.template }, print ?? unprinted, signal);
  };
  const notes = how.house && { redline: { layout: "redrawn" as const, notes: how.house.notes } };
  if (recipient !== undefined) {
    const letter = read.letters.find((one) => one.recipient.id === recipient);
    if (!letter) {
      const problem = fieldProblem(["query", "recipient"], "recipient-unknown", { recipient });
      throw new ProblemError("invalid-request", {}, [problem]);
    }
    const fileName = `${name}.${inFileName(letter.recipient)}.${ending}`;
    return { fileName, mediaType, auditHead, ...notes, pieces: await write(letter) };
  }
  const letters = read.letters.filter(
    ({ recipient: { id } }) => !organisations || organisations.length === 0 || organisations.includes(id),
  );
  // Numbers keep names apart, and the files in the order of the index.
  const files = letters.map((letter, index) => ({
    letter,
    name: `${String(index + 1).padStart(3, "0")}-${inFileName(letter.recipient)}.${ending}`,
  }));
  const pieces = zipped(files, write, found.version.language);
  return { fileName: `${fileNameOf(found)}.letters.zip`, mediaType: zipMediaType, auditHead, ...notes, pieces };
}

/** Returns the short name of a recipient with letters and digits only. */
function inFileName({ shortName }: LetterRecipient): string {
  return shortName.replace(/[^\p{L}\p{M}\p{N}]+/gu, "-").slice(0, 60);
}

async function* zipped(
  files: readonly { letter: Letter; name: string }[],
  write: (letter: Letter) => Promise<AsyncGenerator<WrittenPiece, void>>,
  language: string,
): AsyncGenerator<WrittenPiece, void> {
  const zip = new FixedZip();
  const progress = (done: number): WrittenPiece => {
    return { bytes: joined([...zip.takeOutput()]), stage: "writing", done, of: files.length + 1 };
  };
  const lines = files.map(({ name, letter: { recipient, entries } }) => {
    const { comment, proposal } = countKinds(entries.map(({ annotation }) => annotation));
    const undecided = entries.filter(isUndecided).length;
    return [name, recipient.name, ...[comment, proposal, undecided].map(String)];
  });
  zip.put("index.csv", new TextEncoder().encode(csvOf([letterIndexColumns(language), ...lines])));
  yield progress(0);
  for (const [index, { name, letter }] of files.entries()) {
    const part = zip.part(name);
    for await (const { bytes } of await write(letter)) {
      part.push(bytes);
      yield progress(index);
    }
    part.push(new Uint8Array(), true);
    yield progress(index + 1);
  }
  zip.end();
  yield progress(files.length + 1);
}
