import { useQuery } from "@tanstack/react-query";
import { Plus } from "lucide-react";
import { type ReactNode, useState } from "react";
import type { CountedGroup } from "#core/contract/settings-operations.ts";
import { settingsPage as messages } from "#core/messages/catalogues.ts";
import { AddGroupDialog, MergeGroupDialog } from "./GroupDialogs.tsx";
import { GroupRow } from "./GroupRow.tsx";
import { PendingAnswer } from "../parts/PendingAnswer.tsx";
import { groupsQuery } from "../parts/settings-queries.ts";

/** The section of stakeholder groups. */
export function GroupsSection(): ReactNode {
  return (
    <>
      <p className="page-about">{messages.groupsAbout}</p>
      <GroupList />
    </>
  );
}

/** The stakeholder groups in their order: rename, recolour, move, merge, delete and add them. */
export function GroupList(): ReactNode {
  const groups = useQuery(groupsQuery);
  const [merging, setMerging] = useState<CountedGroup | null>(null);
  const [isAdding, setAdding] = useState(false);
  if (!groups.data) return <PendingAnswer query={groups} />;
  const all = groups.data;
  return (
    <>
      <ol className="group-list" aria-label={messages.groupList}>
        {all.map((group) => (
          <GroupRow key={group.id} group={group} all={all} onMerge={() => setMerging(group)} />
        ))}
      </ol>
      <button type="button" className="button" onClick={() => setAdding(true)}>
        <Plus size={16} aria-hidden /> {messages.addGroup}
      </button>
      {merging && <MergeGroupDialog group={merging} all={all} onClose={() => setMerging(null)} />}
      {isAdding && <AddGroupDialog all={all} onClose={() => setAdding(false)} />}
    </>
  );
}
