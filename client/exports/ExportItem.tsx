import type { ReactNode } from "react";
import { MenuItem, Text } from "react-aria-components";
import "./redline-export.css";

/** A file to export, as an item of a menu, with a line about it. */
export function ExportItem({
  id,
  name,
  about,
  onAction,
}: {
  id: string;
  name: string;
  /** Empty if the name says all. */
  about: string;
  onAction: () => void;
}): ReactNode {
  return (
    <MenuItem id={id} className="menu-item" textValue={name} onAction={onAction}>
      <span>
        <Text slot="label">{name}</Text>
        {about && (
          <Text slot="description" className="quiet small">
            {about}
          </Text>
        )}
      </span>
    </MenuItem>
  );
}
