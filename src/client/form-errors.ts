/** What a form shows at a field: a text, or a list such as that of the failed validations. */
export type FieldText = string | readonly string[];

/** Errors in the shape of a form's values: `{ items: [{ name: 'text' }] }`. */
export interface NestedFieldErrors<Text extends FieldText = FieldText> {
  readonly [key: string]: NestedFieldError<Text>;
}

/** The errors at one key of a form's values, and below it. Items without errors are absent. */
export type NestedFieldError<Text extends FieldText = FieldText> =
  Text | NestedFieldErrors<Text> | readonly (NestedFieldError<Text> | undefined)[];

/** One key of the names: its own text, and the keys below it. */
interface Branch<Text> {
  readonly below: Map<string, Branch<Text>>;
  text?: Text;
}

/** Forms have fewer levels. A name with more is a message without a place. */
const maximumDepth = 99;

/** Longer numbers are keys of objects, since the array would be nothing but gaps. */
const isIndex = (key: string): boolean => /^(0|[1-9]\d{0,5})$/.test(key);

/** Returns both texts as one. */
const join = <Text extends FieldText>(before: Text | undefined, text: Text): Text =>
  (!before
    ? text
    : typeof text === 'string'
      ? [before, text].join(' ')
      : (before as readonly string[]).concat(text)) as Text;

/**
 * Returns errors for form libraries that expect objects, such as Formik and Final Form. A list
 * becomes an array. Messages without a place of their own are under the empty key: those for the
 * whole input, and that of `items` beside `items.0.name`.
 *
 * @param fields what `fieldMessages` returned, or the `fieldErrors` of a failure
 * @example
 * nestFieldErrors({ 'items.0.name': 'Enter a name.' }); // { items: [{ name: 'Enter a name.' }] }
 */
export function nestFieldErrors<Text extends FieldText>(
  fields: Readonly<Record<string, Text>>,
): NestedFieldErrors<Text> {
  const root: Branch<Text> = { below: new Map() };
  let unplaced: Text | undefined;
  for (const [name, text] of Object.entries(fields ?? {})) {
    const keys = name.split('.', maximumDepth + 1);
    if (keys[0] && keys.length <= maximumDepth) {
      let branch = root;
      for (const key of keys) {
        if (!branch.below.has(key)) branch.below.set(key, { below: new Map() });
        branch = branch.below.get(key)!;
      }
      branch.text = text;
    } else unplaced = join(unplaced, text);
  }
  const nest = ({ below, text }: Branch<Text>): NestedFieldError<Text> => {
    if (!below.size) return text!;
    if (text) unplaced = join(unplaced, text);
    const entries = nestAll(below);
    if (!entries.every(([key]) => isIndex(key))) return Object.fromEntries(entries);
    const items: NestedFieldError<Text>[] = [];
    for (const [key, item] of entries) items[Number(key)] = item;
    return items;
  };
  const nestAll = (branches: Branch<Text>['below']) =>
    [...branches].map(([key, branch]) => [key, nest(branch)] as const);
  const entries = nestAll(root.below);
  return Object.fromEntries(unplaced ? [...entries, ['', unplaced] as const] : entries);
}

/**
 * Returns errors for form libraries that never clear an error of an unknown field, such as React
 * Hook Form. Such an error, and one above another field with an error, gets a name below `root`,
 * which these libraries clear when the form is submitted: `root.items-0-name`. The whole input has
 * the name `root.server`.
 *
 * @param fields what `fieldMessages` returned, or the `fieldErrors` of a failure
 * @param isField whether the form has a field of this name
 * @throws TypeError when `isField` is not a function.
 */
export function flatFieldErrors<Text extends FieldText>(
  fields: Readonly<Record<string, Text>>,
  isField: (name: string) => boolean,
): Readonly<Record<string, Text>> {
  if (typeof isField !== 'function') throw new TypeError('flatFieldErrors: isField must be a function');
  const own = Object.keys(fields ?? {}).filter((name) => name && isField(name));
  const flat = new Map<string, Text>();
  for (const [name, text] of Object.entries(fields ?? {})) {
    const isPlaced = own.includes(name) && !own.some((other) => other.startsWith(`${name}.`));
    const key = isPlaced ? name : `root.${name.replace(/\W/g, '-') || 'server'}`;
    flat.set(key, join(flat.get(key), text));
  }
  return Object.fromEntries(flat);
}
