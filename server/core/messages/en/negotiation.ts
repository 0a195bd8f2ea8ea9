import type { Catalogue } from "#core/messages/catalogue.ts";
import type { negotiationMarks } from "#core/text/negotiation.ts";

/** What the signs of a text under negotiation say, shown beside them and to screen readers. */
export const negotiation: Catalogue<`sign-${(typeof negotiationMarks)[number]}` | "sign-nested" | "sign-single"> = {
  "sign-bracket": "In brackets: not agreed",
  "sign-nested": "In brackets within brackets: not agreed",
  "sign-single": "A bracket without its fellow",
  "sign-source": "Who put it forward",
  "sign-alternative": "An alternative",
  "sign-agreed": "Agreed",
  "sign-agreed-ad-ref": "Agreed, to be confirmed",
  "sign-symbol": "What is proposed for the clause",
};
