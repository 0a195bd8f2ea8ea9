import { useQueryClient } from "@tanstack/react-query";
import { useMemo } from "react";
import { contract } from "#core/contract/contract.ts";
import type { CircleFields, ShownCircle } from "#core/contract/circle-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import * as messages from "#core/messages/people-pages.en.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { call } from "../api/call.ts";
import { newId } from "../api/new-id.ts";
import { keys } from "../api/queries.ts";
import { notifyAndRefresh } from "../components/notify-result.ts";

/** The writes on circles. Each resolves to whether it succeeded; a message has reported any refusal. */
export interface CircleWrites {
  make: (fields: CircleFields) => Promise<boolean>;
  change: (circle: ShownCircle, fields: CircleFields) => Promise<boolean>;
  leave: (circle: ShownCircle, organisation: string) => Promise<boolean>;
  dissolve: (circle: ShownCircle) => Promise<boolean>;
}

export function useCircleWrites(me: Me): CircleWrites {
  const client = useQueryClient();
  return useMemo(() => {
    // Annotations are refreshed too, because an organisation that leaves a circle can no longer read its drafts.
    const act = notifyAndRefresh(client, keys.circles, ["annotations"]);
    const make = (id: string, fields: CircleFields, said: string): Promise<boolean> =>
      act(
        () => call("makeCircle", { body: { id, ...fields } }),
        said,
        () =>
          act(
            () => call("dissolveCircle", { params: { circle: id } }),
            formatMessage(messages.circleDissolved, { circle: fields.name }),
          ),
      );
    const writes: CircleWrites = {
      make: (fields) => make(newId(), fields, messages.circleCreated),
      change: (circle, { name, organisationIds }) => {
        const send = (body: CircleFields) => () => call("changeCircle", { params: { circle: circle.id }, body });
        return act(send({ name, organisationIds }), messages.circleChanged, () =>
          act(send({ name: circle.name, organisationIds: circle.organisationIds }), messages.circleChangeUndone),
        );
      },
      leave: (circle, organisation) =>
        act(
          () => call("leaveCircle", { params: { circle: circle.id } }),
          formatMessage(messages.circleLeft, { organisation, circle: circle.name }),
        ),
      dissolve: (circle) =>
        act(
          () => call("dissolveCircle", { params: { circle: circle.id } }),
          formatMessage(messages.circleDissolved, { circle: circle.name }),
          mayRemake(circle, me)
            ? () => make(circle.id, circle, formatMessage(messages.circleRestored, { circle: circle.name }))
            : undefined,
        ),
    };
    return writes;
  }, [client, me]);
}

/**
 * Returns whether a dissolved circle can be recreated unchanged, so that its drafts are shared again. It must belong to
 * the person who recreates it, and have an id that a client could have chosen.
 */
function mayRemake({ id, madeBy }: ShownCircle, { role, organisation }: Me): boolean {
  const maker = role === "secretariat" ? null : (organisation?.id ?? null);
  return maker === madeBy && contract.makeCircle.body.shape.id.safeParse(id).success;
}
