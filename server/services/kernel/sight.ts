import type { Actor } from "#core/access/permissions.ts";
import type { Forum } from "#core/access/forum.ts";
import { consultationState } from "#core/outcome/consultation.ts";
import type { Reader } from "../../store/store.ts";
import type { Context } from "./context.ts";

/** What decides, beside who somebody is, what they may see of what was said: read once, at one moment. */
export interface Sight {
  actor: Actor;
  /** The organisations of every circle, by the circle's id. */
  circles: ReadonlyMap<string, readonly string[]>;
  /** Ids of versions on which nobody sees yet what other organisations submit. */
  blind: ReadonlySet<string>;
  /** When the consultation on a version closes, by its id; those without one have none. */
  closing: ReadonlyMap<string, string>;
  /** Whether the forum shows who says what. */
  sources: Forum["sources"];
}

/** What an actor may see of what was said, now. */
export async function readSight(context: Pick<Context, "now">, reader: Reader, actor: Actor): Promise<Sight> {
  const [[forum], circles, consultations] = await Promise.all([
    reader.list("forum"),
    reader.list("circles"),
    reader.list("consultations"),
  ]);
  const now = context.now();
  return {
    actor,
    circles: new Map(circles.map(({ id, organisationIds }) => [id, organisationIds])),
    blind: new Set(
      consultations
        .filter(({ current }) => current?.blind && consultationState(current, now) !== "closed")
        .map(({ id }) => id),
    ),
    closing: new Map(consultations.flatMap(({ id, current }) => (current ? [[id, current.closesAt] as const] : []))),
    sources: forum?.sources ?? "shown",
  };
}
