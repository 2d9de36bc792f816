/** Where blocks are shown. */
export type Surface = 'message' | 'modal' | 'home';

/** What Slack calls a message whose blocks hold too much text. */
export const TOO_LONG = 'msg_blocks_too_long';

/** Blocks of one message, and of one view. */
const BLOCKS = { message: 50, modal: 100, home: 100 } satisfies Record<Surface, number>;

/** All text of one message; undocumented, and seen. */
const MESSAGE_TEXT = 12_000;

/** A view as JSON, in bytes. */
const VIEW_SIZE = 250_000;

/** What Slack would say against blocks; nothing when it takes them. */
export function blocksFault(blocks: unknown, where: Surface = 'message'): string | undefined {
  if (blocks === undefined) return undefined;
  return firstOf(faultsOfBlocks(blocks, where));
}

/** What Slack would say against a modal or a Home tab. */
export function viewFault(view: unknown): string | undefined {
  return firstOf(faultsOfView(view));
}

type Faults = Generator<string, void>;
type Node = Readonly<Record<string, unknown>>;

function firstOf(faults: Faults): string | undefined {
  const { value, done } = faults.next();
  return done ? undefined : value;
}

function* faultsOfBlocks(blocks: unknown, where: Surface): Faults {
  if (!Array.isArray(blocks)) return yield 'blocks is no list';
  if (blocks.length > BLOCKS[where]) yield `no more than ${BLOCKS[where]} blocks`;
  const ids = blocks.flatMap((block) => (isNode(block) && block.block_id) || []);
  if (new Set(ids).size < ids.length) yield 'a block_id occurs twice';
  for (const block of blocks) yield* faultsOfBlock(block, where);
  if (blocks.filter((block) => isNode(block) && block.type === 'table').length > 1)
    yield 'one table a message';
  if (where === 'message' && textLength(blocks) > MESSAGE_TEXT) yield TOO_LONG;
}

function* faultsOfView(view: unknown): Faults {
  if (!isNode(view)) return yield 'the view is none';
  const { type, blocks } = view;
  if (type !== 'modal' && type !== 'home') return yield `unsupported view ${String(type)}`;
  const ofBoth = ['type', 'blocks', 'private_metadata', 'callback_id', 'external_id'];
  const ofModals = ['title', 'close', 'submit', 'clear_on_close', 'notify_on_close'];
  yield* onlyKeys(view, type === 'modal' ? [...ofBoth, ...ofModals] : ofBoth);
  yield* optionalString(view, 'private_metadata', 3_000);
  yield* optionalString(view, 'callback_id', 255);
  yield* optionalString(view, 'external_id', 255);
  if (blocks === undefined) yield 'blocks is missing';
  yield* faultsOfBlocks(blocks, type);
  if (Buffer.byteLength(JSON.stringify(view)) > VIEW_SIZE) yield 'view_too_large';
  if (type === 'home') return;
  yield* faultsOfText(view.title, 'the title', 24, PLAIN);
  if (view.close !== undefined) yield* faultsOfText(view.close, 'close', 24, PLAIN);
  if (view.submit !== undefined) yield* faultsOfText(view.submit, 'submit', 24, PLAIN);
  const hasInput = Array.isArray(blocks) && blocks.some((block) => block.type === 'input');
  if (hasInput && view.submit === undefined) yield 'a modal with an input needs submit';
}

function* faultsOfBlock(block: unknown, where: Surface): Faults {
  if (!isNode(block)) return yield 'a block is none';
  const { type } = block;
  const rules = typeof type === 'string' ? BLOCK_RULES[type] : undefined;
  if (!rules) return yield `unsupported block ${String(type)}`;
  if (!rules.surfaces.includes(where)) yield `${type} is not allowed in a ${where}`;
  yield* onlyKeys(block, ['type', 'block_id', ...rules.keys]);
  yield* optionalString(block, 'block_id', 255);
  const elements = [block.elements, block.accessory, block.element].flat().filter(isNode);
  const ids = elements.flatMap((element) => element.action_id ?? []);
  if (new Set(ids).size < ids.length) yield `an action_id occurs twice in a block ${type}`;
  yield* rules.faults(block);
}

/** A cell of a table: letters, or rich text with some in it. */
function* faultsOfCell(cell: unknown): Faults {
  if (!isNode(cell) || !['rich_text', 'raw_text'].includes(String(cell.type))) return yield 'a cell is none';
  if (textLength(cell) === 0) yield 'a cell is empty';
  if (/\p{Surrogate}/u.test(stringsIn(cell).join(' '))) yield 'a cell holds half a character';
}

interface BlockRules {
  readonly surfaces: readonly Surface[];
  readonly keys: readonly string[];
  readonly faults: (block: Node) => Faults;
}

const EVERYWHERE: readonly Surface[] = ['message', 'modal', 'home'];

