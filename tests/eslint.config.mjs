import { fileURLToPath } from "node:url";
import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import tseslint from "typescript-eslint";

const inCatalogue = "Text that people read belongs to a catalogue in server/core/messages.";
const letters = "[value=/[A-Za-z]{2}/]";

/** Text in markup, in attributes that are read aloud or shown, and in messages to the reader. */
const literalText = [
  `JSXText${letters}`,
  `JSXAttribute[name.name=/^(aria-label|title|placeholder|alt|label)$/] > Literal${letters}`,
  `CallExpression[callee.name=/^(toast|announce)$/] > Literal${letters}`,
  "CallExpression[callee.name=/^(toast|announce)$/] > TemplateLiteral",
].map((selector) => ({ selector, message: inCatalogue }));

export default tseslint.config(
  { ignores: ["dist/**", "data/**", "coverage/**", "mutation/**", "node_modules/**"] },
  js.configs.recommended,
  {
    files: ["**/*.ts", "**/*.tsx"],
    extends: [tseslint.configs.strictTypeChecked],
    languageOptions: {
      parserOptions: { projectService: true, tsconfigRootDir: fileURLToPath(new URL("..", import.meta.url)) },
    },
    rules: {
      "@typescript-eslint/consistent-type-imports": "error",
      "@typescript-eslint/no-unused-vars": ["error", { argsIgnorePattern: "^_", varsIgnorePattern: "^_" }],
      "@typescript-eslint/restrict-template-expressions": ["error", { allowNumber: true }],
      "@typescript-eslint/no-confusing-void-expression": ["error", { ignoreArrowShorthand: true }],
      "no-console": "error",
    },
  },
  {
    files: ["client/**/*.tsx"],
    plugins: { "react-hooks": hooks },
    rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
  {
    files: ["client/**/*.tsx", "client/**/*.ts", "server/http/pages/**/*.tsx"],
    rules: { "no-restricted-syntax": ["error", ...literalText] },
  },
  {
    files: ["tests/**"],
    rules: { "no-console": "off", "@typescript-eslint/no-non-null-assertion": "off" },
  },
  {
    files: ["**/*.mjs"],
    languageOptions: {
      globals: {
        process: "readonly",
        console: "readonly",
        URL: "readonly",
        performance: "readonly",
        setTimeout: "readonly",
      },
    },
  },
);
