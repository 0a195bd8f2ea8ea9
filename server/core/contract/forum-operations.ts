import * as z from "zod";
import { Forum } from "#core/access/forum.ts";
import { Organisation, Participant, Role } from "#core/access/people.ts";
import { SavedView } from "#core/access/saved-view.ts";
import { operation } from "#core/contract/operation.ts";
import { Consultation, ConsultationState, ConsultationTerms } from "#core/outcome/consultation.ts";
import { ForumDocument, Version } from "#core/text/version.ts";

/** How much changed between two versions: words that came, went and moved, and clauses. */
export const ChangeSummary = z.object({
  inserted: z.int(),
  deleted: z.int(),
  moved: z.int(),
  /** A clause that only has another label did not change. */
  clauses: z.int(),
});
export type ChangeSummary = z.infer<typeof ChangeSummary>;

/** A version in a list: with what was said on it and how much it changed. */
export const ListedVersion = Version.extend({
  /** `document@round` or `document@round:lang`; its id where that leads to another text or none (prepared, superseded). */
  address: z.string(),
  /** Live annotations made on it that the reader may know of: submitted, and neither withdrawn, hidden nor erased. */
  annotationCount: z.int(),
  /** The same made on it or on an earlier version in its language: what was said up to it. */
  annotationTotal: z.int(),
  /** Null where none was ever set; its terms are null where it was called off. */
  consultation: z
    .object({
      terms: ConsultationTerms.pick({ opensAt: true, closesAt: true, blind: true }).nullable(),
      /** As the server's clock has it. */
      state: ConsultationState.nullable(),
      revision: Consultation.shape.revision,
    })
    .nullable(),
  /** Against the version before it in its language; null for the first. */
  change: z
    .object({
      /** Its address. */
      against: z.string(),
      /** Null while it is being computed: that of long texts is not waited for, and told to who asks again. */
      summary: ChangeSummary.nullable(),
    })
    .nullable(),
});
export type ListedVersion = z.infer<typeof ListedVersion>;

/** A document with the versions the reader may see, in reading order. */
export const ListedDocument = ForumDocument.extend({ versions: z.array(ListedVersion) });
export type ListedDocument = z.infer<typeof ListedDocument>;

/** Who reads: null participant for the public. */
export const Me = z.object({
  participant: Participant.nullable(),
  organisation: Organisation.nullable(),
  role: Role,
});
export type Me = z.infer<typeof Me>;

/** The library: the forum's table of contents. */
export const Library = z.object({
  forum: Forum,
  documents: z.array(ListedDocument),
  organisations: z.array(Organisation),
});
export type Library = z.infer<typeof Library>;

const DocumentParams = z.object({ document: z.string() });

export const forumOperations = {
  getOpenapi: operation({
    method: "get",
    path: "/openapi.json",
    summary: "This description",
    action: "enter",
    answer: { kind: "json", schema: z.record(z.string(), z.unknown()) },
    problems: [],
  }),
  getMe: operation({
    method: "get",
    path: "/me",
    summary: "Who is signed in",
    action: "enter",
    answer: { kind: "json", schema: Me },
    problems: [],
  }),
  signIn: operation({
    method: "post",
    path: "/sign-in",
    summary: "Sign in with the token of a one-time link; sets the session cookie",
    action: "enter",
    /** Of any length: one that no link has is no link, and that is all its sender need hear. */
    body: z.object({ token: z.string() }),
    answer: { kind: "json", schema: Me },
    problems: ["link-not-valid", "too-many-requests"],
  }),
  signOut: operation({
    method: "post",
    path: "/sign-out",
    summary: "End the session",
    action: "enter",
    answer: { kind: "nothing" },
    problems: [],
  }),
  getLibrary: operation({
    method: "get",
    path: "/library",
    summary: "The forum with its documents, versions and organisations",
    action: "read-forum",
    answer: { kind: "json", schema: Library },
    problems: ["not-signed-in"],
  }),
  getDocument: operation({
    method: "get",
    path: "/documents/{document}",
    summary: "One document with its versions",
    action: "read-forum",
    params: DocumentParams,
    answer: { kind: "json", schema: ListedDocument },
    problems: ["not-found"],
  }),
  createDocument: operation({
    method: "post",
    path: "/documents",
    summary: "Add a document to the forum",
    action: "manage-documents",
    body: ForumDocument.omit({ position: true }),
    answer: { kind: "json", schema: ListedDocument, status: 201 },
    problems: ["not-allowed", "already-exists", "invalid-request"],
  }),
  getParticipants: operation({
    method: "get",
    path: "/participants",
    summary: "The people of the forum",
    action: "read-participants",
    answer: { kind: "json", schema: z.array(Participant.omit({ email: true })) },
    problems: ["not-signed-in"],
  }),
  invite: operation({
    method: "post",
    path: "/participants/{participant}/invitation",
    summary: "Make a one-time sign-in link for a participant",
    action: "invite",
    params: z.object({ participant: z.string() }),
    answer: {
      kind: "json",
      schema: z.object({ token: z.string(), path: z.string(), expiresAt: z.iso.datetime() }),
      status: 201,
    },
    problems: ["not-allowed", "not-found"],
  }),
};

/** The client names a view's id (a UUID), so that sending it again makes no second one. */
const ViewParams = z.object({ view: z.uuid() });

export const viewOperations = {
  getViews: operation({
    method: "get",
    path: "/views",
    summary: "The views one keeps, of all documents, in order of name",
    action: "keep-views",
    answer: { kind: "json", schema: z.array(SavedView) },
    problems: ["not-signed-in"],
  }),
  saveView: operation({
    method: "put",
    path: "/views/{view}",
    summary: "Keep a choice of a document's comments under a name, or change one",
    action: "keep-views",
    params: ViewParams,
    body: SavedView.pick({ documentId: true, name: true, query: true }),
    answer: { kind: "json", schema: SavedView },
    problems: ["not-signed-in", "not-found", "invalid-request", "already-exists"],
  }),
  removeView: operation({
    method: "delete",
    path: "/views/{view}",
    summary: "Keep a view no more; saving it under its id takes that back",
    action: "keep-views",
    params: ViewParams,
    answer: { kind: "nothing" },
    problems: ["not-signed-in", "not-found"],
  }),
};
