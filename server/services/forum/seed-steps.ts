import type * as z from "zod";
import type { ForumFile } from "#core/access/forum-file.ts";
import type { Actor } from "#core/access/permissions.ts";
import type { ProposalOperation } from "#core/discuss/proposal-operation.ts";
import type { Target } from "#core/discuss/target.ts";
import { forumFiles } from "#core/messages/catalogues.ts";
import type { ParamsOf } from "#core/phrases/format-message.ts";
import { messageTextFrom } from "#core/phrases/message-text.ts";
import { describe } from "#core/place/anchor.ts";
import { type Clause, ClauseKind, type VersionText } from "#core/text/clause.ts";
import { createAnnotation } from "../annotations/annotation.ts";
import { findAnnotation } from "../annotations/find-annotation.ts";
import { confirmJoint } from "../annotations/joint.ts";
import { createReply } from "../annotations/reply.ts";
import { hideAnnotation, withdrawAnnotation } from "../annotations/standing.ts";
import { programActor } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { documentEvent } from "../kernel/events.ts";
import { decideAnnotation } from "../outcome/decision.ts";
import { correctUptake } from "../outcome/uptake.ts";
import { actorOf } from "../people/account.ts";
import { setConsultation } from "../publication/consultation.ts";
import { publishVersion } from "../publication/publication.ts";
import { keepUpload } from "../publication/upload.ts";
import { loadContent } from "../versions/content.ts";
import { findVersion } from "../versions/find-version.ts";

/** One dated step in seeding a forum file. */
export interface SeedStep {
  /** The part of the file that describes it. */
  name: string;
  /** ISO 8601, UTC. */
  at: string;
  /** Runs the step on a context whose clock shows that time. */
  run(context: Context): Promise<unknown>;
}

type FileDocument = ForumFile["documents"][number];
type FileAnnotation = z.infer<typeof ForumFile>["annotations"][number];

/** Returns all steps of a forum file in chronological order. Steps at the same time keep the file's order. */
export function seedSteps(file: ForumFile, readSource: (path: string) => Promise<Uint8Array>): SeedStep[] {
  const steps = [
    ...file.documents.flatMap((document) => documentSteps(file, document, readSource)),
    ...file.annotations.flatMap((annotation) => annotationSteps(file, annotation)),
  ];
  return steps.toSorted(byTime);
}

/** Orders steps by their time. */
export function byTime(left: Pick<SeedStep, "at">, right: Pick<SeedStep, "at">): number {
  return left.at < right.at ? -1 : left.at > right.at ? 1 : 0;
}

function documentSteps(
  file: ForumFile,
  { versions, ...document }: FileDocument,
  readSource: (path: string) => Promise<Uint8Array>,
): SeedStep[] {
  const secretariat = secretariatOf(file);
  const firstDate = versions.map(({ date }) => date).toSorted()[0] ?? "1970-01-01";
  const documentStep: SeedStep = {
    name: `document ${document.id}`,
    at: `${firstDate}T00:00:00.000Z`,
    run: (context) =>
      context.store.transact(async (writer) => {
        await writer.put("documents", document);
        await writer.append(
          documentEvent(context, secretariat, { kind: "document-created", before: null, after: document }),
        );
      }),
  };
  return [
    documentStep,
    ...versions.map(({ file: source, consultation, ...version }, index) => ({
      name: `document ${document.id}, version ${index + 1} (${source})`,
      /**
       * On the same day, versions are published in the file's order, because the first language published is the main
       * one.
       */
      at: `${version.date}T00:00:00.${String(index).padStart(3, "0")}Z`,
      run: async (context: Context) => {
        const fileName = source.slice(source.lastIndexOf("/") + 1);
        const bytes = await readSource(source);
        const { id } = (await keepUpload(context, secretariat, { document: document.id, bytes, fileName, ...version }))
          .version;
        await publishVersion(context, secretariat, { version: id });
        if (consultation) await setConsultation(context, secretariat, { version: id, revision: 0, ...consultation });
      },
    })),
  ];
}

