// SPDX-License-Identifier: Apache-2.0
// Puts the page together and follows the address: "#/file/3/120" shows a file, anything else the report.
const page = document.getElementById("page");
const everything = []; // what printing unfolds

function top() {
  const choose = (label, value, options, set) => el("select", {"aria-label": label, onchange: e => { set(e.target.value); show(); }},
      Object.entries(options).map(([key, text]) => el("option", {value: key, selected: key === value}, text)));
  return el("header", {class: "top"}, el("h1", {}, t("title")), el("small", {}, "npuify " + data.version),
      el("div", {class: "tools"},
         choose(t("language"), language, languages, v => { language = v; settings.set("language", v); }),
         choose(t("theme"), theme, {light: t("theme.light"), dark: t("theme.dark")}, v => { theme = v; settings.set("theme", v); })));
}

function report() {
  const sections = ["counts", "steps", "targets", "heat", "effort", ...(data.kernels.length ? ["kernels"] : []), "entities", "findings", "files", "formula"];
  return [top(), hero(),
          el("nav", {class: "contents", "aria-label": t("contents")}, sections.map(id => el("a", {href: "#" + id}, t(id + ".title")))),
          el("div", {class: "columns"}, el("div", {}, counts(), steps()), targets()), heat(), effort(), kernels(), entities(), findingList(), files(), formula()].filter(Boolean);
}

let shown = "";
function show() {
  document.documentElement.lang = language;
  document.documentElement.dataset.theme = theme;
  document.title = t("title");
  everything.length = 0;
  const [, , index, line] = location.hash.split("/"), file = location.hash.startsWith("#/file/") ? data.files[index] : null;
  page.classList.toggle("wide", !!file);
  if (file?.source !== undefined) {
    const {view, target} = sourceView(file, Number(line));
    page.replaceChildren(top(), view);
    if (target) target.scrollIntoView({block: "center"}); else scrollTo(0, 0);
  } else {
    page.replaceChildren(...report());
    document.getElementById(location.hash.slice(1))?.scrollIntoView();
  }
  shown = location.hash;
}
addEventListener("hashchange", () => {
  // Anchors inside the report scroll by themselves.
  if (location.hash.startsWith("#/") || shown.startsWith("#/")) show();
});
addEventListener("beforeprint", () => everything.forEach(unfold => unfold()));
show();
document.documentElement.dataset.ready = Math.round(performance.now());
