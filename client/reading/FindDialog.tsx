import { useMemo, useState, type ReactNode } from "react";
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
import { findClauses } from "./find-clauses.ts";

/** Goes to a clause by how people refer to it, or by words that stand in it. */
export function FindDialog({
  version,
  onGo,
  onClose,
}: {
  version: VersionText;
  onGo: (clause: string) => void;
  onClose: () => void;
}): ReactNode {
  const [wanted, setWanted] = useState("");
  const found = useMemo(() => findClauses(version, wanted), [version, wanted]);
  return (
    <ModalOverlay className="overlay overlay-top" isOpen isDismissable onOpenChange={(open) => !open && onClose()}>
      <Modal className="dialog find">
        <Dialog>
          <Heading slot="title" className="visually-hidden">
            Go to a clause
          </Heading>
          <Autocomplete inputValue={wanted} onInputChange={setWanted}>
            <SearchField className="react-aria-SearchField field" autoFocus>
              <Label>Citation, or words of the text</Label>
              <Input placeholder="recalling a)" />
            </SearchField>
            <Menu
              className="menu find-results"
              aria-label="Clauses"
              items={found}
              onAction={(key) => {
                onClose();
                onGo(String(key));
              }}
              renderEmptyState={() => <p className="quiet find-nothing">No clause has these words.</p>}
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
