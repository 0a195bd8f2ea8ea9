/** What a message speaks of, by name. */
export type Params = Readonly<Record<string, string | number>>;

/**
 * How a message is worded: a sentence with {names} in it, or, where a count decides, one for each plural category of the
 * language (Unicode CLDR: English has one and other, Russian one, few, many and other, Arabic six). Only data, so that
 * whoever translates a catalogue writes no code.
 */
export type Wording = string | ({ by: string; other: string } & Partial<Record<Intl.LDMLPluralRule, string>>);

/** The wordings of a closed list of codes in one language. */
export type Catalogue<Code extends string> = Readonly<Record<Code, Wording>>;
