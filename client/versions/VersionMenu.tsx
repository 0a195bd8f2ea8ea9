import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { can } from "#core/access/permissions.ts";
import type { ListedVersion, Me } from "#core/contract/forum-operations.ts";
import {
  barometerPath,
  positionsPath,
  evolutionPath,
  versionOutcomesPath,
  nextDraftPath,
} from "#core/contract/pages.ts";
import { sourcePath } from "#core/contract/source-paths.ts";
import { comparisonPage as messages, letters } from "#core/messages/catalogues.ts";
import { actorOf } from "../api/actor.ts";
import { urlOf } from "../api/call.ts";
import { fileSize } from "../components/format.tsx";
import { Menu, MenuItem } from "../components/Menu.tsx";
import { PopoverButton } from "../components/Popover.tsx";
import { formatMessage } from "../page-parts/messages.ts";
import { toggleLines, useLinesShown } from "../lines/lines-shown.ts";
import { toggleOrigins, useOriginsShown } from "../word-origins/origins-shown.ts";

/** A menu of rarely used items: the keyboard shortcuts and the actions on the version as a whole. */
export function VersionMenu({
  acts,
  onKeys,
  onAct,
}: {
  acts: readonly VersionAction[];
  onKeys: () => void;
  /** Called when the selected action needs a dialog. */
  onAct: (act: RoomAct) => void;
}): ReactNode {
  return (
    <PopoverButton
      kind="menu"
      className="icon-button"
      name={messages.moreActions}
      face={<Ellipsis size={18} aria-hidden />}
    >
      <Menu label={messages.moreActions}>
        <MenuItem onAction={onKeys}>
          <span>{messages.keyboardShortcuts}</span>
          <kbd>?</kbd>
        </MenuItem>
        <ShownItems />
        {versionActionItems(acts, onAct)}
      </Menu>
    </PopoverButton>
  );
}

/** Renders actions as menu items. Those that lead to a page or a file are links. Calls `onAct` for those with a dialog. */
export function versionActionItems(acts: readonly VersionAction[], onAct: (act: RoomAct) => void): ReactNode {
  return acts.map(({ id, name, href, saved }) => {
    const dialog = roomActs.find((act) => act === id);
    return (
      <MenuItem key={id} href={href} isFile={saved} onAction={dialog && (() => onAct(dialog))}>
        {name}
      </MenuItem>
    );
  });
}

/** Renders the menu items that show and hide line numbers and the origin of each word. */
export function ShownItems(): ReactNode {
  return (
    <>
      <MenuItem onAction={toggleLines}>
        {useLinesShown() ? messages.hideLineNumbers : messages.showLineNumbers}
      </MenuItem>
      <MenuItem onAction={toggleOrigins}>
        {useOriginsShown() ? messages.hideWordOrigins : messages.showWordOrigins}
      </MenuItem>
    </>
  );
}

/** Actions that open a dialog over the current page. */
export const roomActs = ["consultation", "withdraw", "follow"] as const;
export type RoomAct = (typeof roomActs)[number];

/** An action on a version as a whole, other than reading it. */
export interface VersionAction {
  id: "positions" | "evolution" | "barometer" | "outcomes" | "record" | "original" | "next-draft" | RoomAct;
  name: string;
  /** The page or file it links to. */
  href?: string;
  /** Whether the link is a file to download. */
  saved?: true;
}

/** Returns the other views of a version, and this reader's actions on it. */
export function roomActions(version: ListedVersion, me: Me): VersionAction[] {
  return [
    ...versionViews(version),
    ...(can(actorOf(me), "keep-inbox") ? [{ id: "follow" as const, name: messages.notifications }] : []),
    ...versionActions(version, me),
  ];
}

/** Returns this reader's actions on the version. */
export function versionActions(version: ListedVersion, me: Me): VersionAction[] {
  const actor = actorOf(me);
  const { fileName, size } = version.source;
  return [
    ...(version.state === "prepared"
      ? []
      : [
          { id: "outcomes" as const, name: messages.commentOutcomes, href: versionOutcomesPath(version.address) },
          { id: "record" as const, name: letters.publicRecord, href: sourcePath("record", version.address) },
        ]),
    ...(can(actor, "read-original")
      ? [
          {
            id: "original" as const,
            name: formatMessage(messages.originalFile, { fileName, fileSize: fileSize(size) }),
            href: urlOf("getOriginal", { params: { version: version.address } }),
            saved: true as const,
          },
        ]
      : []),
    ...(can(actor, "prepare-version") && version.state === "published"
      ? [
          {
            id: "next-draft" as const,
            name: messages.nextDraftFromProposals,
            href: nextDraftPath(version.address),
          },
        ]
      : []),
    ...(can(actor, "hold-consultation") && version.state === "published"
      ? [
          {
            id: "consultation" as const,
            name: version.consultation?.terms ? messages.changeConsultation : messages.openConsultation,
          },
        ]
      : []),
    ...(can(actor, "withdraw-version") && version.state === "published"
      ? [{ id: "withdraw" as const, name: messages.withdrawThisDraft }]
      : []),
  ];
}

/** Returns the other views of a version. */
function versionViews({ documentId, language, address }: ListedVersion): VersionAction[] {
  return [
    { id: "positions", name: messages.positionsByGroup, href: positionsPath(address) },
    { id: "evolution", name: messages.howTextEvolved, href: `${evolutionPath(documentId)}?language=${language}` },
    { id: "barometer", name: messages.barometer, href: `${barometerPath(documentId)}?draft=${address}` },
  ];
}
