/**
 * Formats messages in ICU MessageFormat: plain text, `{name}` for a value, `{count, plural, one {# reply} other {# replies}}`
 * for a number (https://unicode-org.github.io/icu/userguide/format_parse/messages/). Catalogues hold messages as
 * constants, so that the compiler checks keys and parameters. The server parses a message when it is first used. The
 * build of the client replaces each by its parsed form, so no parser reaches the browser. Formatting a parsed message
 * takes few lines; a library for it would add 3 kB to every page.
 */
import { parse } from "@formatjs/icu-messageformat-parser";
import type { GetICUArgs } from "@schummar/icu-type-parser";
import { isolate, readsRightToLeft } from "#core/text/direction.ts";

/**
 * The parameters of a message by name: numbers for plurals and number formats, `Value` elsewhere. If the message is one
 * of several, the parameters of all of them.
 */
export type ParamsOf<M extends string, Value = string | number> = OfEach<
  M extends M ? (params: GetICUArgs<M, { ICUNumberArgument: number; ICUArgument: Value }>) => void : never
>;

/** Intersects the parameters of functions. A union within one of them remains. */
type OfEach<Functions> = [Functions] extends [(params: infer Params) => void] ? Params : never;

/** The parameters as the last argument of a function, which may be omitted if the message has none. */
export type ParamsArgument<M extends string> = keyof ParamsOf<M> extends never
  ? [params?: Readonly<Record<string, never>>]
  : [params: Readonly<ParamsOf<M>>];

/** Values by parameter name. Anything but a string or a number is inserted as it is, for example an element of a page. */
type Values = Readonly<Record<string, unknown>>;

/** A message without these characters is plain text. The build leaves such messages as they are. */
const special = /[{}'<]/u;

const parsed = new Map<string, ParsedMessage>();

/** Making an Intl object takes a thousand times longer than using it, and one page formats thousands of messages. */
const numberFormats = new Map<string, Intl.NumberFormat>();
const pluralRules = new Map<string, Intl.PluralRules>();

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
export function formatValues(message: string | ParsedMessage, values: Values, language: string): unknown[] {
  if (typeof message !== "string") return formatParts(message, values, language, 0);
  if (!special.test(message)) return [message];
  const parsedMessage = parsed.get(message) ?? parseMessage(message);
  parsed.set(message, parsedMessage);
  return formatParts(parsedMessage, values, language, 0);
}

/** `count` is the number that chose the plural form around the parts. */
function formatParts(parts: readonly MessagePart[], values: Values, language: string, count: number): unknown[] {
  return parts.flatMap((part): unknown[] => {
    if (typeof part === "string") return [part];
    if (part === 0) return [formatNumber(count, language)];
    const [name, forms, rest] = part;
    const value = values[name];
    if (forms === undefined) return [valueOf(name, value, language)];
    if (forms === 0) {
      const inside = formatParts(rest, values, language, count);
      return typeof value === "function" ? [(value as (parts: unknown[]) => unknown)(inside)] : inside;
    }
    if (rest === 1) return formatParts(forms[String(value)] ?? forms["other"] ?? [], values, language, count);
    const number = Number(value ?? 0);
    const form = forms[`=${String(number)}`] ?? forms[rulesOf(language).select(number)] ?? forms["other"] ?? [];
    return formatParts(form, values, language, number);
  });
}

function valueOf(name: string, value: unknown, language: string): unknown {
  if (value === undefined) return `{${name}}`;
  if (typeof value === "number") return formatNumber(value, language);
  return typeof value === "string" && readsRightToLeft(value) ? isolate(value) : value;
}

function formatNumber(value: number, language: string): string {
  const format = numberFormats.get(language) ?? new Intl.NumberFormat(language);
  numberFormats.set(language, format);
  return format.format(value);
}

function rulesOf(language: string): Intl.PluralRules {
  const rules = pluralRules.get(language) ?? new Intl.PluralRules(language);
  pluralRules.set(language, rules);
  return rules;
}

/**
 * A part of a parsed message: text; 0 for the number that chose the plural form; the name of a value; a name with a
 * message for each plural form or, if marked 1, for each of its values; or the name of a tag with the parts inside it.
 */
type MessagePart =
  | string
  | 0
  | [name: string]
  | [name: string, forms: Record<string, ParsedMessage>, select?: 1]
  | [tag: string, none: 0, inside: ParsedMessage];
type ParsedMessage = MessagePart[];

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
