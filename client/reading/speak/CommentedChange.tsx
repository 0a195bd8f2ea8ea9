import type { ReactNode } from "react";
import { Link } from "wouter";
import type { ChangeSubject } from "#core/discuss/annotation.ts";
import { comparisonPath } from "#core/contract/pages.ts";
import { composer as messages } from "#core/messages/catalogues.ts";
import { richMessage } from "../../page-parts/messages.ts";
import type { ThreadHandlers } from "../state/thread-handlers.ts";

/** Shows which change between two drafts a comment is about, with a link to the comparison. */
export function CommentedChange({
  change: { base, revised },
  acts: { nameOf, drafts },
}: {
  change: ChangeSubject;
  acts: Pick<ThreadHandlers, "nameOf" | "drafts">;
}): ReactNode {
  const addressOf = (named: string): string | undefined =>
    drafts.find(({ id, address }) => id === named || address === named)?.address;
  const [from, to] = [addressOf(base), addressOf(revised)];
  return (
    <p className="thread-placement">
      {richMessage(messages.onChanges, {
        base: <bdi key="base">{nameOf(base)}</bdi>,
        revised: <bdi key="revised">{nameOf(revised)}</bdi>,
        link: (parts) =>
          from !== undefined && to !== undefined ? (
            <Link href={`${comparisonPath(from, to)}?clauses=changed`}>{parts}</Link>
          ) : (
            parts
          ),
      })}
    </p>
  );
}
