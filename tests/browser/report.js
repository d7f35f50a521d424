// What all tests here need: the binary's reports about a folder, and a browser to open them in.

import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";

import { chromium } from "playwright-core";

export const root = fileURLToPath(new URL("../..", import.meta.url));
export const FIXTURES = ["fixtures/gold", "fixtures/broken"];

const ropex = process.env.ROPEX ?? join(root, "target/debug/ropex");
const browsers = [process.env.CHROMIUM, "/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];

/** Runs `ropex check` on inputs and gives the path of the report. */
export function report(format, inputs, ...options) {
  const path = join(mkdtempSync(join(tmpdir(), "ropex-")), `report.${format}`);
  const args = ["check", ...inputs, "--ocr", "never", "--quiet", "--format", "gitlab", "--report", `${format}=${path}`];
  const run = spawnSync(ropex, [...args, ...options], { cwd: root, maxBuffer: 1 << 30 });
  if (!existsSync(path)) throw new Error(`no report: ${run.error ?? run.stderr}`);
  return path;
}

export function launch() {
  const executablePath = browsers.find((path) => path && existsSync(path));
  if (!executablePath) throw new Error("no Chromium: install it, or name it in CHROMIUM");
  return chromium.launch({ executablePath, args: ["--no-sandbox"] });
}

/** Opens a report, and keeps what it must not do: errors, and requests for anything but itself. */
export async function open(browser, path, options = {}) {
  const context = await browser.newContext({ viewport: { width: 1400, height: 900 }, ...options });
  const page = await context.newPage();
  const address = String(pathToFileURL(path));
  const wrong = [];
  page.on("console", (message) => ["error", "warning"].includes(message.type()) && wrong.push(message.text()));
  page.on("pageerror", (error) => wrong.push(String(error)));
  page.on("dialog", (dialog) => wrong.push(dialog.message()));
  const own = (url) => url.split("#")[0] === address;
  context.on("request", (request) => own(request.url()) || wrong.push(request.url()));
  await page.goto(address + (options.hash ?? ""));
  return { page, wrong, address };
}
