import type { Rule } from "eslint";

/** The declaration of literal-text.mjs, which the linter runs uncompiled. */
export const literalText: Rule.RuleModule;
