import { useMemo, type ReactNode } from "react";
import {
  Autocomplete,
  Dialog,
  Heading,
  Input,
  Label,
  Menu,
  MenuItem,
  Modal,
  ModalOverlay,
  SearchField,
} from "react-aria-components";
import type { VersionText } from "#core/text/clause.ts";
import * as messages from "#core/messages/reading-room.en.ts";
import { useSettledText } from "../../components/use-settled-text.ts";
import { findClauses } from "./find-clauses.ts";

/** Finds a clause by its citation or by text in it, and goes there. */
export function FindDialog({
  version,
  wanted: settled,
  onWanted,
  onGo,
  onClose,
}: {
  version: VersionText;
  /** The search text. */
  wanted: string;
  onWanted: (wanted: string) => void;
  onGo: (clause: string) => void;
  onClose: () => void;
}): ReactNode {
  const [wanted, setWanted] = useSettledText(settled, onWanted);
  const found = useMemo(() => findClauses(version, wanted), [version, wanted]);
  return (
    <ModalOverlay className="overlay overlay-top" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog find">
        <Dialog>
          <Heading slot="title" className="visually-hidden">
            {messages.goToClause}
          </Heading>
          <Autocomplete inputValue={wanted} onInputChange={setWanted}>
            <SearchField className="react-aria-SearchField field" autoFocus>
              <Label>{messages.findClauseField}</Label>
              <Input placeholder={messages.citationExample} />
            </SearchField>
            <Menu
              className="menu find-results"
              aria-label={messages.clauseList}
              items={found}
              onAction={(key) => onGo(String(key))}
              renderEmptyState={() => <p className="quiet find-nothing">{messages.noMatchingClause}</p>}
            >
              {({ id, citation, before, hit, after }) => (
                <MenuItem id={id} className="menu-item find-result" textValue={`${citation} ${before}${hit}${after}`}>
                  <strong>{citation}</strong>
                  <span dir="auto">
                    {before}
                    {hit && <mark>{hit}</mark>}
                    {after}
                  </span>
                </MenuItem>
              )}
            </Menu>
          </Autocomplete>
        </Dialog>
      </Modal>
    </ModalOverlay>
  );
}
