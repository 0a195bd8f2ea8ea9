/** Words that leave a choice or set a condition, in six languages. */
const unsure =
  /[?？؟]|(?<![\p{L}\p{M}])(?:or|either|perhaps|maybe|possibly|consider|alternatively|if|ou|soit|peut-être|éventuellement|si|o|quizás|либо|или|возможно|если|أو|ربما|إذا)(?![\p{L}\p{M}])|或者?|如果|也许/iu;

/** Returns whether a text leaves a choice, sets a condition or asks a question. */
export function isUnsure(text: string): boolean {
  return unsure.test(text);
}
