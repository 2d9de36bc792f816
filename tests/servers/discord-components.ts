/** What Discord checks of a message before it takes it. */

type Json = Readonly<Record<string, unknown>>;

/** Says that a message is drawn with components alone. */
export const COMPONENTS_V2 = 1 << 15;

/** Says that only one person sees a message. */
export const EPHEMERAL = 1 << 6;

/** Components of a message, nested ones included. */
const COMPONENTS = 40;

/** Letters in all texts of a message. */
const TEXTS = 4_000;

/** Letters in all embeds of a message. */
const EMBEDS = 6_000;

const ACTION_ROW = 1;
const BUTTON = 2;
const STRING_SELECT = 3;
const TEXT_DISPLAY = 10;
const SEPARATOR = 14;
const CONTAINER = 17;
const TEXT_INPUT = 4;
const LABEL = 18;

/** What Discord would say against a message; nothing when it takes it. */
export function messageFault(body: Json): string | undefined {
  const { value, done } = faultsOfMessage(body).next();
  return done ? undefined : value;
}

/** What Discord would say against the suggestions for an option that is being typed. */
export function choicesFault(choices: unknown): string | undefined {
  const { value, done } = faultsOfChoices(choices).next();
  return done ? undefined : value;
}

/**
 * What Discord would say against a window (`ModalInteractionCallbackRequestData` and `LabelComponentForModalRequest` of
 * its OpenAPI description; five components at most, says https://discord.com/developers/docs/interactions/receiving-and-responding).
 */
export function modalFault(modal: Json): string | undefined {
  const { value, done } = faultsOfModal(modal).next();
  return done ? undefined : value;
}

type Faults = Generator<string, void>;

function* faultsOfModal(modal: Json): Faults {
  yield* onlyKeys(modal, ['custom_id', 'title', 'components'], []);
  const { custom_id, title, components } = modal;
  yield* customId(custom_id);
  yield* required(title, 'the title of a window', 45);
  if (!Array.isArray(components) || components.length < 1 || components.length > 5)
    return yield 'a window has 1 to 5 components';
  for (const each of components) yield* faultsOfLabel(each);
}

function* faultsOfLabel(label: unknown): Faults {
  if (!isJson(label) || label.type !== LABEL) return yield 'what stands in a window has a label';
  yield* onlyKeys(label, ['label', 'description', 'component']);
  yield* required(label.label, 'a label', 45);
  yield* text(label.description, 'a description', 1, 100);
  const { component } = label;
  if (!isJson(component) || component.type !== TEXT_INPUT) return yield 'a label has no field';
  const keys = ['custom_id', 'style', 'value', 'placeholder', 'required', 'min_length', 'max_length'];
  yield* onlyKeys(component, keys);
  const { style, value, placeholder, min_length: least = 0, max_length: most = 4_000 } = component;
  yield* customId(component.custom_id);
  if (style !== 1 && style !== 2) yield 'a field has no style';
  yield* text(value, 'what stands in a field', 0, 4_000);
  yield* text(placeholder, 'a placeholder', 0, 100);
  if (Number(least) < 0 || Number(most) < 1 || Number(most) > 4_000 || Number(least) > Number(most))
    yield 'a field takes 0 to 4,000 letters';
}

function* faultsOfMessage(body: Json): Faults {
  const { content, embeds, components = [] } = body;
  const isV2 = (Number(body.flags ?? 0) & COMPONENTS_V2) !== 0;
  if (!Array.isArray(components)) return yield 'components is no list';
  yield* text(content ?? undefined, 'content', 0, 2_000);
  if (embeds !== undefined) yield* faultsOfEmbeds(embeds);
  if (isV2 && (Boolean(content) || (Array.isArray(embeds) && embeds.length > 0)))
    yield 'content and embeds cannot be used with the flag for components';
  if (!isV2 && components.length > 5) yield 'no more than 5 rows';
  for (const component of components) yield* faultsOfComponent(component, isV2 ? V2_TOP : LEGACY_TOP);
  const all = componentsIn(components);
  if (all.length > COMPONENTS) yield `no more than ${COMPONENTS} components`;
  const length = all
    .filter(({ type }) => type === TEXT_DISPLAY)
    .reduce((sum, each) => sum + String(each.content).length, 0);
  if (length > TEXTS) yield `no more than ${TEXTS} letters`;
  const ids = all.flatMap(({ custom_id }) => (custom_id === undefined ? [] : [custom_id]));
  if (new Set(ids).size < ids.length) yield 'a custom_id occurs twice';
}

const V2_TOP: readonly number[] = [ACTION_ROW, TEXT_DISPLAY, SEPARATOR, CONTAINER];
const LEGACY_TOP: readonly number[] = [ACTION_ROW];
const IN_CONTAINER: readonly number[] = [ACTION_ROW, TEXT_DISPLAY, SEPARATOR];
const IN_ROW: readonly number[] = [BUTTON, STRING_SELECT];

