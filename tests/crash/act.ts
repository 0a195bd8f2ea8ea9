import { createHash } from "node:crypto";
import type { ForumDocument } from "../../server/core/text/version.ts";
import type { Bodies, BodyCollection } from "../../server/store/collections.ts";
import type { Store, Writer } from "../../server/store/store.ts";
import { documentCreated, documentOf } from "../store/document-event.ts";

/** A text or an uploaded file that a document has. */
export interface BodyPlan {
  collection: BodyCollection;
  /** A word that occurs in no other text, so that its files can be found. */
  mark: string;
  size: number;
}

/** A document as an act leaves it. */
export interface DocumentPlan {
  id: string;
  /** A word that occurs in no other text. */
  mark: string;
  size: number;
  body: BodyPlan | null;
}

export const actKinds = ["add", "change", "remove", "erase", "rewrite", "pass", "end", "fail"] as const;

/** One transaction, with everything that is needed to know what it leaves. */
export interface Act {
  /** Names its events (`changeId`), so that a lost or doubled act is noticed. */
  name: string;
  kind: (typeof actKinds)[number];
  /** The documents it adds, or the one that it changes or removes. */
  documents: readonly DocumentPlan[];
  /** The passing row that it puts or removes. */
  passing?: string;
}

/** Title of a document whose text was erased, and content of its rewritten events. */
export const replaced = { erase: "erased", rewrite: "rewritten" } as const;

/** Returns the mark of a part of an act. */
export function markOf(act: string, part: string): string {
  return `mk${sha256(`${act} ${part}`).slice(0, 12)}`;
}

/** Finds all marks in a text. */
export const marks = /mk[0-9a-f]{12}/gu;

/** Returns the row of a document. */
export const rowOf = ({ id, mark, size }: DocumentPlan): ForumDocument => documentOf(id, textOf(mark, size));

/** Returns the id of a body. */
export function bodyId({ collection, mark, size }: BodyPlan): string {
  return collection === "contents" ? sha256(`text ${mark}`) : sha256(textOf(mark, size));
}

/** Returns the content of a body. */
export function bodyOf(plan: BodyPlan): Bodies[BodyCollection] {
  const id = bodyId(plan);
  const text = textOf(plan.mark, plan.size);
  return plan.collection === "contents" ? { id, draft: { text } } : { id, bytes: new TextEncoder().encode(text) };
}

/** Runs an act as one transaction. */
export function perform(store: Store, act: Act): Promise<void> {
  return store.transact((writer) => write(writer, act));
}

/** The error with which an act of the kind "fail" gives itself up. */
export class GivenUpError extends Error {
  override name = "GivenUpError";
}

async function write(writer: Writer, { name, kind, documents, passing }: Act): Promise<void> {
  if (passing !== undefined) {
    const row = { id: passing, expiresAt: "2013-02-06T12:05:00.000Z", participantId: null };
    if (kind === "pass") await writer.put("passkeyChallenges", row);
    else await writer.remove("passkeyChallenges", row.id);
  }
  for (const document of documents) {
    const { id, body } = document;
    const before = (await writer.get("documents", id)) ?? null;
    let after: unknown = null;
    if (kind === "remove") await writer.remove("documents", id);
    else if (kind === "erase" || kind === "rewrite") await writer.put("documents", documentOf(id, replaced[kind]));
    else await writer.put("documents", (after = rowOf(document)));
    if (kind === "erase") await writer.forget({ collection: "documents", id });
    if (kind === "rewrite") {
      const earlier = await writer.events({ after: 0, limit: 100_000, documentId: id });
      await writer.rewrite(earlier.map((event) => ({ ...event, before: null, after: replaced.rewrite })));
    }
    if (body && (kind === "remove" || kind === "erase")) await writer.remove(body.collection, bodyId(body));
    else if (body) await writer.put(body.collection, bodyOf(body));
    const keepsText = kind === "add" || kind === "change" || kind === "remove" || kind === "fail";
    await writer.append(documentCreated(id, { before: keepsText ? before : null, after, changeId: name }));
  }
  if (kind === "fail") throw new GivenUpError("given up");
}

/** Returns a text of about this size that begins with a mark and contains characters that end a line elsewhere. */
function textOf(mark: string, size: number): string {
  return `${mark} ${"consensus \u2028 é \r\n 中 \u0000 ".repeat(Math.ceil(size / 24)).slice(0, size)}`;
}

function sha256(text: string): string {
  return createHash("sha256").update(text).digest("hex");
}
