import type { Actor } from "#core/access/permissions.ts";
import type { Annotation } from "#core/discuss/annotation.ts";
import type { Reply } from "#core/discuss/reply.ts";
import type { SaidThread } from "#core/receive/find-duplicates.ts";
import type { Version } from "#core/text/version.ts";
import { standingSentence } from "../../export/shared/thread-phrases.ts";
import type { KeptReply } from "../../store/collections.ts";
import { carriedSteps } from "../annotations/carried-steps.ts";
import type { Context } from "../kernel/context.ts";
import { comparerOnce } from "../comparison/load-comparison.ts";
import { readSubmittedOn } from "../annotations/read-submitted-on.ts";
import { mayKnowReply } from "../kernel/shown-annotation.ts";

/**
 * What the actor knows to be said on a document, with the steps of its proposals as they read on a version too: our files
 * draw what was proposed on earlier drafts on the draft they are of.
 */
export async function readSaidOn(context: Context, actor: Actor, version: Version): Promise<SaidThread[]> {
  const { documentId } = version;
  const { sight, annotations, replies, versions } = await context.store.read(async (reader) => ({
    ...(await readSubmittedOn(context, reader, actor, documentId)),
    replies: await reader.list("replies", { documentId }),
    versions: await reader.list("versions", { documentId }),
  }));
  const answers = new Map(annotations.map(({ id }): [string, KeptReply[]] => [id, []]));
  for (const reply of replies) answers.get(reply.annotationId)?.push(reply);
  const compared = comparerOnce(context);
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
      const carried = isBefore ? await carriedSteps(context, version, home, operations, compared) : null;
      return {
        isOpen,
        annotation: { ...shown(annotation), operations: isOpen ? [...operations, ...(carried ?? [])] : [] },
        replies: (answers.get(annotation.id) ?? [])
          .filter((reply) => mayKnowReply(sight, reply, annotation))
          .map(shown),
      };
    }),
  );
}
