import { ArrowDown, ArrowUp } from "lucide-react";
import { type ReactNode, useRef } from "react";
import { Button } from "react-aria-components";
import type { CountedGroup } from "#core/contract/settings-operations.ts";
import { cssColour } from "#core/discuss/stakeholder-group.ts";
import * as messages from "#core/messages/settings-page.en.ts";
import { groupName } from "#core/phrases/group-name.ts";
import { call } from "../api/call.ts";
import { groupHead } from "../components/groups.ts";
import { announce } from "../components/LiveRegion.tsx";
import { formatMessage, interfaceLanguage } from "../page-parts/messages.ts";
import { ColourFields } from "./ColourFields.tsx";
import { type RowAction, RowMenu } from "./RecordTable.tsx";
import { TextSetting } from "./SavedFields.tsx";
import { useSettingsChange } from "./use-settings-change.ts";

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
          value={groupName(id, forum, interfaceLanguage)}
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
  const buttons = useRef<HTMLDivElement>(null);
  const at = all.indexOf(group);
  const params = { group: group.id };
  const move = async (to: number, direction: "up" | "down"): Promise<void> => {
    const isMoved = await tryChange(
      () => call("changeGroup", { params, body: { position: to + 1 } }),
      messages.groupMoved,
    );
    if (!isMoved) return;
    announce(formatMessage(messages.movedTo, { name: head, position: to + 1, count: all.length }));
    // The row moved on the page, which takes the focus from its button. At an end, the other button has it.
    requestAnimationFrame(() => {
      const wanted = buttons.current?.querySelector<HTMLButtonElement>(`[data-move=${direction}]:not(:disabled)`);
      (wanted ?? buttons.current?.querySelector<HTMLButtonElement>("[data-move]:not(:disabled)"))?.focus();
    });
  };
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
    <div className="group-actions" ref={buttons}>
      <Button
        className="icon-button"
        data-move="up"
        aria-label={formatMessage(messages.moveUp, { name: head })}
        isDisabled={at === 0}
        onPress={() => void move(at - 1, "up")}
      >
        <ArrowUp size={18} aria-hidden />
      </Button>
      <Button
        className="icon-button"
        data-move="down"
        aria-label={formatMessage(messages.moveDown, { name: head })}
        isDisabled={at === all.length - 1}
        onPress={() => void move(at + 1, "down")}
      >
        <ArrowDown size={18} aria-hidden />
      </Button>
      <RowMenu name={head} actions={actions} />
    </div>
  );
}
