// SPDX-License-Identifier: Apache-2.0
// Where the work is: one tile per file, as large as its uses, coloured by its effort.
const HEAT = [0, 1, 8, 40, 160]; // points from which each colour counts
const heatOf = points => HEAT.filter(limit => points >= limit).length - 1;

/** Squarified treemap: places items ({size}) in a rectangle, each as square as can be. */
function squarify(items, x, y, width, height) {
  const placed = [];
  let rest = items.slice(), sum = rest.reduce((a, i) => a + i.size, 0);
  while (rest.length) {
    const side = Math.min(width, height), scale = width * height / sum;
    const worst = (row, total) => Math.max(...[row[0], row[row.length - 1]].map(i => {
      const a = i.size * scale, s = total * scale;
      return Math.max(side * side * a / (s * s), s * s / (side * side * a));
    }));
    const row = [rest[0]];
    let total = rest[0].size;
    while (row.length < rest.length) {
      const next = rest[row.length];
      if (worst([...row, next], total + next.size) > worst(row, total)) break;
      row.push(next);
      total += next.size;
    }
    const thick = total * scale / side;
    let along = 0;
    for (const item of row) {
      const length = item.size / total * side;
      placed.push(width >= height ? {item, x, y: y + along, width: thick, height: length}
                                  : {item, x: x + along, y, width: length, height: thick});
      along += length;
    }
    if (width >= height) { x += thick; width -= thick; } else { y += thick; height -= thick; }
    rest = rest.slice(row.length);
    sum -= total;
  }
  return placed;
}

/** Files by folder, as deep as it takes until none holds nearly everything. */
function byFolder(items) {
  const all = items.reduce((sum, i) => sum + i.size, 0);
  let groups;
  for (let depth = 1; depth <= 4; ++depth) {
    groups = new Map();
    for (const item of items) {
      const key = item.file.path.split("/").slice(0, -1).slice(0, depth).join("/");
      if (!groups.has(key)) groups.set(key, {key, items: [], size: 0});
      groups.get(key).items.push(item);
      groups.get(key).size += item.size;
    }
    if (Math.max(...[...groups.values()].map(g => g.size)) <= 0.6 * all) break;
  }
  return [...groups.values()].sort((a, b) => b.size - a.size);
}
/** As much of a text as fits into a width at 6.6 a letter, or nothing. */
function fitted(text, width) {
  const fits = Math.floor((width - 8) / 6.6);
  return width <= 40 ? "" : text.length > fits ? text.slice(0, Math.max(fits - 1, 1)) + "…" : text;
}

function heat() {
  const items = data.files.map(file => ({file, size: file.findings.filter(f => f.use).length}))
                    .filter(i => i.size > 0).sort((a, b) => b.size - a.size);
  if (!items.length) return null;
  // Few files need no large picture.
  const narrow = innerWidth < 700, width = narrow ? 600 : 1200, height = items.length < 8 ? 140 : narrow ? 500 : 400, title = 16;
  const tile = ({item: {file, size}, x, y, width: w, height: h}) => {
    const label = h > 16 ? fitted(file.path.split("/").pop(), w) : "";
    return el("g", {onclick: () => openFile(file), "data-file": file.path},
        el("title", {}, t("heat.tile", {file: file.path, uses: number(size), points: number(file.points)})),
        el("rect", {x, y, width: w, height: h, class: "h" + heatOf(file.points)}),
        label && el("text", {x: x + 4, y: y + 13}, label));
  };
  const folders = byFolder(items);
  const tiles = folders.length === 1 ? squarify(items, 0, 0, width, height).map(tile)
      : squarify(folders, 0, 0, width, height).flatMap(({item: folder, x, y, width: w, height: h}) => {
          const named = h > 3 * title && fitted(folder.key || "/", w - 2);
          return [named && el("text", {x: x + 3, y: y + 12, class: "folder"}, named),
                  ...squarify(folder.items, x + 1, y + (named ? title : 1), Math.max(w - 2, 1), Math.max(h - (named ? title + 1 : 2), 1)).map(tile)];
        });
  return titled("heat", el("svg", {class: "heat", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": t("heat.title")}, tiles.filter(Boolean)),
      el("div", {class: "legend"}, HEAT.map((limit, i) => el("span", {}, el("i", {class: "h" + i}),
          i === 0 ? t("heat.none") : t("heat.from", {points: limit})))),
      el("p", {class: "quiet"}, t("heat.how")));
}
