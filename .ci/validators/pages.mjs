// Every kind of page of a bundle in a browser: axe-core in light and dark and on a telephone, nothing wider than the
// screen, folded tables on paper. node pages.mjs BUNDLE CHROMIUM
import { readFileSync, readdirSync, existsSync } from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import puppeteer from "puppeteer-core";

const [bundle, chromium] = process.argv.slice(2);
const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const first = (folder, want = () => true) =>
  existsSync(join(bundle, folder))
    ? readdirSync(join(bundle, folder)).filter((n) => n.endsWith(".html") && want(n)).sort().map((n) => join(folder, n))
    : [];
// pages of one folder are made by one piece of code: a look at a picture, a sheet, a text and a variable each
const kinds = new Map();
for (const page of first("pages")) {
  const text = readFileSync(join(bundle, page), "utf8");
  const kind = text.includes("<img") ? "picture" : text.includes("<table") ? "sheet" : "text";
  if (!kinds.has(kind)) kinds.set(kind, page);
}
const pages = ["report.html", "lineage.html", ...first("lineage").slice(0, 2), ...kinds.values()].filter((p) =>
  existsSync(join(bundle, p)),
);
// what a view can change is asked for again, the rest once
const views = [
  { name: "light", width: 1200, scheme: "light", run: { type: "tag", values: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] } },
  { name: "dark", width: 1200, scheme: "dark", run: { type: "rule", values: ["color-contrast"] } },
  { name: "telephone", width: 320, scheme: "light", run: { type: "rule", values: ["target-size", "scrollable-region-focusable"] } },
];
let bad = 0;
const fail = (text) => {
  bad++;
  console.error(text);
};
const browser = await puppeteer.launch({ executablePath: chromium, args: ["--no-sandbox", "--disable-gpu"] });
for (const path of pages) {
  const page = await browser.newPage();
  await page.goto("file://" + join(bundle, path));
  await page.evaluate(() => document.querySelectorAll("details").forEach((d) => (d.open = true)));
  await page.evaluate(axe);
  for (const view of views) {
    await page.setViewport({ width: view.width, height: 900 });
    await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: view.scheme }]);
    const { violations } = await page.evaluate(
      (run) => window.axe.run(document, { resultTypes: ["violations"], runOnly: run }),
      view.run,
    );
    for (const v of violations) {
      fail(`axe: ${path} (${view.name}): ${v.id}, ${v.help}: ${v.nodes.length}, first ${v.nodes[0].html.slice(0, 160)}`);
    }
    const wide = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    if (wide > 0) fail(`${path} (${view.name}): ${wide} px wider than the screen`);
  }
  if (path === "report.html") {
    await page.goto("file://" + join(bundle, path));
    await page.emulateMediaType("print");
    const hidden = await page.evaluate(
      () => [...document.querySelectorAll("details table")].filter((t) => !t.checkVisibility()).length,
    );
    if (hidden > 0) fail(`${path}: ${hidden} folded tables are missing in print`);
  }
  await page.close();
}
await browser.close();
if (!bad) console.log(`axe: ${pages.length} pages without a violation, light, dark and 320 px wide`);
process.exit(bad ? 1 : 0);
