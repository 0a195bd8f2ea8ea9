import { useQueryClient } from "@tanstack/react-query";
import { useEffect, useMemo, useRef, useState } from "react";
import type { ChangedDesk, DeskChange, DeskItem, ImportedDecision } from "#core/contract/desk-operations.ts";
import { deskPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../api/call.ts";
import { ProblemError } from "../api/problem-error.ts";
import { dismissToast, notifyFailure, readToasts, toast, undoBy } from "../components/toasts.ts";
import { commaText, formatMessage, word } from "../page-parts/messages.ts";
import { putItems, readAgain } from "./desk-data.ts";

/** Maximum numbers of comments in one request, and of decisions that one prepares. */
const mostAtOnce = 500;
const mostPrepared = 100;

type Operation = "changeDesk" | "prepareDecisions" | "undoDesk" | "releaseDecisions";

/** A comment to write, with the decision to prepare on it if each has its own. */
type Written = Pick<DeskItem, "id" | "revision"> & { own?: ImportedDecision["prepared"] };

/** The writes of the desk. Each shows its effect at once, before the server has answered. */
export interface DeskWrites {
  change: (items: readonly DeskItem[], change: DeskChange) => void;
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
  nothing: "leftNothing",
} as const;

/** Returns the writes of the desk. The message of each offers to undo it. */
export function useDeskWrites(): DeskWrites {
  const client = useQueryClient();
  const undos = useRef<(() => Promise<boolean>)[]>([]);
  const [pending, setPending] = useState(0);
  useEffect(() => {
    if (pending === 0) return undefined;
    // The browser asks before it leaves the page.
    const stay = (event: BeforeUnloadEvent): void => event.preventDefault();
    window.addEventListener("beforeunload", stay);
    return () => window.removeEventListener("beforeunload", stay);
  }, [pending]);
  const reported = useRef<number | null>(null);
  // A later write of the same comment needs the revision that an earlier one made, so they are sent in turn.
  const last = useRef<Promise<unknown>>(Promise.resolve());
  const acts = useMemo((): Omit<DeskWrites, "pending"> => {
    const revisions = new Map<string, number>();
    const named = (items: readonly Written[]) =>
      items.map(({ id, revision, own }) => ({
        annotation: id,
        ...(own && { prepared: own }),
        revision: Math.max(revision, revisions.get(id) ?? 0),
      }));
    const send = async (name: Operation, items: readonly Written[], change?: DeskChange): Promise<DeskItem[]> => {
      const done: DeskItem[] = [];
      const most = name === "prepareDecisions" ? mostPrepared : mostAtOnce;
      for (let start = 0; start < items.length; start += most) {
        const body = { items: named(items.slice(start, start + most)) };
        const answer = await patiently(() =>
          name === "changeDesk" && change
            ? call(name, { body: { ...body, change } })
            : call(name as "undoDesk", { body }),
        );
        for (const { id, revision } of answer.items) revisions.set(id, revision);
        putItems(client, [...answer.items, ...answer.leftOut.flatMap(({ item }) => item ?? [])]);
        reportLeftOut(answer);
        done.push(...answer.items);
      }
      void client.invalidateQueries({ queryKey: ["desk", "item"] });
      return done;
    };
    // Presses follow each other quickly, so only the message of the last one stays.
    const report = (text: string, options: Parameters<typeof toast>[1] = {}): void => {
      if (reported.current !== null) dismissToast(reported.current);
      toast(text, options);
      reported.current = readToasts()[0]?.id ?? null;
    };
    const inTurn = <Answer>(work: () => Promise<Answer>): Promise<Answer> => {
      setPending((count) => count + 1);
      const next = last.current.then(work).finally(() => setPending((count) => count - 1));
      last.current = next.catch(() => undefined);
      return next;
    };
    const write = async (
      items: readonly DeskItem[],
      work: () => Promise<DeskItem[]>,
      textOf: (count: number) => string,
    ): Promise<boolean> => {
      try {
        const done = await inTurn(work);
        if (done.length === 0) return false;
        const undo = async (): Promise<boolean> => {
          undos.current = undos.current.filter((one) => one !== undo);
          return inTurn(async () => {
            await send("undoDesk", done);
            report(messages.changeUndone);
            return true;
          }).catch((error: unknown) => {
            notifyFailure(error);
            return false;
          });
        };
        undos.current.push(undo);
        const undoCall =
          done.length <= mostAtOnce
            ? undoBy("undoDesk", { body: { items: named(done) } }, messages.changeUndone)
            : undefined;
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
        const { prepared } = change;
        void write(
          items,
          () => send("changeDesk", items, change),
          (count) =>
            prepared
              ? formatMessage(messages.decisionPrepared, { count, outcome: word(`decision-${prepared.outcome}`) })
              : formatMessage(messages.changed, { count }),
        );
      },
      release: (items) =>
        write(
          items,
          () => send("releaseDecisions", items),
          (count) => formatMessage(messages.released, { count }),
        ),
      prepareEach: (decisions) =>
        write(
          decisions.map(({ item }) => item),
          () =>
            send(
              "prepareDecisions",
              decisions.map(({ item: { id, revision }, prepared }) => ({ id, revision, own: prepared })),
            ),
          (count) => formatMessage(messages.decisionsPrepared, { count }),
        ),
      // The last write may not be answered yet. It is the one to undo.
      undo: () =>
        void last.current.then(() => {
          const undo = undos.current.at(-1);
          if (undo) void undo();
          else report(messages.nothingToUndo);
        }),
    };
  }, [client]);
  return { ...acts, pending };
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
  const isDecided = prepared !== undefined && prepared !== null && item.decision !== null;
  return {
    ...item,
    ...(assignedTo !== undefined && { assignedTo }),
    ...(dueOn !== undefined && { dueOn }),
    tags: [...new Set([...item.tags, ...(addTags ?? [])])].filter((tag) => !removeTags?.includes(tag)),
    notes: item.notes + (note === undefined ? 0 : 1),
    ...(prepared !== undefined &&
      !isDecided && { prepared: prepared && { outcome: prepared.outcome, reason: prepared.reason } }),
  };
}
