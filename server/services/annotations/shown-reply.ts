import { can } from "#core/access/permissions.ts";
import type { ShownReply } from "#core/contract/reply-operations.ts";
import type { KeptReply } from "../../store/collections.ts";
import { replyShownTo } from "../kernel/shown-annotation.ts";
import type { Sight } from "../kernel/sight.ts";

/** A reply as the actor may read it, with what they may do to it. */
export function shownReply(sight: Sight, reply: KeptReply): ShownReply {
  const { actor } = sight;
  const { standing, visibility } = reply;
  const open = standing === "open";
  const own = can(actor, "edit-reply", reply);
  return {
    ...replyShownTo(sight, reply),
    may: {
      edit: open && own,
      withdraw: open && own,
      hide: open && visibility === "submitted" && can(actor, "hide-reply"),
      reinstate: (standing === "withdrawn" && own) || (standing === "hidden" && can(actor, "hide-reply")),
      erase: standing !== "erased" && can(actor, "erase-reply"),
    },
  };
}
