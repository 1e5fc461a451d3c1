import type { AssumptionName } from '../../../scripts/environment';

/** Files of tests by a short name; paths from the root of the project. */
export const testFiles = {
  actions: 'test/environment/conformance/published-actions.test.ts',
  address: 'test/environment/gateway/policies/address-policies.test.ts',
  async: 'test/environment/flows/async-action.test.ts',
  body: 'test/environment/gateway/policies/body-policies.test.ts',
  calls: 'test/environment/gateway/policies/call-policies.test.ts',
  card: 'test/environment/operation-card/operation-card.test.ts',
  code: 'test/environment/conformance/custom-code.test.ts',
  compile: 'test/script-host/compile.test.ts',
  control: 'test/environment/flow-run/control-steps.test.ts',
  deliveries: 'test/environment/webhooks/deliveries.test.ts',
  dynamic: 'test/environment/operation-card/resolve-dynamic.test.ts',
  engine: 'test/environment/flows/flow-engine.test.ts',
  environment: 'test/environment/host/environment.test.ts',
  expressions: 'test/environment/gateway/policies/policy-expression.test.ts',
  flows: 'test/environment/host/flows.test.ts',
  gateway: 'test/environment/gateway/gateway.test.ts',
  limits: 'test/environment/gateway/gateway-limits.test.ts',
  loading: 'test/environment/gateway/custom-code-runner.test.ts',
  network: 'test/environment/gateway/backend-http.test.ts',
  operations: 'test/environment/conformance/published-operations.test.ts',
  paging: 'test/environment/flows/paged-action.test.ts',
  parameters: 'test/environment/gateway/parameters.test.ts',
  policies: 'test/environment/conformance/policies.test.ts',
  polling: 'test/environment/polling/polling.test.ts',
  published: 'test/environment/conformance/published-triggers.test.ts',
  retries: 'test/environment/flow-run/operation-inputs.test.ts',
  runs: 'test/environment/flow-run/flow-engine-runs.test.ts',
  scriptCalls: 'test/script-host/calls.test.ts',
  settings: 'test/environment/sign-in/sign-in-settings.test.ts',
  shapes: 'test/environment/webhooks/published-shapes.test.ts',
  signIn: 'test/environment/sign-in/connection-sign-in.test.ts',
  steps: 'test/environment/flow-run/run-flow.test.ts',
  subscriptions: 'test/environment/webhooks/subscriptions.test.ts',
  triggers: 'test/environment/conformance/triggers.test.ts',
  waiting: 'test/environment/webhooks/step-callbacks.test.ts',
} as const satisfies Readonly<Record<string, string>>;

type TestFile = keyof typeof testFiles;

/** What holds the environment to a statement. `rule` is a rule of the validator, through which every installation goes. */
export type Evidence =
  | { readonly test: readonly [file: TestFile, title: string] }
  | { readonly rule: string }
  | { readonly assumption: AssumptionName }
  | { readonly untested: string };

/** A statement that Microsoft documents (or that stands in its public source), in our words. */
export interface Statement {
  /** Section of the facts. */
  readonly section: string;
  /** Key of its source in the facts, and the page. */
  readonly source: string;
  readonly says: string;
  readonly evidence: readonly Evidence[];
}

export const test = (file: TestFile, title: string): Evidence => ({ test: [file, title] });
export const rule = (code: string): Evidence => ({ rule: code });
export const assumed = (assumption: AssumptionName): Evidence => ({ assumption });
/** No test here, and why. */
export const untested = (why: string): Evidence => ({ untested: why });

/** Statements of one section. */
export const section = (number: string, rows: readonly (readonly [source: string, says: string, ...evidence: readonly Evidence[]])[]): readonly Statement[] =>
  rows.map(([source, says, ...evidence]) => ({ section: number, source, says, evidence }));
