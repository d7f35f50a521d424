// The HTML report as people use it: with a mouse, with keys alone, by a screen reader, in the dark, on paper.

import assert from "node:assert/strict";
import { readFileSync, writeFileSync, mkdtempSync } from "node:fs";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { after, before, test } from "node:test";

import { FIXTURES, launch, open, report } from "./report.js";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
let browser, path;

before(async () => {
  path = report("html", FIXTURES);
  browser = await launch();
});
after(() => browser?.close());

/** The records that the page says it shows. */
const shown = async (page) => Number((await page.textContent("#shown")).match(/\d+/)[0]);

async function violations(page) {
  // Not by a script element: the page's own policy would refuse it.
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => axe.run(document));
  return violations.map((violation) => `${violation.id}: ${violation.nodes.slice(0, 3).map((node) => node.html)}`);
}

for (const colorScheme of ["light", "dark"]) {
  test(`axe finds nothing wrong, ${colorScheme}`, async () => {
    const { page, wrong } = await open(browser, path, { colorScheme });
    assert.deepEqual(await violations(page), [], "the report");
    await page.click("summary");
    await page.click("#table tbody th a");
    assert.deepEqual(await violations(page), [], "a record");
    assert.deepEqual(wrong, []);
  });
}

test("it renders what was read, what was not, and asks nothing of anybody", async () => {
  const { page, wrong } = await open(browser, path);
  assert.match(await page.textContent("h2 >> nth=0"), /documents could not be read/);
  assert.ok((await shown(page)) > 50);
  assert.ok((await page.locator(".alarm tbody tr").count()) > 5);
  assert.ok((await page.locator("#table tbody tr").count()) < 60, "only rows in sight are in the page");
  assert.deepEqual(wrong, []);
});

test("every number leads to as many records", async () => {
  const { page } = await open(browser, path);
  const links = await page.$$eval(".bars .number a", (links) => links.map((link) => [link.hash, Number(link.textContent)]));
  assert.ok(links.length > 30);
  const counts = await page.evaluate((links) => links.map(([hash]) => select(new URLSearchParams(hash.slice(1))).length), links);
  assert.deepEqual(counts.map((count, index) => [links[index][0], count]), links);
  const [hash, number] = links[3];
  await page.click(`.bars a[href="${hash}"]`);
  assert.equal(await shown(page), number);
});

