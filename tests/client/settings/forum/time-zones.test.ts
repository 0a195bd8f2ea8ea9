import { timeZonesByRegion } from "../../../../client/settings/forum/time-zones.ts";

test("lists UTC, and every zone below its region", () => {
  const regions = timeZonesByRegion("UTC");
  expect(regions[0]).toEqual({ region: "", zones: [{ id: "UTC", name: "UTC" }] });
  const europe = regions.find(({ region }) => region === "Europe");
  expect(europe?.zones).toContainEqual({ id: "Europe/Zurich", name: "Zurich" });
  const america = regions.find(({ region }) => region === "America");
  expect(america?.zones).toContainEqual({ id: "America/New_York", name: "New York" });
});

test("keeps a zone in use that the browser does not know", () => {
  const zones = timeZonesByRegion("Mars/Olympus_Mons").flatMap((region) => region.zones);
  expect(zones).toContainEqual({ id: "Mars/Olympus_Mons", name: "Olympus Mons" });
});
