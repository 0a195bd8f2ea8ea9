import fc from "fast-check";
import { changedBy, WholeDiscussion } from "../../../../client/reading/room/changed-threads.ts";
import type { PlacedAnnotation } from "../../../../server/core/contract/annotation-operations.ts";
import type { EventKind } from "../../../../server/core/contract/event-operations.ts";
import type { ShownReply } from "../../../../server/core/contract/reply-operations.ts";
import { placedAnnotation } from "../../placed-annotation.ts";

const event = (kind: EventKind, collection: string, id: string) => ({ kind, subject: { collection, id } });

test("an event about a thread names it, its reply or its settlement", () => {
  expect(changedBy(event("annotation-edited", "annotations", "a"))).toBe("a");
  expect(changedBy(event("reply-created", "replies", "r"))).toBe("r");
  expect(changedBy(event("disposition-made", "dispositions", "a"))).toBe("a");
  expect(changedBy(event("place-confirmed", "settlements", "a v2"))).toBe("a");
});

test.each([
  ["a draft", event("version-published", "versions", "v2")],
  ["a contribution", event("contribution-taken", "contributions", "c")],
  ["a circle", event("circle-changed", "circles", "c")],
  ["a link", event("link-added", "links", "l")],
  ["several comments", event("annotation-consolidated", "annotations", "a")],
  ["nobody knows what", null],
])("an event about %s may have changed all threads", (_what, heard) => {
  expect(changedBy(heard)).toBeNull();
});

/** A server with a discussion, which counts the threads that it sends. */
class Server {
  threads = new Map<string, string[]>();
  sent = 0;
  readonly #revisions = new Map<string, number>();
  read = (ids: readonly string[] | null): Promise<PlacedAnnotation[]> => {
    const wanted = [...this.threads].filter(
      ([id, replies]) => !ids || [id, ...replies].some((one) => ids.includes(one)),
    );
    this.sent += wanted.length;
    return Promise.resolve(wanted.map(([id, replies]) => this.#thread(id, replies)));
  };
  edit(id: string): void {
    this.#revisions.set(id, (this.#revisions.get(id) ?? 0) + 1);
  }
  #thread(id: string, replies: readonly string[]): PlacedAnnotation {
    const placed = placedAnnotation(id, { revision: String(this.#revisions.get(id) ?? 0) });
    return { ...placed, replies: replies.map((reply) => ({ id: reply }) as ShownReply) };
  }
}

const going = (): AbortSignal => new AbortController().signal;
const byId = (list: readonly PlacedAnnotation[]): PlacedAnnotation[] =>
  list.toSorted((one, other) => (one.annotation.id < other.annotation.id ? -1 : 1));

function serverWith(count: number): Server {
  const server = new Server();
  for (let number = 0; number < count; number += 1) server.threads.set(`a${String(number)}`, [`r${String(number)}`]);
  return server;
}

const changes = fc.array(
  fc.record({
    what: fc.constantFrom("edit", "add", "remove", "reply", "unreply", "other"),
    id: fc.nat(12).map((number) => `a${String(number)}`),
    /** Whether the discussion is read again after it, and whether that read is aborted. */
    then: fc.constantFrom("nothing", "read", "abort"),
  }),
  { maxLength: 20 },
);

test("a discussion that follows the events is the one that the server has", async () => {
  await fc.assert(
    fc.asyncProperty(changes, async (all) => {
      const server = serverWith(10);
      const discussion = new WholeDiscussion();
      await discussion.readAgain(going(), server.read);
      for (const { what, id, then } of all) {
        const replies = server.threads.get(id);
        if (what === "edit") server.edit(id);
        if (what === "add" && !replies) server.threads.set(id, []);
        if (what === "remove") server.threads.delete(id);
        const reply = `${id}-${String(replies?.length)}`;
        if (what === "reply") replies?.push(reply);
        const gone = what === "unreply" ? replies?.pop() : undefined;
        if (what === "other") server.edit("a1");
        discussion.hear(what === "other" ? null : what === "reply" ? reply : (gone ?? id));
        if (then === "nothing") continue;
        const aborting = new AbortController();
        const reading = discussion.readAgain(aborting.signal, server.read);
        if (then === "abort") aborting.abort();
        const list = await reading;
        if (then === "read") expect(byId(list)).toEqual(byId(await server.read(null)));
      }
      discussion.hear("a0");
      expect(byId(await discussion.readAgain(going(), server.read))).toEqual(byId(await server.read(null)));
    }),
  );
});

test("an event about a thread costs one thread, however long the discussion is", async () => {
  const server = serverWith(2000);
  const discussion = new WholeDiscussion();
  await discussion.readAgain(going(), server.read);
  server.sent = 0;
  for (const id of ["a5", "r5"]) discussion.hear(id);
  await discussion.readAgain(going(), server.read);
  expect(server.sent).toBe(1);
});

test("a read without an event reads all, because the event may not have arrived", async () => {
  const server = serverWith(3);
  const discussion = new WholeDiscussion();
  await discussion.readAgain(going(), server.read);
  server.edit("a2");
  expect(await discussion.readAgain(going(), server.read)).toEqual(await server.read(null));
});

test("a read that fails leaves the changes for the next one", async () => {
  const server = serverWith(3);
  const discussion = new WholeDiscussion();
  await discussion.readAgain(going(), server.read);
  server.edit("a2");
  discussion.hear("a2");
  await expect(discussion.readAgain(going(), () => Promise.reject(new Error("offline")))).rejects.toThrow();
  discussion.hear("a0");
  expect(await discussion.readAgain(going(), server.read)).toEqual(await server.read(null));
});
