import type * as z from "zod";
import type { Actor } from "#core/access/permissions.ts";
import type { ForumFile } from "#core/access/forum-file.ts";
import { confirmJoint } from "../annotations/joint.ts";
import type { Context } from "../kernel/context.ts";
import { correctUptake } from "../outcome/uptake.ts";
import { createAnnotation } from "../annotations/annotation.ts";
import { createReply } from "../annotations/reply.ts";
import { documentEvent } from "../kernel/events.ts";
import { decideAnnotation } from "../outcome/decision.ts";
import { findAnnotation } from "../annotations/find-annotation.ts";
import { findVersion } from "../versions/find-version.ts";
import { ForumFileError, operationFromCitations, targetFromCitations } from "./locate-citations.ts";
import { hideAnnotation, withdrawAnnotation } from "../annotations/standing.ts";
import { keepUpload } from "../publication/upload.ts";
import { loadContent } from "../versions/content.ts";
import { programActor } from "../kernel/authorise.ts";
import { publishVersion } from "../publication/publication.ts";
import { actorOf } from "../people/account.ts";
import { setConsultation } from "../publication/consultation.ts";

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
