import { type QueryClient, useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useSyncExternalStore } from "react";
import type { ChangedDesk, DeskChange, DeskItem, ImportedDecision } from "#core/contract/desk-operations.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { ProblemError } from "../api/problem-error.ts";
import { dismissToast, notifyFailure, readToasts, toast, undoBy } from "../components/toasts.ts";
import { commaText, formatMessage, word } from "../page-parts/messages.ts";
import { putItems, readAgain } from "./desk-data.ts";

/** Maximum numbers of comments in one request, and of those that have a change of their own. */
const mostAtOnce = 500;
const mostOwn = 100;

/** Shortest time between two requests, in ms. Acts in the meantime go in one request, so that no limit is met. */
const interval = 500;

/** A comment to write, with its change and the revision of the decision that this replaces, if each has its own. */
type Named = Pick<DeskItem, "id" | "revision" | "decision" | "decisionRevision"> & {
  own?: { change: DeskChange; replaces: number };
};

/** A write that waits for its request. */
interface Act {
  name: "changeDesk" | "undoDesk" | "releaseDecisions";
  items: readonly Named[];
  change?: DeskChange;
  onDone: (done: DeskItem[]) => void;
  onFailed: (error: unknown) => void;
}

/** The writes of the desk. Each shows its effect at once, before the server has answered. */
export interface DeskWrites {
  /**
   * A prepared decision replaces the one that an item has. Resolves when the server has answered, to whether it changed
   * any item.
   */
  change: (items: readonly DeskItem[], change: DeskChange) => Promise<boolean>;
  /** Resolves when the server has answered. */
  release: (items: readonly DeskItem[]) => Promise<boolean>;
  /** Prepares a decision of its own on each comment. Resolves when the server has answered. */
  prepareEach: (decisions: readonly ImportedDecision[]) => Promise<boolean>;
  /** Undoes the last write of this page. */
  undo: () => void;
  /** Number of writes that the server has not answered. */
  pending: number;
}

const leftTexts = {
  changed: "leftChanged",
  decided: "leftDecided",
  "not-open": "leftNotOpen",
  "not-valid": "leftNotValid",
  nothing: "leftNothing",
} as const;

// They belong to the page and not to a component, because the parts that decide come and go with each comment.
const waiting: Act[] = [];
const undos: (() => Promise<boolean>)[] = [];
/** Revisions of notes that an answer brought. A later change of the same comment needs them. */
const revisions = new Map<string, number>();
const listeners = new Set<() => void>();
let pending = 0;
let sending: Promise<void> | null = null;
let sentAt = -interval;
let reported: number | null = null;

