import type { Forum } from "#core/access/forum.ts";
import type { Participant } from "#core/access/people.ts";
import type { Context } from "../kernel/context.ts";

/** What a forum is until its secretariat says more. Closed to the public: nobody has said yet that it may be read. */
const newForum: Forum = {
  id: "forum",
  name: "Forum",
  shortName: "Forum",
  description: "",
  audience: "participants",
  sources: "shown",
  calendar: [],
};

/** The one participant of a new forum, who has no way in but a link that is printed once. */
const firstParticipant: Participant = {
  id: "secretariat",
  name: "Secretariat",
  email: null,
  organisationId: null,
  group: "other",
  role: "secretariat",
};

/** Makes a forum with nothing but its secretariat, in an empty store; answers whether it did. */
export async function setUpForum(context: Context, said: Partial<Pick<Forum, "jurisdiction">> = {}): Promise<boolean> {
  const forum = { ...newForum, ...said };
  return context.store.transact(async (writer) => {
    if ((await writer.list("forum")).length > 0) return false;
    await writer.put("forum", forum);
    await writer.put("participants", firstParticipant);
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
    return true;
  });
}
