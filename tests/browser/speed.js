// A measurement and no test: how long until the page of 5,000 records can be used. `npm run speed`.

import assert from "node:assert/strict";
import { mkdtempSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { launch, open, report } from "./report.js";

const RECORDS = 5000;
const HEAD = "Name of the processing,Controller,Purposes,Categories of data subjects,Categories of personal data,Recipients,Retention period,Security measures";

let browser, path;

before(async () => {
  const row = (index) =>
    [`Activity ${index}`, `Branch ${index % 90}, Long Street ${index}`, index % 7 ? "To lend tools and to get them back in good order" : "",
      "Members; guests", "Name; address; loans of the last two years", index % 5 ? "The insurer of the club" : "See annex",
      `${1 + (index % 9)} years after the loan ends`, index % 3 ? "Locked cupboards, two keys" : "tbd"]
      .map((cell) => `"${cell}"`).join(",");
  const folder = mkdtempSync(join(tmpdir(), "ropex-"));
  // A register of fifty records a file is what a large organisation keeps.
  for (let file = 0; file < RECORDS / 50; file++) {
    const rows = Array.from({ length: 50 }, (_, index) => row(file * 50 + index));
    writeFileSync(join(folder, `register-${file}.csv`), [HEAD, ...rows, ""].join("\n"));
  }
  path = report("html", [folder]);
  browser = await launch();
});
after(() => browser?.close());

test(`${RECORDS} records: first view, filter, scroll, record`, async () => {
  // Chromium's first page pays for its own start.
  await open(browser, report("html", ["fixtures/gold/bold-labels-markdown"]));
  const begun = performance.now();
  const { page, wrong } = await open(browser, path);
  await page.waitForSelector("#table tbody th a");
  const view = performance.now() - begun;
  assert.match(await page.textContent("#shown"), /All 5,000 records/);
  const [filter, scroll, record] = await page.evaluate(async () => {
    const timed = async (act) => {
      const begun = performance.now();
      act();
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      return performance.now() - begun;
    };
    const to = (hash) => () => {
      location.hash = hash;
      show();
    };
    return [
      await timed(to("q=activity 4&status=empty")),
      await timed(() => (document.querySelector(".matrix").scrollTop = 20000)),
      await timed(to(`record=${data.records[2500].id}`)),
    ];
  });
  const size = (statSync(path).size / 2 ** 20).toFixed(1);
  const ms = (number) => `${Math.round(number)} ms`;
  console.log(`${RECORDS} records, ${size} MiB: first view ${ms(view)}, filter ${ms(filter)}, scroll ${ms(scroll)}, record ${ms(record)}`);
  assert.deepEqual(wrong, []);
});
