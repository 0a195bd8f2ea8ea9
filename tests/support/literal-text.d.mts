import type { Rule } from "eslint";

/** The declaration of literal-text.mjs, which ESLint runs uncompiled. */
export const literalText: Rule.RuleModule;
