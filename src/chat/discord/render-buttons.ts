import {
  type APIActionRowComponent,
  type APIButtonComponent,
  type APIComponentInMessageActionRow,
  ButtonStyle,
  ComponentType,
} from 'discord-api-types/v10';
import { type Button, buttonText, type LabeledButton } from '../button.js';
import { type Candidate, nameOf, type Pointer, type Reply, shareButtonOf, shortNameOf } from '../reply.js';

/** Discord refuses a longer label of a button, and shows about half of it. */
const BUTTON_LABEL_LIMIT = 80;

/** Discord refuses a longer label, value or description of an option. */
const OPTION_TEXT_LIMIT = 100;

/** Options of a select, and buttons of a row. */
const OPTIONS_LIMIT = 25;
const ROW_LIMIT = 5;

/** What the select is called in which one chooses what to read. */
export const CHOOSE = 'v1 choose';

type Row = APIActionRowComponent<APIComponentInMessageActionRow>;

/** The rows below a reply: what to read next, what can be asked of the answer, whether it helped. */
export function renderButtons(reply: Reply, { canShare = false } = {}): Row[] {
  const { buttons = [], rated } = reply;
  const shares = shareButtonOf(reply);
  const share: LabeledButton[] = canShare && shares ? [{ label: 'Share', button: shares }] : [];
  return [
    ...chooser(reply),
    ...rowsOf([...buttons, ...share].map((each) => buttonOf(each))),
    ...(rated
      ? rowOf([
          buttonOf({ label: 'Helpful', button: { kind: 'rate', answer: rated, isHelpful: true } }),
          buttonOf({ label: 'Not helpful', button: { kind: 'rate', answer: rated, isHelpful: false } }),
        ])
      : []),
  ];
}

/** What may be read next: related sections as buttons, entries of a list in a select. */
function chooser(reply: Reply): Row[] {
  switch (reply.kind) {
    case 'excerpt':
    case 'notice':
      return rowOf(
        reply.related.flatMap((pointer) =>
          pointer.button ? [buttonOf({ label: shortNameOf(pointer), button: pointer.button })] : [],
        ),
      );
    case 'choices':
      return selectOf(reply.candidates);
    case 'list':
      return selectOf(reply.entries);
    case 'comparison':
      return [];
  }
}

function selectOf(candidates: readonly Candidate[]): Row[] {
  const options = candidates.flatMap((candidate) => optionOf(candidate)).slice(0, OPTIONS_LIMIT);
  if (options.length === 0) return [];
  const select = {
    type: ComponentType.StringSelect as const,
    custom_id: CHOOSE,
    placeholder: candidates.some(({ button }) => button?.kind === 'walk')
      ? 'Choose one'
      : 'Read one of these',
    options,
  };
  return [{ type: ComponentType.ActionRow, components: [select] }];
}

function optionOf({ button, gist, ...pointer }: Candidate) {
  if (button === undefined) return [];
  const description = lineOf(gist, OPTION_TEXT_LIMIT);
  return [
    {
      label: labelOf(nameOf(pointer as Pointer), OPTION_TEXT_LIMIT),
      value: buttonText(button),
      ...(description && { description }),
    },
  ];
}

/** As many rows as it takes. */
function rowsOf(buttons: readonly APIButtonComponent[]): Row[] {
  const count = Math.ceil(buttons.length / ROW_LIMIT);
  return Array.from({ length: count }, (_, row) => rowOf(buttons.slice(row * ROW_LIMIT))).flat();
}

function rowOf(buttons: readonly APIButtonComponent[]): Row[] {
  return buttons.length === 0
    ? []
    : [{ type: ComponentType.ActionRow, components: buttons.slice(0, ROW_LIMIT) }];
}

function buttonOf({ label, button }: LabeledButton): APIButtonComponent {
  return {
    type: ComponentType.Button,
    style: STYLES[button.kind],
    label: labelOf(label, BUTTON_LABEL_LIMIT),
    custom_id: buttonText(button),
  };
}

const STYLES = {
  read: ButtonStyle.Secondary,
  section: ButtonStyle.Secondary,
  more: ButtonStyle.Secondary,
  why: ButtonStyle.Secondary,
  rate: ButtonStyle.Secondary,
  comment: ButtonStyle.Secondary,
  tell: ButtonStyle.Primary,
  share: ButtonStyle.Primary,
  post: ButtonStyle.Primary,
  walk: ButtonStyle.Secondary,
  newcomer: ButtonStyle.Secondary,
} satisfies Record<Button['kind'], APIButtonComponent['style']>;

/** A text as Discord shows it on a button or in a choice, letter by letter. */
export function labelOf(text: string, limit = OPTION_TEXT_LIMIT): string {
  return lineOf(text, limit) || '…';
}

function lineOf(text: string, limit: number): string {
  const line = text.replace(/\s+/g, ' ').trim();
  return line.length <= limit
    ? line
    : `${line
        .slice(0, limit - 2)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()} …`;
}
