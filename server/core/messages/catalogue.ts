/** The parameters of a message, by name. */
export type Params = Readonly<Record<string, string | number>>;

/**
 * The text of a message: a sentence with {names} in it. If a count matters, one sentence for each plural category of
 * the language (Unicode CLDR: English has one and other, Russian one, few, many and other, Arabic six). Data only, so
 * that translators write no code.
 */
export type Wording = string | ({ by: string; other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

/** The messages for a closed list of codes in one language. */
export type Catalogue<Code extends string> = Readonly<Record<Code, Wording>>;