function annotationSteps(file: ForumFile, annotation: FileAnnotation): SeedStep[] {
  const { id, by, at, replies, decisions, uptakes, withdrawn, hidden } = annotation;
  const name = `annotation ${id}`;
  const last = [at, ...[...replies, ...decisions, ...uptakes].map((later) => later.at)].toSorted().at(-1) ?? at;
  const steps: SeedStep[] = [
    { name, at, run: (context) => annotate(context, participantOf(file, by), annotation) },
    ...annotation.jointly.map((organisation) => ({
      name: `${name}, jointly with ${organisation}`,
      at,
      run: (context: Context) => joinIn(context, speakerFor(file, organisation), id),
    })),
    ...replies.map(({ by: replier, at: repliedAt, text, position }, index) => ({
      name: `${name}, reply ${index + 1}`,
      at: repliedAt,
      run: (context: Context) =>
        createReply(context, participantOf(file, replier), {
          annotation: id,
          id: `${id}-reply-${index + 1}`,
          text,
          position,
        }),
    })),
    ...decisions.map(({ by: decider, at: decidedAt, ...decision }, index) => ({
      name: `${name}, decision ${index + 1}`,
      at: decidedAt,
      run: (context: Context) =>
        decideAnnotation(context, decider === undefined ? secretariatOf(file) : participantOf(file, decider), {
          annotation: id,
          revision: index,
          ...decision,
        }),
    })),
    ...uptakes.map(({ on, at: correctedAt, extent, reason }) => ({
      name: `${name}, uptake on ${on}`,
      at: correctedAt,
      run: (context: Context) =>
        correctUptake(context, secretariatOf(file), { annotation: id, version: on, revision: 0, extent, reason }),
    })),
  ];
  if (withdrawn !== undefined) {
    const run = (context: Context): Promise<unknown> =>
      withdrawAnnotation(context, participantOf(file, by), { annotation: id, reason: withdrawn });
    steps.push({ name: `${name}, withdrawn`, at: last, run });
  }
  if (hidden !== undefined) {
    const run = (context: Context): Promise<unknown> =>
      hideAnnotation(context, secretariatOf(file), { annotation: id, reason: hidden });
    steps.push({ name: `${name}, hidden`, at: last, run });
  }
  return steps;
}

async function annotate(context: Context, actor: Actor, annotation: FileAnnotation): Promise<void> {
  const { version } = await context.store.read((reader) => findVersion(reader, programActor, annotation.on));
  const { text } = await loadContent(context, version);
  await createAnnotation(context, actor, {
    version: version.id,
    id: annotation.id,
    kind: annotation.kind,
    type: annotation.type,
    targets: annotation.targets.map((target) => targetFromCitations(text, target)),
    text: annotation.text,
    operations: annotation.operations.map((operation) => operationFromCitations(text, operation)),
    visibility: annotation.visibility,
    circle: annotation.circle,
    capacity: annotation.capacity,
    jointly: [...annotation.jointly, ...annotation.awaiting],
  });
}

async function joinIn(context: Context, actor: Actor, annotation: string): Promise<void> {
  const found = await context.store.read((reader) => findAnnotation(context, reader, programActor, annotation));
  await confirmJoint(context, actor, { annotation, revision: found.annotation.revision });
}

/** Returns the participant who speaks for an organisation: its first coordinator, otherwise its first member. */
function speakerFor({ participants }: ForumFile, organisation: string): Actor {
  const members = participants.filter(({ organisationId }) => organisationId === organisation);
  const speaker = members.find(({ role }) => role === "coordinator") ?? members.find(({ role }) => role === "member");
  if (!speaker) throw new ForumFileError("forum-file-no-speaker", { organisation });
  return actorOf(speaker);
}

function participantOf({ participants }: ForumFile, id: string): Actor {
  const participant = participants.find((candidate) => candidate.id === id);
  if (!participant) throw new ForumFileError("forum-file-no-participant", { participant: id });
  return actorOf(participant);
}

/** Returns the file's first secretariat member, who publishes and hides. Without one, returns the program. */
function secretariatOf({ participants }: ForumFile): Actor {
  const secretariat = participants.find(({ role }) => role === "secretariat");
  return secretariat ? actorOf(secretariat) : programActor;
}

