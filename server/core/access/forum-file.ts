import * as z from "zod";
import { Circle, Organisation, Participant } from "#core/access/people.ts";
import { Forum } from "#core/access/forum.ts";
import { AnnotationKind, commentTypes, Visibility } from "#core/discuss/annotation.ts";
import { ConsultationTerms } from "#core/outcome/consultation.ts";
import { DecisionOutcome } from "#core/outcome/decision.ts";
import { positions } from "#core/discuss/reply.ts";
import { capacities } from "#core/discuss/speaker.ts";
import { Colour, ForumGroup, isDefaultGroup } from "#core/discuss/stakeholder-group.ts";
import { UptakeExtent } from "#core/outcome/uptake.ts";
import { ForumDocument } from "#core/text/version.ts";

/** Text in a clause, identified the way people cite it: by the clause's citation and the quoted text. */
const Words = z.object({
  citation: z.string(),
  quote: z.string(),
  /** Which occurrence of the quote in the clause, counted from 1. */
  occurrence: z.int().positive().default(1),
});

/**
 * A group of the forum. A group that is not a default group needs a name. The file may leave out the dark colour, which
 * is then derived from the light one.
 */
const FileGroup = ForumGroup.extend({
  id: z.string().regex(/^[a-z0-9][a-z0-9-]*$/u),
  name: z.string().trim().min(1).max(60).optional(),
  colour: Colour.partial({ dark: true }).transform(({ light, dark = lightened(light) }) => ({ light, dark })),
}).refine(({ id, name }) => name !== undefined || isDefaultGroup(id), { path: ["name"] });

/** Mixes a colour with white until even black is readable on dark paper. */
function lightened(hex: string): string {
  const parts = [1, 3, 5].map((at) => Math.round(0.4 * Number.parseInt(hex.slice(at, at + 2), 16) + 153));
  return `#${parts.map((part) => part.toString(16)).join("")}`;
}

/** The target of an annotation in the file. */
const FileTarget = z.union([
  z.object({ document: z.literal(true) }),
  z.object({ section: z.string() }),
  z.object({ clause: z.string() }),
  Words,
  z.object({ from: Words, to: Words }),
]);

/** One operation of a proposal, given with citations and plain text. */
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

/** A decision on an annotation of the file. */
const FileDecision = z.object({
  outcome: DecisionOutcome,
  reason: z.string().default(""),
  /** Address of the version that shows the outcome, which must be published by then; null if none does. */
  shownIn: z.string().nullable().default(null),
  /** Id of the annotation it was merged with; only for that outcome. */
  mergedWith: z.string().nullable().default(null),
  /** Participant id of the secretariat member or chair who decided; the publisher if left out. */
  by: z.string().optional(),
  at: z.iso.datetime(),
});

/**
 * A forum described in one file, written by hand or by a script: people, documents, the files of their versions, and
 * the annotations. Seeding reads it, checks every reference and names the wrong ones.
 */
export const ForumFile = z.object({
  forum: Forum.extend({
    groups: z
      .array(FileGroup)
      .min(1)
      .refine((groups) => new Set(groups.map(({ id }) => id)).size === groups.length)
      .optional(),
  }),
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
          /** Path of the source file, relative to the folder of this file. */
          file: z.string(),
          /**
           * When the version is open to comments; absent if it always is. Takes effect when the version is published.
           */
          consultation: ConsultationTerms.pick({ opensAt: true, closesAt: true, blind: true }).optional(),
        }),
      ),
    }),
  ),
  annotations: z.array(
    z
      .object({
        id: z.string(),
        /** Address of the version on which it was made. */
        on: z.string(),
        kind: AnnotationKind,
        type: z.enum(commentTypes),
        targets: z.array(FileTarget).min(1),
        text: z.string(),
        operations: z.array(FileOperation).default([]),
        /** Participant id. */
        by: z.string(),
        capacity: z.enum(capacities).default("organisation"),
        /** Ids of the organisations that confirmed as co-signatories. */
        jointly: z.array(z.string()).default([]),
        /** Ids of the organisations that were invited to co-sign and have not answered. */
        awaiting: z.array(z.string()).default([]),
        visibility: Visibility.default("submitted"),
        /** Id of the circle it is shared with, if its visibility is "circle". */
        circle: z.string().nullable().default(null),
        at: z.iso.datetime(),
        /** The author's reason for withdrawing it; absent if it was not withdrawn. */
        withdrawn: z.string().optional(),
        /** The secretariat's reason for hiding it; absent if it was not hidden. */
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
        /** The decisions on it, in chronological order; a later one revises the earlier ones. */
        decisions: z.array(FileDecision).optional(),
        /** The name of `decisions` in files of earlier versions. */
        dispositions: z.array(FileDecision).optional(),
        /**
         * For a proposal, corrections of its uptake in later versions whose text alone misleads. At most one for each
         * version.
         */
        uptakes: z
          .array(
            z.object({
              /** Address of the later version, which must be published by then. */
              on: z.string(),
              extent: UptakeExtent,
              reason: z.string(),
              at: z.iso.datetime(),
            }),
          )
          .default([]),
      })
      .transform(({ dispositions = [], decisions = dispositions, ...annotation }) => ({ ...annotation, decisions })),
  ),
});
export type ForumFile = z.infer<typeof ForumFile>;
