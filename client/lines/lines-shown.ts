import { storedSwitch } from "../components/stored-switch.ts";

/** Whether line numbers are shown beside the text. */
export const { useOn: useLinesShown, toggle: toggleLines } = storedSwitch("rapporteur:lines");
