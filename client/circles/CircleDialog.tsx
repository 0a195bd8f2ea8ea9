import { useState, type ReactNode } from "react";
import type { Organisation } from "#core/access/people.ts";
import type { CircleFields } from "#core/contract/circle-operations.ts";
import * as messages from "#core/messages/people-pages.en.ts";
import { ConfirmDialog } from "../components/ConfirmDialog.tsx";
import { headWord, interfaceLanguage, word } from "../page-parts/messages.ts";

/** Edits a circle's name and organisations. */
export function CircleDialog({
  title,
  act,
  before,
  organisations,
  bound,
  drafts,
  onSave,
  onClose,
}: {
  title: string;
  /** Label of the button that saves. */
  act: string;
  before: CircleFields;
  organisations: readonly Organisation[];
  /** Id of the organisation the circle is made for, which cannot be removed; null without one. */
  bound: string | null;
  /** Number of drafts shared with the circle so far; null if the reader may not know. */
  drafts: number | null;
  onSave: (fields: CircleFields) => Promise<boolean>;
  onClose: () => void;
}): ReactNode {
  const [name, setName] = useState(before.name);
  const [chosen, setChosen] = useState<readonly string[]>(before.organisationIds);
  const coming = organisations.filter(({ id }) => chosen.includes(id) && !before.organisationIds.includes(id));
  return (
    <ConfirmDialog
      title={title}
      act={act}
      ready={name.trim() !== "" && chosen.length > 1}
      onConfirm={() => onSave({ name: name.trim(), organisationIds: [...chosen] })}
      onClose={onClose}
    >
      <label className="field">
        <span className="field-label">{messages.circleNameField}</span>
        <input className="input" maxLength={100} value={name} onChange={({ target }) => setName(target.value)} />
      </label>
      <fieldset className="circle-organisations">
        <legend className="field-label">{messages.circleOrganisationsField}</legend>
        {organisations.map(({ id, shortName, name: full, group }) => (
          <label key={id} className="circle-organisation">
            <input
              type="checkbox"
              checked={chosen.includes(id)}
              disabled={id === bound}
              onChange={({ target }) =>
                setChosen(target.checked ? [...chosen, id] : chosen.filter((other) => other !== id))
              }
            />
            <span>
              {shortName}{" "}
              <span className="quiet small">
                {full === shortName ? "" : `${full} · `}
                {headWord(`group-${group}`)}
              </span>
            </span>
          </label>
        ))}
      </fieldset>
      <p role="status" className="circle-reads">
        {drafts !== 0 && coming.length > 0 && sayReads(coming, drafts)}
      </p>
    </ConfirmDialog>
  );
}

/** Says which drafts the newly added organisations will be able to read. */
function sayReads(coming: readonly Organisation[], drafts: number | null): string {
  const names = new Intl.ListFormat(interfaceLanguage).format(coming.map(({ shortName }) => shortName));
  return drafts === null ? word("circle-new-reads-all", { names }) : word("circle-new-reads", { names, count: drafts });
}
