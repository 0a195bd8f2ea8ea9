import type { PlacedAnnotation } from "#core/contract/annotation-operations.ts";
import { clearAnnotation, setClearance } from "../../../server/services/annotations/clearance.ts";
import { getAnnotations } from "../../../server/services/annotations/annotation-pages.ts";
import { participants } from "../../support/people.ts";
import { asActor, firstDraft, openForum, uuid, type TestForum } from "../../support/forum.ts";

export const [member, coordinator, secretariat] = [asActor("member"), asActor("coordinator"), asActor("secretariat")];
export const annotation = uuid(1);
export const everybody = ["public", ...participants.map(({ id }) => id)];
export const secret = "Blue heron at dawn.";

/** Opens a forum in which a coordinator of North clears what its members submit. */
export async function clearing(
  rules: Parameters<typeof setClearance>[2] = { organisation: "north", clearance: "coordinator" },
) {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  await setClearance(forum.context, coordinator, rules);
  return forum;
}

/** The same, with a comment by the member that awaits clearance. */
export async function waiting(): Promise<TestForum> {
  const forum = await clearing();
  await forum.comment("member", { text: secret });
  return forum;
}

export async function visibilityOf({ context }: TestForum, id = annotation): Promise<string | undefined> {
  return (await context.store.read((reader) => reader.get("annotations", id)))?.visibility;
}

export async function clear(forum: TestForum, who = "coordinator"): Promise<PlacedAnnotation> {
  return clearAnnotation(forum.context, asActor(who), { annotation, revision: await forum.revision(annotation) });
}

/** Returns those who see the comment in the list of a version. */
export async function readersOf({ context }: TestForum): Promise<string[]> {
  const seen = await Promise.all(
    everybody.map(
      async (who) => (await getAnnotations(context, asActor(who), { version: "opinion-5@1" }, null)).length > 0,
    ),
  );
  return everybody.filter((_who, index) => seen[index]);
}
