/** A series of a plot, with its colour and the mark of its points. */
export interface Series {
  readonly name: string;
  readonly colour: string;
  readonly mark: "circle" | "square" | "triangle";
  readonly points: readonly (readonly [x: number, y: number])[];
}

export interface Panel {
  readonly title: string;
  readonly xLabel: string;
  readonly yLabel: string;
  readonly x: readonly [number, number];
  readonly y: readonly [number, number];
  readonly xTicks: readonly number[];
  readonly yTicks: readonly number[];
  /** Joined by a line, or points alone. */
  readonly lines: boolean;
  readonly series: readonly Series[];
}

const [width, height, gap] = [460, 300, 64];

const marks: Record<Series["mark"], (x: number, y: number) => string> = {
  circle: (x, y) => `<circle cx="${x}" cy="${y}" r="4"/>`,
  square: (x, y) => `<rect x="${x - 3.5}" y="${y - 3.5}" width="7" height="7"/>`,
  triangle: (x, y) => `<path d="M${x} ${y - 5}l5 9h-10z"/>`,
};

function drawPanel(panel: Panel, left: number, top: number): string {
  const atX = (value: number) =>
    Number((left + ((value - panel.x[0]) / (panel.x[1] - panel.x[0])) * width).toFixed(1));
  const atY = (value: number) =>
    Number((top + height - ((value - panel.y[0]) / (panel.y[1] - panel.y[0])) * height).toFixed(1));
  const grid = panel.yTicks.map(
    (tick) =>
      `<line x1="${left}" x2="${left + width}" y1="${atY(tick)}" y2="${atY(tick)}" stroke="#d8dde3"/>` +
      `<text x="${left - 8}" y="${atY(tick) + 4}" text-anchor="end">${tick}</text>`,
  );
  const below = panel.xTicks.map(
    (tick) => `<text x="${atX(tick)}" y="${top + height + 18}" text-anchor="middle">${tick}</text>`,
  );
  const drawn = panel.series.map(({ colour, mark, points }) => {
    const path = points.map(([x, y]) => `${atX(x)},${atY(y)}`).join(" ");
    const line = panel.lines ? `<polyline points="${path}" fill="none" stroke-width="2"/>` : "";
    const dots = points.map(([x, y]) => marks[mark](atX(x), atY(y))).join("");
    return `<g stroke="${colour}" fill="${colour}" fill-opacity="0.75">${line}${dots}</g>`;
  });
  return [
    `<text x="${left}" y="${top - 14}" font-weight="600">${panel.title}</text>`,
    ...grid,
    ...below,
    `<text x="${left + width / 2}" y="${top + height + 38}" text-anchor="middle">${panel.xLabel}</text>`,
    `<text transform="translate(${left - 42} ${top + height / 2}) rotate(-90)" text-anchor="middle">${panel.yLabel}</text>`,
    ...drawn,
  ].join("\n");
}

/** Two panels side by side with one legend, as SVG for light and dark pages alike. */
export function drawPlot(panels: readonly Panel[]): string {
  const [top, total] = [64, panels.length * (width + gap + 20) + 20];
  const legend = (panels[0]?.series ?? []).map(({ name, colour, mark }, at) => {
    const x = gap + 6 + at * 240;
    return `<g fill="${colour}">${marks[mark](x, 22)}</g><text x="${x + 12}" y="26">${name}</text>`;
  });
  const bodies = panels.map((panel, at) => drawPanel(panel, gap + at * (width + gap + 20), top));
  const size = `width="${total}" height="${top + height + 54}"`;
  return `<svg xmlns="http://www.w3.org/2000/svg" ${size} font-family="Inter, sans-serif" font-size="12" fill="#1d2733">
<title>${panels.map(({ title }) => title).join("; ")}</title>
<rect width="100%" height="100%" fill="#ffffff"/>
${[...legend, ...bodies].join("\n")}
</svg>
`;
}
