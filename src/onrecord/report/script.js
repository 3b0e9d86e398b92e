// Conveniences only: the report is complete without this script.
"use strict";
(() => {
  const byId = (id) => document.getElementById(id);
  const make = (name, text, className) => {
    const element = document.createElement(name);
    if (text) element.textContent = text;
    if (className) element.className = className;
    return element;
  };
  const button = (text, action) => {
    const element = make("button", text);
    element.type = "button";
    element.addEventListener("click", action);
    return element;
  };

  // A passage that a link leads to: all its pieces lit, with a bar to copy it and to go back.
  const bar = make("div", "", "held");
  bar.setAttribute("role", "status");
  bar.hidden = true;
  document.body.append(bar);
  let before = null;

  const pieces = (id) => [byId(id), ...document.querySelectorAll(`[data-of="${CSS.escape(id)}"]`)];
  const copy = (text, told) => {
    const done = () => { told.textContent = "Copied"; };
    if (navigator.clipboard) navigator.clipboard.writeText(text).then(done, () => {});
  };

  const hold = (id, article) => {
    const heading = article.querySelector("h3").textContent;
    const outlet = article.querySelector("header .outlet bdi").textContent;
    const date = article.querySelector(".meta:not(.soft)").textContent.trim();
    const address = article.querySelector(".address").textContent.trim();
    const [, start, end] = /-(\d+)-(\d+)$/.exec(id);
    const words = pieces(id).map((p) => p.textContent).join(" ");
    const link = button("Copy link", () => copy(location.href, link));
    const quote = button("Copy quotation with its source", () =>
      copy(`“${words}” (${outlet}, “${heading}”, ${date}, ${address}, characters ${start}–${end})`, quote));
    const close = () => { bar.hidden = true; };
    bar.replaceChildren(make("bdi", outlet, "outlet"), make("span", date.replace(/\(.*/, "").trim(), "soft"), quote, link);
    if (before) bar.append(button("Back", () => { close(); history.back(); }));
    bar.append(button("Close", close));
    bar.hidden = false;
  };

  const open = (element) => {
    for (let e = element; e; e = e.parentElement) if (e.tagName === "DETAILS") e.open = true;
  };

  const aim = () => {
    document.querySelectorAll(".aimed").forEach((e) => e.classList.remove("aimed"));
    bar.hidden = true;
    const id = decodeURIComponent(location.hash.slice(1));
    const target = id && byId(id);
    if (!target) return;
    const wasClosed = target.closest("details:not([open])");
    open(target);
    if (wasClosed) target.scrollIntoView();
    const article = target.closest("article.full");
    if (!article || article === target) return;
    pieces(id).forEach((p) => p.classList.add("aimed"));
    hold(id, article);
  };
  addEventListener("hashchange", () => { before = true; aim(); });

  // A box that hides the lines without the words typed.
  const lines = ".articles > li, .moments > li, .finding, .quotations > li, .only > li, .wording, tbody > tr, article.full .row";
  const find = make("label", "", "find");
  const input = make("input");
  input.type = "search";
  input.placeholder = "Find in all lines";
  input.setAttribute("aria-label", "Show only the lines that hold these words");
  find.append(input);
  const sift = () => {
    const words = input.value.toLowerCase().trim();
    document.body.classList.toggle("sifted", words !== "");
    document.querySelectorAll(lines).forEach((line) => {
      line.classList.toggle("away", words !== "" && !line.textContent.toLowerCase().includes(words));
    });
  };
  let waiting = 0;
  input.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(sift, 150); });
  document.querySelector(".contents").prepend(find);

  // The bars of a timeline show their period alone.
  document.querySelectorAll(".timeline").forEach((timeline) => {
    const moments = [...timeline.querySelectorAll(".moments > li")];
    const bars = [...timeline.querySelectorAll(".bars a")];
    const all = button("Show all periods", () => zoom(null));
    const zoom = (key) => {
      moments.forEach((m) => m.classList.toggle("away", key !== null && m.dataset.key !== key));
      bars.forEach((b) => (b.dataset.key === key ? b.setAttribute("aria-current", "true") : b.removeAttribute("aria-current")));
      timeline.classList.toggle("sifted", key !== null);
      all.hidden = key === null;
    };
    all.hidden = true;
    const list = timeline.querySelector(".moments");
    list.before(all);
    bars.forEach((b) => b.addEventListener("click", (event) => { event.preventDefault(); zoom(b.dataset.key); }));
  });

  // On a narrow screen the contents start closed.
  if (matchMedia("(max-width:68rem)").matches) document.querySelector(".contents details").open = false;
  aim();
})();
