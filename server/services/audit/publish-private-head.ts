import type { Context } from "../kernel/context.ts";

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
