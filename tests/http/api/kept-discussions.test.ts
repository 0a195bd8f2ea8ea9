import { contract, type OperationName } from "#core/contract/contract.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { KeptDiscussions } from "../../../server/services/kernel/kept-discussions.ts";
import { asActor } from "../../support/forum.ts";
import { type RestorableServer, restorableCopy } from "../server.ts";
import { filledServer } from "./filled-server.ts";
import { rows } from "./permissions.ts";
import { sendOperation } from "./send-operation.ts";

let server: RestorableServer;

beforeAll(async () => {
  server = await restorableCopy(await filledServer("public"));
});

const readers = ["member", "other", "secretariat"];

/** Reads all annotations on both drafts, as the server keeps them or from the store. */
async function annotations(discussions = server.forum.context.discussions): Promise<unknown> {
  const context = { ...server.forum.context, discussions };
  return Promise.all(
    readers.flatMap((who) =>
      ["opinion-5@1", "opinion-5@2"].map((version) =>
        getAnnotations(context, asActor(who), { version }, null).catch((error: unknown) => error),
      ),
    ),
  );
}

const writes = (Object.keys(rows) as OperationName[]).filter((name) => contract[name].method !== "get");

test.each(writes)("the kept annotations are those of the store after %s", async (name) => {
  server.restore();
  await annotations();
  await sendOperation(server, rows[name].may[0] ?? "public", name, rows[name].sent ?? {});
  expect(await annotations()).toEqual(await annotations(new KeptDiscussions()));
});
