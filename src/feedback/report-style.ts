/** The look of a report: the reader's own fonts, light or dark as they have it; charts take their colours from here. */
export const STYLE = `
:root { color-scheme: light dark; --answered: #2f6fd6; --unsure: #e0a21b; --declined: #8a8f98; --bar: #2f6fd6; --line: #8883; --quiet: #5b616b; --page: #fff; --ink: #1b1e23; }
@media (prefers-color-scheme: dark) { :root { --answered: #6ea2f5; --unsure: #f0bf52; --declined: #7a808b; --bar: #6ea2f5; --quiet: #a4abb6; --page: #14171c; --ink: #e7eaee; } }
body { margin: 0; background: var(--page); color: var(--ink); font: 1rem/1.5 system-ui, sans-serif; }
main { max-width: 60rem; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
h1 { font-size: 1.5rem; margin: 0 0 .5rem; }
h2 { font-size: 1.15rem; margin: 2.5rem 0 .5rem; }
.notes { color: var(--quiet); font-size: .875rem; margin: .25rem 0; }
dl { display: grid; grid-template-columns: repeat(auto-fit, minmax(12rem, 1fr)); gap: .5rem 1.5rem; margin: 1.25rem 0; }
dt { color: var(--quiet); font-size: .875rem; }
dd { margin: 0; font-weight: 600; }
figure { margin: .5rem 0; overflow-x: auto; }
.broad svg { min-width: 44rem; }
.narrow { display: none; }
@media (max-width: 47rem) { .broad { display: none; } .narrow { display: block; max-width: 28rem; } .narrow svg { width: 100%; } }
svg { max-width: 100%; height: auto; color: var(--ink); font-family: system-ui, sans-serif; }
svg text { font-family: inherit; }
.wide { overflow-x: auto; }
table { border-collapse: collapse; font-size: .875rem; margin: .5rem 0 1rem; }
th, td { padding: .3rem .75rem .3rem 0; border-bottom: 1px solid var(--line); text-align: start; vertical-align: top; }
td { overflow-wrap: anywhere; }
.figure { padding-inline-start: .5rem; text-align: end; font-variant-numeric: tabular-nums; white-space: nowrap; }
summary { cursor: pointer; color: var(--quiet); font-size: .875rem; }
ul { margin: .25rem 0; padding-inline-start: 1.1rem; }
@media print { details { display: none; } }
`;
