import type { KeptOrganisation } from "#core/access/kept-people.ts";
import { type Actor, can } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import { authorise } from "../kernel/authorise.ts";
import type { Context } from "../kernel/context.ts";
import { ProblemError } from "../kernel/problem.ts";
import { storeAnnotation } from "./store-thread.ts";

/**
 * Opens the actor's drafts to an organisation that joined their circle after they were shared: the named drafts, or all
 * of them. Replies that others made before stay closed to it. Opening a draft twice changes nothing. It cannot be undone,
 * because people of the organisation may have read the draft.
 * @throws ProblemError not-signed-in, not-found (also if the organisation is not in the circle, or a draft is another's)
 */
export async function openDrafts(
  context: Context,
  actor: Actor,
  input: { circle: string; organisation: string; drafts?: readonly string[] | undefined },
): Promise<void> {
  authorise(actor, "read-participants");
  await context.store.transact(async (writer) => {
    const circle = await writer.get("circles", input.circle);
    const organisation = await writer.get("organisations", input.organisation);
    const own = (await writer.list("annotations", { circleId: input.circle })).filter(
      (annotation) => isDraft(annotation) && can(actor, "open-draft", annotation),
    );
    const chosen = own.filter(({ id }) => input.drafts?.includes(id) ?? true);
    if (!circle || !organisation || !circle.organisationIds.includes(organisation.id)) {
      throw new ProblemError("not-found");
    }
    if (chosen.length === 0 || chosen.length < new Set(input.drafts).size) throw new ProblemError("not-found");
    for (const before of chosen) {
      if (isOpenTo(before, organisation)) continue;
      const after = { ...before, openTo: [...(before.openTo ?? []), organisation.id] };
      await storeAnnotation(context, writer, actor, { kind: "annotation-opened", before, after });
    }
  });
}

/** Whether an annotation is a draft that is shared with a circle. */
export function isDraft({ standing, visibility }: Annotation): boolean {
  return standing === "open" && visibility === "circle";
}

/**
 * Whether a draft is open to an organisation of its circle. Without a list it is open to all of them. What was open to an
 * organisation is open to the one into which it was merged.
 */
export function isOpenTo({ openTo }: Annotation, { id, absorbed = [] }: Pick<KeptOrganisation, "id" | "absorbed">) {
  return openTo === undefined || [id, ...absorbed].some((one) => openTo.includes(one));
}
