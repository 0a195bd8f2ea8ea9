import { useState, type ReactNode } from "react";
import { Button } from "react-aria-components";
import { can } from "#core/access/permissions.ts";
import type { Organisation } from "#core/access/people.ts";
import type { ShownCircle } from "#core/contract/circle-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { actorOf } from "../api/actor.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { EmptyState } from "../components/EmptyState.tsx";
import { word } from "../components/messages.ts";
import { CircleDialog } from "./CircleDialog.tsx";
import { useCircleWrites } from "./use-circle-writes.ts";
import "./circles.css";

/** The open dialog: a circle's fields, or a confirmation. */
type Asking = { act: "make" } | { act: "change" | "leave" | "dissolve"; circle: ShownCircle };

/** The circles the reader may see, with the actions on them. */
export function CircleList({
  circles,
  organisations,
  me,
}: {
  circles: readonly ShownCircle[];
  organisations: readonly Organisation[];
  me: Me;
}): ReactNode {
  const [asking, setAsking] = useState<Asking | null>(null);
  const writes = useCircleWrites(me);
  const close = (): void => setAsking(null);
  const own = me.organisation?.shortName ?? "";
  const shortName = (id: string): string => organisations.find((one) => one.id === id)?.shortName ?? id;
  const make = can(actorOf(me), "make-circle") && (
    <Button className="button button-primary" onPress={() => setAsking({ act: "make" })}>
      Make a circle
    </Button>
  );
  const bound = me.role === "secretariat" ? null : (me.organisation?.id ?? null);
  return (
    <>
      {circles.length === 0 ? (
        <EmptyState action={make}>
          {make
            ? "There is no circle yet. Make one, and drafts can be shared with its organisations."
            : `${word("circles-none")} Its coordinator makes one.`}
        </EmptyState>
      ) : (
        <>
          <ul className="circles" aria-label="Circles">
            {circles.map((circle) => (
              <li key={circle.id} className="circle">
                <h2>{circle.name}</h2>
                <p>{circle.organisationIds.map(shortName).join(", ")}</p>
                <p className="quiet small">
                  {word("circle-made-by", {
                    name: circle.madeBy === null ? word("role-secretariat") : shortName(circle.madeBy),
                  })}
                </p>
                <p className="circle-acts">
                  {circle.may.manage && (
                    <Button className="button button-quiet" onPress={() => setAsking({ act: "change", circle })}>
                      Change
                    </Button>
                  )}
                  {circle.may.leave && (
                    <Button className="button button-quiet" onPress={() => setAsking({ act: "leave", circle })}>
                      Leave
                    </Button>
                  )}
                  {circle.may.manage && (
                    <Button className="button button-quiet" onPress={() => setAsking({ act: "dissolve", circle })}>
                      Dissolve
                    </Button>
                  )}
                </p>
              </li>
            ))}
          </ul>
          {make}
        </>
      )}
      {asking?.act === "make" && (
        <CircleDialog
          title="Make a circle"
          act="Make it"
          before={{ name: "", organisationIds: bound === null ? [] : [bound] }}
          organisations={organisations}
          bound={bound}
          drafts={0}
          onSave={writes.make}
          onClose={close}
        />
      )}
      {asking?.act === "change" && (
        <CircleDialog
          title={`Change the circle ${asking.circle.name}`}
          act="Change it"
          before={asking.circle}
          organisations={organisations}
          bound={asking.circle.madeBy}
          drafts={asking.circle.drafts}
          onSave={(fields) => writes.change(asking.circle, fields)}
          onClose={close}
        />
      )}
      {asking?.act === "leave" && (
        <ConfirmDialog
          title={`Leave the circle ${asking.circle.name}?`}
          act="Leave it"
          onConfirm={() => writes.leave(asking.circle, own)}
          onClose={close}
        >
          <p>
            {own} will read no more of what is shared with it. Only whoever made the circle can take {own} in again.
            {asking.circle.organisationIds.length === 2 && " With one organisation left, the circle is dissolved."}
          </p>
        </ConfirmDialog>
      )}
      {asking?.act === "dissolve" && (
        <ConfirmDialog
          title={`Dissolve the circle ${asking.circle.name}?`}
          act="Dissolve it"
          onConfirm={() => writes.dissolve(asking.circle)}
          onClose={close}
        >
          <p>Drafts that were shared with it will be their authors’ alone.</p>
        </ConfirmDialog>
      )}
    </>
  );
}
