import { lookAtEveryPage } from "./looked-at.ts";

describe("at 1440 px, light", () => lookAtEveryPage({ width: 1440, height: 900, colorScheme: "light" }));
