import type { ReactNode } from "react";
import { readingRoom as messages } from "#core/messages/catalogues.ts";
import type { VersionText } from "#core/text/clause.ts";
import { DialogFrame } from "../../components/DialogFrame.tsx";
import { useSettledText } from "../../components/use-settled-text.ts";
import { ClauseSearch } from "./ClauseSearch.tsx";

/** Finds a clause by its citation, its lines or text in it, and goes there. */
export function FindDialog({
  address,
  version,
  query: settled,
  onQuery,
  onGo,
  onClose,
}: {
  /** Address of the version. */
  address: string;
  version: VersionText;
  /** The search text. */
  query: string;
  onQuery: (query: string) => void;
  onGo: (clause: string) => void;
  onClose: () => void;
}): ReactNode {
  const [query, setQuery] = useSettledText(settled, onQuery);
  return (
    <DialogFrame title={messages.goToClause} isTitleHidden atTop className="find" onClose={onClose}>
      <ClauseSearch address={address} version={version} query={query} onQuery={setQuery} onChoose={onGo} />
    </DialogFrame>
  );
}
