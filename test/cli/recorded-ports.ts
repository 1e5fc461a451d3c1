import type { Ports } from '../../scripts/cli/ports';

/** Ports that record what is printed; files come from the table, nothing can be written, each look at the clock takes 1 ms. */
export function recordedPorts(files: Readonly<Record<string, string>> = {}): { readonly ports: Ports; readonly printed: () => { readonly out: string; readonly error: string } } {
  const refuse = (): never => { throw new Error('This test writes nothing.'); };
  let out = '';
  let error = '';
  let time = 0;
  return {
    ports: {
      console: { out: text => { out += text; }, error: text => { error += text; }, colours: false },
      files: { read: file => files[file], write: refuse, rename: refuse, remove: refuse, makeDirectory: refuse, makeTemporaryDirectory: refuse },
      directory: '/project', now: () => { time += 1; return time; },
    },
    printed: () => ({ out, error }),
  };
}
