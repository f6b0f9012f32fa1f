/**
 * Lives in a shadow root, so the page's selectors do not reach it; what the page could still set on the host
 * element is overruled by its inline `!important` declarations.
 */
export const css = `
:host{all:initial}
*{box-sizing:border-box}
.l{all:unset;box-sizing:border-box;position:fixed;right:20px;bottom:20px;width:56px;height:56px;border-radius:28px;
background:var(--a);color:var(--t);cursor:pointer;display:grid;place-items:center;
box-shadow:0 1px 2px rgb(15 23 42/.2),0 8px 24px rgb(15 23 42/.22);transition:transform .16s,box-shadow .16s}
.l:hover{transform:translateY(-2px);box-shadow:0 2px 4px rgb(15 23 42/.2),0 12px 28px rgb(15 23 42/.28)}
.l:active{transform:scale(.95)}
.l:focus-visible{outline:3px solid var(--a);outline-offset:3px}
.l svg{grid-area:1/1;width:26px;height:26px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;
stroke-linejoin:round;transition:transform .16s,opacity .16s}
.l[hidden]{display:none}
.x,.o .c{opacity:0;transform:rotate(-45deg) scale(.6)}
.o .x{opacity:1;transform:none}
.b{position:absolute;top:-4px;right:-4px;min-width:22px;height:22px;padding:0 6px;border-radius:11px;background:#c81e1e;
color:#fff;font:600 12px/22px system-ui,sans-serif;text-align:center;box-shadow:0 0 0 2px #fff}
.b:empty{display:none}
.p{position:fixed;right:20px;bottom:88px;width:384px;height:min(660px,calc(100vh - 108px));border-radius:16px;
overflow:hidden;background:#fff;box-shadow:0 1px 3px rgb(15 23 42/.16),0 16px 48px rgb(15 23 42/.26);
visibility:hidden;opacity:0;transform:translateY(12px) scale(.98);transform-origin:100% 100%;
transition:opacity .16s,transform .16s,visibility 0s .16s}
.p.o{visibility:visible;opacity:1;transform:none;transition:opacity .16s,transform .16s}
iframe{display:block;border:0;width:100%;height:100%;color-scheme:normal}
@media (prefers-color-scheme:dark){.p{background:#131820;box-shadow:0 0 0 1px #2c3442,0 16px 48px rgb(0 0 0/.5)}}
@media (max-width:480px),(max-height:420px){.p{inset:0;width:100%;height:100%;border-radius:0}.l.o{display:none}}
.p.t:not(.o){visibility:visible;opacity:1;transform:none;inset:auto 20px 88px auto;width:min(300px,calc(100% - 40px));height:min(var(--h),50vh);border-radius:12px}
@media (prefers-reduced-motion:reduce){.l,.p,.p.o,.l svg{transition:none}.l:hover{transform:none}}
@media print{.l,.p{display:none}}
`;

/** Narrow screens, where the panel covers everything. */
export const fullScreen = "(max-width:480px),(max-height:420px)";