/** Returns the writes of the desk. The message of each offers to undo it. */
export function useDeskWrites(): DeskWrites {
  const client = useQueryClient();
  const count = useSyncExternalStore(subscribe, readPending, readPending);
  useEffect(() => {
    if (count === 0) return undefined;
    // The browser asks before it leaves the page.
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", stay);
    return () => window.removeEventListener("beforeunload", stay);
  }, [count]);
  const acts = useMemo(() => deskWrites(client), [client]);
  return { ...acts, pending: count };
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function readPending(): number {
  return pending;
}

function addPending(by: 1 | -1): void {
  pending += by;
  for (const listener of listeners) listener();
}

/** Returns the writes of the desk, which the page shares. */
export function deskWrites(client: QueryClient): Omit<DeskWrites, "pending"> {
  const write = async (
    act: Pick<Act, "name" | "change">,
    items: readonly Named[],
    textOf: (count: number) => string,
  ): Promise<boolean> => {
    try {
      const done = await enqueue(client, { ...act, items });
      if (done.length === 0) return false;
      const undo = async (): Promise<boolean> => {
        const at = undos.indexOf(undo);
        if (at >= 0) undos.splice(at, 1);
        try {
          const undone = await enqueue(client, { name: "undoDesk", items: done });
          if (undone.length > 0) report(messages.changeUndone);
          return undone.length > 0;
        } catch (error) {
          notifyFailure(error);
          return false;
        }
      };
      undos.push(undo);
      const made = done.map(({ id, revision }) => ({ annotation: id, revision }));
      const undoCall =
        done.length <= mostAtOnce ? undoBy("undoDesk", { body: { items: made } }, messages.changeUndone) : undefined;
      report(textOf(done.length), { undo, undoCall });
      return true;
    } catch (error) {
      notifyFailure(error);
      // The page showed the change before the server accepted it.
      await readAgain(
        client,
        items.map(({ id }) => id),
      ).catch(() => undefined);
      return false;
    }
  };
  return {
    change: (items, change) => {
      putItems(
        client,
        items.map((item) => shownAfter(item, change)),
      );
      const { prepared, release } = change;
      const outcome = prepared ? word(`decision-${prepared.outcome}`) : "";
      return write({ name: "changeDesk", change }, items, (count) =>
        prepared
          ? formatMessage(release ? messages.decisionReleased : messages.decisionPrepared, { count, outcome })
          : formatMessage(messages.changed, { count }),
      );
    },
    release: (items) =>
      write({ name: "releaseDecisions" }, items, (count) => formatMessage(messages.released, { count })),
    prepareEach: (decisions) =>
      write(
        { name: "changeDesk" },
        decisions.map(({ item, prepared: { revision: replaces, ...prepared } }) => ({
          ...item,
          own: { change: { prepared }, replaces },
        })),
        (count) => formatMessage(messages.decisionsPrepared, { count }),
      ),
    // The last write may not be answered yet. It is the one to undo.
    undo: () =>
      void Promise.resolve(sending).then(() =>
        setTimeout(() => {
          const undo = undos.at(-1);
          if (undo) void undo();
          else report(messages.nothingToUndo);
        }),
      ),
  };
}

/** Presses follow each other quickly, so only the message of the last one stays. */
function report(text: string, options: Parameters<typeof toast>[1] = {}): void {
  if (reported !== null) dismissToast(reported);
  toast(text, options);
  reported = readToasts()[0]?.id ?? null;
}

/** Sends a write in its turn, and resolves to the comments that it changed. */
function enqueue(client: QueryClient, act: Omit<Act, "onDone" | "onFailed">): Promise<DeskItem[]> {
  addPending(1);
  const done = new Promise<DeskItem[]>((onDone, onFailed) => waiting.push({ ...act, onDone, onFailed }));
  sending ??= sendAll(client).finally(() => (sending = null));
  return done.finally(() => addPending(-1));
}

async function sendAll(client: QueryClient): Promise<void> {
  while (waiting.length > 0) {
    const rest = sentAt + interval - performance.now();
    if (rest > 0) await new Promise((resolve) => setTimeout(resolve, rest));
    sentAt = performance.now();
    await sendBatch(client, nextBatch());
  }
}

/** Takes the acts that can go in one request: of one operation, and each on other comments. */
function nextBatch(): Act[] {
  const ids = new Set<string>();
  const fits = ({ name, items }: Act): boolean =>
    ids.size === 0 ||
    (name === waiting[0]?.name && ids.size + items.length <= mostAtOnce && items.every(({ id }) => !ids.has(id)));
  let count = 0;
  for (const act of waiting) {
    if (!fits(act)) break;
    for (const { id } of act.items) ids.add(id);
    count += 1;
  }
  return waiting.splice(0, count);
}

/** Sends acts in one request. If the server refuses it, sends each by itself, because one may be at fault. */
async function sendBatch(client: QueryClient, acts: readonly Act[]): Promise<void> {
  const [first, ...others] = acts;
  if (!first) return;
  const items = acts.flatMap((act) => act.items.map((item) => ({ item, change: act.change })));
  const answers: ChangedDesk[] = [];
  const most = items.some(({ item }) => item.own) ? mostOwn : mostAtOnce;
  try {
    for (let start = 0; start < items.length; start += most)
      answers.push(await patiently(() => send(first.name, items.slice(start, start + most))));
  } catch (error) {
    if (answers.length === 0 && others.length > 0) {
      for (const act of acts) await sendBatch(client, [act]);
      return;
    }
    if (answers.length === 0) {
      first.onFailed(error);
      return;
    }
    // The first requests were accepted, and can be undone.
    notifyFailure(error);
  }
  const changed = answers.flatMap((answer) => answer.items);
  for (const { id, revision } of changed) revisions.set(id, revision);
  putItems(client, [...changed, ...answers.flatMap(({ leftOut }) => leftOut.flatMap(({ item }) => item ?? []))]);
  for (const answer of answers) reportLeftOut(answer);
  for (const act of acts) act.onDone(changed.filter(({ id }) => act.items.some((item) => item.id === id)));
  refresh(client, acts);
}

function send(
  name: Act["name"],
  items: readonly { item: Named; change: DeskChange | undefined }[],
): Promise<ChangedDesk> {
  // An undo names the revision that its act made, so that it undoes no other.
  const names = items.map(({ item: { id, revision } }) => ({
    annotation: id,
    revision: name === "undoDesk" ? revision : Math.max(revision, revisions.get(id) ?? 0),
  }));
  if (name !== "changeDesk") return call(name as "undoDesk", { body: { items: names } });
  // Repeating a change for each comment could exceed the limit of a request.
  const ofAll = items.every(({ change }) => change === items[0]?.change) ? items[0]?.change : undefined;
  const changes = names.map((one, index) => {
    const { item, change } = items[index] ?? {};
    return {
      ...one,
      ...(change && !ofAll && { change }),
      ...(item?.decision && { replaces: item.decisionRevision }),
      ...item?.own,
    };
  });
  return call(name, { body: { items: changes, ...(ofAll && { change: ofAll }) } });
}

/** Reads again what acts may have changed elsewhere on the page. Only a released decision is shown beside other comments. */
function refresh(client: QueryClient, acts: readonly Act[]): void {
  const isReleased = acts.some(({ name, change }) => name !== "changeDesk" || change?.release);
  const ids = new Set<unknown>(acts.flatMap(({ items }) => items.map(({ id }) => id)));
  void client.invalidateQueries({
    queryKey: ["desk", "item"],
    predicate: ({ queryKey }) => isReleased || ids.has(queryKey[2]),
  });
  if (isReleased) void client.invalidateQueries({ queryKey: ["annotations"] });
}

/** Pauses after each refusal of too many requests, in ms. Limits apply to a minute. */
const pauses = [2000, 5000, 15_000, 30_000, 30_000];

/** Sends a request again after a pause if there were too many requests. */
async function patiently<Answer>(send: () => Promise<Answer>): Promise<Answer> {
  for (const pause of pauses) {
    try {
      return await send();
    } catch (error) {
      if (!(error instanceof ProblemError) || error.code !== "too-many-requests") throw error;
      await new Promise((resolve) => setTimeout(resolve, pause));
    }
  }
  return send();
}

function reportLeftOut({ leftOut }: ChangedDesk): void {
  if (leftOut.length === 0) return;
  const reasons = [...new Set(leftOut.map(({ reason }) => messages[leftTexts[reason]]))];
  const text = formatMessage(messages.leftOut, { count: leftOut.length, reasons: commaText(reasons) });
  toast(text, { tone: "failed" });
}

/** Returns a comment as it is shown until the server has answered. Groups are the server's, so a correction waits. */
function shownAfter(item: DeskItem, change: DeskChange): DeskItem {
  const { assignedTo, dueOn, addTags, removeTags, note, prepared } = change;
  return {
    ...item,
    ...(assignedTo !== undefined && { assignedTo }),
    ...(dueOn !== undefined && { dueOn }),
    tags: [...new Set([...item.tags, ...(addTags ?? [])])].filter((tag) => !removeTags?.includes(tag)),
    notes: item.notes + (note === undefined ? 0 : 1),
    ...(prepared !== undefined && { prepared: prepared && { ...prepared, amendedBy: prepared.amendedBy ?? null } }),
  };
}
