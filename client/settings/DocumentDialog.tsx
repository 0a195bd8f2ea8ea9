import { type ReactNode, useState } from "react";
import type { DocumentChange } from "#core/contract/document-operations.ts";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { documentSettings as messages } from "#core/messages/catalogues.ts";
import { documentKinds } from "#core/text/version.ts";
import { call } from "../api/call.ts";
import { formatMessage } from "../page-parts/messages.ts";
import { FormDialog, FormList, FormText } from "./Form.tsx";
import { RelationFields } from "./RelationFields.tsx";
import { useSettingsChange } from "./use-settings-change.ts";

const kinds = { opinion: messages.kindOpinion, report: messages.kindReport, other: messages.kindOther };

/** The fields of a document as the form shows them. */
interface Fields {
  title: string;
  shortTitle: string;
  kind: ListedDocument["kind"];
  symbol: string;
  agendaItem: string;
  relations: ListedDocument["relations"];
}

function fieldsOf({ title, shortTitle, kind, symbol = "", agendaItem = "", relations }: ListedDocument): Fields {
  return { title, shortTitle, kind, symbol, agendaItem, relations };
}

/** Returns fields as the server takes them. An empty symbol or agenda item is removed. */
function changeOf({ title, shortTitle, kind, symbol, agendaItem, relations }: Fields): DocumentChange {
  return {
    title: title.trim(),
    shortTitle: shortTitle.trim(),
    kind,
    symbol: symbol.trim() || null,
    agendaItem: agendaItem.trim() || null,
    relations,
  };
}

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
  const [fields, setFields] = useState(() => fieldsOf(document));
  const set =
    <Name extends keyof Fields>(name: Name) =>
    (value: Fields[Name]) =>
      setFields((current) => ({ ...current, [name]: value }));
  const { change } = useSettingsChange();
  const params = { document: document.id };
  return (
    <FormDialog
      title={formatMessage(messages.editDocumentTitle, { document: document.shortTitle })}
      act={messages.save}
      isReady={fields.title.trim() !== "" && fields.shortTitle.trim() !== ""}
      onSave={() =>
        change(
          () => call("changeDocument", { params, body: changeOf(fields) }),
          formatMessage(messages.documentChanged, { document: fields.shortTitle.trim() }),
        )
      }
      onClose={onClose}
    >
      <FormText name="title" label={messages.title} value={fields.title} hasFocus onChange={set("title")} />
      <FormText
        name="shortTitle"
        label={messages.shortTitle}
        hint={messages.shortTitleHint}
        value={fields.shortTitle}
        onChange={set("shortTitle")}
      />
      <FormList
        name="kind"
        label={messages.kind}
        value={fields.kind}
        onChange={(value) => set("kind")(documentKinds.find((one) => one === value) ?? "other")}
      >
        {documentKinds.map((one) => (
          <option key={one} value={one}>
            {kinds[one]}
          </option>
        ))}
      </FormList>
      <FormText
        name="symbol"
        label={messages.symbol}
        hint={messages.symbolHint}
        isOptional
        value={fields.symbol}
        maxLength={60}
        onChange={set("symbol")}
      />
      <FormText
        name="agendaItem"
        label={messages.agendaItem}
        hint={messages.agendaItemHint}
        isOptional
        value={fields.agendaItem}
        maxLength={60}
        onChange={set("agendaItem")}
      />
      <RelationFields
        relations={fields.relations}
        others={documents.filter(({ id }) => id !== document.id)}
        onChange={set("relations")}
      />
    </FormDialog>
  );
}
