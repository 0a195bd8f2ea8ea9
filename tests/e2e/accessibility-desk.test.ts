import { lookAtEveryPage } from "./check-every-page.ts";

describe("at 1440 px, light", () => lookAtEveryPage({ width: 1440, height: 900, colorScheme: "light" }));
