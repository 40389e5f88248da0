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

function heat() {
  const width = 1200, height = 320;
  const items = data.files.map(file => ({file, size: file.findings.filter(f => f.use).length}))
                    .filter(i => i.size > 0).sort((a, b) => b.size - a.size);
  if (!items.length) return null;
  const tiles = squarify(items, 0, 0, width, height).map(({item: {file, size}, x, y, width: w, height: h}) => {
    const name = file.path.split("/").pop(), fits = Math.floor((w - 8) / 6.6);
    const label = w > 40 && h > 16 ? (name.length > fits ? name.slice(0, Math.max(fits - 1, 1)) + "…" : name) : "";
    return el("g", {onclick: () => openFile(file), "data-file": file.path},
        el("title", {}, t("heat.tile", {file: file.path, uses: number(size), points: number(file.points)})),
        el("rect", {x, y, width: w, height: h, class: "h" + heatOf(file.points)}),
        label && el("text", {x: x + 4, y: y + 13}, label));
  });
  return titled("heat", el("svg", {class: "heat", viewBox: `0 0 ${width} ${height}`, role: "img", "aria-label": t("heat.title")}, tiles),
      el("div", {class: "legend"}, HEAT.map((limit, i) => el("span", {}, el("i", {class: "h" + i}),
          i === 0 ? t("heat.none") : t("heat.from", {points: limit})))),
      el("p", {class: "quiet"}, t("heat.how")));
}
