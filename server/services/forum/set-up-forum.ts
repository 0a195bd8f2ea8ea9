import type { Forum } from "#core/access/forum.ts";
import type { KeptForum } from "#core/access/kept-forum.ts";
import type { Participant } from "#core/access/people.ts";
import { newSetUp } from "./set-up.ts";
import type { Context } from "../kernel/context.ts";
import { storeParticipant } from "../people/store-person.ts";
import type { NewEvent } from "../../store/stored-event.ts";

/** The defaults of a new forum. It is closed to the public until its secretariat opens it. */
const newForum: KeptForum = {
  id: "forum",
  name: "Forum",
  shortName: "Forum",
  description: "",
  audience: "participants",
  sources: "shown",
  calendar: [],
  setUp: newSetUp,
};

/** The only participant of a new forum. They can sign in only with a link that is printed once. */
const firstParticipant: Participant = {
  id: "secretariat",
  name: "Secretariat",
  email: null,
  organisationId: null,
  group: "other",
  role: "secretariat",
};

/** Creates a forum with only its secretariat in an empty store, and returns whether it did. */
export async function setUpForum(
  context: Context,
  settings: Partial<Pick<Forum, "jurisdiction">> = {},
): Promise<boolean> {
  const forum = { ...newForum, ...settings };
  return context.store.transact(async (writer) => {
    if ((await writer.count("forum", {})) > 0) return false;
    await writer.put("forum", forum);
    await storeParticipant(writer, forum, firstParticipant);
    await writer.append(forumSeeded(forum, context.now().toISOString()));
    return true;
  });
}

/** Returns the event of a forum's creation. */
export function forumSeeded(forum: Forum, at: string): NewEvent {
  return {
    at,
    actor: null,
    onBehalfOf: null,
    kind: "forum-seeded",
    documentId: null,
    subject: { collection: "forum", id: forum.id },
    before: null,
    after: forum,
  };
}
