import * as z from "zod";
import { Speaker } from "#core/discuss/speaker.ts";
import { StakeholderGroup } from "#core/discuss/stakeholder-group.ts";

/** A message of the secretariat or the chair to everybody, a group, or organisations. */
export const Announcement = z.object({
  id: z.string(),
  subject: z.string().trim().min(1).max(200),
  /** Paragraphs are separated by empty lines. */
  text: z.string().trim().min(1).max(10_000),
  /** The group that it is for. If there are no organisations either, it is for everybody. */
  group: StakeholderGroup.nullable(),
  /** Ids of the organisations that it is for. */
  organisationIds: z.array(z.string()).nullable(),
  /**
   * The version whose consultation these organisations had not answered, or on which they have letters. Null if they were
   * chosen otherwise.
   */
  versionId: z.string().nullable(),
  /**
   * Present if it is about the letters on the outcomes of comments: the ids of the people who wrote the comments. Of the
   * organisations, it is for the coordinators.
   */
  people: z.array(z.string()).optional(),
  by: Speaker,
  at: z.iso.datetime(),
  /** When it is sent, unless it is withdrawn before. */
  sendsAt: z.iso.datetime(),
  sentAt: z.iso.datetime().nullable(),
  withdrawnAt: z.iso.datetime().nullable(),
});
export type Announcement = z.infer<typeof Announcement>;
