/** The parameters of a message, by name. */
export type Params = Readonly<Record<string, string | number>>;

/**
 * The messages for a closed list of codes in one language, each in ICU MessageFormat (`message.ts`). Data only, so that
 * translators write no code.
 */
export type Catalogue<Code extends string> = Readonly<Record<Code, string>>;
