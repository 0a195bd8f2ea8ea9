import type { Actor } from "#core/access/permissions.ts";
import { type AuditHead, writeChainLine } from "#core/audit/chain-line.ts";
import type { StoredEvent } from "../../store/stored-event.ts";
import { readAuditHead } from "../kernel/audit-head.ts";
import type { Context } from "../kernel/context.ts";
import type { WrittenFile, WrittenPiece } from "../kernel/file-answer.ts";
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
