import { useLayoutEffect, useState } from "react";

/** A field of the server's page, as the reader left it. */
interface TypedField {
  name: string;
  value: string;
  isFocused: boolean;
}

/**
 * Keeps what was typed into the server's page before the scripts were there. React replaces that page after its first
 * render; this reads the fields in that render, and fills those of the same name afterwards.
 */
export function useTypedBefore(): void {
  const [typed] = useState(() => fieldsOf(document).filter(({ value, isFocused }) => value !== "" || isFocused));
  useLayoutEffect(() => {
    for (const { name, value, isFocused } of typed) {
      const field = document.querySelector<HTMLInputElement>(`#root input[name="${CSS.escape(name)}"]`);
      if (!field || field.value !== "") continue;
      field.value = value;
      if (isFocused) field.focus();
    }
  }, [typed]);
}

function fieldsOf(page: Document): TypedField[] {
  const fields = [...page.querySelectorAll<HTMLInputElement>("#root form input:not([type=hidden])")];
  return fields.map((field) => ({ name: field.name, value: field.value, isFocused: field === page.activeElement }));
}
