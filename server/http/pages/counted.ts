const plural = new Intl.PluralRules("en");
const number = new Intl.NumberFormat("en-GB");

/** "1 comment", "12 comments"; the plural is given where it is not made with an s. */
export function counted(count: number, one: string, many = `${one}s`): string {
  return `${number.format(count)} ${plural.select(count) === "one" ? one : many}`;
}
