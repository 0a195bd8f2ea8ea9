import * as z from "zod";
import { Circle, Organisation, Participant } from "#core/access/people.ts";
import { Forum } from "#core/access/forum.ts";
import { annotationKinds, commentTypes, Visibility } from "#core/discuss/annotation.ts";
import { ConsultationTerms } from "#core/outcome/consultation.ts";
import { dispositionOutcomes } from "#core/outcome/disposition.ts";
import { positions } from "#core/discuss/reply.ts";
import { UptakeExtent } from "#core/outcome/uptake.ts";
import { ForumDocument } from "#core/text/version.ts";

/** Words in a clause, named as people name them: the clause's citation and the words as they stand there. */
const Words = z.object({
  citation: z.string(),
  quote: z.string(),
  /** Which occurrence in the clause, from 1. */
  occurrence: z.int().positive().default(1),
});

/** What an annotation of the file speaks of. */
const FileTarget = z.union([
  z.object({ document: z.literal(true) }),
  z.object({ section: z.string() }),
  z.object({ clause: z.string() }),
  Words,
  z.object({ from: Words, to: Words }),
]);

/** A proposal's step, in citations and plain text. */
const FileOperation = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("replace"), ...Words.shape, by: z.string() }),
  z.object({
    kind: z.literal("insert"),
    after: z.string(),
    clauseKind: z.string(),
    label: z.string().nullable(),
    text: z.string(),
  }),
  z.object({ kind: z.literal("delete"), citation: z.string() }),
  z.object({ kind: z.literal("move"), citation: z.string(), after: z.string() }),
]);

/**
 * A forum written out in one file, by hand or by a script: people, documents, the files of their versions, and what was
 * said of them. Seeding reads it; every reference is checked and a wrong one named.
 */
export const ForumFile = z.object({
  forum: Forum,
  organisations: z.array(Organisation),
  participants: z.array(Participant),
  /** Organisations that share drafts. */
  circles: z.array(Circle).default([]),
  documents: z.array(
    ForumDocument.extend({
      versions: z.array(
        z.object({
          round: z.string(),
          label: z.string(),
          date: z.iso.date(),
          language: z.string(),
          /** Path of the source file, from the folder of this file. */
          file: z.string(),
          /** When it is open to comments; absent where it always is. Set as it is published. */
          consultation: ConsultationTerms.pick({ opensAt: true, closesAt: true, blind: true }).optional(),
        }),
      ),
    }),
  ),
  annotations: z.array(
    z.object({
      id: z.string(),
      /** Address of the version it was made on. */
      on: z.string(),
      kind: z.enum(annotationKinds),
      type: z.enum(commentTypes),
      targets: z.array(FileTarget).min(1),
      text: z.string(),
      operations: z.array(FileOperation).default([]),
      /** Participant id. */
      by: z.string(),
      capacity: z.enum(["organisation", "personal", "chair", "secretariat"]).default("organisation"),
      /** Organisation ids of those who say it jointly, having said yes. */
      jointly: z.array(z.string()).default([]),
      /** Organisation ids of those who were asked to and have not answered. */
      awaiting: z.array(z.string()).default([]),
      visibility: Visibility.default("submitted"),
      /** Id of the circle it is shared with, for that visibility. */
      circle: z.string().nullable().default(null),
      at: z.iso.datetime(),
      /** Why its author withdrew it; absent where it stands. */
      withdrawn: z.string().optional(),
      /** Why the secretariat hid it; absent where it stands. */
      hidden: z.string().optional(),
      replies: z
        .array(
          z.object({
            by: z.string(),
            at: z.iso.datetime(),
            text: z.string(),
            position: z.enum(positions).nullable().default(null),
          }),
        )
        .default([]),
      /** What was decided on it, in the order it was; a later one revises those before. */
      dispositions: z
        .array(
          z.object({
            outcome: z.enum(dispositionOutcomes),
            reason: z.string().default(""),
            /** Address of the version in which it shows, published by then; null where it shows in none. */
            shownIn: z.string().nullable().default(null),
            /** Id of the annotation it was merged with, for that outcome alone. */
            mergedWith: z.string().nullable().default(null),
            /** Participant id of the secretariat or the chair; left out, whoever publishes. */
            by: z.string().optional(),
            at: z.iso.datetime(),
          }),
        )
        .default([]),
      /** Of a proposal: how far later versions took it up, where their text alone misleads. One at most for each version. */
      uptakes: z
        .array(
          z.object({
            /** Address of the later version, published by then. */
            on: z.string(),
            extent: UptakeExtent,
            reason: z.string(),
            at: z.iso.datetime(),
          }),
        )
        .default([]),
    }),
  ),
});
export type ForumFile = z.infer<typeof ForumFile>;
