import type { Actor } from "#core/access/permissions.ts";
import { type AuditHead, type ChainHead, writeChainLine } from "#core/audit/chain-line.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import type { Context } from "../kernel/context.ts";
import type { WrittenFile, WrittenPiece } from "../kernel/file-answer.ts";
import { readAuditHead } from "../kernel/public-chain.ts";
import { findForum } from "../versions/find-version.ts";

/** Number of lines to read and send at a time. */
const batch = 500;

/**
 * Returns the head of the public chain.
 * @throws ProblemError not-signed-in
 */
export async function getAuditHead(context: Context, actor: Actor): Promise<AuditHead> {
  return context.store.read(async (reader) => {
    await findForum(reader, actor);
    return readAuditHead(reader);
  });
}

/**
 * Returns the lines of the public chain after a position, up to the present head. Lines never change, so they are read
 * in batches, not in one state of the store.
 * @throws ProblemError not-signed-in
 */
export async function getAuditChain(
  context: Context,
  actor: Actor,
  { after }: { after: number },
): Promise<WrittenFile> {
  const { position } = await getAuditHead(context, actor);
  return {
    fileName: "audit-chain.jsonl",
    mediaType: "application/jsonl",
    pieces: linesBetween(context, after, position),
  };
}

async function* linesBetween(
  { store }: Pick<Context, "store">,
  after: number,
  last: number,
): AsyncGenerator<WrittenPiece, void> {
  const encoder = new TextEncoder();
  for (let done = after; done < last;) {
    const limit = Math.min(batch, last - done);
    const events = await store.read((reader) => reader.chainEvents({ chain: "public", after: done, limit }));
    if (events.length === 0) return;
    done += events.length;
    const bytes = encoder.encode(events.map((event) => `${lineOf(event)}\n`).join(""));
    yield { bytes, stage: "writing", done: done - after, of: last - after };
  }
}

function lineOf({ at, kind, documentId, audit: { position, commitment, link } }: StoredEvent): string {
  return writeChainLine({ position, at, kind, documentId, commitment, link });
}

/** Length of a day in ms. */
const day = 86_400_000;

/** Longest sleep, in ms. Timers stop while the machine is suspended and do not notice changes of the system date. */
const longestSleep = 3_600_000;

/**
 * Records the head of the private chain in the public chain, once a day (UTC). Readers see its salted hash, which
 * differs each day. It is recorded also if nothing private happened, so that it reveals nothing. Among several servers
 * only one records it.
 *
 * @returns the time at which the next one is due
 */
export async function publishPrivateHead({ store, now }: Pick<Context, "store" | "now">): Promise<Date> {
  const at = now().toISOString();
  const isPublished = (published: { at: string } | undefined): boolean =>
    published !== undefined && dayOf(published.at) >= dayOf(at);
  if (!isPublished(await store.read((reader) => reader.get("publishedHeads", "private")))) {
    await store.transact(async (writer) => {
      const before = await writer.get("publishedHeads", "private");
      if (isPublished(before)) return;
      const { position, link } = await writer.chainHead("private");
      const after = { id: "private", at, position, link };
      await writer.put("publishedHeads", after);
      await writer.append({
        at,
        actor: null,
        onBehalfOf: null,
        kind: "private-chain-published",
        documentId: null,
        subject: { collection: "publishedHeads", id: "private" },
        before: before ?? null,
        after,
      });
    });
  }
  return new Date(Date.parse(dayOf(at)) + day);
}

/** Returns the day of a time in UTC: YYYY-MM-DD. */
const dayOf = (at: string): string => at.slice(0, 10);

/**
 * Publishes the head of the private chain each day, for as long as the server runs. The clock alone decides when, because
 * the time of a private act must not show.
 *
 * @returns a function that stops it
 */
export function followDays(context: Pick<Context, "store" | "now">, failed: (error: unknown) => void): () => void {
  let timer: NodeJS.Timeout | undefined;
  let isStopped = false;
  const sleepUntil = (next: number): void => {
    if (isStopped) return;
    timer = setTimeout(look, Math.min(Math.max(next - context.now().getTime(), 0), longestSleep));
    timer.unref();
  };
  const look = (): void => {
    publishPrivateHead(context).then(
      (next) => sleepUntil(next.getTime()),
      (error: unknown) => {
        failed(error);
        sleepUntil(Infinity);
      },
    );
  };
  look();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}

/** Records in the public chain that the operator took the events of a store for all that there were. */
export async function recordAcceptedHeads(
  { store, now }: Pick<Context, "store" | "now">,
  heads: Readonly<Record<string, ChainHead>>,
): Promise<void> {
  await store.transact((writer) =>
    writer.append({
      at: now().toISOString(),
      actor: null,
      onBehalfOf: null,
      kind: "heads-accepted",
      documentId: null,
      subject: { collection: "forum", id: "heads" },
      before: null,
      after: heads,
    }),
  );
}
