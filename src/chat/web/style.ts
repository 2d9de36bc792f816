/** The look of the chat page: the reader's own fonts and colours, one column, nothing fetched from elsewhere. */
export const STYLE = `
:root { color-scheme: light dark; --line: color-mix(in srgb, currentColor 18%, transparent); --quiet: color-mix(in srgb, currentColor 65%, transparent); }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 46rem; min-height: 100vh; display: flex; flex-direction: column; padding: 0 1rem; font: 1rem/1.55 system-ui, sans-serif; }
header h1 { margin: 1rem 0 0; font-size: 1.3rem; }
header p { margin: 0; color: var(--quiet); }
main { flex: 1; padding: 1rem 0; }
.exchange { margin: 0 0 1.5rem; }
.question { margin: 0 0 .5rem auto; width: fit-content; max-width: 85%; padding: .5rem .9rem; border-radius: 1rem; background: color-mix(in srgb, #326ce5 18%, transparent); overflow-wrap: anywhere; white-space: pre-wrap; }
.reply { border: 1px solid var(--line); border-radius: .75rem; padding: .25rem 1rem; overflow-wrap: anywhere; }
.reply h2 { font-size: 1.05rem; margin: .6rem 0; }
.excerpt pre, .excerpt table { overflow-x: auto; }
.excerpt pre { padding: .75rem; border-radius: .5rem; background: color-mix(in srgb, currentColor 7%, transparent); }
.excerpt code { font-size: .9em; }
.excerpt table { display: block; border-collapse: collapse; }
.excerpt th, .excerpt td { border: 1px solid var(--line); padding: .25rem .6rem; text-align: left; }
.source, .related, .more, .clue { font-size: .875rem; color: var(--quiet); }
#ask { position: sticky; bottom: 0; display: flex; gap: .5rem; align-items: center; padding: .75rem 0 1rem; background: Canvas; }
label { position: absolute; clip-path: inset(50%); width: 1px; height: 1px; overflow: hidden; white-space: nowrap; }
input { flex: 1; min-width: 0; font: inherit; padding: .6rem .8rem; border: 1px solid var(--line); border-radius: .6rem; }
.walk li { margin: 0 0 .9rem; }
.presses { display: flex; flex-wrap: wrap; gap: .5rem; align-items: center; }
.walk button { padding: .4rem .8rem; text-align: left; }
button { font: inherit; padding: .6rem 1.1rem; border: 0; border-radius: .6rem; background: #326ce5; color: #fff; cursor: pointer; }
button.quiet { background: none; color: inherit; border: 1px solid var(--line); }
`;
