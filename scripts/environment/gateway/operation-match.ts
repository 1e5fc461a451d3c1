import type { ConnectorOperation, InstalledConnector } from '../connectors/installed-connector';

/** An operation found by address, with its path parameters as they stood there: still encoded. */
export interface OperationMatch {
  readonly operation: ConnectorOperation;
  readonly pathValues: Readonly<Record<string, string>>;
}

interface Pattern { readonly operation: ConnectorOperation; readonly expression: RegExp; readonly names: readonly string[]; readonly literals: number }

const matchers = new WeakMap<InstalledConnector, OperationMatcher>();

/** Finds operations by method and encoded path. Where several fit, the one with more literal text wins, as in Azure API Management, then the one with fewer parameters. */
export class OperationMatcher {
  private readonly patterns: readonly Pattern[];

  private constructor(connector: InstalledConnector) {
    this.patterns = connector.operations.map(patternOf).sort((one, other) => other.literals - one.literals || one.names.length - other.names.length);
  }

  /** The one of a connector, whose patterns are made once. */
  static of(connector: InstalledConnector): OperationMatcher {
    const matcher = matchers.get(connector) ?? new OperationMatcher(connector);
    matchers.set(connector, matcher);
    return matcher;
  }

  /** The operation for a path below the base path, e.g. `/instances/a%20b/segments`; undefined where none is declared. */
  match(method: string, path: string): OperationMatch | undefined {
    for (const { operation, expression, names } of this.patterns) {
      if (operation.method !== method) continue;
      const found = expression.exec(path);
      if (!found) continue;
      return { operation, pathValues: Object.fromEntries(names.map((name, index) => [name, found[index + 1] ?? ''])) };
    }
    return undefined;
  }

  /** The methods that are declared for a path. */
  methodsOf(path: string): readonly string[] {
    return [...new Set(this.patterns.filter(({ expression }) => expression.test(path)).map(({ operation }) => operation.method))].sort();
  }
}

function patternOf(operation: ConnectorOperation): Pattern {
  const names: string[] = [];
  let literals = 0;
  const source = operation.path.split(/(\{[^{}]*\})/).map(piece => {
    if (piece.startsWith('{') && piece.endsWith('}')) {
      names.push(piece.slice(1, -1));
      return '([^/]*)';
    }
    literals += piece.length;
    return piece.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  }).join('');
  return { operation, expression: new RegExp(`^${source}$`), names, literals };
}