function* faultsOfComponent(component: unknown, allowed: readonly number[]): Faults {
  if (!isJson(component)) return yield 'a component is none';
  const { type } = component;
  if (typeof type !== 'number' || !allowed.includes(type))
    return yield `a component of type ${String(type)} is not allowed here`;
  switch (type) {
    case CONTAINER: {
      yield* onlyKeys(component, ['components', 'accent_color', 'spoiler']);
      const { components } = component;
      if (!Array.isArray(components) || components.length === 0) return yield 'an empty container';
      for (const each of components) yield* faultsOfComponent(each, IN_CONTAINER);
      return;
    }
    case TEXT_DISPLAY:
      yield* onlyKeys(component, ['content']);
      return yield* text(component.content, 'a text', 1, TEXTS);
    case SEPARATOR:
      return yield* onlyKeys(component, ['divider', 'spacing']);
    case ACTION_ROW:
      return yield* faultsOfRow(component);
    case BUTTON:
      return yield* faultsOfButton(component);
    case STRING_SELECT:
      return yield* faultsOfSelect(component);
  }
}

function* faultsOfRow(row: Json): Faults {
  yield* onlyKeys(row, ['components']);
  const { components } = row;
  if (!Array.isArray(components) || components.length === 0) return yield 'an empty row';
  const hasSelect = components.some((each) => isJson(each) && each.type === STRING_SELECT);
  if (components.length > (hasSelect ? 1 : 5)) yield 'a row has 5 buttons or one select';
  for (const each of components) yield* faultsOfComponent(each, IN_ROW);
}

function* faultsOfButton(button: Json): Faults {
  yield* onlyKeys(button, ['custom_id', 'style', 'label', 'disabled', 'url', 'emoji']);
  const { style, label, emoji, custom_id, url } = button;
  if (typeof style !== 'number' || style < 1 || style > 5) yield 'a button has no style';
  if (label === undefined && emoji === undefined) yield 'a button has nothing on it';
  yield* text(label, 'a label', 1, 80);
  if (style === 5) {
    if (custom_id !== undefined) yield 'a link has no custom_id';
    yield* text(url, 'an address', 1, 512);
  } else {
    if (url !== undefined) yield 'a button has no address';
    yield* customId(custom_id);
  }
}

function* faultsOfSelect(select: Json): Faults {
  const keys = ['custom_id', 'placeholder', 'options', 'min_values', 'max_values', 'disabled'];
  yield* onlyKeys(select, keys);
  const { custom_id, placeholder, options } = select;
  yield* customId(custom_id);
  yield* text(placeholder, 'a placeholder', 0, 150);
  if (!Array.isArray(options) || options.length < 1 || options.length > 25)
    return yield 'a select has 1 to 25 options';
  for (const option of options) {
    if (!isJson(option)) return yield 'an option is none';
    yield* onlyKeys(option, ['label', 'value', 'description', 'default', 'emoji'], []);
    yield* required(option.label, 'the label of an option', 100);
    yield* required(option.value, 'the value of an option', 100);
    yield* text(option.description, 'the description of an option', 0, 100);
  }
  const values = options.map(({ value }) => value);
  if (new Set(values).size < values.length) yield 'a value occurs twice in a select';
}

function* faultsOfEmbeds(embeds: unknown): Faults {
  if (!Array.isArray(embeds) || embeds.length > 10) return yield 'no more than 10 embeds';
  let length = 0;
  for (const embed of embeds) {
    if (!isJson(embed)) return yield 'an embed is none';
    const { title, description, url } = embed;
    yield* text(title, 'the title of an embed', 0, 256);
    yield* text(description, 'the description of an embed', 0, 4_096);
    yield* text(url, 'the address of an embed', 1, 2_048);
    if (url !== undefined && !/^(?:https?|attachment):\/\//.test(String(url))) yield 'an address is none';
    length += String(title ?? '').length + String(description ?? '').length;
  }
  if (length > EMBEDS) yield `no more than ${EMBEDS} letters in embeds`;
}

function* faultsOfChoices(choices: unknown): Faults {
  if (!Array.isArray(choices)) return yield 'choices is no list';
  if (choices.length > 25) yield 'no more than 25 choices';
  for (const choice of choices) {
    if (!isJson(choice)) return yield 'a choice is none';
    yield* onlyKeys(choice, ['name', 'value', 'name_localizations'], []);
    yield* required(choice.name, 'the name of a choice', 100);
    yield* required(choice.value, 'the value of a choice', 100);
  }
}

function customId(value: unknown): Faults {
  return required(value, 'a custom_id', 100);
}

function* required(value: unknown, what: string, max: number): Faults {
  if (value === undefined) return yield `${what} is missing`;
  yield* text(value, what, 1, max);
}

/** Discord trims what it shows, and refuses what is not Unicode. */
function* text(value: unknown, what: string, min: number, max: number): Faults {
  if (value === undefined || value === null) return;
  if (typeof value !== 'string') return yield `${what} is no text`;
  if (value.trim().length < min) yield `${what} is empty`;
  if (value.length > max) yield `${what} is longer than ${max}`;
  if (/\p{Surrogate}/u.test(value)) yield `${what} is no Unicode`;
}

function* onlyKeys(value: Json, keys: readonly string[], usual: readonly string[] = ['type', 'id']): Faults {
  const strange = Object.keys(value).find((key) => !keys.includes(key) && !usual.includes(key));
  if (strange !== undefined) yield `unknown key ${strange}`;
}

/** Every component, whether on its own or in another. */
export function componentsIn(value: unknown): readonly Json[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((component) => {
    return isJson(component) ? [component, ...componentsIn(component.components)] : [];
  });
}

function isJson(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
