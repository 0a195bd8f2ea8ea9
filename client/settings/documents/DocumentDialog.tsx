import { type ReactNode, useState } from "react";
import type { DocumentChange } from "#core/contract/document-operations.ts";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { documentSettings as messages } from "#core/messages/catalogues.ts";
import { documentKinds } from "#core/text/version.ts";
import { call } from "../../api/call.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { FormDialog } from "../parts/Form.tsx";
import { Options } from "../parts/Options.tsx";
import { RelationFields } from "./RelationFields.tsx";
import { type RecordFields, useRecord } from "../parts/use-record.tsx";
import { useSettingsChange } from "../parts/use-settings-change.ts";

const kinds = { opinion: messages.kindOpinion, report: messages.kindReport, other: messages.kindOther };

const documentFields: RecordFields<Exclude<keyof DocumentChange, "relations">> = {
  title: { label: messages.title, presence: "required" },
  shortTitle: { label: messages.shortTitle, hint: messages.shortTitleHint, presence: "required" },
  kind: {
    label: messages.kind,
    options: <Options of={documentKinds.map((one) => [one, kinds[one]])} />,
  },
  symbol: { label: messages.symbol, hint: messages.symbolHint, presence: "optional", limit: 60 },
  agendaItem: { label: messages.agendaItem, hint: messages.agendaItemHint, presence: "optional", limit: 60 },
};

/** Edits a document's entry in the table of contents. */
export function DocumentDialog({
  document,
  documents,
  onClose,
}: {
  document: ListedDocument;
  documents: readonly ListedDocument[];
  onClose: () => void;
}): ReactNode {
  const { title, shortTitle, kind, symbol = "", agendaItem = "" } = document;
  const { values, sent, isReady, fields } = useRecord(documentFields, { title, shortTitle, kind, symbol, agendaItem });
  const [relations, setRelations] = useState(document.relations);
  const { change } = useSettingsChange();
  const params = { document: document.id };
  return (
    <FormDialog
      title={formatMessage(messages.editDocumentTitle, { document: document.shortTitle })}
      act={messages.save}
      isReady={isReady}
      onSave={() =>
        change(
          () => call("changeDocument", { params, body: { ...sent, relations } as DocumentChange }),
          formatMessage(messages.documentChanged, { document: values.shortTitle.trim() }),
        )
      }
      onClose={onClose}
    >
      {fields()}
      <RelationFields
        relations={relations}
        others={documents.filter(({ id }) => id !== document.id)}
        onChange={setRelations}
      />
    </FormDialog>
  );
}
