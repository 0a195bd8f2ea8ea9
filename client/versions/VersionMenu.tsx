import { Ellipsis } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { chooseRoomAct, type RoomAct, type VersionAction } from "./version-actions.ts";

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
    <MenuTrigger>
      <Button className="icon-button" aria-label={messages.moreActions}>
        <Ellipsis size={18} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom end">
        <Menu
          className="menu"
          aria-label={messages.moreActions}
          onAction={(key) => {
            if (key === "keys") onKeys();
            else chooseRoomAct(key, onAct);
          }}
        >
          <MenuItem id="keys" className="menu-item">
            <span>{messages.keyboardShortcuts}</span>
            <kbd>?</kbd>
          </MenuItem>
          {versionActionItems(acts)}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}

/** Renders actions as menu items. Those that lead to a page or a file are links. */
export function versionActionItems(acts: readonly VersionAction[]): ReactNode {
  return acts.map(({ id, name, href, saved, run }) => (
    <MenuItem
      key={id}
      id={id}
      className="menu-item"
      {...(run && { onAction: run })}
      {...(href !== undefined && { href, ...(saved && { download: true }) })}
    >
      {name}
    </MenuItem>
  ));
}
