import { parse } from "@formatjs/icu-messageformat-parser";

/**
 * A part of a parsed message: text; 0 for the number that chose the plural form; the name of a value; a name with a
 * message for each plural form or, if marked 1, for each of its values; or the name of a tag with the parts inside it.
 */
export type MessagePart =
  | string
  | 0
  | [name: string]
  | [name: string, forms: Record<string, ParsedMessage>, select?: 1]
  | [tag: string, none: 0, inside: ParsedMessage];
export type ParsedMessage = MessagePart[];

/** Element types, as the parser numbers them. */
const types = { literal: 0, argument: 1, number: 2, select: 5, plural: 6, pound: 7, tag: 8 };

/** The parser's form of an element; which fields it has depends on its type. */
interface Element {
  type: number;
  value: string;
  options: Record<string, { value: Element[] }>;
  children: Element[];
  offset: number;
  pluralType: "cardinal" | "ordinal";
}

/**
 * Parses a message in ICU MessageFormat: values, cardinal plurals, selects and tags.
 * @throws SyntaxError for a message that does not parse; Error for dates, times, styles, ordinals and offsets, which no
 * message uses
 */
export function parseMessage(message: string): ParsedMessage {
  return partsOf(parse(message, { captureLocation: false }) as unknown as Element[]);
}

function partsOf(elements: readonly Element[]): ParsedMessage {
  return elements.map(({ type, value, options, children, offset, pluralType }) => {
    if (type === types.literal) return value;
    if (type === types.argument || type === types.number) return [value];
    if (type === types.pound) return 0;
    if (type === types.tag) return [value, 0, partsOf(children)];
    if (type === types.select || (type === types.plural && offset === 0 && pluralType === "cardinal")) {
      const forms = Object.entries(options).map(([name, form]) => [name, partsOf(form.value)]);
      const parsed = Object.fromEntries(forms) as Record<string, ParsedMessage>;
      return type === types.select ? [value, parsed, 1] : [value, parsed];
    }
    throw new Error(`A message has a kind of element that is not supported: ${value}`);
  });
}
