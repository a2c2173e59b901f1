// node page.js BASE [FOLDER]: goes through the page's flows at two widths, in light and dark, counts what axe-core finds, and
// writes screenshots into the folder. Start the server with files of its own: it saves.
"use strict";
const fs = require("fs");
const puppeteer = require("puppeteer-core");

const [base, folder] = process.argv.slice(2);
const axe = fs.readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");
const patience = { timeout: 20000 };
let bad = 0;

const look = async (page, name, where) => {
  await page.evaluate(axe);
  const found = await page.evaluate(() => axe.run());
  const over = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
  bad += found.violations.length + (over > 0 ? 1 : 0);
  const nodes = found.violations.map((v) => `\n  ${v.id}: ${v.nodes[0].html.slice(0, 140)}`).join("");
  console.log(`${name} ${where}: ${found.violations.length} violations, ${Math.max(over, 0)} px too wide${nodes}`);
  if (folder) await page.screenshot({ path: `${folder}/${name}_${where.replace(" ", "_")}.png`, fullPage: true });
};

const hold = (what, said) => {
  if (!what) bad += 1;
  if (!what) console.log("FAILED", said);
};

const submit = (page, button) => Promise.all([page.waitForNavigation(), page.click(button)]);
const read = async (page, seed) => {
  await page.goto(`${base}/?seed=${seed}`);
  await submit(page, "#ask button[type=submit]");
  await page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
};

const review = async (page, where) => {
  await read(page, "us-mexico-asylum-2018");
  await look(page, "answer", where);
  await page.select("#stage", "broken");
  await page.waitForSelector("#answer .changed", patience);
  await page.click("#answer button.tag");
  hold(await page.$(".signal.at"), "a highlight leads to its signal");
  await page.select("#verdict-0", "wrong");
  await page.waitForFunction(() => /With your review/.test(document.querySelector("#answer").textContent), patience);
  await page.evaluate(() => {
    const all = [...document.querySelectorAll("#answer article p")];
    getSelection().selectAllChildren(all.find((one) => /shelter and process|Officials expect/.test(one.textContent)));
  });
  await page.waitForSelector("#add-selection:not([hidden])", patience);
  await page.click("#add-selection");
  const quote = await page.$eval("#quote-a0", (field) => field.value);
  hold(quote.length > 40 && !quote.includes("["), "the selection is the article's own words");
  await page.select("#driver-a0", "payoff");
  await page.waitForFunction(() => document.querySelector("#answer").dataset.rows.includes("a0"), patience);
  await page.waitForSelector("#quote-a1", patience);
};

const keep = async (page) => {
  await page.select("#outcome", "none");
  await page.$eval("#outcome-day", (field) => (field.value = "2020-05-17"));
  await submit(page, "button[formaction='/labels']");
  hold(page.url().includes("/labels?saved"), "a label is saved");
  for (const [path, end] of [["/labels", "/queue?saved"], ["/ledger", "/ledger?saved"]]) {
    await read(page, "egypt-ethiopia-dam-2020");
    await submit(page, `button[formaction='${path}']`);
    hold(page.url().includes(end), `${path} keeps`);
  }
};

const plain = async (browser) => {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(`${base}/?seed=us-mexico-asylum-2018`);
  await submit(page, "#ask button[type=submit]");
  hold(await page.$("#answer mark"), "a forecast without a script");
  await page.close();
};

(async () => {
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
  await plain(browser);
  for (const width of [1200, 390])
    for (const scheme of ["light", "dark"]) {
      const where = `${width} ${scheme}`;
      const page = await browser.newPage();
      page.on("pageerror", (error) => hold(false, error.message));
      await page.setBypassCSP(true); // for axe-core alone
      await page.setViewport({ width, height: 900 });
      await page.emulateMediaFeatures([{ name: "prefers-color-scheme", value: scheme }]);
      await page.goto(`${base}/`);
      await look(page, "empty", where);
      await review(page, where);
      if (width === 1200 && scheme === "light") await keep(page);
      for (const view of ["queue", "labels", "ledger", "track", "evaluation"]) {
        await page.goto(`${base}/${view}`);
        await look(page, view, where);
      }
      await page.goto(`${base}/?seed=nothing`);
      await look(page, "error", where);
      await page.close();
    }
  const strict = await browser.newPage(); // with the policy on: our script runs, and nothing is refused
  strict.on("console", (message) => hold(message.type() !== "error", message.text()));
  await read(strict, "us-mexico-asylum-2018");
  await strict.select("#stage", "broken");
  await strict.waitForSelector("#answer .changed", patience);
  await browser.close();
  console.log(bad ? `${bad} failures` : "0 failures");
  process.exit(bad ? 1 : 0);
})();
