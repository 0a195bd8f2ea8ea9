import { setUp } from "./core/messages/en/set-up.mjs";

/** Returns a line of the set-up's output, by code. */
export function setUpText(code, params = {}) {
  return `rapporteur: ${setUp[code].replace(/\{(\w+)\}/gu, (_, name) => String(params[name]))}`;
}
