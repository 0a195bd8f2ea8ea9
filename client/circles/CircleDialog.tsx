import { useQueryClient } from "@tanstack/react-query";
import { type ReactNode, useMemo, useState } from "react";
import type { Organisation } from "#core/access/people.ts";
import type { CircleFields, ShownCircle } from "#core/contract/circle-operations.ts";
import type { Me } from "#core/contract/forum-operations.ts";
import { peoplePages as messages } from "#core/messages/catalogues.ts";
import { isUuid, newId } from "../api/actor.ts";
import { call } from "../api/call.ts";
import { useOrganisations } from "../api/organisation-queries.ts";
import { keys } from "../api/queries.ts";
import { groupHead, useForumGroups } from "../components/groups.ts";
import { ConfirmDialog } from "../components/DialogFrame.tsx";
import { notifyAndRefresh, undoBy } from "../components/toasts.ts";
import { OrganisationLogo } from "../page-parts/Logos.tsx";
import { listText, formatMessage } from "../page-parts/messages.ts";

/** Edits a circle's name and organisations. */
export function CircleDialog({
  title,
  act,
  before,
  owner,
  drafts,
  onSave,
  onClose,
}: {
  title: string;
  /** Label of the button that saves. */
  act: string;
  before: CircleFields;
  /** Id of the organisation the circle is made for, which cannot be removed; null without one. */
  owner: string | null;
  /** Number of drafts shared with the circle so far; null if the reader may not know. */
  drafts: number | null;
  onSave: (fields: CircleFields) => Promise<boolean>;
  onClose: () => void;
}): ReactNode {
  const forum = useForumGroups();
  const organisations = useOrganisations();
  const [name, setName] = useState(before.name);
  const [chosen, setChosen] = useState<readonly string[]>(before.organisationIds);
  const added = organisations.filter(({ id }) => chosen.includes(id) && !before.organisationIds.includes(id));
  return (
    <ConfirmDialog
      title={title}
      act={act}
      ready={name.trim() !== "" && chosen.length > 1}
      onConfirm={() => onSave({ name: name.trim(), organisationIds: [...chosen] })}
      onClose={onClose}
    >
      <label className="field">
        <span className="field-label">{messages.circleNameField}</span>
        <input className="input" maxLength={100} value={name} onChange={({ target }) => setName(target.value)} />
      </label>
      <fieldset className="circle-organisations">
        <legend className="field-label">{messages.circleOrganisationsField}</legend>
        {organisations.map(({ id, shortName, name: full, group, logo }) => (
          <label key={id} className="circle-organisation">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              disabled={id === owner}
              onChange={({ target }) =>
                setChosen(target.checked ? [...chosen, id] : chosen.filter((chosenId) => chosenId !== id))
              }
            />
            <span>
              <OrganisationLogo id={id} logo={logo} />
              {shortName}{" "}
              <span className="quiet small">
                {full === shortName ? "" : `${full} · `}
                {groupHead(group, forum)}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <p role="status" className="circle-reads">
        {drafts !== 0 && added.length > 0 && describeNewReaders(added, drafts)}
      </p>
    </ConfirmDialog>
  );
}

/** Says which drafts the newly added organisations will be able to read, and which stay closed to them. */
function describeNewReaders(added: readonly Organisation[], drafts: number | null): string {
  const names = listText(added.map(({ shortName }) => shortName));
  if (drafts === null) return formatMessage(messages.addedRead, { names });
  return formatMessage(messages.addedReadKnown, { names, count: drafts });
}

/** The writes on circles. Each resolves to whether it succeeded; a message has reported any refusal. */
interface CircleWrites {
  create: (fields: CircleFields) => Promise<boolean>;
  change: (circle: ShownCircle, fields: CircleFields) => Promise<boolean>;
  leave: (circle: ShownCircle, organisation: string) => Promise<boolean>;
  dissolve: (circle: ShownCircle) => Promise<boolean>;
}

export function useCircleWrites(me: Me): CircleWrites {
  const client = useQueryClient();
  return useMemo(() => {
    // Annotations are refreshed too, because an organisation that leaves a circle can no longer read its drafts.
    const act = notifyAndRefresh(client, keys.circles, ["annotations"]);
    const creation = (id: string, { name, organisationIds }: CircleFields) => ({ body: { id, name, organisationIds } });
    return {
      create: (fields) => {
        const id = newId();
        return act(
          () => call("makeCircle", creation(id, fields)),
          messages.circleCreated,
          () =>
            undoBy(
              "dissolveCircle",
              { params: { circle: id } },
              formatMessage(messages.circleDissolved, { circle: fields.name }),
            ),
        );
      },
      change: (circle, { name, organisationIds }) => {
        const change = (body: CircleFields) => ({ params: { circle: circle.id }, body });
        const before = { name: circle.name, organisationIds: circle.organisationIds };
        return act(
          () => call("changeCircle", change({ name, organisationIds })),
          messages.circleChanged,
          () => undoBy("changeCircle", change(before), messages.circleChangeUndone),
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
          canRecreate(circle, me)
            ? () =>
                undoBy(
                  "makeCircle",
                  creation(circle.id, circle),
                  formatMessage(messages.circleRestored, { circle: circle.name }),
                )
            : undefined,
        ),
    };
  }, [client, me]);
}

/**
 * Returns whether a dissolved circle can be recreated unchanged, so that its drafts are shared again. It must belong to
 * the person who recreates it, and have an id that a client could have chosen.
 */
function canRecreate({ id, madeBy }: ShownCircle, { role, organisation }: Me): boolean {
  const maker = role === "secretariat" ? null : (organisation?.id ?? null);
  return maker === madeBy && isUuid(id);
}
