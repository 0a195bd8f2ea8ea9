import type { Forum } from "#core/access/forum.ts";
import { type Actor, publicActor } from "#core/access/permissions.ts";
import type { AuditHead } from "#core/audit/chain-line.ts";
import { storeOver } from "../../store/store-over.ts";
import type { Reader, Store, Writer } from "../../store/store.ts";
import type { NewEvent, StoredEvent } from "../../store/stored-event.ts";
import { withConcerns } from "./concerns.ts";
import { ruleOf, type EventViewer } from "./event-rules.ts";
import { readViewerFacts, viewerAt } from "./visibility.ts";

/**
 * Whether events of a kind can be in the public chain:
 *
 * - `always`: what the audit records for itself;
 * - `if-known`: if everybody who may read the forum may know of the event when it happens, by its rule in
 *   event-rules.ts. Drafts, blind consultations and what awaits clearance are not;
 * - `never`: settings, people, accounts, circles and what one person does for themselves.
 */
type Publicity = "always" | "if-known" | "never";

const publicity: Readonly<Record<NewEvent["kind"], Publicity>> = {
  "private-chain-published": "always",
  "records-bound": "always",
  "forum-restored": "always",
  "heads-accepted": "always",
  "document-created": "if-known",
  "document-changed": "if-known",
  "document-moved": "if-known",
  "document-archived": "if-known",
  "document-restored": "if-known",
  "version-prepared": "if-known",
  "version-corrected": "if-known",
  "version-published": "if-known",
  "version-superseded": "if-known",
  "version-discarded": "if-known",
  "version-withdrawn": "if-known",
  "annotation-created": "if-known",
  "annotation-edited": "if-known",
  "annotation-submitted": "if-known",
  "annotation-sent-back": "if-known",
  "annotation-unsubmitted": "if-known",
  "annotation-opened": "if-known",
  "annotation-withdrawn": "if-known",
  "annotation-reinstated": "if-known",
  "annotation-hidden": "if-known",
  "annotation-erased": "if-known",
  "annotation-joint-confirmed": "if-known",
  "annotation-joint-declined": "if-known",
  "annotation-joint-left": "if-known",
  "annotation-consolidated": "if-known",
  "annotation-released": "if-known",
  "annotation-signed-on": "if-known",
  "annotation-joint-removed": "if-known",
  "reply-created": "if-known",
  "reply-edited": "if-known",
  "reply-submitted": "if-known",
  "reply-sent-back": "if-known",
  "reply-unsubmitted": "if-known",
  "reply-withdrawn": "if-known",
  "reply-reinstated": "if-known",
  "reply-hidden": "if-known",
  "reply-erased": "if-known",
  "disposition-made": "if-known",
  "disposition-revised": "if-known",
  "disposition-revoked": "if-known",
  "link-added": "if-known",
  "link-revoked": "if-known",
  "place-confirmed": "if-known",
  "place-re-anchored": "if-known",
  "place-given-up": "if-known",
  "place-unsettled": "if-known",
  "uptake-corrected": "if-known",
  "uptake-uncorrected": "if-known",
  "consultation-set": "if-known",
  "consultation-called-off": "if-known",
  "consultation-closed": "if-known",
  "contribution-received": "if-known",
  "contribution-edited": "if-known",
  "contribution-taken": "if-known",
  "contribution-undone": "if-known",
  "contribution-discarded": "if-known",
  "contribution-erased": "if-known",
  "desk-changed": "never",
  "forum-seeded": "never",
  "circle-made": "never",
  "circle-changed": "never",
  "circle-dissolved": "never",
  "view-saved": "never",
  "view-removed": "never",
  "clearance-set": "never",
  "invitation-made": "never",
  "invitation-mailed": "never",
  "signed-in": "never",
  "signed-out": "never",
  "session-renewed": "never",
  "session-ended": "never",
  "profile-changed": "never",
  "preferences-changed": "never",
  "email-changed": "never",
  "token-made": "never",
  "token-used": "never",
  "token-revoked": "never",
  "announcement-made": "never",
  "announcement-sent": "never",
  "announcement-withdrawn": "never",
  "forum-changed": "never",
  "groups-changed": "never",
  "calendar-changed": "never",
  "organisation-added": "never",
  "organisation-removed": "never",
  "organisation-changed": "never",
  "organisation-archived": "never",
  "organisation-restored": "never",
  "organisations-merged": "never",
  "organisations-parted": "never",
  "person-added": "never",
  "person-removed": "never",
  "person-changed": "never",
  "person-deactivated": "never",
  "person-reactivated": "never",
  "deputy-appointed": "never",
  "deputy-removed": "never",
  "deputy-accepted": "never",
  "deputy-revoked": "never",
  "deputy-changed": "never",
  "set-up-changed": "never",
  "model-forum-tried": "never",
  "model-forum-cleared": "never",
  "deputy-acted": "never",
  "address-replaced": "never",
  "person-erased": "never",
  "identity-linked": "never",
  "identity-unlinked": "never",
  "passkey-added": "never",
  "passkey-renamed": "never",
  "passkey-removed": "never",
  "access-recovered": "never",
  "address-agreed": "never",
  "earlier-drafts-opened": "never",
};

