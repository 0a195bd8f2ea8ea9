import { ChevronDown, Languages } from "lucide-react";
import type { ReactNode } from "react";
import { Button, Menu, MenuItem, MenuTrigger, Popover } from "react-aria-components";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { languageName } from "../components/format.tsx";

/** Chooses among the languages of a round. Renders nothing if there is only one. */
export function LanguagePicker({
  versions,
  version,
  onChoose,
}: {
  /** All versions of the document. */
  versions: readonly ListedVersion[];
  version: ListedVersion;
  onChoose: (address: string) => void;
}): ReactNode {
  const round = versions.filter(({ round: listedRound }) => listedRound === version.round);
  if (round.length < 2) return null;
  return (
    <MenuTrigger>
      <Button
        className="picker"
        aria-label={formatMessage(messages.languagePicker, { language: languageName(version.language) })}
      >
        <Languages size={16} aria-hidden />
        <span className="picker-language">{languageName(version.language)}</span>
        <ChevronDown size={14} aria-hidden />
      </Button>
      <Popover className="popover" placement="bottom start">
        <Menu
          className="menu"
          aria-label={messages.languageMenu}
          selectionMode="single"
          selectedKeys={[version.address]}
          onAction={(key) => onChoose(String(key))}
        >
          {round.map(({ address, language }) => (
            <MenuItem key={address} id={address} className="menu-item">
              {languageName(language)}
            </MenuItem>
          ))}
        </Menu>
      </Popover>
    </MenuTrigger>
  );
}
