import { fileURLToPath } from "node:url";
import js from "@eslint/js";
import hooks from "eslint-plugin-react-hooks";
import regexp from "eslint-plugin-regexp";
import tseslint from "typescript-eslint";
import { literalText } from "./support/literal-text.mjs";

/** The rule on text of pages and of the command line. */
const texts = { rules: { "literal-text": literalText } };

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
    // Patterns run on uploaded texts, so none may take quadratic time.
    files: ["server/**/*.{ts,tsx}", "client/**/*.{ts,tsx}"],
    plugins: { regexp },
    rules: {
      "regexp/no-super-linear-backtracking": ["error", { report: "potential" }],
      "regexp/no-super-linear-move": ["error", { report: "potential" }],
    },
  },
  {
    files: ["client/**/*.tsx"],
    plugins: { "react-hooks": hooks },
    rules: { "react-hooks/rules-of-hooks": "error", "react-hooks/exhaustive-deps": "error" },
  },
  {
    files: ["client/**/*.{ts,tsx}", "server/http/pages/**/*.{ts,tsx}"],
    plugins: { texts },
    rules: { "texts/literal-text": ["error", { calls: { toast: 0, announce: 0, useTitle: 0 } }] },
  },
  {
    files: ["server/cli/**/*.ts"],
    plugins: { texts },
    rules: {
      "texts/literal-text": [
        "error",
        {
          calls: {
            description: 0,
            argument: 1,
            option: 1,
            requiredOption: 1,
            Option: 1,
            write: -1,
            writeError: -1,
            reportProgress: -1,
          },
          errors: true,
        },
      ],
    },
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
        fetch: "readonly",
        performance: "readonly",
        setTimeout: "readonly",
      },
    },
  },
);
