import type { Actor } from "#core/access/permissions.ts";
import type { Decision } from "#core/outcome/disposition.ts";
import { revise } from "#core/discuss/revisable.ts";
import type { Version } from "#core/text/version.ts";
import type { Writer } from "../../store/store.ts";
import type { Context } from "../kernel/context.ts";
import { dispositionEvent } from "../kernel/disposition-event.ts";

/**
 * A working text is published: the decisions that accepted what it took in, and show in no version yet, show in it. They
 * stay as they were taken and by whom; on what was not accepted nothing is said.
 */
export async function showDecisions(
  context: Pick<Context, "now">,
  actor: Actor,
  writer: Writer,
  { id, source }: Version,
): Promise<void> {
  await changeDecisions(context, actor, writer, source, ({ outcome, shownIn }) =>
    shownIn === null && (outcome === "accepted" || outcome === "accepted-in-part") ? id : undefined,
  );
}

/** The working text is withdrawn: what was shown in it since it was published shows in no version again. */
export async function unshowDecisions(
  context: Pick<Context, "now">,
  actor: Actor,
  writer: Writer,
  { id, source }: Version,
): Promise<void> {
  await changeDecisions(context, actor, writer, source, ({ shownIn }) => (shownIn === id ? null : undefined));
}

async function changeDecisions(
  { now }: Pick<Context, "now">,
  actor: Actor,
  writer: Writer,
  { proposals = [] }: Version["source"],
  /** Where a decision is to show; undefined where it stays as it is. */
  next: (decision: Decision) => string | null | undefined,
): Promise<void> {
  const at = now().toISOString();
  for (const proposal of new Set(proposals)) {
    const before = await writer.get("dispositions", proposal);
    const shownIn = before?.current ? next(before.current) : undefined;
    if (!before?.current || shownIn === undefined) continue;
    const { id, documentId } = before;
    const after = { id, documentId, ...revise(before, { ...before.current, shownIn }, at) };
    await writer.put("dispositions", after);
    await writer.append(dispositionEvent(actor, before, after, at));
  }
}
