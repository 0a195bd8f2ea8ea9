import type { ReactNode } from "react";
import { MenuItem } from "../components/Menu.tsx";
import "./redline-export.css";

/** A file to export, as an item of a menu, with a line about it. */
export function ExportItem({
  name,
  about,
  onAction,
}: {
  name: string;
  /** Empty if the name says all. */
  about: string;
  onAction: () => void;
}): ReactNode {
  return (
    <MenuItem onAction={onAction}>
      <span>
        <span>{name}</span>
        {about && <span className="quiet small">{about}</span>}
      </span>
    </MenuItem>
  );
}
