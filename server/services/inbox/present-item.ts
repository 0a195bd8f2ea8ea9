import type { NotificationEntry, NotificationItem, OwnOutcomes } from "#core/contract/notification-operations.ts";
import { notificationKinds } from "#core/contract/notification-kinds.ts";
import { type Actor, can, represents } from "#core/access/permissions.ts";
import { type Annotation, hasOperations } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { Speaker } from "#core/discuss/speaker.ts";
import { countOwned } from "#core/receive/item-result.ts";
import type { Consultation } from "#core/outcome/consultation.ts";
import type { ForumDocument, Version } from "#core/text/version.ts";
import { needsDecision } from "#core/place/needs-decision.ts";
import type { Placement } from "#core/place/placement.ts";
import type { ClauseChange } from "../../store/unrecorded-rows.ts";
import { placeThreads } from "../annotations/placement.ts";
import { presentChange } from "../comparison/followed-clauses.ts";
import { comparerOnce } from "../comparison/load-comparison.ts";
import { readProposed, redlineOf } from "../annotations/present-annotation.ts";
import type { Context } from "../kernel/context.ts";
import { presentEvent } from "../kernel/visible-events.ts";
import {
  type DocumentViewer,
  mayKnow,
  mayKnowReply,
  readDocumentViewer,
  visibleAnnotation,
  visibleReply,
} from "../kernel/visibility.ts";
import type { KeptReply, KeptSettlement } from "../../store/collections.ts";
import { addressOf, earlierOf, mainLanguage } from "../versions/version-order.ts";
import type { InboxReader, Notice } from "./inbox-reader.ts";
import type { FoundItem } from "./items.ts";
import { lastRead } from "./state.ts";

/** Maximum number of entries of an item to send. */
const mostSent = 5;

/** Maximum number of changed clauses of a draft to present, and of own comments to place in it. */
const mostChanged = 5;
const mostOwn = 200;

/** Maximum length of a text, in UTF-16 code units. */
const longestText = 600;

type By = NotificationEntry["by"];

/** A document with what is needed to present the items in it. */
interface KnownDocument {
  document: ForumDocument;
  versions: Version[];
  viewer: DocumentViewer;
  /** Somebody who must be allowed to read a text too, so that it is presented. */
  other: DocumentViewer | null;
}

/**
 * Presents the items of a person, as they may see them now. A mail outlives access to what it says, so for one the texts
 * are only those that another reader, such as any member of the forum, may read too.
 */
export class ItemPresenter {
  readonly #context: Context;
  readonly #to: InboxReader;
  readonly #other: Actor | null;
  readonly #documents = new Map<string, Promise<KnownDocument | null>>();
  /** The proposals that were presented, by id. */
  readonly #proposals = new Map<string, { annotation: Annotation; version: Version }>();
  /** The new drafts that were presented, by the keys of their items. */
  readonly #drafts = new Map<string, NewDraft>();

  constructor(context: Context, to: InboxReader, other: Actor | null = null) {
    this.#context = context;
    this.#to = to;
    this.#other = other;
  }