/**
 * Returns a store that puts each event in its chain, with the keys of whom it concerns. Services do not choose the chain, so none of them can reveal an
 * event by mistake. An event of an unknown kind is private, and so is one that was private in another store.
 */
export function withChains(store: Store): Store {
  return storeOver(store, {
    transact: (work, options) => store.transact((writer) => work(chainingWriter(writer)), options),
  });
}

/** Collections that decide what an ordinary reader may see. */
const deciding: ReadonlySet<string> = new Set(["forum", "consultations"]);

function chainingWriter(writer: Writer): Writer {
  /** Read once in a transaction, and again after it changes them. */
  let facts: ReturnType<typeof readViewerFacts> | null = null;
  const noteWrite = (collection: string): void => {
    if (deciding.has(collection)) facts = null;
  };
  const isPublic = async (event: NewEvent): Promise<boolean> => {
    const kindIs = Object.hasOwn(publicity, event.kind) ? publicity[event.kind] : "never";
    if (event.chain === "private" || kindIs !== "if-known") return kindIs === "always";
    const { forum, ...others } = await (facts ??= readViewerFacts(writer, publicActor));
    if (!forum) return false;
    // At the time of the event, because what a blind consultation hid then is hidden in the chain for ever.
    const viewer = viewerAt({ forum, ...others }, ordinaryReader(forum), new Date(event.at));
    return isKnown(event, { ...viewer, forum }, writer);
  };
  return {
    ...writer,
    put(collection, value) {
      noteWrite(collection);
      return writer.put(collection, value);
    },
    remove(collection, id) {
      noteWrite(collection);
      return writer.remove(collection, id);
    },
    append: async (event) => {
      const chain = (await isPublic(event)) ? "public" : "private";
      return writer.append({ ...(await withConcerns(event, writer)), chain });
    },
  };
}

/** Whether a reader may know of an event that is being appended. Rules do not depend on its number and place. */
async function isKnown(event: NewEvent, viewer: EventViewer, writer: Writer): Promise<boolean> {
  const stored = event as StoredEvent;
  return (await ruleOf(stored)?.mayKnow(stored, viewer, writer)) ?? false;
}

/** Returns somebody who may read the forum, and nothing that others may not. */
export function ordinaryReader({ audience }: Pick<Forum, "audience">): Actor {
  return audience === "public" ? publicActor : { ...publicActor, role: "observer" };
}

/** Returns the head of the public chain, with the time of its last event. */
export async function readAuditHead(reader: Reader): Promise<AuditHead> {
  const head = await reader.chainHead("public");
  const [last] = await reader.chainEvents({ chain: "public", after: head.position - 1, limit: 1 });
  return { ...head, at: head.position === 0 ? null : (last?.at ?? null) };
}
