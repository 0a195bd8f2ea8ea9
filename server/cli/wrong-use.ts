import { Refusal } from "./refusal.ts";

/** A command that cannot be meant as it was given; says what is wrong with it. Exit code 2. */
export class WrongUse extends Refusal {
  override name = "WrongUse";
}
