import { word } from "../components/messages.ts";

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long it is to something, in the two units that matter: "2 days 3 hours", "41 minutes". `milliseconds` is not negative. */
export function sayTimeLeft(milliseconds: number): string {
  const [days, hours, minutes] = [
    Math.floor(milliseconds / day),
    Math.floor((milliseconds % day) / hour),
    Math.floor((milliseconds % hour) / minute),
  ];
  const units =
    days > 0
      ? ([
          ["day", days],
          ["hour", hours],
        ] as const)
      : ([
          ["hour", hours],
          ["minute", minutes],
        ] as const);
  const said = units.filter(([, count]) => count > 0).map(([unit, count]) => word(`left-${unit}`, { count }));
  return said.length > 0 ? said.join(" ") : word("left-moment");
}

/** When what `sayTimeLeft` says changes next, in milliseconds. */
export function untilSaidAnew(milliseconds: number): number {
  const step = milliseconds > day ? hour : minute;
  return (milliseconds % step) + 1;
}
