/** The shop's photographs, drawn. Colours come from the page's own palette. */
const scene = (backdrop: string, glow: string, lamp: string) =>
  `<svg viewBox="0 0 320 240" role="img" aria-hidden="true"><defs><radialGradient id="g"><stop offset="0" stop-color="#ffdf9e" stop-opacity=".95"/><stop offset="1" stop-color="#ffdf9e" stop-opacity="0"/></radialGradient></defs><rect width="320" height="240" fill="${backdrop}"/>${glow}${lamp}</svg>`;

const glow = (x: number, y: number, r: number) => `<circle cx="${x}" cy="${y}" r="${r}" fill="url(#g)"/>`;

export const pictures = {
  pendant: scene(
    "#dfe9e3",
    glow(160, 146, 104),
    `<path d="M160 0v62" stroke="#24453c" stroke-width="3"/><path d="M84 136c6-50 40-76 76-76s70 26 76 76z" fill="#1f5a4c"/><ellipse cx="160" cy="136" rx="76" ry="11" fill="#123a31"/><ellipse cx="160" cy="138" rx="30" ry="6" fill="#ffe9bd"/><path d="M40 214h240" stroke="#a98b6b" stroke-width="8" stroke-linecap="round"/>`,
  ),
  floor: scene(
    "#efe6da",
    glow(206, 96, 92),
    `<path d="M92 214C84 90 120 30 206 52" fill="none" stroke="#a0714a" stroke-width="6" stroke-linecap="round"/><ellipse cx="92" cy="216" rx="34" ry="6" fill="#8a5f3c"/><path d="M176 58h60l16 52h-92z" fill="#fbf3e4"/><path d="M160 110h92" stroke="#e5d6bb" stroke-width="5"/>`,
  ),
  table: scene(
    "#e9e2ee",
    glow(160, 112, 96),
    `<circle cx="160" cy="112" r="46" fill="#fff6e2"/><path d="M108 138h104l-14 50a12 12 0 0 1-11 8h-54a12 12 0 0 1-11-8z" fill="#b9654a"/><path d="M108 138h104l-3 12H111z" fill="#9f5039"/><path d="M56 200h208" stroke="#7e6b8e" stroke-width="7" stroke-linecap="round"/>`,
  ),
  lantern: scene(
    "#cfdbe6",
    glow(160, 136, 88),
    `<path d="M136 66c0-32 48-32 48 0" fill="none" stroke="#2b3b4d" stroke-width="5"/><path d="M118 84l14-18h56l14 18z" fill="#2b3b4d"/><rect x="122" y="84" width="76" height="104" rx="6" fill="#fff1cf"/><path d="M122 84v104M198 84v104M160 84v104" stroke="#2b3b4d" stroke-width="5"/><rect x="112" y="186" width="96" height="16" rx="5" fill="#2b3b4d"/><path d="M30 206c50-10 210-10 260 0" stroke="#8aa38c" stroke-width="7" fill="none" stroke-linecap="round"/>`,
  ),
  wall: scene(
    "#e6e3d8",
    glow(160, 58, 74) + glow(160, 182, 74),
    `<path d="M132 74c26 16 30 30 28 46s6 30 28 46h-56c-14-30-14-62 0-92z" fill="#c79a45"/><path d="M188 166c14-30 14-62 0-92h-56c26 16 30 30 28 46s6 30 28 46z" fill="#a87e33"/>`,
  ),
  desk: scene(
    "#dbe4ea",
    glow(228, 150, 70),
    `<path d="M104 206l-16-82 88-56 44 44" fill="none" stroke="#34495e" stroke-width="6" stroke-linejoin="round" stroke-linecap="round"/><circle cx="88" cy="124" r="8" fill="#e2725b"/><circle cx="176" cy="68" r="8" fill="#e2725b"/><path d="M204 122l34-26 14 30-40 14z" fill="#34495e"/><ellipse cx="104" cy="208" rx="40" ry="7" fill="#34495e"/><path d="M40 216h250" stroke="#a98b6b" stroke-width="6" stroke-linecap="round"/>`,
  ),
} as const;
