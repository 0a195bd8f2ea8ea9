import "../page-parts/damage.css";

/** The notice of damage, which is loaded only if there is any. */
export { DamageNotice } from "../page-parts/DamageNotice.tsx";
