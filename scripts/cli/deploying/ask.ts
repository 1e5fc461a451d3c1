import { createInterface } from 'node:readline';

/** The answer of whoever sits at the terminal, without spaces around it; nothing where the input ends. `interrupted` is called at Ctrl+C, and then no answer comes. */
export function ask(question: string, input: NodeJS.ReadableStream, output: NodeJS.WritableStream, interrupted: () => void): Promise<string> {
  return new Promise(resolve => {
    const lines = createInterface({ input, output });
    const ended = (): void => { output.write('\n'); resolve(''); };
    lines.once('close', ended);
    // In its own mode the terminal sends a character for Ctrl+C, and no signal.
    lines.once('SIGINT', () => { lines.off('close', ended); lines.close(); output.write('\n'); interrupted(); });
    lines.question(question, answer => { resolve(answer.trim()); lines.off('close', ended); lines.close(); });
  });
}
