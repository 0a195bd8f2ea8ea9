import { type ReactNode, useState } from "react";
import type { CountedGroup } from "#core/contract/settings-operations.ts";
import { type Colour, groupColour } from "#core/discuss/stakeholder-group.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { call } from "../../api/call.ts";
import { groupHead } from "../../components/groups.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { ColourFields } from "./ColourFields.tsx";
import { FormDialog, FormList, FormText } from "../parts/Form.tsx";
import { GroupOptions } from "../parts/ListOptions.tsx";
import { useSettingsChange } from "../parts/use-settings-change.ts";

/** Colours for new groups. They differ from those of the default groups and from each other, in both themes. */
const freshColours: readonly Colour[] = [
  { light: "#5b3fa8", dark: "#b9a4f0" },
  { light: "#1f6f2e", dark: "#8fd39a" },
  { light: "#7a4b12", dark: "#dcb27a" },
  { light: "#006b7a", dark: "#76cbd8" },
];

/** Adds a group at the end of the list. */
export function AddGroupDialog({ all, onClose }: { all: readonly CountedGroup[]; onClose: () => void }): ReactNode {
  const [name, setName] = useState("");
  const [colour, setColour] = useState<Colour>(
    () =>
      freshColours.find(({ light }) => all.every((group) => group.colour.light !== light)) ?? groupColour("other", {}),
  );
  const { change } = useSettingsChange();
  const text = name.trim();
  return (
    <FormDialog
      title={messages.addGroup}
      act={messages.addGroup}
      isReady={text !== ""}
      onSave={() =>
        change(
          () => call("addGroup", { body: { name: text, colour } }),
          formatMessage(messages.groupAdded, { name: text }),
        )
      }
      onClose={onClose}
    >
      <FormText name="name" label={messages.groupName} value={name} maxLength={60} hasFocus onChange={setName} />
      <ColourFields
        colour={colour}
        name={text}
        onSave={(chosen) => {
          setColour(chosen);
          return Promise.resolve();
        }}
      />
    </FormDialog>
  );
}

/** Merges a group into another one, after a preview of the consequences. */
export function MergeGroupDialog({
  group,
  all,
  onClose,
}: {
  group: CountedGroup;
  all: readonly CountedGroup[];
  onClose: () => void;
}): ReactNode {
  const [into, setInto] = useState("");
  const { change } = useSettingsChange();
  const forum = { groups: [...all] };
  const name = groupHead(group.id, forum);
  const target = into === "" ? "" : groupHead(into, forum);
  const { organisations, people } = group;
  return (
    <FormDialog
      title={formatMessage(messages.mergeGroupTitle, { name })}
      act={messages.merge}
      isReady={into !== ""}
      onSave={() =>
        change(
          () => call("mergeGroup", { params: { group: group.id }, body: { into } }),
          formatMessage(messages.groupsMerged, { name, target }),
        )
      }
      onClose={onClose}
    >
      <FormList name="into" label={messages.mergeInto} value={into} onChange={setInto}>
        <option value="">{messages.chooseOne}</option>
        <GroupOptions except={group.id} />
      </FormList>
      <div role="status">
        {into !== "" && (
          <ul className="consequences">
            <li>{formatMessage(messages.mergeGroupMoves, { organisations, people, name, target })}</li>
            <li>{formatMessage(messages.mergeGroupKeeps, { name })}</li>
          </ul>
        )}
      </div>
    </FormDialog>
  );
}
