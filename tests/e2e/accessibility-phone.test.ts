import { lookAtEveryPage } from "./check-every-page.ts";

describe("at 390 px, dark", () => lookAtEveryPage({ width: 390, height: 844, colorScheme: "dark" }));
