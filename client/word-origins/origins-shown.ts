import { storedSwitch } from "../components/stored-switch.ts";

/** Whether word origins are shown. */
export const { useOn: useOriginsShown, toggle: toggleOrigins } = storedSwitch("rapporteur:origins");
