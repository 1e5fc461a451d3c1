/** What placeholders stand for, by lower-case name: they are matched without regard to case (facts 5). */
export type TemplateValues = ReadonlyMap<string, string>;

/** A template with all placeholders replaced, or the names that nothing stands for. */
export type Expansion = { readonly text: string } | { readonly unknown: readonly string[] };

/** A placeholder is a name alone between braces; the braces of JSON in a body are none. */
const placeholder = /\{([A-Za-z][A-Za-z0-9_.-]*)\}/g;

/** Replaces the `{name}`s of a template. `written` makes a value fit the place it stands in; default: percent-encoded. */
export function expandTemplate(template: string, values: TemplateValues, written: (value: string) => string = encodeURIComponent): Expansion {
  const unknown = new Set<string>();
  const text = template.replace(placeholder, (whole, name: string) => {
    const value = values.get(name.toLowerCase());
    if (value === undefined) unknown.add(name);
    return value === undefined ? whole : written(value);
  });
  return unknown.size > 0 ? { unknown: [...unknown] } : { text };
}

/** Whether a template has a placeholder of that name. */
export function namesPlaceholder(template: string, name: string): boolean {
  return [...template.matchAll(placeholder)].some(([, found]) => found?.toLowerCase() === name.toLowerCase());
}
