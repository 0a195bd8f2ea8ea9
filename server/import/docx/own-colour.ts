import { child, valueOf, type XmlElement } from "../shared/xml.ts";

const inks = new Set(["auto", "000000", "none", "black", "windowText"]);
const papers = new Set(["auto", "FFFFFF", "none"]);

/**
 * Whether a run's own properties give it a colour, a highlight or a ground: how some mark what they put in. Black on white
 * is none, nor is what a style gives, which all of its kind have.
 */
export function hasOwnColour(properties: XmlElement | undefined): boolean {
  const ink = valueOf(properties, "w:color");
  const highlight = valueOf(properties, "w:highlight");
  const ground = child(properties, "w:shd")?.attributes["w:fill"];
  return (
    (ink !== undefined && !inks.has(ink)) ||
    (highlight !== undefined && !inks.has(highlight)) ||
    (ground !== undefined && !papers.has(ground.toUpperCase() === "AUTO" ? "auto" : ground.toUpperCase()))
  );
}