const BLOCK_RULES: Readonly<Record<string, BlockRules>> = {
  section: {
    surfaces: EVERYWHERE,
    keys: ['text', 'fields', 'accessory', 'expand'],
    faults: function* ({ text, fields, accessory }) {
      if (text === undefined && fields === undefined) yield 'a section has text or fields';
      if (text !== undefined) yield* faultsOfText(text, 'the text of a section', 3_000);
      if (fields !== undefined) {
        yield* faultsOfList(fields, 'fields', 10);
        for (const field of listOf(fields)) yield* faultsOfText(field, 'a field', 2_000);
      }
      if (accessory !== undefined) yield* faultsOfElement(accessory, IN_SECTIONS);
    },
  },
  header: {
    surfaces: EVERYWHERE,
    keys: ['text', 'level'],
    faults: ({ text }) => faultsOfText(text, 'a header', 150, PLAIN),
  },
  divider: { surfaces: EVERYWHERE, keys: [], faults: function* () {} },
  context: {
    surfaces: EVERYWHERE,
    keys: ['elements'],
    faults: function* ({ elements }) {
      yield* faultsOfList(elements, 'elements of a context', 10);
      for (const element of listOf(elements)) yield* faultsOfText(element, 'a context', 3_000);
    },
  },
  actions: {
    surfaces: EVERYWHERE,
    keys: ['elements'],
    faults: function* ({ elements }) {
      yield* faultsOfList(elements, 'elements of actions', 25);
      for (const element of listOf(elements)) yield* faultsOfElement(element, IN_ACTIONS);
    },
  },
  context_actions: {
    surfaces: ['message'],
    keys: ['elements'],
    faults: function* ({ elements }) {
      yield* faultsOfList(elements, 'elements of context_actions', 5);
      for (const element of listOf(elements)) yield* faultsOfElement(element, ['feedback_buttons']);
    },
  },
  table: {
    surfaces: ['message'],
    keys: ['rows', 'column_settings'],
    faults: function* ({ rows, column_settings }) {
      yield* faultsOfList(rows, 'rows', 100);
      for (const row of listOf(rows)) {
        yield* faultsOfList(row, 'cells', 20);
        for (const cell of listOf(row)) yield* faultsOfCell(cell);
      }
      if (textLength(rows) > 10_000) yield 'a table has at most 10,000 characters';
      if (listOf(column_settings).length > 20) yield 'at most 20 column_settings';
    },
  },
  input: {
    surfaces: ['modal', 'home'],
    keys: ['label', 'element', 'hint', 'optional', 'dispatch_action'],
    faults: function* ({ label, hint, element }) {
      yield* faultsOfText(label, 'the label of an input', 2_000, PLAIN);
      if (hint !== undefined) yield* faultsOfText(hint, 'the hint of an input', 2_000, PLAIN);
      yield* faultsOfElement(element, IN_INPUTS);
    },
  },
};

const IN_ACTIONS = ['button', 'static_select', 'external_select', 'conversations_select'];
const IN_SECTIONS = IN_ACTIONS;
const IN_INPUTS = ['plain_text_input', 'static_select', 'external_select'];

function* faultsOfElement(element: unknown, allowed: readonly string[]): Faults {
  if (!isNode(element)) return yield 'an element is none';
  const { type, action_id } = element;
  if (typeof type !== 'string' || !allowed.includes(type)) return yield `element ${String(type)} stands here`;
  const rules = ELEMENT_RULES[type];
  if (!rules) return yield `unsupported element ${type}`;
  yield* onlyKeys(element, ['type', 'action_id', ...rules.keys]);
  if (typeof action_id !== 'string') yield 'an element has an action_id';
  yield* optionalString(element, 'action_id', 255);
  yield* rules.faults(element);
}

type ElementRules = Omit<BlockRules, 'surfaces'>;

