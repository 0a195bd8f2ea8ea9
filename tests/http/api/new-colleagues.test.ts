import { contract, type OperationName } from "#core/contract/contract.ts";
import { changePerson } from "../../../server/services/people/people.ts";
import { replaceAddress } from "../../../server/services/people/recover-access.ts";
import { createLink, signIn } from "../../../server/services/people/sign-in.ts";
import { asActor } from "../../support/forum.ts";
import { type RestorableServer, restorableCopy } from "../server.ts";
import { draft, filledServer, inCircle, waiting, waitingReply } from "./filled-server.ts";
import { addHiddenThings, privateDraft, replyToDraft } from "./hidden-things.ts";
import { rows } from "./permissions.ts";
import { type Outcome, sendOperation } from "./send-operation.ts";

/**
 * Whoever the secretariat places in an organisation learns nothing of earlier drafts: every answer is the same as if
 * nobody had written them. The coordinator of North here has another address since, and the observer is a new
 * coordinator.
 */

const drafts = [draft.annotation, inCircle.id, waiting.annotation, privateDraft.annotation];
const replies = [waitingReply.reply, replyToDraft.reply];
let withDrafts: RestorableServer;
let without: RestorableServer;

beforeAll(async () => {
  const filled = await filledServer("public");
  await addHiddenThings(filled);
  const { context } = filled.forum;
  const secretariat = asActor("secretariat");
  await changePerson(context, secretariat, { person: "observer", organisationId: "north", role: "coordinator" });
  await replaceAddress(context, secretariat, { person: "coordinator", email: "mine@example.org" });
  const link = await createLink(context, { participant: "coordinator" });
  filled.admit("coordinator", (await signIn(context, asActor("public"), link)).session);
  withDrafts = await restorableCopy(filled);
  await context.store.transact(async (writer) => {
    for (const id of drafts) await writer.remove("annotations", id);
    for (const id of replies) await writer.remove("replies", id);
    const subject = { collection: "forum", id: "forum" } as const;
    const at = context.now().toISOString();
    const by = { at, actor: null, onBehalfOf: null, documentId: null };
    await writer.append({ ...by, kind: "forum-seeded", subject, before: null, after: null });
  });
  without = await restorableCopy(filled);
});

const reads = (Object.keys(rows) as OperationName[]).filter(
  (name) => contract[name].method === "get" && contract[name].answer.kind !== "events",
);

function answerTo(server: RestorableServer, who: string, name: OperationName): Promise<Outcome> {
  server.restore();
  return sendOperation(server, who, name, rows[name].sent ?? {});
}

describe.each(["observer", "coordinator"])("the %s, placed by the secretariat", (who) => {
  test.each(reads)("gets the same from %s as without the earlier drafts", async (name) => {
    expect(await answerTo(withDrafts, who, name)).toEqual(await answerTo(without, who, name));
  });
});
