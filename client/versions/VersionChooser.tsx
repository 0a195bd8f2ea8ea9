import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import type { ListedDocument, ListedVersion } from "#core/contract/forum-operations.ts";
import { lazyComponent } from "../components/lazy-component.tsx";
import { PopoverButton } from "../components/Popover.tsx";

const VersionChoice = lazyComponent(async () => (await import("./VersionChoice.tsx")).VersionChoice);

/**
 * Chooses any version of any document: by document, then version by language, or by typing part of its name. The button
 * shows the choice.
 */
export function VersionChooser({
  known,
  chosen,
  like,
  comparedWith,
  label,
  icon,
  children,
  onChoose,
}: {
  /** The documents to offer until all documents are loaded. */
  known: readonly ListedDocument[];
  /** The chosen version; undefined before a choice. */
  chosen?: ListedVersion | undefined;
  /** The version whose document and language come first if none is chosen. */
  like?: ListedVersion | undefined;
  /** The version it is compared with, which cannot be chosen. */
  comparedWith?: ListedVersion | undefined;
  /** Name of the choice: the dialog's label, also shown beside the chosen version. */
  label: string;
  icon?: ReactNode;
  /** Label of the button that saves. */
  children: ReactNode;
  onChoose: (version: ListedVersion) => void;
}): ReactNode {
  return (
    <PopoverButton
      kind="dialog"
      className="picker"
      label={label}
      placement="bottom start"
      boxClassName="popover-dialog"
      face={
        <>
          {icon}
          {chosen && <span className="picker-side">{label}</span>}
          <span>{children}</span>
          <ChevronDown size={14} aria-hidden />
        </>
      }
    >
      <VersionChoice
        known={known}
        chosen={chosen}
        like={chosen ?? like}
        comparedWith={comparedWith}
        onChoose={onChoose}
      />
    </PopoverButton>
  );
}
