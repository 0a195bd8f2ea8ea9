import type { Actor } from "#core/access/ability.ts";
import type { Annotation } from "#core/annotate/annotation.ts";
import type { Reply } from "#core/annotate/reply.ts";
import type { SaidThread } from "#core/annotate/said-already.ts";
import type { Version } from "#core/text/version.ts";
import { standingSentence } from "../export/thread-words.ts";
import { carriedSteps } from "./carried-steps.ts";
import type { Context } from "./context.ts";
import { mayKnow } from "./shown-annotation.ts";
import { readSight } from "./sight.ts";

/**
 * What the actor knows to be said on a document, with the steps of its proposals as they read on a version too: our files
 * draw what was proposed on earlier drafts on the draft they are of.
 */
export async function readSaidOn(context: Context, actor: Actor, version: Version): Promise<SaidThread[]> {
  const { documentId } = version;
  const { annotations, replies, versions } = await context.store.read(async (reader) => {
    const sight = await readSight(context, reader, actor);
    return {
      annotations: (await reader.list("annotations", { documentId })).filter(
        (annotation) => annotation.visibility === "submitted" && mayKnow(sight, annotation),
      ),
      replies: await reader.list("replies", { documentId }),
      versions: await reader.list("versions", { documentId }),
    };
  });
  const shown = <Said extends Annotation | Reply>(said: Said): Said => ({
    ...said,
    text: standingSentence(said, version.language) ?? said.text,
  });
  return Promise.all(
    annotations.map(async (annotation) => {
      const { operations, versionId } = annotation;
      const home = versions.find(({ id }) => id === versionId);
      const isBefore = home?.language === version.language && home.date <= version.date;
      const isOpen = annotation.standing === "open";
      const carried = isBefore ? await carriedSteps(context, version, home, operations) : null;
      return {
        isOpen,
        annotation: { ...shown(annotation), operations: isOpen ? [...operations, ...(carried ?? [])] : [] },
        replies: replies.filter(({ annotationId }) => annotationId === annotation.id).map(shown),
      };
    }),
  );
}
