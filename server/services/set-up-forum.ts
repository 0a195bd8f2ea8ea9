import type { Forum } from "#core/access/forum.ts";
import type { Participant } from "#core/access/participant.ts";
import type { Context } from "./context.ts";

/**
 * Gives an empty store a forum with one participant, the secretariat, so that somebody can sign in and begin. Closed to the
 * public until the secretariat opens it.
 */
export async function setUpForum(context: Context): Promise<void> {
  const forum: Forum = {
    id: "forum",
    name: "New forum",
    shortName: "Forum",
    description: "",
    audience: "participants",
    calendar: [],
  };
  const secretariat: Participant = {
    id: "secretariat",
    name: "Secretariat",
    email: null,
    organisationId: null,
    group: "other",
    role: "secretariat",
  };
  await context.store.transact(async (writer) => {
    await writer.put("forum", forum);
    await writer.put("participants", secretariat);
    await writer.append({
      at: context.now().toISOString(),
      actor: null,
      onBehalfOf: null,
      kind: "forum-seeded",
      documentId: null,
      subject: { collection: "forum", id: forum.id },
      before: null,
      after: forum,
    });
  });
}
