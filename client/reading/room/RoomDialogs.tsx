import type { ReactNode } from "react";
import type { ListedDocument, ListedVersion, Me } from "#core/contract/forum-operations.ts";
import type { VersionText } from "#core/text/clause.ts";
import { lazyComponent } from "../../components/lazy-component.tsx";
import { versionActions } from "../../versions/VersionMenu.tsx";
import type { ReadingAddress } from "../state/use-reading-state.ts";

const ConsultationDialog = lazyComponent(
  async () => (await import("../../consultation/ConsultationDialog.tsx")).ConsultationDialog,
);
const ExportDialog = lazyComponent(async () => (await import("../../exports/ExportDialog.tsx")).ExportDialog);
const FollowDialog = lazyComponent(async () => (await import("../../following/FollowDialog.tsx")).FollowDialog);
const FindDialog = lazyComponent(async () => (await import("./FindDialog.tsx")).FindDialog);
const ShortcutList = lazyComponent(async () => (await import("./ShortcutList.tsx")).ShortcutList);
const WithdrawDialog = lazyComponent(async () => (await import("../../versions/WithdrawDialog.tsx")).WithdrawDialog);

/** The dialogs of a reading room. The page address holds the open dialog and its search text. */
export function RoomDialogs({
  address: { state, set, close },
  document: work,
  version,
  title,
  text,
  me,
  drafts,
  onGo,
  onExportOf,
}: {
  address: ReadingAddress;
  document: ListedDocument;
  version: ListedVersion;
  title: string;
  text: VersionText;
  me: Me;
  /** The drafts on which comments may have been made. */
  drafts: readonly { address: string; label: string }[];
  /** Goes to the clause that was found. */
  onGo: (clause: string) => void;
  /** Opens the export of another draft or language, by its address. */
  onExportOf: (version: string) => void;
}): ReactNode {
  if (state.find !== null)
    return (
      <FindDialog
        address={version.address}
        version={text}
        query={state.find}
        onQuery={(find) => set({ find })}
        onGo={onGo}
        onClose={() => close({ find: null })}
      />
    );
  if (state.panel === "keys") return <ShortcutList page="reading" onClose={() => close({ panel: null })} />;
  if (state.panel === "follow" && me.participant)
    return <FollowDialog kind="document" id={work.id} onClose={() => close({ panel: null })} />;
  if (state.panel === "consultation" && versionActions(version, me).some(({ id }) => id === "consultation"))
    return <ConsultationDialog version={version} onClose={() => close({ panel: null })} />;
  if (state.panel === "withdraw" && versionActions(version, me).some(({ id }) => id === "withdraw"))
    return <WithdrawDialog version={version} onClose={() => close({ panel: null })} />;
  if (state.panel !== "export") return null;
  return (
    <ExportDialog
      document={work}
      version={version}
      text={text}
      title={title}
      filters={state.filters}
      drafts={drafts}
      onFilters={(filters) => set({ filters })}
      onVersion={onExportOf}
      onClose={() => close({ panel: null })}
    />
  );
}
