import type { FieldProblem } from "#core/contract/field-problem.ts";
import type { ProblemCode } from "#core/contract/problem.ts";
import type { Params } from "#core/messages/catalogue.ts";
import { fields, problems, proposals } from "#core/messages/catalogues.ts";
import { messageTextFrom, uncheckedText } from "#core/phrases/message-text.ts";

/** Problems and their fields; a field of a proposal has its problems. The client shows what the server words. */
const areas = [problems, fields, proposals] as const;

/** Maximum number of fields named in a sentence on a page. The others are in the problem's list. */
const mostNamed = 3;

/**
 * Returns an error's title and detail. The detail explains the error, says what to do, and names each invalid field
 * with its problem.
 */
export function problemText(
  { code, params, errors }: { code: ProblemCode; params: Params; errors: readonly FieldProblem[] },
  language: string,
): { title: string; detail: string } {
  const detail = uncheckedText({ code: `problem-${code}-detail`, params }, language, ...areas);
  return {
    title: uncheckedText({ code: `problem-${code}`, params }, language, ...areas),
    detail: errors.length > 0 ? `${detail} ${fieldProblemsText(errors, language)}` : detail,
  };
}

/** Describes the first invalid fields, each with its problem. */
export function fieldProblemsText(errors: readonly FieldProblem[], language: string): string {
  return errors
    .slice(0, mostNamed)
    .map((error) => lineText(error, language))
    .join(" ");
}

/** Describes the problem of one field. */
export function fieldProblemText({ code, params }: FieldProblem, language: string): string {
  return uncheckedText({ code, params }, language, ...areas);
}

/** Formats one line: "text: at most 20,000 characters are allowed." */
function lineText(error: FieldProblem, language: string): string {
  const [, part = "", ...keys] = error.pointer.split("/");
  const field = keys.length > 0 ? keys.join(".") : part;
  const params = { field, problem: fieldProblemText(error, language) };
  return messageTextFrom(fields, { code: "field-line", params }, language);
}
