import { addLink, getLinks } from "../../../server/services/comparison/link.ts";
import { BoundedCache } from "../../../server/services/kernel/bounded-cache.ts";
import type { Context } from "../../../server/services/kernel/context.ts";
import { getPreview } from "../../../server/services/publication/preview.ts";
import { getWorkingText } from "../../../server/services/publication/next-draft.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum, uuid } from "../../support/forum.ts";

const secretariat = asActor("secretariat");
const pair = { base: "opinion-5@1", revised: "opinion-5@2" };

type Read = (context: Context, signal: AbortSignal) => Promise<unknown>;

/** Prepares a forum that has a published first draft, and returns the read to cancel. */
type Prepare = (forum: TestForum) => Promise<Read>;

test.each<[string, Prepare]>([
  [
    "a preview",
    async (forum) => {
      const version = await forum.prepare("2", secondDraft);
      return (context, signal) => getPreview(context, secretariat, { version }, signal);
    },
  ],
  [
    "a working text",
    async (forum) => {
      const operations = [{ kind: "delete", clause: "considering-a" } as const];
      const { annotation } = await forum.comment("member", { kind: "proposal", operations });
      const { id } = await forum.publish("2", secondDraft);
      return (context, signal) =>
        getWorkingText(context, secretariat, { version: id, proposals: [annotation.id] }, signal);
    },
  ],
  [
    "a list of links",
    async (forum) => {
      await forum.publish("2", secondDraft);
      const link = { id: uuid(50), baseClause: "considering-a", revisedClause: "considering-b", reason: "Meant so." };
      await addLink(forum.context, secretariat, { ...pair, ...link });
      return (context, signal) => getLinks(context, secretariat, pair, signal);
    },
  ],
])("cancels the comparison for %s when the request ends", async (_name, prepare) => {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  const read = await prepare(forum);
  const request = new AbortController();
  const cancelled: unknown[] = [];
  const context: Context = {
    ...forum.context,
    comparisons: new BoundedCache(1_000_000),
    compare: (_base, _revised, _by, signal) => {
      setImmediate(() => request.abort(new Error("gone")));
      return new Promise((_resolve, reject) => {
        if (!signal) reject(new Error("the comparison has no signal"));
        signal?.addEventListener("abort", () => {
          cancelled.push(signal.reason);
          reject(new Error("cancelled"));
        });
      });
    },
  };
  await expect(read(context, request.signal)).rejects.toThrow("gone");
  expect(cancelled).toEqual([request.signal.reason]);
});