test("a filter is in the address, and an address is a view", async () => {
  const { page, address } = await open(browser, path);
  const all = await shown(page);
  await page.selectOption("#severity", "error");
  const errors = await shown(page);
  assert.ok(errors > 0 && errors < all);
  await page.fill("#q", "gold");
  await page.selectOption("#field", "recipients");
  await page.selectOption("#status", "stated");
  const few = await shown(page);
  const view = page.url();
  assert.match(view, /#severity=error&q=gold&field=recipients&status=stated$/);
  const again = await open(browser, path, { hash: view.slice(address.length) });
  assert.equal(await shown(again.page), few);
  assert.equal(await again.page.inputValue("#q"), "gold");
  await page.click("button[type=reset]");
  assert.equal(await shown(page), all);
});

test("rows are sorted as their head says", async () => {
  const { page } = await open(browser, path);
  await page.click("[data-sort=title]");
  assert.equal(await page.getAttribute("th.record[aria-sort]", "aria-sort"), "ascending");
  const titles = await page.$$eval("#table tbody th a", (links) => links.map((link) => link.textContent));
  const sorted = [...titles].sort(new Intl.Collator("en", { numeric: true }).compare);
  assert.deepEqual(titles, sorted);
  await page.click("[data-sort=errors]");
  const counts = await page.$$eval("#table tbody td.count:nth-child(2)", (cells) => cells.map((cell) => Number(cell.textContent)));
  assert.deepEqual(counts, [...counts].sort((a, b) => b - a));
});

test("the last row comes into view, and only rows in sight stay", async () => {
  const { page } = await open(browser, path);
  const all = await shown(page);
  await page.$eval(".matrix", (box) => (box.scrollTop = box.scrollHeight));
  await page.waitForSelector(`#table tr[aria-rowindex="${all + 1}"]`);
  assert.equal(await page.locator('#table tr[aria-rowindex="2"]').count(), 0);
});

test("a record shows its text with a value marked at its place", async () => {
  const { page, wrong } = await open(browser, path, { hash: "#field=retention&status=stated&format=text" });
  await page.click("#table tbody th a");
  await page.click("mark[data-fields~=retention] a");
  const marked = await page.$eval("mark.on a", (link) => link.lastChild.textContent.trim());
  const written = await page.textContent(".field.on");
  assert.match(page.url(), /at=retention/);
  assert.ok(written.includes(marked.split("\n")[0]), `${marked}\n${written}`);
  assert.ok(await page.isVisible("mark.on"));
  assert.deepEqual(wrong, []);
});

test("findings stand at their field, with quote, law and code", async () => {
  const { page } = await open(browser, path, { hash: "#code=G003" });
  await page.click("#table tbody th a");
  const found = page.locator(".found", { hasText: "G003" }).first();
  assert.ok((await found.locator("blockquote").textContent()).length > 3);
  assert.match(await found.textContent(), /Art\. \d+/);
});

test("a finding in a PDF leads to its page", async () => {
  const { page } = await open(browser, path, { hash: "#format=pdf&q=gold" });
  await page.click("#table tbody th a");
  const href = await page.getAttribute(".field dd a", "href");
  assert.match(href, /fixtures\/gold\/.*\.pdf#page=\d+$/);
});

test("keys go from record to record and back to the same view", async () => {
  const { page } = await open(browser, path, { hash: "#severity=error&sort=path" });
  const all = await shown(page);
  await page.focus("#table tbody th a");
  await page.keyboard.press("Enter");
  const first = await page.textContent("#record h1");
  assert.equal(await page.evaluate(() => document.activeElement.tagName), "H1");
  await page.keyboard.press("ArrowRight");
  await page.waitForFunction((first) => document.querySelector("#record h1").textContent !== first || location.hash.includes("-2"), first);
  assert.match(await page.textContent("#record nav .place"), new RegExp(`^2 of ${all} `));
  await page.keyboard.press("Escape");
  await page.waitForSelector("#report:not([hidden])");
  assert.match(page.url(), /#severity=error&sort=path$/);
  assert.equal(await shown(page), all);
});

test("it fits a window at 200 %, and nothing is cut off", async () => {
  const { page } = await open(browser, path, { viewport: { width: 640, height: 480 } });
  const wide = () => page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  assert.ok((await wide()) <= 0, `${await wide()} px too wide`);
  await page.click("#table tbody th a");
  assert.ok((await wide()) <= 0, `${await wide()} px too wide with a record`);
});

test("on paper: totals, findings by code, and a page a record without its text", async () => {
  const { page } = await open(browser, path, { hash: "#severity=error" });
  const all = await shown(page);
  await page.emulateMedia({ media: "print" });
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  assert.equal(await page.locator(".sheet").count(), all);
  assert.ok(await page.isVisible(".totals") && await page.isVisible(".codes"));
  assert.equal(await page.locator("#print .text").count(), 0);
  assert.ok(!(await page.isVisible("#table")));
});

test("what a document says stays text", async () => {
  const folder = mkdtempSync(join(tmpdir(), "ropex-"));
  const evil = "</script><img src=x onerror=alert(1)><script>alert(2)</script>";
  writeFileSync(join(folder, "evil.txt"), `Record of processing activities\n\nName: ${evil}\nPurpose: ${evil}\nRecipients: <b>${evil}\n`);
  const { page, wrong } = await open(browser, report("html", [folder]));
  await page.click("#table tbody th a");
  assert.ok((await page.textContent(".text")).includes("onerror=alert(1)"));
  assert.equal(await page.locator("img").count(), 0);
  assert.deepEqual(wrong, []);
});

test("an empty folder says that nothing was checked", async () => {
  const { page, wrong } = await open(browser, report("html", [mkdtempSync(join(tmpdir(), "ropex-"))]));
  assert.match(await page.textContent(".verdict"), /nothing was checked/);
  assert.deepEqual(await violations(page), []);
  assert.deepEqual(wrong, []);
});