type FileTarget = FileAnnotation["targets"][number];
type FileOperation = FileAnnotation["operations"][number];
type ExportedTexts = Extract<FileTarget, { quote: string }>;

/**
 * Converts an annotation's target in a forum file to a target on its version.
 *
 * A verb and its only recital share one citation. A section target then means the verb, a clause target the recital,
 * and a quote the clause that contains it.
 * @throws ForumFileError if the version has no such clause or quote
 */
function targetFromCitations(text: VersionText, target: FileTarget): Target {
  if ("document" in target) return { kind: "document" };
  if ("section" in target) {
    const [first] = clausesCited(text, target.section);
    return { kind: "section", clause: first.id };
  }
  if ("clause" in target) return { kind: "clause", clause: lastCited(text, target.clause).id };
  const [from, to] = "from" in target ? [target.from, target.to] : [target, target];
  return describe(text, locate(text, from).start, locate(text, to).end);
}

/**
 * Converts a proposal's step in a forum file to a step on its version.
 * @throws ForumFileError if the version has no such clause or quote, or the kind of clause does not exist
 */
function operationFromCitations(text: VersionText, operation: FileOperation): ProposalOperation {
  switch (operation.kind) {
    case "replace": {
      const { start, end, clause } = locate(text, operation);
      return {
        kind: "replace",
        start: { clause: clause.id, offset: start - clause.start },
        end: { clause: clause.id, offset: end - clause.start },
        content: contentOf(operation.by),
      };
    }
    case "insert": {
      const after = operation.after === "" ? undefined : lastCited(text, operation.after);
      const kind = ClauseKind.safeParse(operation.clauseKind);
      if (!kind.success) throw new ForumFileError("forum-file-no-kind", { kind: operation.clauseKind });
      return {
        kind: "insert",
        after: after?.id ?? "",
        clause: {
          kind: kind.data,
          label: operation.label,
          depth: depthAfter(after, kind.data),
          content: contentOf(operation.text),
        },
      };
    }
    case "delete":
      return { kind: "delete", clause: lastCited(text, operation.citation).id };
    case "move":
      return {
        kind: "move",
        clause: lastCited(text, operation.citation).id,
        after: operation.after === "" ? "" : lastCited(text, operation.after).id,
      };
  }
}

/**
 * Returns the depth of a new clause. It is that of the clause before it, or one deeper for an item that follows a
 * clause of another kind.
 */
function depthAfter(after: Clause | undefined, kind: ClauseKind): number {
  if (!after) return 0;
  return kind === "item" && after.kind !== "item" ? after.depth + 1 : after.depth;
}

function contentOf(text: string): Record<string, unknown>[] {
  return text === "" ? [] : [{ type: "text", text }];
}

function locate(text: VersionText, quotation: ExportedTexts): { clause: Clause; start: number; end: number } {
  for (const clause of clausesCited(text, quotation.citation)) {
    const clauseText = text.text.slice(clause.start, clause.end);
    let at = -1;
    for (let count = 0; count < quotation.occurrence; count += 1) {
      at = clauseText.indexOf(quotation.quote, at + 1);
      if (at === -1) break;
    }
    if (at !== -1) return { clause, start: clause.start + at, end: clause.start + at + quotation.quote.length };
  }
  const { quote, citation, occurrence: times } = quotation;
  throw new ForumFileError("forum-file-no-words", { quote, citation, times });
}

function lastCited(text: VersionText, citation: string): Clause {
  const cited = clausesCited(text, citation);
  return cited.at(-1) ?? cited[0];
}

function clausesCited({ clauses }: VersionText, citation: string): [Clause, ...Clause[]] {
  const [first, ...others] = clauses.filter((clause) => clause.citation === citation);
  if (!first) throw new ForumFileError("forum-file-no-clause", { citation });
  return [first, ...others];
}

/** An error in a forum file. The message names the part of the file and the problem. */
export class ForumFileError<Code extends keyof typeof forumFiles = keyof typeof forumFiles> extends Error {
  override name = "ForumFileError";

  constructor(code: Code, params: Readonly<ParamsOf<(typeof forumFiles)[Code]>>, options?: ErrorOptions) {
    super(messageTextFrom(forumFiles, { code, params }, "en"), options);
  }
}
