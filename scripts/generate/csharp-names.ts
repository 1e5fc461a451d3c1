/**
 * Names in the custom code. Methods begin with a capital letter and variables do not, so that these two never meet;
 * among the methods and the classes beside them each name is given once.
 */
import type { CodeFragment } from '../model/operation';
import { preludeFiles } from './prelude';

const keywords = new Set(('abstract as base bool break byte case catch char checked class const continue decimal default delegate do double else enum event '
  + 'explicit extern false finally fixed float for foreach goto if implicit in int interface internal is lock long namespace new null object operator '
  + 'out override params private protected public readonly ref return sbyte sealed short sizeof stackalloc static string struct switch this throw true '
  + 'try typeof uint ulong unchecked unsafe ushort using virtual void volatile while async await dynamic from nameof var yield').split(' '));

/** What the class Script has or inherits, and the framework's names that printed code uses. */
const scriptNames = ('Script ScriptBase Service Operations ExecuteAsync Context CancellationToken CreateJsonContent '
  + 'Equals Finalize GetHashCode GetType MemberwiseClone ReferenceEquals ToString '
  + 'DateTimeOffset Enumerable HttpResponseMessage IEnumerable JArray JObject JToken Newtonsoft System Task').split(' ');

/** A variable's name: the author's word, harmless in C# and none of those `taken`. */
export function variableName(word: string, taken: ReadonlySet<string>): string {
  const plain = /^(?=.*[A-Za-z])[A-Za-z_][A-Za-z0-9_]*$/.test(word) ? word.charAt(0).toLowerCase() + word.slice(1) : 'value';
  return firstFree(keywords.has(plain) ? `${plain}_` : plain, taken);
}

/** A method's name made of any text: letters, digits and underscores, a capital letter first, none of those `taken`. */
export function methodName(text: string, taken: ReadonlySet<string>): string {
  const words = text.split(/[^A-Za-z0-9_]+/).filter(word => word !== '').map(word => word.charAt(0).toUpperCase() + word.slice(1)).join('');
  return firstFree(/^[A-Z]/.test(words) ? words : `Method${words}`, taken);
}

function firstFree(name: string, taken: ReadonlySet<string>): string {
  let free = name;
  for (let number = 2; taken.has(free); number++) free = `${name}${number}`;
  return free;
}

/** The types that a C# file declares at its left margin: classes, structs, enumerations, interfaces. */
export const declaredTypes = (source: string): readonly string[] =>
  [...source.matchAll(/^(?:(?:public|internal|static|sealed|abstract|partial|readonly)\s+)*(?:class|struct|enum|interface)\s+([A-Za-z_]\w*)/gm)].map(match => match[1]!);

let kept: ReadonlySet<string> | undefined;
/** Names that belong to the prelude, to the class Script and to the framework: nothing of an author's may take them. */
export function ownNames(): ReadonlySet<string> {
  kept ??= new Set([...scriptNames, ...preludeFiles().flatMap(file => declaredTypes(file.source))]);
  return kept;
}

/** The names of an author's methods: formulas keep theirs where C# allows it, operations give way to them. */
export interface MethodNames { operation(operationId: string): string; formula(name: string): string }

/**
 * Gives each formula and each operation a method name of its own. Only names are chosen here: flows find an operation
 * by its id, which may be no C# name at all. Deterministic: the order of the lists decides.
 */
export function methodNames(operationIds: readonly string[], formulas: readonly string[], fragments: readonly CodeFragment[]): MethodNames {
  const taken = new Set([...ownNames(), ...fragments.flatMap(fragment => [fragment.className, ...declaredTypes(fragment.source)])]);
  const given = (texts: readonly string[]): ReadonlyMap<string, string> => new Map([...new Set(texts)].map(text => {
    const name = methodName(text, taken);
    taken.add(name);
    return [text, name] as const;
  }));
  const ofFormulas = given(formulas);
  const ofOperations = given(operationIds);
  const known = (names: ReadonlyMap<string, string>, text: string): string => {
    const name = names.get(text);
    if (name === undefined) throw new Error(`No method name was given to ${text}.`);
    return name;
  };
  return { operation: operationId => known(ofOperations, operationId), formula: name => known(ofFormulas, name) };
}