  /** Returns an item. Its text is that of now, and empty if the reader can no longer read it. */
  async present({ item, state, notices }: FoundItem): Promise<NotificationItem> {
    const [{ event, kind }] = notices;
    const known = event.documentId === null ? null : await this.document(event.documentId);
    const id = item.slice(item.indexOf("/") + 1);
    const of = notificationKinds[kind].item;
    const annotation = of === "thread" ? await this.#annotation(id, known) : null;
    const contribution = of === "contribution" ? await this.#to.reader.get("contributions", id) : undefined;
    const announcement = of === "announcement" ? await this.#to.reader.get("announcements", id) : undefined;
    const file = this.#other ? null : contribution?.source.fileName;
    const madeOn = known?.versions.find((one) => one.id === annotation?.versionId);
    if (annotation && madeOn && hasOperations(annotation))
      this.#proposals.set(annotation.id, { annotation, version: madeOn });
    const versionId = of === "draft" ? mainOf(notices, known) : (annotation ?? contribution)?.versionId;
    const published = notices.find((one) => isPublication(one) && one.event.subject.id === versionId);
    if (known && published) this.#drafts.set(item, await this.#readDraft(known, published));
    const read = lastRead(this.#to.inbox, item);
    const isNew = ({ event: { seq } }: Notice): boolean => seq > read;
    const shown = of === "draft" ? withoutTranslations(notices, { main: versionId, isNew }) : notices;
    const { following, muted } = this.#to.inbox;
    return {
      item,
      state,
      isUrgent:
        state === "unread" &&
        notices.some((one) => one.kind !== "announcement" && notificationKinds[one.kind].isUrgent),
      document: known && { id: known.document.id, title: known.document.shortTitle },
      version: known && versionId ? versionIn(known, versionId) : null,
      annotation: annotation && {
        id: annotation.id,
        kind: annotation.kind,
        isOwn: annotation.speaker.participantId === this.#to.participantId,
        text: shortened(annotation.text),
        mayReply: annotation.standing === "open" && can(this.#to.viewer.actor, "reply"),
      },
      contribution: contribution
        ? { id, file: file ?? null, own: countOwned(contribution, (id) => represents(this.#to.viewer.actor, id)) }
        : null,
      announcement: announcement
        ? { id, subject: announcement.subject, isWithdrawn: announcement.withdrawnAt !== null }
        : null,
      follows: muted.includes(item) ? "muted" : following.some(({ key }) => key === item) ? "following" : null,
      latest: event.id,
      entries: await Promise.all(
        shown.slice(0, mostSent).map((notice) => this.#entry(notice, known, { isNew: isNew(notice) })),
      ),
      count: shown.length,
    };
  }

  /**
   * Returns items with the redlines of their proposals, and new drafts with the changes of followed clauses and the outcomes
   * of own comments. Called after the read, because it reads texts.
   */
  async completed(items: readonly NotificationItem[]): Promise<NotificationItem[]> {
    const proposals = [...this.#proposals.values()];
    const versions = new Set(proposals.map(({ version }) => version));
    await readProposed(
      this.#context,
      [...versions],
      proposals.map(({ annotation }) => annotation),
    );
    return Promise.all(
      items.map(async (item) => {
        const draft = this.#drafts.get(item.item);
        if (draft) return { ...item, ...(await completeDraft(this.#context, draft)) };
        const known = item.annotation && this.#proposals.get(item.annotation.id);
        const proposed = known && redlineOf(known.annotation);
        return item.annotation && proposed ? { ...item, annotation: { ...item.annotation, proposed } } : item;
      }),
    );
  }

  /** Reads the followed clauses that a new draft changed, and the reader's own comments on earlier drafts. */
  async #readDraft({ document, versions }: KnownDocument, { event, kind }: Notice): Promise<NewDraft> {
    const { reader, reasons, participantId } = this.#to;
    const keys = kind === "clauses-changed" ? (event.concerns ?? []) : [];
    const rows = await Promise.all(
      keys.flatMap((key) =>
        reasons.get(key) === "follows-clause" ? reader.get("followedClauses", key.slice("clause/".length)) : [],
      ),
    );
    const { id } = event.subject;
    const changes = new Map<string, ClauseChange>();
    for (const change of rows.flatMap((row) => row?.changes ?? []))
      if (change.revised === id) changes.set(JSON.stringify(change.pair), change);
    const bases = await Promise.all([...changes.values()].map(({ base }) => reader.get("versions", base)));
    const version = versions.find((one) => one.id === id);
    const line = version ? [...earlierOf(version, versions), version] : [];
    const own = (await reader.list("annotations", { documentId: document.id, participantId })).filter(
      ({ standing, versionId }) => standing === "open" && versionId !== id && line.some((one) => one.id === versionId),
    );
    const threads = own.slice(0, mostOwn).map(async (annotation) => ({
      annotation,
      settlements: await reader.list("settlements", { annotationId: annotation.id }),
    }));
    return {
      line,
      changes: [...changes.values()].map((change, index) => ({ change, base: bases[index] })),
      threads: await Promise.all(threads),
    };
  }

  /** Returns a document with its versions. Null if it no longer exists. */
  document(id: string): Promise<KnownDocument | null> {
    let known = this.#documents.get(id);
    if (!known) this.#documents.set(id, (known = this.#readDocument(id)));
    return known;
  }

  async #readDocument(id: string): Promise<KnownDocument | null> {
    const { reader, viewer } = this.#to;
    const document = await reader.get("documents", id);
    if (!document) return null;
    const versions = await reader.list("versions", { documentId: id });
    const viewerFor = (actor: Actor): Promise<DocumentViewer> => readDocumentViewer(this.#context, reader, actor, id);
    const other = this.#other && (await viewerFor(this.#other));
    return { document, versions, viewer: await viewerFor(viewer.actor), other };
  }

  async #annotation(id: string, known: KnownDocument | null): Promise<Annotation | null> {
    const annotation = await this.#to.reader.get("annotations", id);
    if (!annotation || !known) return null;
    const shown = visibleAnnotation(known.viewer, annotation);
    return isOpen(known, annotation) ? shown : { ...shown, text: "", operations: [] };
  }

  async #entry(
    { event, rule, kind, reason }: Notice,
    known: KnownDocument | null,
    { isNew }: { isNew: boolean },
  ): Promise<NotificationEntry> {
    const { id, at, kind: eventKind, subject, after } = event;
    const entry: NotificationEntry = {
      ...{ id, at, kind, reason, isNew },
      ...{ by: null, text: "", outcome: null, position: null, answer: null, closesAt: null, draft: null },
    };
    const { reader, viewer } = this.#to;
    const actor = presentEvent({ ...viewer, actor: this.#other ?? viewer.actor }, event, rule);
    const byActor = await this.#named(actor.actor, actor.onBehalfOf);
    switch (subject.collection) {
      case "replies": {
        const reply = await reader.get("replies", subject.id);
        const annotation = reply && (await reader.get("annotations", reply.annotationId));
        if (!reply || !annotation || !known) return entry;
        const shown = openReply(known, reply, annotation);
        if (reason === "speaker")
          return { ...entry, by: byActor, text: shortened((this.#other ? "" : noteOf(reply)) || shown.text) };
        return { ...entry, by: bySpeaker(shown.speaker), text: shortened(shown.text), position: shown.position };
      }
      case "annotations": {
        const annotation = await this.#annotation(subject.id, known);
        if (!annotation) return entry;
        const answer = answers[eventKind] ?? null;
        if (answer !== null) return { ...entry, by: byActor, answer };
        if (kind === "import-questioned")
          return { ...entry, by: byActor, text: shortened(annotation.standingReason ?? "") };
        if (reason === "speaker")
          return { ...entry, by: byActor, text: this.#other ? "" : shortened(noteOf(annotation)) };
        const speaker = known?.other ? visibleAnnotation(known.other, annotation).speaker : annotation.speaker;
        return { ...entry, by: bySpeaker(speaker), text: shortened(annotation.text) };
      }
      case "dispositions": {
        const { current = null } = (await reader.get("dispositions", subject.id)) ?? {};
        if (!current) return { ...entry, by: byActor };
        const annotation = await reader.get("annotations", subject.id);
        const text = known && annotation && isOpen(known, annotation) ? shortened(current.reason) : "";
        return { ...entry, by: bySpeaker(current.by), text, outcome: current.outcome };
      }
      case "announcements": {
        const announcement = await reader.get("announcements", subject.id);
        return announcement ? { ...entry, by: bySpeaker(announcement.by), text: announcement.text } : entry;
      }
      case "versions":
      case "consultations": {
        const { current } = (await reader.get("consultations", subject.id)) ?? {};
        const closesAt = current ? ((after as Partial<Consultation> | null)?.current?.closesAt ?? null) : null;
        const draft = (known && versionIn(known, subject.id)?.label) ?? null;
        return { ...entry, by: byActor, closesAt, draft };
      }
      default:
        return { ...entry, by: byActor };
    }
  }

  async #named(participant: string | null, organisation: string | null): Promise<By> {
    if (participant === null) return null;
    const { reader } = this.#to;
    const [person, represented] = await Promise.all([
      reader.get("participants", participant),
      organisation === null ? undefined : reader.get("organisations", organisation),
    ]);
    return person ? { name: person.name, organisation: represented?.shortName ?? null } : null;
  }
}

/** A new draft, with what is needed to say what it means to the reader. */
interface NewDraft {
  /** The drafts before it in its language, and itself. Empty if it no longer exists. */
  line: Version[];
  /** The steps from earlier drafts that changed clauses that the reader follows. */
  changes: { change: ClauseChange; base: Version | undefined }[];
  /** The reader's own comments on the drafts before it. */
  threads: { annotation: Annotation; settlements: KeptSettlement[] }[];
}

/** Returns the changes of followed clauses and the outcomes of own comments in a new draft. */
async function completeDraft(
  context: Context,
  { line, changes, threads }: NewDraft,
): Promise<Pick<NotificationItem, "changed" | "outcomes">> {
  const version = line.at(-1);
  if (!version) return {};
  const clauses = await Promise.all(
    changes
      .slice(0, mostChanged)
      .map(async ({ change, base }) => (base ? presentChange(context, { base, revised: version }, change) : null)),
  );
  const placements = await placeThreads(context, threads, line, comparerOnce(context, null));
  return {
    ...(changes.length > 0 && {
      changed: { clauses: clauses.flatMap((clause) => clause ?? []), count: changes.length },
    }),
    ...(placements.length > 0 && { outcomes: outcomesOf(placements) }),
  };
}

/** Counts placements by what they mean to the author. */
function outcomesOf(placements: readonly Placement[]): OwnOutcomes {
  const counts: OwnOutcomes = { total: placements.length, same: 0, proposed: 0, changed: 0, toConfirm: 0, gone: 0 };
  for (const placement of placements) {
    const { state } = placement;
    if (needsDecision(placement)) counts.toConfirm += 1;
    else if (state === "orphan") counts.gone += 1;
    else if (state === "taken") counts.proposed += 1;
    else if (state === "exact" || state === "shifted" || state === "clause-moved") counts.same += 1;
    else counts.changed += 1;
  }
  return counts;
}

/** Whether a notification is about a new draft. */
function isPublication({ kind }: Notice): boolean {
  return kind === "new-draft" || kind === "clauses-changed";
}

/** Whether the other reader, if there is one, may read an annotation's text. */
function isOpen({ other }: KnownDocument, annotation: Annotation): boolean {
  if (!other) return true;
  return mayKnow(other, annotation) && visibleAnnotation(other, annotation).text === annotation.text;
}

/** Returns a reply as the reader sees it, without text, position and source if the other reader may not see these. */
function openReply(known: KnownDocument, reply: KeptReply, annotation: Annotation): Reply {
  const { viewer, other } = known;
  const shown = visibleReply(viewer, reply, annotation);
  const isShown =
    !other ||
    (isOpen(known, annotation) &&
      mayKnowReply(other, reply, annotation) &&
      visibleReply(other, reply, annotation).text === reply.text);
  const speaker = other ? visibleReply(other, reply, annotation).speaker : shown.speaker;
  return isShown ? { ...shown, speaker } : { ...shown, speaker, text: "", position: null };
}

const answers: Partial<Record<string, NotificationEntry["answer"]>> = {
  "annotation-joint-confirmed": "confirmed",
  "annotation-joint-declined": "declined",
  "annotation-joint-left": "left",
  "annotation-signed-on": "signed-on",
};

/** Returns a version's address and label. Null if the version no longer exists. */
export function versionIn({ versions }: KnownDocument, id: string): NotificationItem["version"] {
  const version = versions.find((one) => one.id === id);
  return version ? { address: addressOf(version, versions), label: version.label } : null;
}

/**
 * Returns the id of the version of a draft that is shown: the one that changed followed clauses, or the latest in the
 * document's main language, if there is one.
 */
function mainOf([latest, ...others]: FoundItem["notices"], known: KnownDocument | null): string {
  const changed = [latest, ...others].find(({ kind }) => kind === "clauses-changed");
  if (changed) return changed.event.subject.id;
  const language = known && mainLanguage(known.versions);
  const isMain = ({ event: { subject } }: Notice): boolean =>
    known?.versions.some((one) => one.id === subject.id && one.language === language) === true;
  return ([latest, ...others].find(isMain) ?? latest).event.subject.id;
}

/** Leaves out the publication of a draft in other languages, if the reader has read that of the main one as little. */
function withoutTranslations(
  notices: readonly Notice[],
  { main, isNew }: { main: string | null | undefined; isNew: (notice: Notice) => boolean },
): readonly Notice[] {
  const published = notices.find((notice) => isPublication(notice) && notice.event.subject.id === main);
  if (!published) return notices;
  return notices.filter(
    (notice) => notice.kind !== "new-draft" || notice === published || isNew(notice) !== isNew(published),
  );
}

/** Returns the note or reason that the author of a statement was given. */
function noteOf({ sentBack, standing, standingReason }: Pick<Annotation, "sentBack" | "standing" | "standingReason">) {
  return sentBack?.note ?? (standing === "hidden" ? (standingReason ?? "") : "");
}

function bySpeaker({ name, organisation }: Speaker): By {
  return name === "" ? null : { name, organisation: organisation?.shortName ?? null };
}

/** Cuts a long text between characters. */
export function shortened(text: string): string {
  if (text.length <= longestText) return text;
  return `${Array.from(text.slice(0, longestText)).slice(0, -1).join("").trimEnd()}…`;
}
