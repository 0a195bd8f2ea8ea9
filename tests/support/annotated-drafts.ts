import type { Target } from "../../server/core/discuss/target.ts";
import type { NewAnnotation } from "../../server/core/contract/annotation-operations.ts";
import { getAnnotation } from "../../server/services/annotations/present-annotation.ts";
import { asActor, firstDraft, openForum, secondDraft, type TestForum } from "./forum.ts";

export const everybody = ["public", "observer", "other", "colleague", "coordinator", "member", "chair", "secretariat"];

/** Opens a forum with the first draft published and, if `rounds` is 2, the second too. */
export async function openDrafts(rounds: 1 | 2 = 1): Promise<TestForum> {
  const forum = await openForum();
  await forum.publish("1", firstDraft);
  if (rounds === 2) await forum.publish("2", secondDraft);
  return forum;
}

/** Returns a range in recital b) of the first draft, which reads "that few are able to take part in meetings;". */
export function words(exact: string, offset: number): Target {
  return {
    kind: "range",
    start: { clause: "considering-b", offset },
    end: { clause: "considering-b", offset: offset + exact.length },
    quote: { exact, prefix: "", suffix: "" },
  };
}

export const replaceFew: Partial<NewAnnotation> = {
  kind: "proposal",
  text: "",
  operations: [
    {
      kind: "replace",
      start: { clause: "considering-b", offset: 5 },
      end: { clause: "considering-b", offset: 8 },
      content: [{ type: "text", text: "not all" }],
    },
  ],
};

/** Returns those of `everybody` who can find an annotation by its id. */
export async function whoFinds({ context }: TestForum, annotation: string): Promise<string[]> {
  const found = await Promise.all(
    everybody.map((who) =>
      getAnnotation(context, asActor(who), { annotation }).then(
        () => [who],
        () => [],
      ),
    ),
  );
  return found.flat();
}
