/**
 * Characters that no text should contain: control characters, byte order marks, lone surrogates. Old converters leave
 * them.
 */
const unwanted = /[\p{Cc}\uFEFF\uFFFE\uFFFF]|\p{Cs}/gu;

/** Removes the characters that no text should contain. */
export function withoutUnwanted(text: string): string {
  return text.replace(unwanted, "");
}
