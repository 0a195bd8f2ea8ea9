import { ChevronDown } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { formatDate, languageName } from "../components/format.tsx";
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
    <MenuTrigger>
      <Button className="picker" aria-label={chosen ? `${label}: ${chosen.label}` : label}>
        <span dir="auto">{chosen && datedLabel(chosen)}</span>
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu
          className="menu"
          aria-label={label}
          selectionMode="single"
          selectedKeys={chosen ? [chosen.address] : []}
          onAction={(key) => onChoose(String(key))}
        >
          {latestFirst(versions).map((version) => (
            <MenuItem key={version.address} id={version.address} className="menu-item" textValue={version.label}>
              <span>
                <bdi>{version.label}</bdi>
                {several && ` · ${languageName(version.language)}`}
              </span>
              <span className="quiet small">{factsOf(version).join(" · ")}</span>
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
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
