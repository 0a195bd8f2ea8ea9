import { mkdirSync, rmSync } from "node:fs";
import type { PlacedAnnotation } from "../../server/core/contract/annotation-operations.ts";
import { makeToken } from "../../server/services/people/access-tokens.ts";
import { openSession } from "../../server/services/people/sessions.ts";
import { loadContent } from "../../server/services/versions/content.ts";
import { openLowdbStore } from "../../server/store/lowdb/lowdb.ts";
import type { Store } from "../../server/store/store.ts";
import { asActor, openForum, uuid } from "../support/forum.ts";

/** The size of a generated forum. */
export interface ForumSize {
  /** Clauses of its one draft, `opinion-5@1`. */
  clauses: number;
  comments: number;
}

/** How requests to a generated forum sign in. */
export interface Access {
  /** Access token of a member. */
  token: string;
  /** Token of the member's session. */
  session: string;
}

/** Number of comments in one transaction. */
const batch = 500;

/** Writes a data folder with a document, a draft, people, and comments spread evenly over the clauses. */
export async function fillForum(folder: string, { clauses, comments }: ForumSize): Promise<Access> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const store = await openLowdbStore({ folder });
  const forum = await openForum({}, store);
  const paragraphs = Array.from({ length: clauses }, (_, index) => `${String(index + 1)} ${sentence(index)}`);
  const version = await forum.publish("1", `# Draft Opinion 5: Taking part\n\n${paragraphs.join("\n\n")}\n`);
  const { text } = await loadContent(forum.context, version);
  const ids = text.clauses.map(({ id }) => id);
  await addComments(store, await forum.comment("member"), ids, comments - 1);
  const live = { ...forum.context, now: () => new Date() };
  const { token } = await makeToken(live, asActor("member"), { name: "bench", scopes: ["read", "annotate"], days: 1 });
  const { session } = await store.transact(async (writer) => {
    const member = await writer.get("participants", "member");
    if (!member) throw new Error("The forum has no member");
    return openSession(live, writer, member, { device: null, userAgent: "" });
  });
  await store.close();
  return { token, session };
}

/** Adds copies of a comment, each on another clause, with the events that creating them would record. */
async function addComments(
  store: Store,
  { annotation }: PlacedAnnotation,
  clauses: readonly string[],
  count: number,
): Promise<void> {
  for (let start = 0; start < count; start += batch) {
    await store.transact(async (writer) => {
      for (let number = start; number < Math.min(start + batch, count); number += 1) {
        const clause = clauses[number % clauses.length] ?? "";
        const id = uuid(1_000_000 + number);
        const text = `${sentence(number)} ${sentence(number + 1)}`;
        const after = { ...annotation, id, text, targets: [{ kind: "clause" as const, clause }] };
        const { documentId, createdAt: at, speaker } = after;
        await writer.put("annotations", after);
        await writer.append({
          at,
          actor: speaker.participantId,
          onBehalfOf: speaker.organisation?.id ?? null,
          kind: "annotation-created",
          documentId,
          subject: { collection: "annotations", id },
          before: null,
          after,
        });
      }
    });
  }
}

/** Returns a sentence of 17 words. */
function sentence(number: number): string {
  return `The forum invites Member State ${String(number)} to consider how all stakeholders can take part on an equal footing.`;
}
