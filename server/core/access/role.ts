import * as z from "zod";

/**
 * What somebody may do in a forum. The secretariat publishes and compiles; the chair steers and sees what is prepared; a
 * coordinator speaks for an organisation and answers for its members' drafts; a member comments; an observer reads what
 * is not public too; the public reads what is published, without an account.
 */
export const roles = ["secretariat", "chair", "coordinator", "member", "observer", "public"] as const;
export const Role = z.enum(roles);
export type Role = z.infer<typeof Role>;
