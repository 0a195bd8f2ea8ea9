import { lookAtEveryPage } from "./looked-at.ts";

describe("at 390 px, dark", () => lookAtEveryPage({ width: 390, height: 844, colorScheme: "dark" }));
