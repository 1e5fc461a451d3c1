/** Under which names, ids and publisher a connector is packaged: derived from the model and konektor.yaml, the same on every machine. */
export interface SolutionNames {
  readonly uniqueName?: string;
  readonly name?: string;
  readonly description?: string;
}
