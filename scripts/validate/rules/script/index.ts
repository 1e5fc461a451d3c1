import type { Rule } from '../../rule';
import { scriptBlocking } from './script-blocking.rule';
import { scriptClass, scriptClassName } from './script-class.rule';
import { scriptClockState } from './script-clock-state.rule';
import { scriptCompiles } from './script-compiles.rule';
import { scriptGateway } from './script-gateway.rule';
import { scriptHttpClient } from './script-httpclient.rule';
import { scriptDirectives, scriptNamespaceBlock } from './script-layout.rule';
import { scriptNamespaces } from './script-namespaces.rule';
import { scriptOperationIds, scriptOperationsHandled } from './script-operation-ids.rule';
import { scriptAllOperations, scriptMissing, scriptOperations } from './script-operations.rule';
import { scriptCulture, scriptFormattingAmbiguity, scriptQueryPrinting } from './script-reading-printing.rule';
import { scriptSingle } from './script-single.rule';
import { scriptSize } from './script-size.rule';

export const scriptRules: readonly Rule[] = [
  scriptSingle, scriptMissing, scriptSize, scriptGateway, scriptOperations, scriptAllOperations,
  scriptCompiles, scriptClass, scriptClassName, scriptDirectives, scriptNamespaceBlock, scriptNamespaces, scriptHttpClient,
  scriptBlocking, scriptOperationIds, scriptOperationsHandled, scriptFormattingAmbiguity, scriptCulture, scriptQueryPrinting, scriptClockState,
];