const ELEMENT_RULES: Readonly<Record<string, ElementRules>> = {
  button: {
    keys: ['text', 'url', 'value', 'style', 'confirm', 'accessibility_label'],
    faults: function* (button) {
      yield* faultsOfText(button.text, 'a button', 75, PLAIN);
      yield* optionalString(button, 'value', 2_000);
      yield* optionalString(button, 'url', 3_000);
      yield* optionalString(button, 'accessibility_label', 75);
      if (![undefined, 'primary', 'danger'].includes(button.style as string)) yield 'unknown style';
    },
  },
  feedback_buttons: {
    keys: ['positive_button', 'negative_button'],
    faults: function* ({ positive_button, negative_button }) {
      for (const button of [positive_button, negative_button]) {
        if (!isNode(button)) return yield 'feedback has two buttons';
        yield* onlyKeys(button, ['text', 'value', 'accessibility_label']);
        yield* faultsOfText(button.text, 'a feedback button', 75, PLAIN);
        if (typeof button.value !== 'string') yield 'a feedback button has a value';
        yield* optionalString(button, 'value', 2_000);
        yield* optionalString(button, 'accessibility_label', 75);
      }
    },
  },
  static_select: {
    keys: ['placeholder', 'options', 'initial_option', 'confirm', 'focus_on_load'],
    faults: function* ({ placeholder, options }) {
      if (placeholder !== undefined) yield* faultsOfText(placeholder, 'a placeholder', 150, PLAIN);
      yield* faultsOfOptions(options);
    },
  },
  external_select: {
    keys: ['placeholder', 'initial_option', 'min_query_length', 'confirm', 'focus_on_load'],
    faults: function* ({ placeholder, min_query_length: least }) {
      if (placeholder !== undefined) yield* faultsOfText(placeholder, 'a placeholder', 150, PLAIN);
      if (least !== undefined && !(Number.isInteger(least) && Number(least) >= 0))
        yield 'min_query_length is no number';
    },
  },
  conversations_select: {
    keys: [
      'placeholder',
      'initial_conversation',
      'filter',
      'confirm',
      'focus_on_load',
      'default_to_current_conversation',
    ],
    faults: function* ({ placeholder, filter }) {
      if (placeholder !== undefined) yield* faultsOfText(placeholder, 'a placeholder', 150, PLAIN);
      const { include } = isNode(filter) ? filter : {};
      const isKnown = (kind: unknown) => ['im', 'mpim', 'private', 'public'].includes(String(kind));
      if (include !== undefined && !(listOf(include).length > 0 && listOf(include).every(isKnown)))
        yield 'unknown kind of conversation';
    },
  },
  plain_text_input: {
    keys: ['placeholder', 'initial_value', 'multiline', 'min_length', 'max_length', 'focus_on_load'],
    // https://docs.slack.dev/reference/block-kit/block-elements/plain-text-input-element
    faults: function* (input) {
      const { placeholder, min_length: least = 0, max_length: most = 3_000 } = input;
      if (placeholder !== undefined) yield* faultsOfText(placeholder, 'a placeholder', 150, PLAIN);
      yield* optionalString(input, 'initial_value', 3_000);
      if (Number(least) < 0 || Number(most) < 1 || Number(most) > 3_000 || Number(least) > Number(most))
        yield 'a field takes 0 to 3,000 characters';
    },
  },
};

/** What Slack would say against the options of a menu, also of one that is asked for them. */
export function optionsFault(options: unknown): string | undefined {
  // A menu that is asked may have nothing to offer.
  return Array.isArray(options) && options.length === 0 ? undefined : firstOf(faultsOfOptions(options));
}

function* faultsOfOptions(options: unknown): Faults {
  yield* faultsOfList(options, 'options', 100);
  for (const option of listOf(options)) {
    if (!isNode(option)) return yield 'an option is none';
    yield* onlyKeys(option, ['text', 'value', 'description']);
    yield* faultsOfText(option.text, 'an option', 75, PLAIN);
    if (typeof option.value !== 'string' || option.value === '') yield 'an option has a value';
    yield* optionalString(option, 'value', 75);
    if (option.description !== undefined) yield* faultsOfText(option.description, 'a description', 75, PLAIN);
  }
}

const PLAIN = ['plain_text'];

function* faultsOfText(
  text: unknown,
  what: string,
  limit: number,
  types: readonly string[] = ['mrkdwn', 'plain_text'],
): Faults {
  if (!isNode(text) || typeof text.text !== 'string') return yield `${what} is missing`;
  if (!types.includes(String(text.type))) yield `${what} is no ${types.join(' or ')}`;
  yield* onlyKeys(text, ['type', 'text', text.type === 'mrkdwn' ? 'verbatim' : 'emoji']);
  if (text.text.length < 1 || text.text.length > limit) yield `${what} has 1 to ${limit} characters`;
  if (/\p{Surrogate}/u.test(text.text)) yield `${what} holds half a character`;
}

function* faultsOfList(list: unknown, what: string, limit: number): Faults {
  const { length } = listOf(list);
  if (length < 1 || length > limit) yield `1 to ${limit} ${what}`;
}

function* optionalString(node: Node, key: string, limit: number): Faults {
  const value = node[key];
  if (value === undefined) return;
  if (typeof value !== 'string') return yield `${key} is no text`;
  if (value.length > limit) yield `${key} has at most ${limit} characters`;
  if (/\p{Surrogate}/u.test(value)) yield `${key} holds half a character`;
}

function* onlyKeys(node: Node, keys: readonly string[]): Faults {
  for (const key of Object.keys(node)) if (!keys.includes(key)) yield `${String(node.type)} has no ${key}`;
}

/** The length of all that is to be read in something. */
function textLength(node: unknown): number {
  if (Array.isArray(node)) return node.reduce((sum: number, each) => sum + textLength(each), 0);
  if (!isNode(node)) return 0;
  return Object.entries(node).reduce(
    (sum, [key, value]) =>
      sum + (key === 'text' && typeof value === 'string' ? value.length : textLength(value)),
    0,
  );
}

function stringsIn(node: unknown): string[] {
  if (typeof node === 'string') return [node];
  return typeof node === 'object' && node !== null ? Object.values(node).flatMap(stringsIn) : [];
}

function isNode(value: unknown): value is Node {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}
