// The picture in the README, made of the project's own fixtures.

import { mkdirSync } from "node:fs";
import { dirname, join } from "node:path";

import { launch, open, report, root } from "./report.js";

const picture = join(root, "docs/images/report.png");

const browser = await launch();
const { page } = await open(browser, report("html", ["fixtures/gold"]), { viewport: { width: 1280, height: 800 } });
await page.evaluate(() => by("matrix").scrollIntoView());
mkdirSync(dirname(picture), { recursive: true });
await page.screenshot({ path: picture });
await browser.close();
console.log(picture);
