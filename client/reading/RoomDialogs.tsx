import type { ReactNode } from "react";
import type { ListedVersion, Me } from "#core/contract/forum-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import { ExportDialog } from "../components/ExportDialog.tsx";
import { ConsultationDialog } from "../consultation/ConsultationDialog.tsx";
import { FindDialog } from "./FindDialog.tsx";
import type { ReadingAddress } from "./use-reading-state.ts";
import { ShortcutList } from "./ShortcutList.tsx";
import { versionActs } from "./version-acts.ts";
import { WithdrawDialog } from "./WithdrawDialog.tsx";

/** The dialogs of a reading room: which one is open, and what is looked for in it, stands in the address. */
export function RoomDialogs({
  address: { state, set, close },
  version,
  title,
  text,
  me,
  onGo,
}: {
  address: ReadingAddress;
  version: ListedVersion;
  title: string;
  text: VersionText;
  me: Me;
  /** Goes to a clause that was found. */
  onGo: (clause: string) => void;
}): ReactNode {
  if (state.find !== null)
    return (
      <FindDialog
        version={text}
        wanted={state.find}
        onWanted={(find) => set({ find })}
        onGo={onGo}
        onClose={() => close({ find: null })}
      />
    );
  if (state.panel === "keys") return <ShortcutList onClose={() => close({ panel: null })} />;
  if (state.panel === "consultation" && versionActs(version, me).some(({ id }) => id === "consultation"))
    return <ConsultationDialog version={version} onClose={() => close({ panel: null })} />;
  if (state.panel === "withdraw" && versionActs(version, me).some(({ id }) => id === "withdraw"))
    return <WithdrawDialog version={version} onClose={() => close({ panel: null })} />;
  if (state.panel !== "export") return null;
  const { kinds, types, groups, organisations, states, dispositions, versions, text: words } = state.filters;
  return (
    <ExportDialog
      version={version.address}
      title={title}
      filters={{
        kinds: [...kinds],
        types: [...types],
        groups: [...groups],
        organisations: [...organisations],
        states: [...states],
        dispositions: [...dispositions],
        versions: [...versions],
        ...(words !== "" && { text: words }),
      }}
      onClose={() => close({ panel: null })}
    />
  );
}
