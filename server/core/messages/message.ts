/**
 * One message in ICU MessageFormat: plain text, `{name}` for a value, `{count, plural, one {# reply} other {# replies}}`
 * for a number (https://unicode-org.github.io/icu/userguide/format_parse/messages/). Catalogues hold messages as
 * constants, so that the compiler checks keys and parameters. The server parses a message when it is first used. The
 * build of the client replaces each by its parsed form, so no parser reaches the browser.
 */
import { type Formats, IntlMessageFormat } from "intl-messageformat";
import type { GetICUArgs } from "@schummar/icu-type-parser";
import { isolate, readsRightToLeft } from "#core/text/direction.ts";

/** The parameters of a message by name: numbers for plurals and number formats, strings or numbers elsewhere. */
export type ParamsOf<M extends string, Value = string | number> = GetICUArgs<
  M,
  { ICUNumberArgument: number; ICUArgument: Value }
>;

/** Values by parameter name. Anything but a string or a number is inserted as it is, for example an element of a page. */
export type Values = Readonly<Record<string, unknown>>;

/** A message with the parameters that appear in it as plain values and those that are counts. */
interface ParsedMessage {
  format: IntlMessageFormat;
  plain: ReadonlySet<string>;
  counts: ReadonlySet<string>;
}

type Elements = ReturnType<IntlMessageFormat["getAst"]>;

/** Types of the elements of a parsed message, as @formatjs/icu-messageformat-parser numbers them. */
const argument = 1;
const select = 5;
const plural = 6;
const tag = 8;

/** A message without these characters is plain text. The build leaves such messages as they are. */
const special = /[{}'<]/u;

/** Parsing a message and making its formats takes far longer than using them. By language, then by message. */
const parsed = new Map<string, Map<string | Elements, ParsedMessage>>();

const formatters = {
  getNumberFormat: remember((language, options?: object) => new Intl.NumberFormat(language, options)),
  getDateTimeFormat: remember((language, options?: object) => new Intl.DateTimeFormat(language, options)),
  getPluralRules: remember((language, options?: object) => new Intl.PluralRules(language, options)),
};

/**
 * Formats a message in a language (BCP 47). Numbers are written as the language writes them. Right-to-left text inside a
 * left-to-right message is isolated, so that the rest of the sentence keeps its order (UAX #9).
 */
export function formatMessage<const M extends string>(message: M, params: ParamsOf<M>, language: string): string {
  return formatValues(message, params as Values, language).join("");
}

/**
 * Formats a message without type checks and returns its parts in order: text, or the value given for a parameter. A
 * parameter without a value stays as its name in braces. A function wraps the parts inside the tag of its name.
 */
export function formatValues(message: string | Elements, values: Values, language: string): unknown[] {
  if (typeof message === "string" && !special.test(message)) return [message];
  const { format, plain, counts } = parsedMessage(message, language);
  const given: Record<string, unknown> = { ...values };
  for (const name of plain) {
    const value = values[name];
    if (value === undefined) given[name] = `{${name}}`;
    else if (typeof value === "string" && readsRightToLeft(value)) given[name] = isolate(value);
    else if (typeof value === "number" && !counts.has(name))
      given[name] = formatters.getNumberFormat(language).format(value);
  }
  for (const name of counts) given[name] ??= 0;
  const result: unknown = format.format(given as Parameters<IntlMessageFormat["format"]>[0]);
  return Array.isArray(result) ? result : [result];
}

function parsedMessage(message: string | Elements, language: string): ParsedMessage {
  let messages = parsed.get(language);
  if (!messages) parsed.set(language, (messages = new Map()));
  const known = messages.get(message);
  if (known) return known;
  const format = new IntlMessageFormat(message, language, undefined as unknown as Partial<Formats>, { formatters });
  const plain = new Set<string>();
  const counts = new Set<string>();
  collect(format.getAst(), plain, counts);
  const made = { format, plain, counts };
  messages.set(message, made);
  return made;
}

function collect(elements: Elements, plain: Set<string>, counts: Set<string>): void {
  for (const element of elements) {
    const type: number = element.type;
    if (type === argument) plain.add((element as { value: string }).value);
    if (type === plural) counts.add((element as { value: string }).value);
    if ("children" in element && type === tag) collect(element.children, plain, counts);
    if ("options" in element && (type === select || type === plural)) {
      for (const option of Object.values(element.options)) collect(option.value, plain, counts);
    }
  }
}

/** Making an Intl object takes a thousand times longer than using it, and one page may format thousands of messages. */
function remember<T>(
  make: (language: string | string[], options?: object) => T,
): (...args: [(string | string[])?, object?]) => T {
  const made = new Map<string, T>();
  return (language = [], options) => {
    const key = JSON.stringify([language, options]);
    const value = made.get(key) ?? make(language, options);
    made.set(key, value);
    return value;
  };
}
