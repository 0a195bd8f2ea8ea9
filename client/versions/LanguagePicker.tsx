import { ChevronDown, Languages } from "lucide-react";
import type { ReactNode } from "react";
import type { ListedVersion } from "#core/contract/forum-operations.ts";
import { comparisonPage as messages } from "#core/messages/catalogues.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { languageName } from "../components/format.tsx";
import { Menu, MenuItem } from "../components/Menu.tsx";
import { PopoverButton } from "../components/Popover.tsx";

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
    <PopoverButton
      kind="menu"
      className="picker"
      name={formatMessage(messages.languagePicker, { language: languageName(version.language) })}
      placement="bottom start"
      face={
        <>
          <Languages size={16} aria-hidden />
          <span className="picker-language">{languageName(version.language)}</span>
          <ChevronDown size={14} aria-hidden />
        </>
      }
    >
      <Menu label={messages.languageMenu}>
        {round.map(({ address, language }) => (
          <MenuItem key={address} isSelected={address === version.address} onAction={() => onChoose(address)}>
            {languageName(language)}
          </MenuItem>
        ))}
      </Menu>
    </PopoverButton>
  );
}
