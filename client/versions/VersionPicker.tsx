import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { formatDate, languageName } from "../components/format.tsx";
import { Menu, MenuItem } from "../components/Menu.tsx";
import { PopoverButton } from "../components/Popover.tsx";
import { formatMessage, word } from "../page-parts/messages.ts";
import { latestFirst } from "./version-order.ts";
import "../header/header.css";

/** Chooses a version of a document, latest first. */
export function VersionPicker({
  versions,
  current,
  label,
  onChoose,
}: {
  versions: readonly ListedVersion[];
  /** Address of the version shown. */
  current: string;
  /** Its accessible name. */
  label: string;
  onChoose: (address: string) => void;
}): ReactNode {
  const chosen = versions.find(({ address }) => address === current);
  const several = new Set(versions.map(({ language }) => language)).size > 1;
  return (
    <PopoverButton
      kind="menu"
      className="picker"
      name={chosen ? `${label}: ${chosen.label}` : label}
      placement="bottom start"
      face={
        <>
          <span dir="auto">{chosen && datedLabel(chosen)}</span>
          <ChevronDown size={14} aria-hidden />
        </>
      }
    >
      <Menu label={label}>
        {latestFirst(versions).map((version) => (
          <MenuItem
            key={version.address}
            isSelected={version.address === current}
            onAction={() => onChoose(version.address)}
          >
            <span>
              <bdi>{version.label}</bdi>
              {several && ` · ${languageName(version.language)}`}
            </span>
            <span className="quiet small">{factsOf(version).join(" · ")}</span>
          </MenuItem>
        ))}
      </Menu>
    </PopoverButton>
  );
}

/** Returns a label with its date: "Third draft (6 Feb 2013)". */
function datedLabel(version: ListedVersion): string {
  return isDated(version) ? version.label : `${version.label} (${formatDate(version.date)})`;
}

/** Returns whether a label already contains the date. If it names the year, it probably does. */
function isDated({ label, date }: ListedVersion): boolean {
  return label.includes(date.slice(0, 4));
}

/** Returns the facts about a version that its label lacks: its date and its state. */
function factsOf(version: ListedVersion): string[] {
  const { state, date, annotationCount } = version;
  return [
    ...(isDated(version) ? [] : [formatDate(date)]),
    ...(state === "published" ? [] : [word(`version-state-${state}`)]),
    ...(annotationCount > 0 ? [formatMessage(messages.commentCount, { count: annotationCount })] : []),
  ];
}
