import { Fragment, type ReactNode, useState } from "react";
import { FormList, FormText } from "./Form.tsx";

/** The fields of a record as a form has them: texts by name. */
export type Typed<Name extends string> = Readonly<Record<Name, string>>;

/** A field of a record. Its part of the form, the check of the form and the value that is sent follow from it. */
type RecordField<Name extends string> = {
  label: string;
  hint?: string | ((value: string) => string | undefined);
  /** Whether the form has it. A field that the form lacks is not sent. */
  isShown?: (values: Typed<Name>) => boolean;
} & (
  | { presence: "required" | "usual" | "optional"; type?: "email" | "date"; limit?: number; example?: string }
  | { options: ReactNode }
);

export type RecordFields<Name extends string> = Readonly<Record<Name, RecordField<Name>>>;

/** The state of a form for a record. */
export interface RecordForm<Name extends string> {
  values: Typed<Name>;
  /** Whether everything required is filled in. */
  isReady: boolean;
  /** The values as the server takes them, without surrounding space. An empty one is null. */
  sent: Partial<Record<Name, string | null>>;
  /** Those that changed since the form was opened or saved, so that a change by another person at the same time stays. */
  changed: Partial<Record<Name, string | null>>;
  setSaved: () => void;
  /** Renders the fields, with a part of the form's own after some of them. */
  fields: (after?: { readonly [N in Name]?: ReactNode }) => ReactNode;
}

/** Returns the state of a form for a record, and its fields. The first field gets the focus. */
export function useRecord<Name extends string>(all: RecordFields<Name>, initial: Typed<Name>): RecordForm<Name> {
  const [values, setValues] = useState(initial);
  const [saved, setSaved] = useState(initial);
  const shown = (Object.keys(all) as Name[]).filter((name) => all[name].isShown?.(values) ?? true);
  const pick = (wanted: (name: Name) => boolean): Partial<Record<Name, string | null>> =>
    Object.fromEntries(shown.filter(wanted).map((name) => [name, values[name].trim() || null])) as Partial<
      Record<Name, string | null>
    >;
  return {
    values,
    isReady: shown.every((name) => {
      const field: RecordField<Name> = all[name];
      return "options" in field || field.presence !== "required" || values[name].trim() !== "";
    }),
    sent: pick(() => true),
    changed: pick((name) => values[name].trim() !== saved[name].trim()),
    setSaved: () => setSaved(values),
    fields: (after = {}) =>
      shown.map((name, index) => {
        const field: RecordField<Name> = all[name];
        const { label, hint } = field;
        const value = values[name];
        const shared = {
          name,
          label,
          value,
          hint: typeof hint === "function" ? hint(value) : hint,
          onChange: (text: string) => setValues((before) => ({ ...before, [name]: text })),
        };
        return (
          <Fragment key={name}>
            {"options" in field ? (
              <FormList {...shared}>{field.options}</FormList>
            ) : (
              <FormText
                {...shared}
                type={field.type}
                maxLength={field.limit}
                placeholder={field.example}
                isOptional={field.presence === "optional"}
                hasFocus={index === 0}
              />
            )}
            {after[name]}
          </Fragment>
        );
      }),
  };
}
