import type { ReactNode } from "react";
import type { CountedGroup } from "#core/contract/settings-operations.ts";
import { cssColour } from "#core/discuss/stakeholder-group.ts";
import { interfaceLanguage, settingsPage as messages } from "#core/messages/catalogues.ts";
import { groupName } from "#core/phrases/source-text.ts";
import { call } from "../../api/call.ts";
import { groupHead } from "../../components/groups.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { ColourFields } from "./ColourFields.tsx";
import { MoveButtons } from "../parts/MoveButtons.tsx";
import { type RowAction, RowMenu } from "../lists/RecordTable.tsx";
import { TextSetting } from "../parts/SavedFields.tsx";
import { useSettingsChange } from "../parts/use-settings-change.ts";

/** A stakeholder group: its colour, name, members and place in the order. */
export function GroupRow({
  group,
  all,
  onMerge,
}: {
  group: CountedGroup;
  all: readonly CountedGroup[];
  onMerge: () => void;
}): ReactNode {
  const { id, organisations, people, mergedInto } = group;
  const forum = { groups: [...all] };
  const head = groupHead(id, forum);
  const { change } = useSettingsChange();
  if (mergedInto !== undefined) {
    return (
      <li className="group-row is-muted">
        <GroupDot group={group} />
        <p>
          <bdi>{head}</bdi>
          <span className="quiet small">
            {formatMessage(messages.groupMerged, { name: groupHead(mergedInto, forum) })}
          </span>
        </p>
      </li>
    );
  }
  return (
    <li className="group-row">
      <GroupDot group={group} />
      <div className="group-main">
        <TextSetting
          label={formatMessage(messages.groupNameOf, { name: head })}
          isLabelHidden
          hint={
            organisations + people === 0 && !group.hasComments
              ? messages.groupNeverUsed
              : formatMessage(messages.groupMembers, { organisations, people })
          }
          value={groupName(id, forum, interfaceLanguage())}
          maxLength={60}
          onSave={(name) =>
            change(() => call("changeGroup", { params: { group: id }, body: { name } }), messages.groupNameSaved)
          }
        />
        <ColourFields
          colour={group.colour}
          name={head}
          onSave={(colour) =>
            change(
              () => call("changeGroup", { params: { group: id }, body: { colour } }),
              formatMessage(messages.groupColourSaved, { name: head }),
            )
          }
        />
      </div>
      <GroupActions group={group} all={all} head={head} onMerge={onMerge} />
    </li>
  );
}

function GroupDot({ group }: { group: CountedGroup }): ReactNode {
  return <span className="group-dot" style={{ background: cssColour(group.colour) }} aria-hidden />;
}

function GroupActions({
  group,
  all,
  head,
  onMerge,
}: {
  group: CountedGroup;
  all: readonly CountedGroup[];
  head: string;
  onMerge: () => void;
}): ReactNode {
  const { tryChange } = useSettingsChange();
  const params = { group: group.id };
  const move = (to: number): Promise<boolean> =>
    tryChange(() => call("changeGroup", { params, body: { position: to + 1 } }), messages.groupMoved);
  const isUsed = group.organisations + group.people > 0 || group.hasComments;
  const active = all.filter(({ mergedInto }) => mergedInto === undefined);
  const actions: RowAction[] = [];
  if (active.length > 1) {
    actions.push({ id: "merge", label: messages.merge, act: onMerge });
    if (!isUsed) {
      actions.push({
        id: "delete",
        label: messages.groupDelete,
        isDanger: true,
        act: () =>
          void tryChange(() => call("removeGroup", { params }), formatMessage(messages.groupDeleted, { name: head })),
      });
    }
  }
  return (
    <div className="group-actions">
      <MoveButtons name={head} at={all.indexOf(group)} count={all.length} move={move} />
      <RowMenu name={head} actions={actions} />
    </div>
  );
}
