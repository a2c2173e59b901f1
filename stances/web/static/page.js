// Makes the page live where scripts run: levers update the forecast at once, a highlight leads to its review, and a selected
// passage becomes a signal. Whatever the server sends is parsed as a document and never run.
"use strict";

// A table that is wider than the window can be moved with the keyboard.
document.querySelectorAll(".wide").forEach((one) => {
  if (one.scrollWidth > one.clientWidth) one.tabIndex = 0;
});

const form = document.querySelector("#ask[data-page='answer']");

if (form) {
  const number = form.elements["within_days"];
  const slider = document.querySelector("#horizon");
  let timer = 0;
  let asking = null;

  const update = async () => {
    if (asking) asking.abort();
    asking = new AbortController();
    const answer = document.querySelector("#answer");
    answer.setAttribute("aria-busy", "true");
    try {
      const body = new FormData(form);
      body.delete("file");
      const reply = await fetch("/", { method: "POST", body, signal: asking.signal });
      const page = new DOMParser().parseFromString(await reply.text(), "text/html");
      const fresh = page.querySelector("#answer");
      show(answer, fresh, page.querySelector("[role=alert]"));
      if (fresh) renew(page.querySelector("#review"));
    } catch (error) {
      if (error.name !== "AbortError") show(answer, null, null);
    }
  };

  const show = (answer, fresh, problem) => {
    answer.removeAttribute("aria-busy");
    document.querySelectorAll("#main > [role=alert]").forEach((old) => old.remove());
    if (fresh) {
      answer.replaceWith(document.importNode(fresh, true));
      link();
      return;
    }
    const message = document.createElement("p");
    message.className = "error";
    message.setAttribute("role", "alert");
    message.textContent = problem ? problem.textContent : "The server does not answer.";
    document.querySelector("#main").prepend(message);
  };

  // The review as the server has it now, with a new empty row after an added one; the focus stays where it was.
  const renew = (fresh) => {
    const old = document.querySelector("#review");
    if (!fresh || fresh.querySelectorAll("fieldset").length === old.querySelectorAll("fieldset").length) return;
    const focused = document.activeElement.id;
    fresh.open = old.open;
    old.replaceWith(document.importNode(fresh, true));
    const again = focused && document.getElementById(focused);
    if (again) again.focus();
    link();
  };

  const later = () => {
    clearTimeout(timer);
    timer = setTimeout(update, 200);
  };

  const complete = (target) => !/-a\d+$/.test(target.name) || form.elements[target.name.replace(/^\w+-/, "driver-")].value;

  const link = () => {
    const answer = document.querySelector("#answer");
    const rows = answer.dataset.rows.split(" ");
    answer.querySelectorAll("span.tag[data-signal]").forEach((tag) => {
      const row = document.getElementById(`signal-${rows[tag.dataset.signal]}`);
      if (!row) return;
      const button = document.createElement("button");
      button.type = "button";
      button.className = tag.className;
      button.textContent = tag.textContent;
      button.title = "Review this signal";
      button.addEventListener("click", () => lead(row));
      tag.replaceWith(button);
    });
  };

  const lead = (row) => {
    document.querySelector("#review").open = true;
    document.querySelectorAll(".signal.at").forEach((old) => old.classList.remove("at"));
    row.classList.add("at");
    row.scrollIntoView({ block: "center" });
    row.querySelector("textarea, select").focus();
  };

  const selected = () => {
    const selection = document.getSelection();
    if (!selection.rangeCount || selection.isCollapsed) return "";
    const range = selection.getRangeAt(0);
    if (!document.querySelector("#answer").contains(range.commonAncestorContainer)) return "";
    const piece = range.cloneContents();
    piece.querySelectorAll(".tag").forEach((tag) => {
      const before = tag.previousSibling;
      if (before && before.nodeType === Node.TEXT_NODE) before.data = before.data.replace(/ $/, "");
      tag.remove();
    });
    return piece.textContent.trim();
  };

  const add = document.createElement("button");
  add.type = "button";
  add.id = "add-selection";
  add.textContent = "Add the selection as a signal";
  add.hidden = true;
  document.body.append(add);
  let passage = "";
  document.addEventListener("selectionchange", () => {
    const now = selected();
    if (now) passage = now;
    add.hidden = !now;
  });
  add.addEventListener("mousedown", (event) => event.preventDefault());
  add.addEventListener("click", () => {
    const field = document.querySelector("textarea[name^='quote-a']");
    if (!field) return;
    field.value = passage;
    lead(field.closest("fieldset"));
    field.closest("fieldset").querySelector("select").focus();
    add.hidden = true;
  });

  slider.disabled = false;
  slider.addEventListener("input", () => {
    number.value = slider.value;
    document.querySelector("#horizon-shown").textContent = slider.value;
    later();
  });
  form.addEventListener("change", (event) => {
    if (event.target.closest("#what-if, #review") && event.target !== slider && complete(event.target)) later();
  });
  form.addEventListener("reset", () => setTimeout(update));
  document.querySelector("#reset").hidden = false;
  link();
}
