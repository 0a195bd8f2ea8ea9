import { Plus, X } from "lucide-react";
import type { ReactNode } from "react";
import type { ListedDocument } from "#core/contract/forum-operations.ts";
import { documentSettings as messages } from "#core/messages/catalogues.ts";
import { relationKinds } from "#core/text/version.ts";
import { formatMessage } from "../../page-parts/messages.ts";
import { useFieldError } from "../parts/Form.tsx";
import { Options } from "../parts/Options.tsx";

type Relations = ListedDocument["relations"];

const names = { replaces: messages.replaces, forks: messages.forks, merges: messages.merges };

/** The relations of a document to others, as fields of a form. */
export function RelationFields({
  relations,
  others,
  onChange,
}: {
  relations: Relations;
  /** The documents to choose from. */
  others: readonly ListedDocument[];
  onChange: (relations: Relations) => void;
}): ReactNode {
  const [first] = others;
  const error = useFieldError("relations");
  if (!first && relations.length === 0) return null;
  return (
    <fieldset className="relation-fields stack">
      <legend className="field-label">{messages.relations}</legend>
      {relations.length === 0 && <p className="quiet small">{messages.noRelations}</p>}
      {relations.map(({ kind, documentId }, index) => {
        const number = { number: index + 1 };
        return (
          <div key={index} className="relation-field field">
            <select
              aria-label={formatMessage(messages.relationKind, number)}
              value={kind}
              onChange={({ target }) =>
                onChange(
                  relations.with(index, {
                    documentId,
                    kind: relationKinds.find((one) => one === target.value) ?? kind,
                  }),
                )
              }
            >
              <Options of={relationKinds.map((one) => [one, names[one]])} />
            </select>
            <select
              name={index === 0 ? "relations" : undefined}
              aria-label={formatMessage(messages.relationDocument, number)}
              value={documentId}
              onChange={({ target }) => onChange(relations.with(index, { kind, documentId: target.value }))}
            >
              <Options of={others.map(({ id, shortTitle }) => [id, shortTitle])} />
            </select>
            <button
              type="button"
              className="icon-button"
              aria-label={formatMessage(messages.removeRelation, number)}
              onClick={() => onChange(relations.toSpliced(index, 1))}
            >
              <X size={18} aria-hidden />
            </button>
          </div>
        );
      })}
      {error !== undefined && <p className="field-error">{error}</p>}
      {first && (
        <div>
          <button
            type="button"
            className="button button-quiet"
            onClick={() => onChange([...relations, { kind: "replaces", documentId: first.id }])}
          >
            <Plus size={16} aria-hidden /> {messages.addRelation}
          </button>
        </div>
      )}
    </fieldset>
  );
}
