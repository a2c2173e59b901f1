// node hostile.js BASE PAYLOADS.json: puts each text in title, text and file name, with the page's policy switched off, and
// says how many of them ran.
"use strict";
const fs = require("fs");
const puppeteer = require("puppeteer-core");

const [base, list] = process.argv.slice(2);
const payloads = JSON.parse(fs.readFileSync(list, "utf8"));
const around = (payload) =>
  `Mexico and the United States hold talks on a deal that both want. ${payload} The deal would carry a cost for Mexico, officials said, ` +
  `but a concession could strengthen its hand in trade talks. ${payload}`;

const send = async (page, payload, named) => {
  await page.goto(`${base}/`);
  await Promise.all([
    page.waitForNavigation(),
    page.evaluate(
      (text, title, name) => {
        document.querySelector("#text").value = text;
        document.querySelector("#title").value = title;
        document.querySelector("#parties").value = "MEX USA";
        if (name) {
          const given = new DataTransfer();
          given.items.add(new File(["x"], name));
          document.querySelector("#file").files = given.files;
        }
        document.querySelector("#ask button").click();
      },
      around(payload), payload, named ? `${payload}.exe` : "",
    ),
  ]);
  await page.$$eval("details", (all) => all.forEach((one) => (one.open = true)));
  await new Promise((done) => setTimeout(done, 30));
  const where = named ? ["[role=alert]", "is not read"] : ["#answer", "hold talks on a deal"];
  const shown = await page.evaluate((at, text) => (document.querySelector(at) || { textContent: "" }).textContent.includes(text), ...where);
  return { ran: await page.evaluate(() => window.hit === 1), shown };
};

(async () => {
  const browser = await puppeteer.launch({ executablePath: process.env.CHROMIUM || "/usr/bin/chromium", args: ["--no-sandbox"] });
  const page = await browser.newPage();
  await page.setBypassCSP(true);
  await page.setViewport({ width: 1200, height: 900 });
  let ran = 0;
  let shown = 0;
  page.on("dialog", (dialog) => dialog.dismiss());
  for (const payload of payloads)
    for (const named of [false, true]) {
      const found = await send(page, payload, named);
      ran += found.ran;
      shown += found.shown;
      if (found.ran || !found.shown) console.log(found.ran ? "RAN" : "NOT SHOWN", named ? "name" : "text", payload);
    }
  console.log(`${payloads.length} texts, ${shown} pages shown, ${ran} ran`);
  await browser.close();
  process.exit(ran || shown !== 2 * payloads.length ? 1 : 0);
})();
