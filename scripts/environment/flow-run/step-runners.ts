import { apiConnectionStep } from './api-connection-step';
import { connectionStep } from './connection-step';
import { condition, scope, switchStep, terminate } from './control-steps';
import { compose, notRunHere, parseJson, response, wait } from './data-steps';
import { join, query, select } from './list-steps';
import { forEach, until } from './loop-steps';
import type { StepRunner } from './step-runner';
import { table } from './table-step';
import { appendToArray, appendToString, decrementVariable, incrementVariable, initializeVariable, setVariable } from './variable-steps';

const runners: Readonly<Record<string, StepRunner>> = {
  OpenApiConnection: connectionStep, OpenApiConnectionWebhook: connectionStep, ApiConnection: apiConnectionStep,
  If: condition, Switch: switchStep, Foreach: forEach, Until: until, Scope: scope, Terminate: terminate, Wait: wait,
  Compose: compose, ParseJson: parseJson, Select: select, Query: query, Join: join, Table: table, Response: response,
  InitializeVariable: initializeVariable, SetVariable: setVariable, IncrementVariable: incrementVariable, DecrementVariable: decrementVariable,
  AppendToStringVariable: appendToString, AppendToArrayVariable: appendToArray,
};
const byLowerCase = new Map(Object.entries(runners).map(([type, runner]) => [type.toLowerCase(), runner]));

/** What runs steps of that type; for a type that is not run here, a runner that fails with a sentence. */
export function runnerOf(type: string): StepRunner {
  return byLowerCase.get(type.toLowerCase()) ?? notRunHere(type, Object.keys(runners));
}
