import type { Root } from 'hast';
import { toHtml } from 'hast-util-to-html';
import { h } from 'hastscript';
import type { Report } from './report.js';
import { reportParts } from './report-parts.js';
import { STYLE } from './report-style.js';
import { NOTES } from './report-words.js';
import type { TitleOf } from './title-of.js';

/** Even if a text got through as markup, nothing would run, and nothing be fetched. */
const POLICY = "default-src 'none'; style-src 'unsafe-inline'";

/** Draws a report as one page that needs nothing else: no script, no picture, no other host. */
export async function reportPage(report: Report, titleOf: TitleOf): Promise<string> {
  const title = `What was asked, ${report.firstDay} to ${report.lastDay}`;
  const body = [h('h1', title), h('p.notes', NOTES.join(' ')), ...(await reportParts(report, titleOf))];
  const page: Root = {
    type: 'root',
    children: [
      { type: 'doctype' },
      h('html', { lang: 'en' }, [
        h('head', [
          h('meta', { charSet: 'utf-8' }),
          h('meta', { httpEquiv: 'Content-Security-Policy', content: POLICY }),
          h('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
          h('title', title),
          h('style', STYLE),
        ]),
        h('body', h('main', body)),
      ]),
    ],
  };
  // Raw are only the charts, whose texts their library has escaped.
  return `${toHtml(page, { allowDangerousHtml: true })}\n`;
}
