// SPDX-License-Identifier: Apache-2.0
// Data, texts and a small helper for elements; everything else builds on this.
const data = JSON.parse(document.getElementById("data").textContent);
const CLASSES = ["exact", "near", "semantic", "emulated", "manual", "blocked"];
const VERDICTS = ["ok", "review", "no"];
const EVIDENCE = ["ast", "preprocessor", "token"];
const WAIVERS = ["none", "suppressed", "baseline", "unchanged"];

const findings = data.findings.map(([rule, file, line, column, length, cls, gravity, flags, evidence, symbol, message,
                                     waived, reason], index) => ({
  index, rule: data.rules[rule], file: data.files[file], line, column, length, cls: CLASSES[cls],
  gravity: CLASSES[gravity], use: !!(flags & 1), applied: !!(flags & 2), native: !!(flags & 4), active: !!(flags & 8),
  routine: !!(flags & 16), tested: !!(flags & 32), evidence: EVIDENCE[evidence], symbol: data.texts[symbol], message: data.texts[message],
  waived: WAIVERS[waived], reason: waived ? data.texts[reason] : "",
}));
data.files.forEach((file, index) => Object.assign(file, {index, findings: [], points: file.points || 0}));
for (const f of findings) f.file.findings.push(f);

const settings = {
  // A page from a file may have no storage.
  get(key) { try { return localStorage.getItem("npuify-" + key); } catch { return null; } },
  set(key, value) { try { localStorage.setItem("npuify-" + key, value); } catch { /* not kept */ } },
};
const languages = {en: "English", zh: "中文"};
const dictionaries = Object.fromEntries(
    Object.keys(languages).map(l => [l, JSON.parse(document.getElementById("texts-" + l).textContent)]));
const asked = new URLSearchParams(location.search); // report.html?language=zh&theme=dark
let language = [asked.get("language"), settings.get("language")].find(l => l in languages) || (navigator.language.startsWith("zh") ? "zh" : "en");
let theme = asked.get("theme") || settings.get("theme") || (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light");

/** The text of a key with its {placeholders} filled in; English where a translation lacks it. */
function t(key, values = {}) {
  const text = dictionaries[language][key] ?? dictionaries.en[key] ?? key;
  return text.replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "");
}
/** Texts of rules in other languages; {x} in a key stands for any text. */
const ruleTexts = {zh: JSON.parse(document.getElementById("rules-zh").textContent)};
const patterns = Object.fromEntries(Object.keys(ruleTexts).map(l => [l, Object.entries(ruleTexts[l])
    .filter(([key]) => /\{\w+\}/.test(key)).map(([key, text]) => ({names: [...key.matchAll(/\{(\w+)\}/g)].map(m => m[1]), text,
        pattern: new RegExp("^" + key.split(/\{\w+\}/).map(part => part.replace(/[.*+?^${}()|[\]\\]/g, "\\$&")).join("(.+?)") + "$", "s")}))]));
/** A text of a rule in the language of the page, where that language has it. */
function ruleText(text) {
  if (!text || !ruleTexts[language]) return text;
  const known = ruleTexts[language][text];
  if (known) return known;
  const named = text.match(/^'([^']+)': (.+)$/s); // a message that does not name its entity
  if (named) return t("message.named", {symbol: named[1], message: ruleText(named[2])});
  for (const {names, text: translated, pattern} of patterns[language]) {
    const found = text.match(pattern);
    if (found) return translated.replace(/\{(\w+)\}/g, (_, name) => found[names.indexOf(name) + 1]);
  }
  return text;
}
/** A target that this page does not know has its own name. */
const targetName = name => dictionaries[language]["column." + name] || name;
const number = n => n.toLocaleString(language);

/** An element: attributes from an object (on… are listeners), children nodes or texts. */
function el(name, attributes = {}, ...children) {
  const svg = ["svg", "g", "rect", "circle", "text", "title"].includes(name);
  const node = svg ? document.createElementNS("http://www.w3.org/2000/svg", name) : document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (value === undefined || value === null || value === false) continue;
    if (key.startsWith("on")) node.addEventListener(key.slice(2), value);
    else node.setAttribute(key, value === true ? "" : value);
  }
  node.append(...children.flat(Infinity).filter(c => c !== null && c !== undefined && c !== false));
  return node;
}
const tag = cls => el("span", {class: "tag c-" + cls}, t("class." + cls));
const sourceLink = (file, line) => el(file.source === undefined ? "span" : "a",
    file.source === undefined ? {class: "where"} : {class: "where", href: `#/file/${file.index}/${line}`},
    line ? `${file.path}:${line}` : file.path);
const titled = (id, ...children) => el("section", {id}, el("h2", {}, t(id + ".title")), ...children);
