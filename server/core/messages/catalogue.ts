/** The parameters of a message, by name. */
export type Params = Readonly<Record<string, string | number>>;

/** A message as data, for example a placement's reason in an answer of the API. */
export interface MessageData {
  code: string;
  params: Params;
}

/**
 * The messages for a closed list of codes in one language, each in ICU MessageFormat (`phrases/format-message.ts`). Data
 * only, so that translators write no code.
 */
export type Catalogue<Code extends string> = Readonly<Record<Code, string>>;
